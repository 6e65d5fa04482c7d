#include "check/place_of_data.h"
#include "check/rule.h"

static bool is_written(struct text text)
{
    return text_has_value(text) || text_is_wrong_kind(text);
}

/* The value of a key that should say it; NULL when there is none. */
static const struct node *blank_place(const struct server *server)
{
    const struct text *const places[] = {&server->topic, &server->path, &server->location};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (text_is_present(*places[i]))
            return places[i]->node;
    return NULL;
}

static void on_server(struct check *check, const struct server *server)
{
    bool is_port = server->role == SERVER_INPUT_PORT || server_is_output(server);
    bool has_place = is_written(server->topic) || is_written(server->path) || is_written(server->location) ||
                     is_written(server->host) || is_written(server->source);
    if (!is_port || has_place)
        return;
    const struct node *blank = blank_place(server);
    if (blank)
        finding_at_key(check, blank, "%s has no value", quote(check, node_key(blank)));
    else
        finding_missing(check, server->at.node, "%s has neither `topic`, `path` nor `location`",
                        text_has_value(server->name)  ? quote(check, server->name.value)
                        : text_has_value(server->key) ? quote(check, server->key.value)
                                                      : "it");
}

const struct rule rule_port_location_missing = {
    .id = "port-location-missing",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a port does not say where it is",
    .why = "Readers know that there is a port, but not where to connect.",
    .advice = "add `topic`, `path` or `location`",
    .is_about_absence = true,
    .on_server = on_server,
};
