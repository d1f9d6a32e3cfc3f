#include "ledger/proof/same_file.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>

static const char SQL_THEIRS[] = "SELECT source_key, number FROM sale WHERE chain = ? AND seq > ? "
                                 "AND source_key <> '' ORDER BY number";
static const char SQL_OURS[] = "SELECT chain, number FROM sale WHERE source_key = ? AND "
                               "source_key <> ''";

static void first_say(const struct stmt *theirs, const char *chain, const struct stmt *ours,
                      char out[SAME_FILE_TEXT_MAX])
{
    const char *key = stmt_text(theirs, 0);

    snprintf(out, SAME_FILE_TEXT_MAX, _("« %.*s » est %s-%lld ici et %s-%lld là-bas"),
             text_start_bytes(key, 20), key, stmt_text(ours, 0), (long long)stmt_int(ours, 1),
             chain, (long long)stmt_int(theirs, 1));
}

bool same_file_find(struct db *ours, struct db *theirs, const char *chain, int64_t after_seq,
                    char out[SAME_FILE_TEXT_MAX], struct err *err)
{
    struct stmt sold = db_prepare(theirs, SQL_THEIRS, err);
    char first[SAME_FILE_TEXT_MAX] = "";
    int64_t count = 0;
    bool good = true;

    out[0] = '\0';
    stmt_bind_text(&sold, 1, chain);
    stmt_bind_int(&sold, 2, after_seq);
    while (good && stmt_next(&sold)) {
        struct stmt twin = db_prepare(ours, SQL_OURS, err);

        stmt_bind_text(&twin, 1, stmt_text(&sold, 0));
        if (stmt_next(&twin) && count++ == 0)
            first_say(&sold, chain, &twin, first);
        good = stmt_finish(&twin);
    }
    if (!stmt_finish(&sold) || !good)
        return false;
    if (count > 0)
        snprintf(out, SAME_FILE_TEXT_MAX,
                 lang_plural("Un même fichier de ventes pris aux deux caisses, %lld vente : %s. "
                             "Importer ici les autres ventes de %s, garder son livre.",
                             "Un même fichier de ventes pris aux deux caisses, %lld ventes, dont "
                             "%s. Importer ici les autres ventes de %s, garder son livre.",
                             (long)count),
                 (long long)count, first, chain);
    return true;
}
