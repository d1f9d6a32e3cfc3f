/* Into practice and out of it: see ledger/practice.h. */
#include "ledger/till.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/practice.h"

bool till_set_practice(struct till *till, bool on, const char *tutor, struct err *err)
{
    struct actor actor = till->actor;

    if (!text_copy(actor.tutor, sizeof actor.tutor, tutor, _("Badge"), err) ||
        !till_write_begin(till, err))
        return false;

    bool good = journal_note(&till->real, on ? RECORD_PRACTICE_ON : RECORD_PRACTICE_OFF, &actor,
                             till_now(till), &(struct note){ "", "", 0 }, err);

    if (!till_write_end(till, good, err))
        return false;
    till->is_practice = on;
    till->actor = actor;
    return true;
}
