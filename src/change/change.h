/* Compares two versions of one contract: what is different, and what that does to those who read the data and those who
   write it. Works on the neutral contract, so every dialect that fills it is compared (docs/breaking.md). */
#ifndef CHANGE_CHANGE_H
#define CHANGE_CHANGE_H

#include "base/map.h"
#include "change/change_rule.h"
#include "change/pairing.h"
#include "check/settings.h"

/* Whose view decides the level. */
enum change_view { VIEW_CONSUMER, VIEW_PRODUCER, VIEW_BOTH };

struct accepted_contract;
struct change_schemas;

struct change_settings {
    enum change_view view;
    bool is_strict;                            /* objects literally as JSON Schema says */
    bool has_version_gate;                     /* the version must move as far as the changes ask */
    const char *const *access_classifications; /* lowest first, NULL-terminated */
    struct duration_option min_notice;         /* before an end that is announced */
    int64_t now;                               /* seconds since the epoch */
    const bool *is_off;                        /* by enum change_id: not to be told; NULL: none is */
};

/* One version of the contract. */
struct change_side {
    const struct document *document;
    const struct contract *contract; /* NULL: it is not there */
    struct places *places;
};

/* What a finding is as a change. */
struct change {
    enum change_verdict reader, writer;
    enum change_level level; /* in the view that was chosen */
    enum change_bump bump;
    const struct node *old, *new; /* what has changed; NULL: it is not there, or its file was put away */
};

/* One comparison. The comparers of a subject (change_*.h) add findings and claim what they have judged; what nobody has
   claimed is told as metadata-changed at last. */
struct changes {
    struct arena *arena;
    const struct change_settings *settings;
    struct change_side old, new;
    const struct accepted_contract *agreed;          /* what the team has agreed to; NULL: nothing */
    const struct contract_card *old_card, *new_card; /* how they were paired; NULL: it is not there */
    struct findings findings;                        /* in the order of adding */
    struct map claimed;                              /* nodes whose differences are judged */
    struct map understood;                           /* mappings and lists in which something is claimed */
    struct change_pair *pairs, **pair_end;           /* what stands for the same, in the order of noting */
    struct map paired;                               /* the nodes in pairs */
    struct map pairs_known;                          /* both nodes and uses of each pair */
    struct change_schemas *schemas;                  /* compiled; NULL: nobody has asked */
    size_t relations;                                /* asked of them */
    uint64_t steps;                                  /* taken to answer */
    size_t hard_questions;                           /* about schemas and patterns, that took more than a little */
    bool is_between_files;                           /* two files that the user named, so their paths say nothing */
    bool is_draft;                                   /* the old version is: everything is safe */
};

/* Where a change is. Of what was removed `new` is NULL and `survivor` the node of the new version that held it. `path`
   is that of `new`, else of `old`, unless it is given (`path.at` not NULL): for what is reached through a reference. */
struct change_place {
    const struct node *old, *new;
    const struct node *survivor;
    struct str path;
};

/* Adds a finding unless its rule is off; the message is the rule's summary, a colon and the facts. Never NULL. The old
   place becomes related. */
struct finding *change_add(struct changes *changes, enum change_id id, struct change_place place, const char *facts,
                           ...) __attribute__((format(printf, 4, 5)));

/* Says that a condition of the table makes it another level for those who read: their verdict and the part of the
   version follow (breaking.md 6.3). */
void change_set_level(struct finding *finding, enum change_level level);

/* Says that those who write break, may break or do not. */
void change_set_writer(struct finding *finding, enum change_verdict verdict);

/* Notes that the node's differences are judged; NULL is nothing. What holds it counts as understood. */
void change_claim(struct changes *changes, const struct node *node);

/* Notes that a mapping or list, and what holds it, is understood; NULL is nothing. */
void change_understand(struct changes *changes, const struct node *node);

/* Two nodes that stand for the same thing. */
struct change_pair {
    const struct node *old, *new;
    const struct use *old_use, *new_use; /* on the way to them */
    struct change_pair *next;
};

/* Notes that two nodes stand for the same thing, so that what is unclaimed in them is compared. */
void change_pair(struct changes *changes, const struct node *old, const struct node *new);

/* The same for what is reached through references. */
void change_pair_used(struct changes *changes, const struct node *old, const struct use *old_use,
                      const struct node *new, const struct use *new_use);

/* A scalar of both versions: claims both; whether they differ as text. Absent and null are equal. */
bool change_differs(struct changes *changes, struct text old, struct text new);

/* The place of a text that is there, in both versions. `old_holder` and `new_holder` hold it, or would. */
struct change_place change_place_of(struct text old, struct text new, const struct node *survivor);

/* The key of an item of a list, for a map that pairs k-th with k-th where a key is repeated; `seen` counts and starts
   empty. In the changes' arena. */
struct str change_kth_key(struct changes *changes, struct map *seen, struct str key);

/* The greatest part of the version that the findings ask for. */
enum change_bump change_required_bump(const struct changes *changes);

/* The part of the version `old` that must move for `required`: below 1.0.0 one lower (breaking.md 6.4). */
enum change_bump change_bump_from(struct str old, enum change_bump required);

/* The version that follows `old` when `required` is asked for, below 1.0.0 one part lower; `old` without pre-release
   when nothing is. NULL when `old` is no semantic version. In `arena`. */
const char *change_suggest_version(struct arena *arena, struct str old, enum change_bump required);

/* Compares the two sides of `changes`, of which one may not be there. */
void change_compare(struct changes *changes);

#endif
