#include "pos/acts/network.h"

#include "reports/figures/result_sheet.h"
#include "reports/figures/turnover.h"

#include <string.h>

static bool book_add(struct consolidation *network, struct till *till, struct err *err)
{
    struct consolidated_money money;
    struct result result;

    if (!result_read_decided(till, &result, err) || !turnover_read(till->db, &money.turnover, err))
        return false;
    money.net_sales = result.net_sales;
    money.result = result.result;
    return consolidation_add(network, till->db, &till->session, &money, err);
}

bool network_add(struct consolidation *network, const char *path, struct clock clock,
                 struct err *err)
{
    struct book book;
    bool good = book_open(&book, path, clock, err);

    if (good) {
        good = book_add(network, &book.till, err);
        book_close(&book);
    }
    if (!good && strncmp(err->text, path, strlen(path)) != 0)
        err_prefix(err, "%s", path);
    return good;
}
