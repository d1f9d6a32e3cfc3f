#include "ledger/venue.h"

#include "base/lang.h"
#include "ledger/fact_order.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* The own chain of the till first: another one says where it stood before it was made. */
static const char SQL_SETTING_THEN[] =
    "SELECT value FROM setting_fact WHERE key = ?1 AND (chain <> ?2 OR seq < ?3) "
    "ORDER BY chain = ?2 DESC, seq DESC LIMIT 1";
static const char SQL_VENUES[] = SQL_REAL_CHAINS
    "SELECT coalesce(nullif(value, ''), ?1) AS place FROM (SELECT chain FROM real UNION "
    "SELECT substr(key, 7) FROM setting WHERE key GLOB 'venue.[A-Z]') "
    "LEFT JOIN setting ON key = 'venue.' || chain WHERE place <> '' "
    "GROUP BY place ORDER BY min(chain)";

void till_venue_key(char letter, char out[TILL_VENUE_KEY_MAX])
{
    snprintf(out, TILL_VENUE_KEY_MAX, TILL_VENUE_SETTING "%c", letter);
}

/* As it stood before that record; `out` stays where nothing was said yet. */
static bool setting_find_then(struct db *db, const char *key, const char *chain, int64_t seq,
                              char out[NAME_MAX_TEXT], struct err *err)
{
    struct stmt query = db_prepare(db, SQL_SETTING_THEN, err);

    stmt_bind_text(&query, 1, key);
    stmt_bind_text(&query, 2, chain);
    stmt_bind_int(&query, 3, seq);
    if (stmt_next(&query) && strlen(stmt_text(&query, 0)) < NAME_MAX_TEXT)
        strcpy(out, stmt_text(&query, 0));
    return stmt_finish(&query);
}

bool session_at_till(struct db *db, char chain, int64_t seq, struct session *session,
                     struct err *err)
{
    const char letter[2] = { (char)toupper((unsigned char)chain), '\0' };
    int64_t before = letter[0] == chain ? seq : SEQ_NOW; /* practice counts on its own */
    char key[TILL_VENUE_KEY_MAX], own[NAME_MAX_TEXT] = "";

    till_venue_key(letter[0], key);
    if (!setting_find_then(db, "venue", letter, before, session->venue, err) ||
        !setting_find_then(db, key, letter, before, own, err))
        return false;
    if (own[0] != '\0')
        memcpy(session->venue, own, sizeof session->venue);
    return true;
}

bool session_venues(struct db *db, const struct session *session, char out[VENUES_MAX],
                    struct err *err)
{
    struct stmt query = db_prepare(db, SQL_VENUES, err);
    size_t length = 0;

    out[0] = '\0';
    stmt_bind_text(&query, 1, session->venue);
    while (stmt_next(&query) && length + strlen(stmt_text(&query, 0)) + 8 < VENUES_MAX)
        length += (size_t)snprintf(out + length, VENUES_MAX - length, "%s%s",
                                   length > 0 ? _(" et ") : "", stmt_text(&query, 0));
    if (length == 0) /* no till has recorded anything */
        snprintf(out, VENUES_MAX, "%s", session->venue);
    return stmt_finish(&query);
}
