/* The grammar of e-mail addresses, host names and IP addresses. Looks nothing up. */
#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H

#include "base/str.h"

/* A Mailbox of RFC 5321 4.1.2: dot-string or quoted local part of up to 64 bytes, a host name or an address literal. */
bool address_is_email(struct str text);

/* The same with UTF-8 in the local part and the labels (RFC 6531 3.3); that a label is allowed by IDNA is not checked.
 */
bool address_is_email_international(struct str text);

/* A host name of RFC 1123 2.1: letters, digits and inner hyphens, labels to 63 bytes, 253 in all, no dot at the end.
   What an xn-- label encodes is not checked. */
bool address_is_hostname(struct str text);

/* Dotted decimal with four parts and no leading zeros (RFC 2673 3.2, RFC 3986 IPv4address). */
bool address_is_ipv4(struct str text);

/* RFC 4291 2.2 without zone and prefix length. */
bool address_is_ipv6(struct str text);

#endif
