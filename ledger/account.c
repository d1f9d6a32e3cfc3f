#include "ledger/account.h"

#include "base/lang.h"
#include "ledger/chart.h"

#include <stdio.h>
#include <string.h>

static bool use_check(struct till *till, const char *use, struct err *err)
{
    struct accounts accounts;

    if (!accounts_read(till->db, &accounts, err))
        return false;
    for (int i = 0; i < accounts.count; i++)
        if (strcmp(accounts.all[i].use, use) == 0)
            return true;
    return err_fail(err, ERR_NOT_FOUND, _("Aucun compte ne sert à « %.20s »."), use);
}

bool account_put(struct till *till, const char *use, const char *account, struct err *err)
{
    char key[USE_MAX + 8];
    struct account ignored;

    if (!till_check(till, ACTION_SET_UP, err) || !use_check(till, use, err) ||
        !account_parse(account, &ignored, err) || !till_write_begin(till, err))
        return false;
    snprintf(key, sizeof key, "account.%.20s", use);

    bool good = setting_put(&till->real, key, account, &till->actor, till_now(till), err);

    return till_write_end(till, good, err);
}
