#include "pos/acts/permit.h"

#include "ledger/first_till.h"

bool permit_people(struct desk *desk, struct err *err)
{
    return till_check(desk->till, ACTION_PEOPLE, err);
}

bool permit_charge(struct desk *desk, struct err *err)
{
    return till_check(desk->till, ACTION_CHARGE, err);
}

bool permit_set_up(struct desk *desk, struct err *err)
{
    return till_check(desk->till, ACTION_SET_UP, err);
}

static bool permit_once(struct desk *desk, enum action action, struct err *err)
{
    return till_check(desk->till, action, err) &&
           first_till_check(desk->till, first_till_text(), err);
}

bool permit_people_once(struct desk *desk, struct err *err)
{
    return permit_once(desk, ACTION_PEOPLE, err);
}

bool permit_charge_once(struct desk *desk, struct err *err)
{
    return permit_once(desk, ACTION_CHARGE, err);
}

bool permit_set_up_once(struct desk *desk, struct err *err)
{
    return permit_once(desk, ACTION_SET_UP, err);
}
