#include "check/classification.h"
#include "check/rule.h"

static const struct server *first_way_in(const struct contract *contract)
{
    for (const struct server *server = contract->servers.first; server; server = server->at.next)
        if (server->role == SERVER_OUTPUT_PORT || server->role == SERVER_ENDPOINT)
            return server;
    return NULL;
}

static bool is_written(struct text text)
{
    return text_has_value(text) || text_is_wrong_kind(text) || node_is_mapping(text.node);
}

static void on_access(struct check *check, const struct access *access)
{
    const struct server *server = first_way_in(check->contract);
    bool is_open = classification_rank(check, access->classification) == 0;
    if (!server || is_open || !node_is_mapping(access->at.node) || is_written(access->authentication) ||
        is_written(access->authorization))
        return;
    struct finding *finding;
    if (text_is_present(access->authentication))
        finding = finding_at_key(check, access->authentication.node, "`authentication` has no value");
    else
        finding = finding_missing(check, access->at.node, "`authentication` in `access`");
    finding_relate(check, finding, server->at.node, "data is read here");
}

const struct rule rule_access_authentication_missing = {
    .id = "access-authentication-missing",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "it is not said how readers prove who they are",
    .why = "A reader who finds the port still cannot connect without knowing which kind of credential it takes.",
    .advice = "add `access.authentication`, such as `iam`, `oauth2` or `mtls`",
    .dialects = IN_DATA_PRODUCT,
    .is_about_absence = true,
    .on_access = on_access,
};
