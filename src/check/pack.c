#include "check/pack.h"

#include "base/distance.h"

const struct pack *pack_find(const struct pack *packs, struct str name)
{
    for (const struct pack *pack = packs; pack->name; pack++)
        if (str_is(name, pack->name))
            return pack;
    return NULL;
}

const char *pack_nearest(const struct pack *packs, struct str name)
{
    struct distance_search search = distance_search_start(name);
    distance_search_offer(&search, STR(PACK_RECOMMENDED));
    for (const struct pack *pack = packs; pack->name; pack++)
        distance_search_offer(&search, str_of(pack->name));
    return distance_search_meant(&search).at;
}
