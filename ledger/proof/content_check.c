#include "ledger/proof/content_check.h"

#include "base/day.h"
#include "base/lang.h"
#include "base/text.h"
#include "ledger/money.h"

#include <string.h>

enum {
    TEXT_MAX = 1000,  /* bytes: the longest that is written is a refusal */
    DAY_LAST = 47482, /* the end of 2099, days since 1970-01-01 */
};

static const int64_t TIME_LAST = (int64_t)DAY_LAST * 86400;

static bool text_is_typed(const struct stmt_cell *cell)
{
    const char *text = cell->bytes;

    return cell->length <= TEXT_MAX && strlen(text) == cell->length && text_is_clean(text);
}

static bool is_one_of(const char *name, const char *const *names)
{
    while (*names && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

static bool number_is_typed(const char *name, int64_t number)
{
    static const char *const DAYS[] = { "day",    "document_day", "due_day",
                                        "use_by", "best_before",  "from_day",
                                        "to_day", "until",        NULL };
    static const char *const TIMES[] = { "time", "opened", NULL };

    if (is_one_of(name, DAYS))
        return number >= 0 && number < DAY_LAST;
    if (is_one_of(name, TIMES))
        return number >= 0 && number < TIME_LAST;
    if (strcmp(name, "offset") == 0)
        return number >= -OFFSET_MAX_MIN && number <= OFFSET_MAX_MIN;
    return number >= -CENTS_MAX && number <= CENTS_MAX;
}

bool content_check(const struct stmt *row, struct err *err)
{
    for (int column = 0; column < stmt_column_count(row); column++) {
        const char *name = stmt_column_name(row, column);
        struct stmt_cell cell = stmt_cell(row, column);
        bool good = (cell.type != STMT_TEXT || text_is_typed(&cell)) &&
                    (cell.type != STMT_INT || number_is_typed(name, cell.number));

        if (!good)
            return err_fail(err, ERR_TAMPERED,
                            _("Ce livre tient une valeur que personne ne peut taper (%.30s) : le "
                              "garder, prévenir la coopérative."),
                            name);
    }
    return true;
}
