#include "pos/badge.h"

#include "base/lang.h"
#include "ledger/role.h"

bool people_know(const struct people *people, const char *badge, struct err *err)
{
    if (people->count == 0 || people_find(people, badge) >= 0)
        return true;
    return err_fail(err, ERR_NOT_FOUND, _("Badge « %.20s » inconnu dans ce livre."), badge);
}

bool badge_check_known(struct db *db, const char *badge, struct err *err)
{
    struct people people;

    if (role_of(badge) != ROLE_PARTICIPANT)
        return true;
    return people_read(db, &people, err) && people_know(&people, badge, err);
}
