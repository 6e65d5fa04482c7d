#include "check/place_of_data.h"
#include "check/rule.h"

static void on_server(struct check *check, const struct server *server)
{
    const char *template = check->settings->options.port_topic;
    if (!template || !server_is_output(server) || !text_has_value(server->topic))
        return;
    struct str wanted = server_fill_template(check->arena, template, check->contract);
    if (!wanted.len || str_equal(server->topic.value, wanted))
        return;
    struct finding *finding =
        finding_at(check, server->topic.node, "%s is not %s", quote(check, server->topic.value), quote(check, wanted));
    finding_help(check, finding, "write %s", quote(check, wanted));
}

static const struct rule_option options[] = {
    {"port.topic", NULL, "the name of every topic, with `<domain>` and `<name>` of the product"},
    {NULL},
};

const struct rule rule_port_topic_name = {
    .id = "port-topic-name",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a topic is not named as agreed",
    .why = "With one scheme readers find the topic of a product without asking, and access can be granted by prefix.",
    .advice = "name the topic after domain and product",
    .options = options,
    .on_server = on_server,
};
