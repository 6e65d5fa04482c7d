#include "check/place_of_data.h"
#include "check/rule.h"

static bool is_production(struct str environment)
{
    static const char *const names[] = {"prod", "production", "prd", "live", NULL};
    return server_knows(names, environment);
}

/* The host of "kafka://broker:9092/x", "broker:9092" or "broker". */
static struct str host_of(struct str address)
{
    size_t slashes = str_find(address, STR("://"));
    if (slashes < address.len)
        address = str_slice(address, slashes + 3, address.len);
    size_t end = 0;
    while (end < address.len && !strchr("/?#,", address.at[end]))
        end++;
    address = str_slice(address, 0, end);
    while (str_index(address, '@') < address.len)
        address = str_slice(address, str_index(address, '@') + 1, address.len);
    return str_slice(address, 0, str_index(address, ':'));
}

static bool is_stand_in(struct str host)
{
    static const char *const hosts[] = {"localhost",   "127.0.0.1",   "0.0.0.0", "example.com",
                                        "example.org", "example.net", NULL};
    return str_is_one_of(host, hosts) || str_ends(host, ".example.com") || str_ends(host, ".example.org") ||
           str_ends(host, ".example.net") || str_ends(host, ".example") || str_ends(host, ".localhost");
}

static void on_server(struct check *check, const struct server *server)
{
    const struct text addresses[] = {server->host, server->location};
    if (!is_production(server->environment.value))
        return;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        if (!is_stand_in(host_of(addresses[i].value)))
            continue;
        struct finding *finding = finding_at(check, addresses[i].node, "%s", quote(check, addresses[i].value));
        finding_relate(check, finding, server->environment.node, "the environment is %s",
                       quote(check, server->environment.value));
        return;
    }
}

const struct rule rule_server_placeholder = {
    .id = "server-placeholder",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a production address is a placeholder",
    .why = "Readers of the contract connect to the address that stands in it; this one leads to their own machine or "
           "nowhere.",
    .advice = "write the real host",
    .on_server = on_server,
};
