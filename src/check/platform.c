#include "check/platform.h"

enum { SERVERS_MAX = 64 }; /* more are not looked at, for every field does */

static enum platform platform_of_servers(const struct contract *contract)
{
    const struct server *first = contract->servers.first;
    enum platform platform = first ? platform_of(first->type.value) : PLATFORM_ANSI;
    size_t left = SERVERS_MAX;
    for (const struct server *server = first; server && left; server = server->at.next, left--)
        if (platform_of(server->type.value) != platform)
            return PLATFORM_ANSI;
    return platform;
}

enum platform platform_of_type(const struct contract *contract, struct text type)
{
    enum platform platform = platform_of(node_key(type.node));
    return platform == PLATFORM_ANSI ? platform_of_servers(contract) : platform;
}

/* Whether all servers give whole numbers the width of their names. */
static bool are_widths_known(const struct contract *contract, struct text type)
{
    const struct server *server = contract->servers.first;
    size_t left = SERVERS_MAX;
    if (physical_widths_are_known(node_key(type.node)))
        return true;
    if (!server || platform_of(node_key(type.node)) != PLATFORM_ANSI)
        return false;
    for (; server && left; server = server->at.next, left--)
        if (!physical_widths_are_known(server->type.value))
            return false;
    return true;
}

struct physical_value platform_value_of(struct arena *arena, const struct contract *contract, struct text type)
{
    return physical_value_of(arena, type.value, platform_of_type(contract, type), are_widths_known(contract, type));
}
