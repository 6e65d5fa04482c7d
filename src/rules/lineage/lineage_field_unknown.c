#include "check/field_guess.h"
#include "check/rule.h"

static void check_fields(struct check *check, const struct list *edges, struct field_guess *guess)
{
    for (const struct lineage *edge = edges->first; edge; edge = edge->at.next)
        for (const struct item *item = edge->fields.first; item; item = item->at.next) {
            struct str name = str_trim(item->text.value);
            if (!name.len || str_is(name, "*") || dataset_field(guess->dataset, name))
                continue;
            check->use = edge->at.use;
            struct finding *finding = finding_at(check, item->text.node, "%s", quote(check, name));
            struct str near = field_guess_nearest(guess, name);
            if (near.len)
                finding_help(check, finding, "did you mean %s?", quote(check, near));
        }
}

static void on_contract(struct check *check, const struct contract *contract)
{
    struct field_guess guess = {contract->datasets.first};
    if (!guess.dataset || contract->datasets.count != 1 || !guess.dataset->are_names_known)
        return;
    check_fields(check, &contract->upstream, &guess);
    check_fields(check, &contract->downstream, &guess);
}

const struct rule rule_lineage_field_unknown = {
    .id = "lineage-field-unknown",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "lineage names no field of the schema",
    .why = "Whoever follows the lineage of a field looks for it here and finds nothing.",
    .advice = "name fields of the schema",
    .is_about_absence = true,
    .on_contract = on_contract,
};
