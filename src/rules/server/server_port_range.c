#include "check/place_of_data.h"
#include "check/rule.h"

static bool is_port(struct str text)
{
    size_t zeros = 0;
    while (zeros < text.len && text.at[zeros] == '0')
        zeros++;
    struct str digits = str_slice(text, zeros, text.len);
    bool is_number = digits.len && digits.len <= 5 && str_digits(digits) == digits.len;
    return is_number && (digits.len < 5 || str_compare(digits, STR("65535")) <= 0);
}

static void on_server(struct check *check, const struct server *server)
{
    struct str port = str_trim(server->port.value);
    if (port.len && !server_is_template(port) && !is_port(port))
        finding_at(check, server->port.node, "%s", quote(check, server->port.value));
}

const struct rule rule_server_port_range = {
    .id = "server-port-range",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a port is no number from 1 to 65535",
    .why = "Nothing can listen there, so nobody can connect.",
    .advice = "write the number of the port, such as `5432`",
    .on_server = on_server,
};
