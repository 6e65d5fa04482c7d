/* Which fields hold personal data, by what the contract says and by their names and formats. Prefers a missed one to a
   false alarm. */
#ifndef CHECK_PERSONAL_H
#define CHECK_PERSONAL_H

#include "base/map.h"
#include "check/check.h"

enum personal {
    PERSONAL_NONE,
    PERSONAL_EMAIL,
    PERSONAL_PHONE,
    PERSONAL_INSURANCE_NUMBER,
    PERSONAL_IBAN,
    PERSONAL_BIRTH_DATE,
    PERSONAL_IP_ADDRESS,
    PERSONAL_CARD_NUMBER
};

/* "an e-mail address"; NULL for PERSONAL_NONE. */
const char *personal_noun(enum personal personal);

/* What the name of a field says that it holds: the last words count (`customerEmail`, `email_address`, but not
   `emailCount`, `shipping`, `hashed_email`, `support_phone`). */
enum personal personal_of_name(struct str name);

/* What a property or column holds by its name or an applicable format; PERSONAL_NONE where its type or an enum rules it
   out. */
enum personal personal_of_field(const struct field *field);

/* Whether `pii: true` is written. */
bool personal_is_declared(const struct field *field);

/* What is known about the fields of one dataset. Start with personal_survey. */
struct personal_survey {
    struct arena *arena;
    const struct dataset *dataset;
    struct map definitions; /* that a classified field refers to; found when first asked for */
    bool is_done;
};

struct personal_survey personal_survey(struct arena *arena, const struct dataset *dataset);

/* Whether `pii` or `classification` is written at the field, at what it refers to, at an enclosing object, or at a
   field that refers to the definition around it. */
bool personal_is_classified(struct personal_survey *survey, const struct field *field);

/* Whether a dataset of the contract has a field that holds personal data by its name or format and is not classified.
 */
bool personal_has_unclassified(struct check *check, const struct contract *contract);

/* The first field with personal data or a classification above internal, declared or by its name; NULL when there is
   none. */
const struct field *personal_first(struct check *check, const struct contract *contract);

/* A finding of the rule at hand when a contract with personal data does not say `key` of its governance, whose value is
   `member`. */
void personal_check_governance(struct check *check, const struct contract *contract, struct text member,
                               const char *key);

#endif
