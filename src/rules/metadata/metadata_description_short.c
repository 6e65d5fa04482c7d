#include "base/utf8.h"
#include "base/width.h"
#include "check/rule.h"
#include "check/wording.h"

enum { COLUMNS_WANTED = 20 };

/* Terminal columns, so that ten Chinese characters count as much as twenty Latin ones; at most what is wanted. */
static unsigned columns_of(struct str text)
{
    unsigned columns = 0;
    while (text.len && columns < COLUMNS_WANTED) {
        uint32_t code_point;
        size_t len = utf8_decode(text, &code_point);
        columns += len ? width_of(code_point) : 1;
        text = str_slice(text, len ? len : 1, text.len);
    }
    return columns;
}

static void on_contract(struct check *check, const struct contract *contract)
{
    struct text description = contract->description;
    struct str said = str_trim(description.value);
    bool is_judged_elsewhere = wording_is_placeholder(said) || wording_repeats(said, contract->name.value);
    if (!said.len || is_judged_elsewhere || columns_of(said) >= COLUMNS_WANTED)
        return;
    finding_at(check, description.node, "%s has fewer than %d characters", quote(check, said), COLUMNS_WANTED);
}

const struct rule rule_metadata_description_short = {
    .id = "metadata-description-short",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "the description is very short",
    .why = "The description is what people search for and read first; a word or two does not tell whether the data is "
           "what "
           "they need.",
    .advice = "say in a sentence what one record is, where it comes from and what it is for",
    .on_contract = on_contract,
};
