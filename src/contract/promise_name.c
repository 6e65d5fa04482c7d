#include "contract/promise_name.h"

static const struct {
    const char *name;
    enum promise_kind kind;
} names[] = {
    {"accuracy", PROMISE_ACCURACY},
    {"av", PROMISE_AVAILABILITY},
    {"availability", PROMISE_AVAILABILITY},
    {"completeness", PROMISE_COMPLETENESS},
    {"el", PROMISE_END_OF_LIFE},
    {"endOfLife", PROMISE_END_OF_LIFE},
    {"endOfSupport", PROMISE_END_OF_SUPPORT},
    {"er", PROMISE_ERROR_RATE},
    {"errorRate", PROMISE_ERROR_RATE},
    {"es", PROMISE_END_OF_SUPPORT},
    {"frequency", PROMISE_FREQUENCY},
    {"freshness", PROMISE_FRESHNESS},
    {"fy", PROMISE_FREQUENCY},
    {"ga", PROMISE_GENERAL_AVAILABILITY},
    {"generalAvailability", PROMISE_GENERAL_AVAILABILITY},
    {"intervalOfChange", PROMISE_INTERVAL_OF_CHANGE},
    {"latency", PROMISE_LATENCY},
    {"ly", PROMISE_LATENCY},
    {"qualityScore", PROMISE_QUALITY_SCORE},
    {"re", PROMISE_RETENTION},
    {"recoveryPoint", PROMISE_RECOVERY_POINT},
    {"recoveryTime", PROMISE_RECOVERY_TIME},
    {"responseTime", PROMISE_RESPONSE_TIME},
    {"retention", PROMISE_RETENTION},
    {"support", PROMISE_SUPPORT},
    {"td", PROMISE_TIME_TO_DETECT},
    {"th", PROMISE_THROUGHPUT},
    {"throughput", PROMISE_THROUGHPUT},
    {"timeliness", PROMISE_TIMELINESS},
    {"timeOfAvailability", PROMISE_TIME_OF_AVAILABILITY},
    {"timeToDetect", PROMISE_TIME_TO_DETECT},
    {"timeToNotify", PROMISE_TIME_TO_NOTIFY},
    {"timeToRepair", PROMISE_TIME_TO_REPAIR},
    {"tn", PROMISE_TIME_TO_NOTIFY},
    {"tr", PROMISE_TIME_TO_REPAIR},
    {"upTime", PROMISE_UPTIME},
};

enum promise_kind promise_kind_of(struct str name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is_caseless(name, names[i].name))
            return names[i].kind;
    return PROMISE_OTHER;
}
