#include "check/place_of_data.h"
#include "check/rule.h"

/* What is below the path belongs to the product too. */
static bool is_at(struct str path, struct str wanted)
{
    size_t len = wanted.len;
    return str_equal(str_slice(path, 0, len), wanted) && (path.len == len || strchr("/?{", path.at[len]));
}

static void on_server(struct check *check, const struct server *server)
{
    const char *template = check->settings->options.port_path;
    if (!template || !server_is_output(server) || !text_has_value(server->path))
        return;
    struct str wanted = server_fill_template(check->arena, template, check->contract);
    if (!wanted.len || is_at(server->path.value, wanted))
        return;
    struct finding *finding = finding_at(check, server->path.node, "%s does not begin with %s",
                                         quote(check, server->path.value), quote(check, wanted));
    finding_help(check, finding, "write %s", quote(check, wanted));
}

static const struct rule_option options[] = {
    {"port.path", NULL,
     "the beginning of every path, with `<domain>` and `<name>` of the product; `v1` stands for its major version"},
    {NULL},
};

const struct rule rule_port_path_name = {
    .id = "port-path-name",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a path is not named as agreed",
    .why = "With one scheme readers find the interface of a product without asking, and the version in it says when it "
           "may break.",
    .advice = "name the path after version, domain and product",
    .options = options,
    .on_server = on_server,
};
