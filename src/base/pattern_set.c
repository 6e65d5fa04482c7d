#include "base/pattern_parser.h"

#include "base/arena.h"

enum { LAST_CODE_POINT = 0x10FFFF };

static void *grown(struct arena *arena, const void *items, size_t count, size_t *capacity, size_t size)
{
    *capacity = *capacity ? 2 * *capacity : 8;
    void *larger = arena_alloc_array(arena, *capacity, size);
    if (count)
        memcpy(larger, items, count * size);
    return larger;
}

void pattern_set_add(struct arena *arena, struct pattern_set_builder *builder, uint32_t first, uint32_t last)
{
    if (builder->range_count == builder->range_capacity)
        builder->ranges =
            grown(arena, builder->ranges, builder->range_count, &builder->range_capacity, sizeof *builder->ranges);
    builder->ranges[builder->range_count++] = (struct pattern_range){first, last};
}

void pattern_set_add_property(struct arena *arena, struct pattern_set_builder *builder,
                              struct pattern_property property)
{
    if (builder->property_count == builder->property_capacity)
        builder->properties = grown(arena, builder->properties, builder->property_count, &builder->property_capacity,
                                    sizeof *builder->properties);
    builder->properties[builder->property_count++] = property;
}

void pattern_set_add_all(struct arena *arena, struct pattern_set_builder *builder, const struct pattern_range *ranges,
                         size_t count, bool is_negated)
{
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_negated)
            pattern_set_add(arena, builder, ranges[i].first, ranges[i].last);
        else if (next < ranges[i].first)
            pattern_set_add(arena, builder, next, ranges[i].first - 1);
        next = ranges[i].last + 1;
    }
    if (is_negated && next <= LAST_CODE_POINT)
        pattern_set_add(arena, builder, next, LAST_CODE_POINT);
}

static int range_compare(const void *a, const void *b)
{
    const struct pattern_range *left = a, *right = b;
    return left->first < right->first ? -1 : left->first > right->first;
}

static void sort_and_join(struct pattern_set_builder *builder)
{
    if (builder->range_count == 0)
        return;
    qsort(builder->ranges, builder->range_count, sizeof *builder->ranges, range_compare);
    size_t kept = 0;
    for (size_t i = 1; i < builder->range_count; i++) {
        struct pattern_range *last = &builder->ranges[kept], next = builder->ranges[i];
        if (next.first > last->last + 1)
            builder->ranges[++kept] = next;
        else if (next.last > last->last)
            last->last = next.last;
    }
    builder->range_count = kept + 1;
}

const struct pattern_set *pattern_set_build(struct arena *arena, struct pattern_set_builder *builder, bool is_negated)
{
    sort_and_join(builder);
    if (is_negated && builder->property_count == 0) {
        struct pattern_set_builder others = {0};
        pattern_set_add_all(arena, &others, builder->ranges, builder->range_count, true);
        *builder = others;
        is_negated = false;
    }
    struct pattern_set *set = arena_new(arena, struct pattern_set);
    *set = (struct pattern_set){builder->ranges, builder->range_count, builder->properties, builder->property_count,
                                is_negated};
    return set;
}

const struct pattern_set *pattern_set_of(struct arena *arena, uint32_t code_point)
{
    struct pattern_set_builder builder = {0};
    pattern_set_add(arena, &builder, code_point, code_point);
    return pattern_set_build(arena, &builder, false);
}

const struct pattern_set *pattern_set_dot(struct arena *arena)
{
    static const struct pattern_range line_ends[] = {{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}};
    struct pattern_set_builder builder = {0};
    pattern_set_add_all(arena, &builder, line_ends, 3, true);
    return pattern_set_build(arena, &builder, false);
}
