#include "ledger/proof/chain_link.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

#define LINK "chain, seq, kind, number, time, offset, lower(hex(substr(hash, 1, 6))) AS code"

static const char SQL_UP_TO[] = "SELECT " LINK " FROM record WHERE chain = ? AND (?2 = 0 OR "
                                "seq <= ?2) ORDER BY seq DESC LIMIT ?";
static const char SQL_BY_CODE[] = "SELECT " LINK " FROM record WHERE code = ?";

static struct chain_link link_of(const struct stmt *query)
{
    struct chain_link link = {
        .seq = stmt_int(query, 1),
        .kind = (enum record_kind)stmt_int(query, 2),
        .number = stmt_int(query, 3),
        .time = stmt_moment(query, 4),
    };

    snprintf(link.chain, sizeof link.chain, "%s", stmt_text(query, 0));
    snprintf(link.code, sizeof link.code, "%s", stmt_text(query, 6));
    return link;
}

bool chain_links_read(struct db *db, const char *chain, int64_t seq,
                      struct chain_link out[CHAIN_LINKS_SHOWN], int *count, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_UP_TO, err);
    struct chain_link found[CHAIN_LINKS_SHOWN];

    *count = 0;
    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, seq);
    stmt_bind_int(&query, 3, CHAIN_LINKS_SHOWN);
    while (*count < CHAIN_LINKS_SHOWN && stmt_next(&query))
        found[(*count)++] = link_of(&query);
    for (int i = 0; i < *count; i++)
        out[i] = found[*count - 1 - i];
    return stmt_finish(&query);
}

/* False: a sign that no code has, or another length. */
static bool code_clean(const char *typed, char out[HEAD_CODE_MAX])
{
    static const char SIGNS[] = "0123456789abcdefABCDEFoOlLiI";
    static const char MEANT[] = "0123456789abcdefabcdef001111";
    size_t length = 0;

    for (; *typed; typed++) {
        const char *sign = strchr(SIGNS, *typed);

        if (*typed == ' ' || *typed == '-')
            continue;
        if (!sign || length == HEAD_CODE_MAX - 1)
            return false;
        out[length++] = MEANT[sign - SIGNS];
    }
    out[length] = '\0';
    return length == HEAD_CODE_MAX - 1;
}

bool chain_link_find(struct db *db, const char *typed, struct chain_link *out, struct err *err)
{
    char code[HEAD_CODE_MAX];
    struct stmt query;
    bool found;

    if (!code_clean(typed, code))
        return err_fail(err, ERR_INPUT, _("Un code a douze signes : des chiffres, et a à f."));
    query = db_prepare(db, SQL_BY_CODE, err);
    stmt_bind_text(&query, 1, code);
    found = stmt_next(&query);
    if (found)
        *out = link_of(&query);
    if (!stmt_finish(&query))
        return false;
    return found || err_fail(err, ERR_NOT_FOUND,
                             _("Aucune ligne du livre n'a ce code : le relire sur le papier."));
}
