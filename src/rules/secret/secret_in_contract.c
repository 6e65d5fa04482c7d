#include "check/rule.h"
#include "check/secret.h"

static void on_document(struct check *check, const struct document *document)
{
    for (const struct secret *secret = check->secrets ? check->secrets->first : NULL; secret; secret = secret->next) {
        if (secret->tree != document->tree)
            continue;
        struct finding *finding =
            finding_at_span(check, secret->span, "%s, %s", secret->what, quote(check, secret->text));
        finding_path(check, finding, secret->node);
    }
}

const struct rule rule_secret_in_contract = {
    .id = "secret-in-contract",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a credential stands in the contract",
    .why =
        "Contracts are copied to catalogues, pages and every consumer's clone, and git keeps what was once committed. "
        "Whoever reads the contract can use the credential.",
    .advice = "revoke it, then name the place where it is kept, such as `${DB_PASSWORD}` or a path in the vault",
    .on_document = on_document,
};
