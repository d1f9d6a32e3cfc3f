#include "ledger/first_till.h"

#include "base/lang.h"

/* It wrote the book's id. */
static const char SQL_FIRST_TILL[] =
    "SELECT chain FROM setting_fact WHERE key = 'id' ORDER BY seq LIMIT 1";

static bool letter_read(struct db *db, char *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FIRST_TILL, err);

    *out = stmt_next(&query) ? stmt_text(&query, 0)[0] : '\0';
    return stmt_finish(&query);
}

bool first_till_is_here(struct till *till, bool *out, struct err *err)
{
    char letter = '\0';

    if (!letter_read(till->db, &letter, err))
        return false;
    *out = letter == till->letter;
    return true;
}

bool first_till_check(struct till *till, const char *sentence, struct err *err)
{
    char letter = '\0';

    return letter_read(till->db, &letter, err) &&
           (letter == till->letter || err_fail(err, ERR_INPUT, sentence, letter));
}

const char *first_till_text(void)
{
    return _("Cela se fait sur la première caisse, %c : une fois pour toutes les caisses.");
}
