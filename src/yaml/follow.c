#include "yaml/follow.h"

#include "base/buf.h"
#include "base/uri.h"

enum { LONG_LIST = 32, INDEX_DIGITS_MAX = 9 };

void follower_init(struct follower *follower, struct arena *arena)
{
    map_init(&follower->lists, arena);
}

static const struct node *const *children_of(struct follower *follower, const struct node *list)
{
    const struct node **children = map_get_object(&follower->lists, list);
    if (children)
        return children;
    children = arena_alloc_array(follower->lists.arena, list->count, sizeof(const struct node *));
    size_t i = 0;
    for (const struct node *child = list->first; child; child = child->next)
        children[i++] = child;
    map_put_object(&follower->lists, list, children);
    return children;
}

static const struct node *item_at(struct follower *follower, const struct node *list, struct str token)
{
    size_t index = 0;
    if (!token.len || token.len > INDEX_DIGITS_MAX || (token.len > 1 && token.at[0] == '0') ||
        str_digits(token) < token.len)
        return NULL;
    for (size_t i = 0; i < token.len; i++)
        index = index * 10 + (size_t)(token.at[i] - '0');
    if (index >= list->count)
        return NULL;
    if (list->count > LONG_LIST)
        return children_of(follower, list)[index];
    const struct node *child = list->first;
    while (index--)
        child = child->next;
    return child;
}

/* `~1` and `~0` of a token without percent signs. */
static struct str unescape(struct arena *arena, struct str token)
{
    if (str_index(token, '~') == token.len)
        return token;
    struct buf buf = {.arena = arena};
    for (size_t i = 0; i < token.len; i++) {
        bool is_escape = token.at[i] == '~' && i + 1 < token.len;
        buf_add_char(&buf, !is_escape ? token.at[i] : token.at[++i] == '1' ? '/' : '~');
    }
    return buf_str(&buf);
}

const struct node *node_follow(struct follower *follower, const struct node *from, struct str pointer)
{
    struct arena *arena = follower->lists.arena;
    pointer = uri_decode(arena, pointer);
    const struct node *node = from;
    while (node && pointer.len) {
        if (pointer.at[0] != '/')
            return NULL;
        size_t end = 1 + str_index(str_slice(pointer, 1, pointer.len), '/');
        struct str token = unescape(arena, str_slice(pointer, 1, end));
        const struct node *target = node_resolve(node);
        if (node_is_mapping(target))
            node = node_find_str(target, token);
        else
            node = node_is_sequence(target) ? item_at(follower, target, token) : NULL;
        pointer = str_slice(pointer, end, pointer.len);
    }
    return node;
}
