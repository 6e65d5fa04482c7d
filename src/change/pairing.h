/* Which contract of the old version is compared with which of the new one (breaking.md 6.1). Looks at cards only, so
   the files themselves need not stay in memory. */
#ifndef CHANGE_PAIRING_H
#define CHANGE_PAIRING_H

#include "contract/model.h"

struct breaking_contract;

/* What is known of a contract when its file has been put away. The texts live as long as the card. */
struct contract_card {
    struct str file;   /* relative to the root of its side: equal paths belong together */
    size_t input;      /* index of the file among those of its side */
    uint32_t document; /* from 1 */
    uint32_t index;    /* of the contract in its document, from 0 */
    enum dialect dialect;
    struct str id, name; /* empty: none. In domains `name` has the domain's name before it */
    struct str version;
    struct contract_card *partner;  /* of the other side; NULL: added or removed */
    bool is_compared;               /* with its partner */
    struct breaking_contract *told; /* what has changed; NULL: nothing */
};

/* Cards of one side, in the order of file, document and contract. */
struct contract_cards {
    struct contract_card *at;
    size_t count, capacity;
};

/* Adds a card for every contract of a document; texts are copied to `arena`. */
void cards_add(struct contract_cards *cards, struct arena *arena, const struct document *document, struct str file,
               size_t input);

/* Adds a copy of another side's or file's card; its texts go to `arena`. Never NULL; holds until the next one. */
struct contract_card *cards_add_copy(struct contract_cards *cards, struct arena *arena,
                                     const struct contract_card *card);

/* Whether two cards become partners whatever others there are: same identity, same place. */
bool cards_are_certain(const struct contract_card *old, const struct contract_card *new);

/* What identifies a contract: its id, else its name, in domains behind the domain's and a slash, else its file. In
   `arena`. */
struct str card_label(struct arena *arena, const struct contract_card *card);

/* What people call it: its name as above, else its id, else its file. In `arena`. */
struct str card_title(struct arena *arena, const struct contract_card *card);

/* Its name without the domain's; empty: none. */
struct str card_own_name(const struct contract_card *card);

/* Sets the partners. `are_two_files`: both sides are one file each, named by the user. Linear but for sorting. */
void cards_pair(struct contract_cards *old, struct contract_cards *new, struct arena *arena, bool are_two_files);

#endif
