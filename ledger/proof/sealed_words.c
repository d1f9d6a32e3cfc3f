#include "ledger/proof/sealed_words.h"

#include "ledger/record.h"

static const char SQL_CHAINS[] = "SELECT DISTINCT chain FROM record ORDER BY chain";
static const char SQL_ACTORS[] = "SELECT DISTINCT operator FROM record UNION "
                                 "SELECT DISTINCT tutor FROM record";

static void row_hand_on(const struct stmt *row, sealed_words_fn *each, void *context)
{
    for (int column = 0; column < stmt_column_count(row); column++) {
        struct stmt_cell cell = stmt_cell(row, column);

        if (cell.type == STMT_TEXT && cell.length > 0)
            each(context, cell.bytes);
    }
}

static bool chain_each(struct db *db, const char *chain, sealed_words_fn *each, void *context,
                       struct err *err)
{
    for (int table = FACT_SALE; table < FACT_TABLE_END; table++) {
        struct stmt rows = db_prepare(db, FACT_TABLES[table].select, err);

        stmt_bind_text(&rows, 1, chain);
        stmt_bind_int(&rows, 2, INT64_MIN);
        while (stmt_next(&rows))
            row_hand_on(&rows, each, context);
        if (!stmt_finish(&rows))
            return false;
    }
    return true;
}

bool sealed_words_each(struct db *db, sealed_words_fn *each, void *context, struct err *err)
{
    struct stmt actors = db_prepare(db, SQL_ACTORS, err);

    while (stmt_next(&actors))
        row_hand_on(&actors, each, context);
    if (!stmt_finish(&actors))
        return false;

    struct stmt chains = db_prepare(db, SQL_CHAINS, err);
    bool good = true;

    while (good && stmt_next(&chains))
        good = chain_each(db, stmt_text(&chains, 0), each, context, err);
    return stmt_finish(&chains) && good;
}
