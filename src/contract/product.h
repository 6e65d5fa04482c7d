/* What the data-product and the domains dialect have in common: service levels, access, quality, ports, storage,
 * lineage, schema. */
#ifndef CONTRACT_PRODUCT_H
#define CONTRACT_PRODUCT_H

#include "contract/dialect.h"

/* Shapes of mappings that both dialects have; all fill a struct contract but for access, which fills a struct access.
 */
extern const struct shape shape_access;

/* Readers of keys that no row can describe; `object` is the struct contract. */
void product_read_schema(struct reader *reader, void *object, const struct key *key, const struct node *value);
void product_read_promise(struct reader *reader, void *object, const struct key *key, const struct node *value);
void product_read_quality(struct reader *reader, void *object, const struct key *key, const struct node *value);
void product_read_ports(struct reader *reader, void *object, const struct key *key, const struct node *value);
void product_read_endpoints(struct reader *reader, void *object, const struct key *key, const struct node *value);
void product_read_storage(struct reader *reader, void *object, const struct key *key, const struct node *value);
void product_read_pipelines(struct reader *reader, void *object, const struct key *key, const struct node *value);
void product_read_lineage(struct reader *reader, void *object, const struct key *key, const struct node *value);
void product_read_transformation(struct reader *reader, void *object, const struct key *key, const struct node *value);
void product_read_governance(struct reader *reader, void *object, const struct key *key, const struct node *value);

/* The row of a service level. */
#define PRODUCT_PROMISE(name, kinds, promise)                                                                          \
    {                                                                                                                  \
        name, kinds, KEY_JUDGED | KEY_BLANK_JUDGED, FILL_READ, .tag = promise, .read = product_read_promise            \
    }

/* The rows of all service levels, in the order of their names; three names differ between the dialects. */
#define PRODUCT_PROMISES(error_rate, quality_score, response_time)                                                     \
    PRODUCT_PROMISE("accuracy", VALUE_SCALAR, PROMISE_ACCURACY),                                                       \
        PRODUCT_PROMISE("availability", VALUE_SCALAR, PROMISE_AVAILABILITY),                                           \
        PRODUCT_PROMISE("completeness", VALUE_SCALAR, PROMISE_COMPLETENESS),                                           \
        PRODUCT_PROMISE(error_rate, VALUE_SCALAR, PROMISE_ERROR_RATE),                                                 \
        PRODUCT_PROMISE("freshness", VALUE_SCALAR, PROMISE_FRESHNESS),                                                 \
        PRODUCT_PROMISE("latency", VALUE_SCALAR, PROMISE_LATENCY),                                                     \
        PRODUCT_PROMISE(quality_score, VALUE_SCALAR, PROMISE_QUALITY_SCORE),                                           \
        PRODUCT_PROMISE(response_time, VALUE_SCALAR, PROMISE_RESPONSE_TIME),                                           \
        PRODUCT_PROMISE("retention", VALUE_SCALAR, PROMISE_RETENTION),                                                 \
        PRODUCT_PROMISE("support", VALUE_SCALAR | VALUE_MAPPING, PROMISE_SUPPORT),                                     \
        PRODUCT_PROMISE("throughput", VALUE_SCALAR | VALUE_MAPPING, PROMISE_THROUGHPUT)

/* Names from a list of strings or of mappings with `name`, appended to the struct list at the row's offset as struct
 * item. */
void product_read_names(struct reader *reader, void *object, const struct key *key, const struct node *value);

#endif
