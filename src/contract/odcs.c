#include "contract/odcs.h"

#include "contract/declared.h"
#include "contract/promise_name.h"
#include "contract/quality_list.h"

#include <stddef.h>

#define CONTRACT(member) offsetof(struct contract, member)

enum { V2_2_2 = 0x020202, V3_0_2 = 0x030002, V3_1 = 0x030100, V3_2 = 0x030200 };

/* Description and price: what they say of the use are terms. */

static void read_term(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct item *term = reader_append(reader, &((struct contract *)object)->terms, sizeof *term, value);
    term->text = text_of(value);
}

static const struct key description_keys[] = {
    {"authoritativeDefinitions", VALUE_LIST},
    {"customProperties", VALUE_LIST},
    {"limitations", VALUE_SCALAR, .fill = FILL_READ, .read = read_term},
    {"purpose", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(description)},
    {"usage", VALUE_SCALAR, .fill = FILL_READ, .read = read_term},
    {NULL},
};

static const struct shape shape_description = {"`description`", description_keys, .is_open = true};

static void read_description(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    if (!node_is_mapping(value)) {
        ((struct contract *)object)->description = text_of(value);
        return;
    }
    const struct use *before = reader_enter(reader, value);
    shape_read(reader, &shape_description, value, object);
    reader_leave(reader, before);
}

/* Team: a mapping with members since 3.1, before a list of them. */

#define MEMBER(member) offsetof(struct team_member, member)

static const struct key member_keys[] = {
    {"authoritativeDefinitions", VALUE_LIST},
    {"customProperties", VALUE_LIST},
    {"dateIn", VALUE_SCALAR},
    {"dateOut", VALUE_SCALAR},
    {"description", VALUE_SCALAR},
    {"id", VALUE_SCALAR},
    {"name", VALUE_SCALAR, .fill = FILL_TEXT, .offset = MEMBER(name)},
    {"replacedByUsername", VALUE_SCALAR},
    {"role", VALUE_SCALAR, .fill = FILL_TEXT, .offset = MEMBER(role)},
    {"tags", VALUE_LIST},
    {"username", VALUE_SCALAR, .fill = FILL_TEXT, .offset = MEMBER(username)},
    {NULL},
};

static const struct shape shape_member = {"a team member", member_keys, .is_open = true};

static void read_member(struct reader *reader, void *object, const struct node *item)
{
    struct team_member *member = reader_append(reader, &((struct contract *)object)->members, sizeof *member, item);
    shape_read(reader, &shape_member, item, member);
}

static void read_members(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    reader_each_mapping(reader, value, key->name, object, read_member);
}

static const struct key team_keys[] = {
    {"authoritativeDefinitions", VALUE_LIST},
    {"customProperties", VALUE_LIST},
    {"description", VALUE_SCALAR},
    {"id", VALUE_SCALAR},
    {"members", VALUE_LIST, .fill = FILL_READ, .read = read_members},
    {"name", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(owner)},
    {"tags", VALUE_LIST},
    {NULL},
};

static const struct shape shape_team = {"`team`", team_keys, .is_open = true};

static void read_team(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct contract *contract = object;
    contract->team = value;
    if (node_is_sequence(value)) {
        read_members(reader, object, key, value);
    } else {
        const struct use *before = reader_enter(reader, value);
        shape_read(reader, &shape_team, value, object);
        reader_leave(reader, before);
    }
    for (const struct team_member *member = contract->members.first; member; member = member->at.next)
        if (!text_has_value(contract->owner) && str_is_caseless(member->role.value, "owner"))
            contract->owner = text_has_value(member->username) ? member->username : member->name;
}

/* Support channels. */

#define CHANNEL(member) offsetof(struct support_channel, member)

static const struct key channel_keys[] = {
    {"channel", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CHANNEL(name)},
    {"customProperties", VALUE_LIST},
    {"description", VALUE_SCALAR},
    {"id", VALUE_SCALAR},
    {"invitationUrl", VALUE_SCALAR},
    {"scope", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CHANNEL(scope)},
    {"tool", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CHANNEL(tool)},
    {"url", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CHANNEL(url)},
    {NULL},
};

static const struct shape shape_channel = {"a support channel", channel_keys, .is_open = true};

static void read_channel(struct reader *reader, void *object, const struct node *item)
{
    struct support_channel *channel =
        reader_append(reader, &((struct contract *)object)->support, sizeof *channel, item);
    shape_read(reader, &shape_channel, item, channel);
}

static void read_support(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    reader_each_mapping(reader, value, key->name, object, read_channel);
}

/* Service levels. */

#define PROMISE(member) offsetof(struct promise, member)

static const char *const drivers[] = {"regulatory", "analytics", "operational", NULL};

static const struct key promise_keys[] = {
    {"authoritativeDefinitions", VALUE_LIST, .since = V3_2},
    {"column", VALUE_SCALAR, .fill = FILL_TEXT, .offset = PROMISE(element), .until = V2_2_2},
    {"customProperties", VALUE_LIST, .since = V3_2},
    {"description", VALUE_SCALAR, .since = V3_1},
    {"driver", VALUE_SCALAR, .fill = FILL_TEXT, .offset = PROMISE(driver), .values = drivers},
    {"element", VALUE_SCALAR, .fill = FILL_TEXT, .offset = PROMISE(element)},
    {"id", VALUE_SCALAR, .since = V3_1},
    {"property", VALUE_SCALAR, .fill = FILL_TEXT, .offset = PROMISE(name)},
    {"schedule", VALUE_SCALAR, .fill = FILL_TEXT, .offset = PROMISE(schedule), .since = V3_1},
    {"scheduler", VALUE_SCALAR, .since = V3_1},
    {"unit", VALUE_SCALAR, .fill = FILL_TEXT, .offset = PROMISE(unit)},
    {"value", VALUE_SCALAR, .fill = FILL_TEXT, .offset = PROMISE(value)},
    {"valueExt", VALUE_SCALAR, .fill = FILL_TEXT, .offset = PROMISE(value_ext)},
    {NULL},
};

static const struct shape shape_promise = {"a service level", promise_keys, .is_open = true};

static void read_promise(struct reader *reader, void *object, const struct node *item)
{
    struct promise *promise = reader_append(reader, &((struct contract *)object)->promises, sizeof *promise, item);
    shape_read(reader, &shape_promise, item, promise);
    promise->kind = promise_kind_of(promise->name.value);
}

static void read_promises(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    ((struct contract *)object)->sla = value;
    reader_each_mapping(reader, value, key->name, object, read_promise);
}

/* Servers. */

static void read_server(struct reader *reader, void *object, const struct node *item)
{
    declared_read_server(reader, object, (struct text){.node = NULL}, item);
}

static void read_servers(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    reader_each_mapping(reader, value, key->name, object, read_server);
}

/* The root. */

static void read_roles(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct access *access = &((struct contract *)object)->access;
    access->at.node = value;
    declared_read_roles(reader, access, key, value);
}

static void read_quality(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct quality_plan *quality = &((struct contract *)object)->quality;
    quality->at.node = quality->tests_node = value;
    quality_read_list(reader, &quality->tests, value);
}

static const char *const kinds[] = {"DataContract", NULL};
static const char *const versions[] = {"v3.2.0", "v3.1.0", "v3.0.2", "v3.0.1", "v3.0.0",
                                       "v2.2.2", "v2.2.1", "v2.2.0", NULL};

static const struct key root_keys[] = {
    {"apiVersion", VALUE_SCALAR, .fill = FILL_NODE, .offset = CONTRACT(declared_by), .values = versions},
    {"authoritativeDefinitions", VALUE_LIST, .since = V3_0_2},
    {"context", VALUE_STRING | VALUE_MAPPING, .since = V3_2},
    {"contractCreatedTs", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(created)},
    {"customProperties", VALUE_LIST | VALUE_MAPPING, .fill = FILL_READ, .offset = CONTRACT(custom),
     .read = declared_read_custom},
    {"dataProduct", VALUE_SCALAR},
    {"dataset", VALUE_LIST, .fill = FILL_READ, .until = V2_2_2, .read = odcs_read_schema},
    {"datasetDomain", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(domain), .until = V2_2_2},
    {"description", VALUE_STRING | VALUE_MAPPING, .fill = FILL_READ, .read = read_description},
    {"domain", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(domain)},
    {"id", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(id)},
    {"kind", VALUE_SCALAR, .values = kinds},
    {"name", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(name)},
    {"price", VALUE_MAPPING, .fill = FILL_READ, .read = read_term},
    {"quality", VALUE_LIST | VALUE_MAPPING, .fill = FILL_READ, .read = read_quality},
    {"quantumName", VALUE_SCALAR, .until = V2_2_2},
    {"roles", VALUE_LIST, .fill = FILL_READ, .offset = offsetof(struct access, roles), .read = read_roles},
    {"schema", VALUE_LIST, .fill = FILL_READ, .read = odcs_read_schema},
    {"servers", VALUE_LIST, .fill = FILL_READ, .read = read_servers},
    {"slaDefaultColumn", VALUE_SCALAR, .until = V2_2_2},
    {"slaDefaultElement", VALUE_SCALAR},
    {"slaProperties", VALUE_LIST, .fill = FILL_READ, .read = read_promises},
    {"stakeholders", VALUE_LIST, .fill = FILL_READ, .until = V2_2_2, .read = read_team},
    {"status", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(status)},
    {"support", VALUE_LIST, .fill = FILL_READ, .read = read_support},
    {"tags", VALUE_LIST, .fill = FILL_ITEMS, .offset = CONTRACT(tags)},
    {"team", VALUE_LIST | VALUE_MAPPING, .fill = FILL_READ, .read = read_team},
    {"tenant", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(tenant)},
    {"type", VALUE_SCALAR, .until = V2_2_2},
    {"uuid", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(id), .until = V2_2_2},
    {"version", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(version)},
    {NULL},
};

static const struct shape shape_root = {"a data contract", root_keys, .is_open = true};

static struct text first_of(const struct node *mapping, const char *const *keys)
{
    struct text text = {.node = NULL};
    for (; *keys && !text_has_value(text); keys++)
        text = text_of(node_find(mapping, *keys));
    return text;
}

/* What other keys say where a key says nothing. */
static void take_defaults(struct contract *contract, const struct node *root)
{
    static const char *const names[] = {"dataProduct", "quantumName", "datasetName", NULL};
    static const char *const elements[] = {"slaDefaultElement", "slaDefaultColumn", NULL};
    if (!text_has_value(contract->name))
        contract->name = first_of(root, names);
    if (!contract->declared_by)
        contract->declared_by = node_find(root, "kind");
    struct text element = first_of(root, elements);
    for (struct promise *promise = contract->promises.first; promise; promise = promise->at.next)
        if (!text_has_value(promise->element))
            promise->element = element;
    const struct promise *end = contract_promise(contract, PROMISE_END_OF_LIFE);
    if (!end)
        end = contract_promise(contract, PROMISE_END_OF_SUPPORT);
    if (end)
        contract->sunset = end->value;
}

/* "v3.1.0" as 0x030100; 0 for anything else. */
static unsigned version_number(struct str text)
{
    unsigned number = 0, part = 0, dots = 0;
    for (size_t i = str_starts(text, "v") ? 1 : 0; i < text.len; i++) {
        if (text.at[i] == '.') {
            number = (number | part) << 8;
            part = 0;
            dots++;
        } else if (char_is_digit(text.at[i]) && part < 10) {
            part = part * 10 + (unsigned)(text.at[i] - '0');
        } else {
            return 0;
        }
    }
    return dots == 2 ? number | part : 0;
}

void odcs_read(struct reader *reader, struct document *document)
{
    const struct node *root = document->root;
    bool is_v2 = node_find(root, "quantumName") || node_find(root, "dataset") || node_find(root, "datasetName");
    document->dialect_version = node_text(node_find(root, "apiVersion"));
    if (!document->dialect_version.len)
        document->dialect_version = is_v2 ? STR("v2.2.2") : STR("v3.2.0");
    reader->version = version_number(document->dialect_version);
    struct contract *contract = reader_append(reader, &document->contracts, sizeof *contract, root);
    contract->dialect = DIALECT_ODCS;
    shape_read(reader, &shape_root, root, contract);
    take_defaults(contract, root);
}
