#include "base/map.h"
#include "check/field_name.h"
#include "check/rule.h"

/* Where names that differ in letter case only can live side by side. */
static bool is_case_sensitive(const struct contract *contract)
{
    static const char *const types[] = {"kafka",   "kinesis",       "pulsar", "pubsub",   "eventhub", "rabbitmq",
                                        "sqs",     "rest",          "http",   "api",      "graphql",  "grpc",
                                        "mongodb", "cosmosdb",      "redis",  "dynamodb", "stream",   "json",
                                        "avro",    "elasticsearch", NULL};
    bool is_declared = false;
    for (const struct server *server = contract->servers.first; server; server = server->at.next) {
        if (server->role == SERVER_INPUT_PORT || server->role == SERVER_PIPELINE)
            continue;
        bool is_known = false;
        for (const char *const *type = types; *type && !is_known; type++)
            is_known = str_is_caseless(server->type.value, *type);
        if (!is_known)
            return false;
        is_declared = true;
    }
    return is_declared;
}

static void report(struct check *check, const struct field *field, const struct field *first, bool is_case_kept)
{
    bool is_same = str_equal(field->name.value, first->name.value);
    struct finding *finding =
        is_same ? finding_at_field_name(check, field, "%s", quote(check, field->name.value))
                : finding_at_field_name(check, field, "%s differs from %s in letter case only",
                                        quote(check, field->name.value), quote(check, first->name.value));
    if (!is_same && is_case_kept)
        finding_severity(check, finding, SEVERITY_WARNING);
    bool is_key = first->name.node == first->at.node && first->name.node->key;
    finding_relate(check, finding, is_key ? first->name.node->key : first->name.node, "first named here");
}

static void check_inside(struct check *check, const struct field *parent, bool is_case_kept)
{
    struct arena_mark mark = arena_mark(check->arena);
    struct map seen;
    map_init(&seen, check->arena);
    map_reserve(&seen, parent->fields.count);
    for (struct field *field = parent->fields.first; field; field = field->at.next) {
        if (!field_has_name(field))
            continue;
        const struct field *first = map_put_new(&seen, str_lower(check->arena, field->name.value), field);
        if (first)
            report(check, field, first, is_case_kept);
    }
    arena_rewind(check->arena, mark);
}

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    bool is_case_kept = is_case_sensitive(check->contract);
    if (dataset->form == DATASET_FIELDS && dataset->root)
        check_inside(check, dataset->root, is_case_kept);
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        check_inside(check, entry->field, is_case_kept);
}

const struct rule rule_naming_duplicate_field = {
    .id = "naming-duplicate-field",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "two fields have the same name",
    .why =
        "Nobody can tell which of the two is meant. Most SQL engines fold the case of names, so that `customerId` and "
        "`customerid` are one column there.",
    .advice = "rename or remove one of them",
    .on_dataset = on_dataset,
};
