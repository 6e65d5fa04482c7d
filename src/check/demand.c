#include "check/demand.h"

#include <stddef.h>

/* The mapping in which a member is written. */
enum place { IN_PRODUCT, IN_ROOT, IN_SLA, IN_ACCESS };

enum { OF_DATA_PRODUCT = 1 << DIALECT_DATA_PRODUCT, OF_DOMAINS = 1 << DIALECT_DOMAINS };

/* A text, a promise or a question. */
struct member {
    const char *name;
    enum place place;
    unsigned judged_elsewhere; /* dialects that require it themselves or have no place for it */
    size_t text;               /* offset of a struct text in struct contract; 0: none */
    enum promise_kind promise; /* PROMISE_OTHER: none */
    bool (*is_said)(const struct contract *contract);
};

static bool has_children(const struct node *node)
{
    return node_children(node) != NULL;
}

static bool is_written(struct text text)
{
    return text_has_value(text) || text_is_wrong_kind(text);
}

static bool has_access(const struct contract *contract)
{
    return has_children(contract->access.at.node);
}

static bool has_contact(const struct contract *contract)
{
    return is_written(contract->contact) || is_written(contract->support_contact);
}

static bool has_tags(const struct contract *contract)
{
    return contract->tags.count > 0;
}

static bool has_schema(const struct contract *contract)
{
    return contract->datasets.count > 0;
}

static bool has_sla(const struct contract *contract)
{
    return has_children(contract->sla);
}

static bool has_quality(const struct contract *contract)
{
    return has_children(contract->quality.at.node);
}

static bool has_quality_metrics(const struct contract *contract)
{
    return contract->quality.thresholds.count > 0 || contract_promise(contract, PROMISE_QUALITY_SCORE);
}

static bool has_permissions(const struct contract *contract)
{
    return contract->access.permissions.count > 0;
}

static bool has_policies(const struct contract *contract)
{
    return contract->policies.count > 0;
}

static bool has_retention(const struct contract *contract)
{
    return is_written(contract->governance_retention) || contract_promise(contract, PROMISE_RETENTION);
}

static bool has_server(const struct contract *contract)
{
    return contract->servers.count > 0;
}

static bool has_port(const struct contract *contract)
{
    for (const struct server *server = contract->servers.first; server; server = server->at.next)
        if (server->role != SERVER_STORAGE)
            return true;
    return false;
}

static bool has_lineage(const struct contract *contract)
{
    const struct domain *domain = contract->in_domain;
    if (has_children(contract->lineage) || (domain && (domain->produces.count || domain->consumes.count)))
        return true;
    for (const struct server *server = contract->servers.first; server; server = server->at.next)
        if (server->role == SERVER_INPUT_PORT)
            return true;
    return false;
}

#define TEXT(member) .text = offsetof(struct contract, member)

static const struct member members[] = {
    {"access", IN_ROOT, .is_said = has_access},
    {"availability", IN_SLA, .promise = PROMISE_AVAILABILITY},
    {"classification", IN_ACCESS, TEXT(access.classification)},
    {"contact", IN_PRODUCT, OF_DOMAINS, .is_said = has_contact},
    {"description", IN_PRODUCT, OF_DATA_PRODUCT, TEXT(description)},
    {"domain", IN_PRODUCT, OF_DATA_PRODUCT | OF_DOMAINS, TEXT(domain)},
    {"freshness", IN_SLA, .promise = PROMISE_FRESHNESS},
    {"id", IN_PRODUCT, OF_DOMAINS, TEXT(id)},
    {"latency", IN_SLA, OF_DOMAINS, .promise = PROMISE_LATENCY},
    {"lineage", IN_ROOT, .is_said = has_lineage},
    {"name", IN_PRODUCT, OF_DATA_PRODUCT | OF_DOMAINS, TEXT(name)},
    {"owner", IN_PRODUCT, OF_DATA_PRODUCT, TEXT(owner)},
    {"permissions", IN_ACCESS, .is_said = has_permissions},
    {"port", IN_ROOT, .is_said = has_port},
    {"quality", IN_ROOT, .is_said = has_quality},
    {"quality_metrics", IN_ROOT, .is_said = has_quality_metrics},
    {"quality_score", IN_SLA, .promise = PROMISE_QUALITY_SCORE},
    {"retention", IN_ROOT, OF_DOMAINS, .is_said = has_retention},
    {"schema", IN_ROOT, OF_DATA_PRODUCT, .is_said = has_schema},
    {"server", IN_ROOT, .is_said = has_server},
    {"sla", IN_ROOT, OF_DATA_PRODUCT, .is_said = has_sla},
    {"status", IN_PRODUCT, OF_DOMAINS, TEXT(status)},
    {"tags", IN_PRODUCT, OF_DOMAINS, .is_said = has_tags},
    {"terms", IN_ROOT, OF_DOMAINS, .is_said = has_policies},
    {"version", IN_PRODUCT, OF_DATA_PRODUCT | OF_DOMAINS, TEXT(version)},
};

static const struct member *member_named(const char *name)
{
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (strcmp(members[i].name, name) == 0)
            return &members[i];
    return NULL;
}

bool demand_is_configured(const struct settings *settings, const char *member)
{
    for (const char *const *required = settings->options.metadata_required; *required; required++)
        if (strcmp(*required, member) == 0)
            return true;
    return false;
}

/* NULL when the mapping itself is missing and that is told already. */
static const struct node *place_of(const struct check *check, const struct contract *contract, enum place place)
{
    bool is_data_product = contract->dialect == DIALECT_DATA_PRODUCT;
    const struct node *root = is_data_product ? check->document->root : contract->at.node;
    const struct node *access = contract->access.at.node;
    bool is_sla_told = is_data_product || demand_is_configured(check->settings, "sla");
    bool is_access_told = demand_is_configured(check->settings, "access");
    switch (place) {
    case IN_PRODUCT: return contract->at.node;
    case IN_ROOT: return root;
    case IN_SLA: return node_is_mapping(contract->sla) ? contract->sla : is_sla_told ? NULL : root;
    case IN_ACCESS: return node_is_mapping(access) ? access : is_access_told ? NULL : root;
    }
    return NULL;
}

static bool is_said(const struct contract *contract, const struct member *member)
{
    if (member->is_said)
        return member->is_said(contract);
    return member->promise != PROMISE_OTHER && contract_promise(contract, member->promise);
}

enum demand_answer demand_judge(const struct check *check, const struct contract *contract, const char *name,
                                const struct node **node)
{
    const struct member *member = member_named(name);
    if (!member || (member->judged_elsewhere >> contract->dialect & 1))
        return DEMAND_MET;
    if (member->text) {
        const struct text *text = (const struct text *)(const void *)((const char *)contract + member->text);
        *node = text->node;
        if (text_is_present(*text))
            return is_written(*text) ? DEMAND_MET : DEMAND_BLANK;
    } else if (is_said(contract, member)) {
        return DEMAND_MET;
    }
    *node = place_of(check, contract, member->place);
    return *node ? DEMAND_MISSING : DEMAND_MET;
}
