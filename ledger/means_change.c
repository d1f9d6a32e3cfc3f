#include "ledger/means_change.h"

#include "base/lang.h"
#include "ledger/fact_order.h"

static bool means_record(struct till *till, const struct means_list *list, struct err *err)
{
    struct journal *journal = &till->real;

    if (!journal_begin(journal, RECORD_MEANS, 0, &till->actor, till_now(till), err))
        return false;
    for (int i = 0; i < list->count; i++) {
        const struct means *means = &list->all[i];
        struct fact fact = fact_begin(journal, FACT_MEANS);

        fact_int(&fact, i + 1);
        fact_text(&fact, means->name);
        fact_text(&fact, means->label);
        fact_text(&fact, means->account);
        fact_int(&fact, means->gives_change);
        fact_int(&fact, means->in_drawer);
        fact_int(&fact, means->wants_number);
        fact_int(&fact, means->max);
        fact_end(&fact);
    }
    return journal_seal(journal, err);
}

bool means_put(struct till *till, const struct means_list *list, struct err *err)
{
    struct means_list known;

    if (!till_check(till, ACTION_SET_UP, err) || !means_read(till->db, &known, err))
        return false;
    for (int i = 0; i < list->count; i++) {
        if (!means_check(&list->all[i], err))
            return false;
        known.count += means_find(&known, list->all[i].name) == NULL;
    }
    if (known.count > FURTHER_MEANS_MAX)
        return err_fail(err, ERR_INPUT, _("Trop de moyens de paiement : %d au plus."),
                        FURTHER_MEANS_MAX);
    if (list->count == 0)
        return true;
    if (!till_write_begin(till, err))
        return false;
    return till_write_end(till, means_record(till, list, err), err);
}
