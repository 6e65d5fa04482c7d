/* What ODCS and DCS declare alike: servers, roles, custom properties. */
#ifndef CONTRACT_DECLARED_H
#define CONTRACT_DECLARED_H

#include "contract/dialect.h"

/* What a key of a server says, whatever its type. */
enum server_key { SERVER_KEY_OTHER, SERVER_KEY_TYPE, SERVER_KEY_LOCATION, SERVER_KEY_FORMAT, SERVER_KEY_ENVIRONMENT };

/* Reads a mapping as a server of the contract; `name` is what it is known by where that is no key of it. */
void declared_read_server(struct reader *reader, struct contract *contract, struct text name,
                          const struct node *mapping);

/* What a key says of where a server is and how to read it: of an ODCS or DCS server of every type, of a port, an
   endpoint or a storage. */
enum server_key server_key_of(struct str name);

/* Appends the mappings of a list as struct role to the struct list at the row's offset. */
void declared_read_roles(struct reader *reader, void *object, const struct key *key, const struct node *value);

/* Appends the entries of a list, or of a mapping of names to values, as struct custom_property likewise. */
void declared_read_custom(struct reader *reader, void *object, const struct key *key, const struct node *value);

#endif
