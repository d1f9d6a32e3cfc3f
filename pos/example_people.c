#include "pos/example_people.h"

#include "programme/records.h"
#include "programme/sample.h"

#include <stdio.h>

static const char *badge_of(int person, char out[BADGE_MAX])
{
    snprintf(out, BADGE_MAX, "P%d", person + 1);
    return out;
}

bool example_people_put(struct db *db, const struct published *session, struct err *err)
{
    const struct vault_access own = { .folder = NULL };

    return sample_fill(db, session, &own, err);
}

bool example_people_weigh(struct db *db, const struct published *session, struct distribution *out,
                          struct err *err)
{
    for (int person = 0; person < session->participants; person++) {
        struct sharer *sharer = &out->sharers[out->sharer_count++];
        char badge[BADGE_MAX];

        snprintf(sharer->badge, sizeof sharer->badge, "%s", badge_of(person, badge));
        if (!records_minutes(db, badge, &sharer->weight, err))
            return false;
    }
    return true;
}
