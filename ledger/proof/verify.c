#include "ledger/proof/verify.h"

#include "base/lang.h"
#include "ledger/proof/book_check.h"
#include "ledger/consent.h"
#include "ledger/session.h"
#include "ledger/fact_order.h"
#include "ledger/presence.h"
#include "ledger/proof/segments.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct seen_chain {
    const char *name;
    bool is_own; /* of the file's till */
};

static const char SQL_PRODUCTS[] = "SELECT code, sold, sold_gross, moved, has_stock FROM product";
/* A product must read as its newest fact says; two tills may have set it. */
static const char SQL_PRODUCT_DIFFERS[] =
    "SELECT product.code FROM product WHERE NOT EXISTS (SELECT 1 FROM product_fact AS fact "
    "WHERE fact.code = product.code AND fact.label = product.label AND fact.price = product.price "
    "AND fact.rate = product.rate AND fact.barcode = product.barcode AND fact.category = "
    "product.category AND fact.unit = product.unit AND fact.cost = product.cost AND "
    "fact.allergens = product.allergens AND fact.fibres = product.fibres AND fact.use_by IS "
    "product.use_by AND fact.best_before IS product.best_before AND fact.retired = "
    "product.retired AND (fact.chain, fact.seq) = "
    "(SELECT newer.chain, newer.seq FROM product_fact AS newer WHERE newer.code = product.code "
    "ORDER BY " FACT_NEWEST_FIRST("newer") " LIMIT 1)) LIMIT 1";
static const char SQL_PRODUCT_LOST[] =
    "SELECT code FROM product_fact WHERE code NOT IN (SELECT code FROM product) LIMIT 1";
static const char SQL_SETTING_DIFFERS[] =
    "SELECT setting.key FROM setting WHERE setting.value IS NOT (SELECT newer.value FROM "
    "setting_fact AS newer WHERE newer.key = setting.key "
    "ORDER BY " FACT_NEWEST_FIRST("newer") " LIMIT 1) LIMIT 1";
static const char SQL_SETTING_LOST[] =
    "SELECT key FROM setting_fact WHERE key NOT IN (SELECT key FROM setting) LIMIT 1";
static const char SQL_FIRST_TILL_FORM[] =
    "SELECT form FROM record WHERE chain = (SELECT chain FROM setting_fact WHERE key = 'id' "
    "ORDER BY seq LIMIT 1) ORDER BY seq DESC LIMIT 1";
static const char SQL_HASH[] = "SELECT hash FROM record WHERE chain = ? AND seq = ?";
static const char SQL_LOCAL_TILL[] = "SELECT value FROM local WHERE key = 'till'";

/* Fails when the query names something: `text` says what it means. */
static bool query_names_nothing(struct db *db, const char *sql, const char *text,
                                struct verdict *verdict, struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);

    if (stmt_next(&query))
        verdict_fault(verdict, "", 0, text, stmt_text(&query, 0));
    return stmt_finish(&query);
}

static bool products_check(struct db *db, struct tallies *tallies, struct verdict *verdict,
                           struct err *err)
{
    struct stmt query = db_prepare(db, SQL_PRODUCTS, err);

    while (stmt_next(&query)) {
        const char *code = stmt_text(&query, 0);
        const struct product_tally *tally = tallies_find(tallies, code, strlen(code));

        if (!tally || tally->sold != stmt_number(&query, 1) ||
            tally->gross != stmt_number(&query, 2) || tally->moved != stmt_number(&query, 3) ||
            tally->has_moved != stmt_number(&query, 4))
            verdict_fault(verdict, "", 0, _("le stock ou le vendu de « %s » a été modifié"), code);
    }
    return stmt_finish(&query) &&
           query_names_nothing(db, SQL_PRODUCT_DIFFERS,
                               _("le produit « %s » diffère de ce qui a été enregistré"), verdict,
                               err) &&
           query_names_nothing(db, SQL_PRODUCT_LOST, _("le produit « %s » a disparu"), verdict,
                               err);
}

static bool settings_check(struct db *db, struct verdict *verdict, struct err *err)
{
    return query_names_nothing(db, SQL_SETTING_DIFFERS,
                               _("le réglage « %s » diffère de ce qui a été enregistré"), verdict,
                               err) &&
           query_names_nothing(db, SQL_SETTING_LOST, _("le réglage « %s » a disparu"), verdict,
                               err);
}

/* The roll, of which shares are made, and the consents are what was recorded; a book of before
 * recorded none. */
static bool people_verify(struct db *db, struct verdict *verdict, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FIRST_TILL_FORM, err);
    char badge[ACTOR_MAX] = "";
    char consent[ACTOR_MAX] = "";
    bool is_sealed = stmt_next(&query) && stmt_number(&query, 0) >= RECORD_FORM;

    if (!stmt_finish(&query) || (is_sealed && (!presence_find_difference(db, badge, err) ||
                                               !consent_find_difference(db, consent, err))))
        return false;
    if (badge[0] != '\0')
        verdict_fault(verdict, "", 0, _("la présence de %s diffère de ce qui a été enregistré"),
                      badge);
    if (consent[0] != '\0')
        verdict_fault(verdict, "", 0, _("un accord de %s diffère de ce qui a été enregistré"),
                      consent);
    return true;
}

/* The hash that the book holds for a record; `*found` false when it has no such record. */
static bool hash_find(struct db *db, const char *chain, int64_t seq, bool *found,
                      unsigned char out[HASH_BYTES], struct err *err)
{
    struct stmt query = db_prepare(db, SQL_HASH, err);

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, seq);
    *found = false;
    if (stmt_next(&query)) {
        struct stmt_cell hash = stmt_cell(&query, 0);

        *found = hash.length == HASH_BYTES;
        if (*found)
            memcpy(out, hash.bytes, HASH_BYTES);
    }
    return stmt_finish(&query);
}

static bool is_named_by(const struct journal_check *check, char chain, char by)
{
    for (int i = 0; i < journal_check_named_count(check); i++)
        if (check->named[i].chain[0] == chain && check->named[i].by == by)
            return true;
    return false;
}

/* What came from another till must still be there: its head is sealed at each merge and at the
 * session closing. A till that was merged may name one that was never brought here. */
static bool other_tills_check(struct journal_check *check, struct db *db, char own, struct err *err)
{
    for (int i = 0; i < journal_check_named_count(check); i++) {
        const struct named_head *named = &check->named[i];
        unsigned char hash[HASH_BYTES];
        bool found;

        if (!hash_find(db, named->chain, named->seq, &found, hash, err))
            return false;
        if (named_head_is_nothing(named) || (!found && is_named_by(check, named->by, own)))
            continue;
        if (!found || memcmp(hash, named->hash, HASH_BYTES) != 0)
            verdict_fault(check->verdict, "", 0,
                          _("le journal de la caisse %s a été coupé ou retiré du livre"),
                          named->chain);
    }
    return true;
}

/*
 * What this machine saw must be there. Of another till it saw perhaps more than came here: a copy
 * for a second till ends where it was made.
 */
static bool seen_heads_check(struct verdict *verdict, struct db *db, const struct keyring *keyring,
                             const char *book_id, const struct seen_chain *chain, struct err *err)
{
    struct seen_head heads[SEEN_HEADS_MAX];
    int count = keyring_find_heads(keyring, book_id, chain->name[0], heads);

    for (int i = 0; i < count; i++) {
        unsigned char hash[HASH_BYTES];
        bool found = false;

        if (!hash_find(db, chain->name, heads[i].seq, &found, hash, err))
            return false;
        if (!found && chain->is_own)
            verdict_fault(verdict, chain->name, heads[i].seq,
                          _("il manque : ce livre est une copie plus ancienne, ou sa fin a été "
                            "coupée"));
        else if (found && memcmp(hash, heads[i].hash, HASH_BYTES) != 0)
            verdict_fault(verdict, chain->name, heads[i].seq,
                          _("ce n'est pas celui que cette machine a vu : le livre a été remplacé, "
                            "ou deux fichiers de cette caisse ont vendu"));
    }
    return true;
}

/* Also when nothing of the own till is in the file: a copy of before its first record. */
static bool own_heads_check(struct verdict *verdict, struct db *db, const struct keyring *keyring,
                            const char *book_id, char own, struct err *err)
{
    const char real[2] = { own, '\0' };
    const char practice[2] = { (char)(own | 0x20), '\0' };

    return seen_heads_check(verdict, db, keyring, book_id, &(struct seen_chain){ real, true },
                            err) &&
           seen_heads_check(verdict, db, keyring, book_id, &(struct seen_chain){ practice, true },
                            err);
}

/* A row whose chain is no letter at all, before all that have one. */
static bool has_nameless_row(struct db *db, int table, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, FACT_TABLES[table].select, err);

    stmt_bind_text(&query, 1, "");
    stmt_bind_int(&query, 2, INT64_MIN);
    *out = stmt_next(&query);
    return stmt_finish(&query);
}

static const char *const SQL_NEXT_CHAIN[FACT_TABLE_END] = {
    [FACT_SALE] = "SELECT min(chain) FROM sale WHERE chain > ?",
    [FACT_SALE_LINE] = "SELECT min(chain) FROM sale_line WHERE chain > ?",
    [FACT_PAYMENT] = "SELECT min(chain) FROM payment WHERE chain > ?",
    [FACT_RATE_TOTAL] = "SELECT min(chain) FROM rate_total WHERE chain > ?",
    [FACT_CASH_MOVEMENT] = "SELECT min(chain) FROM cash_movement WHERE chain > ?",
    [FACT_CASH_COUNT] = "SELECT min(chain) FROM cash_count WHERE chain > ?",
    [FACT_COUNT_PIECE] = "SELECT min(chain) FROM count_piece WHERE chain > ?",
    [FACT_CLOSING] = "SELECT min(chain) FROM closing WHERE chain > ?",
    [FACT_CLOSING_RATE] = "SELECT min(chain) FROM closing_rate WHERE chain > ?",
    [FACT_CLOSING_TILL] = "SELECT min(chain) FROM closing_till WHERE chain > ?",
    [FACT_CHARGE] = "SELECT min(chain) FROM charge WHERE chain > ?",
    [FACT_SHARING] = "SELECT min(chain) FROM sharing WHERE chain > ?",
    [FACT_SHARE] = "SELECT min(chain) FROM share WHERE chain > ?",
    [FACT_POSTING] = "SELECT min(chain) FROM posting WHERE chain > ?",
    [FACT_PRODUCT] = "SELECT min(chain) FROM product_fact WHERE chain > ?",
    [FACT_STOCK_MOVEMENT] = "SELECT min(chain) FROM stock_movement WHERE chain > ?",
    [FACT_SETTING] = "SELECT min(chain) FROM setting_fact WHERE chain > ?",
    [FACT_NOTE] = "SELECT min(chain) FROM note WHERE chain > ?",
    [FACT_MEANS_TOTAL] = "SELECT min(chain) FROM means_total WHERE chain > ?",
    [FACT_CLOSING_MEANS] = "SELECT min(chain) FROM closing_means WHERE chain > ?",
    [FACT_CLOSING_DAY] = "SELECT min(chain) FROM closing_day WHERE chain > ?",
    [FACT_PRESENCE] = "SELECT min(chain) FROM presence WHERE chain > ?",
    [FACT_CONSENT] = "SELECT min(chain) FROM consent_fact WHERE chain > ?",
    [FACT_MEANS] = "SELECT min(chain) FROM means_fact WHERE chain > ?",
    [FACT_DOCUMENT] = "SELECT min(chain) FROM document WHERE chain > ?",
    [FACT_DOCUMENT_LINE] = "SELECT min(chain) FROM document_line WHERE chain > ?",
    [FACT_JUMP] = "SELECT min(chain) FROM jump WHERE chain > ?",
};

/* Rows of a chain that has no record at all hide from the walk of the known chains. */
static bool strays_check(struct db *db, const char *chains, struct verdict *verdict,
                         struct err *err)
{
    for (int table = FACT_SALE; table < FACT_TABLE_END; table++) {
        char chain[2] = "";
        bool more = true;
        bool stray = false;

        if (!has_nameless_row(db, table, &stray, err))
            return false;
        while (more && !stray) {
            struct stmt query = db_prepare(db, SQL_NEXT_CHAIN[table], err);
            struct stmt_cell next;

            stmt_bind_text(&query, 1, chain);
            more = stmt_next(&query) && !stmt_is_null(&query, 0);
            if (more) {
                next = stmt_cell(&query, 0);
                stray = next.length != 1 || !strchr(chains, *(const char *)next.bytes);
                chain[0] = *(const char *)next.bytes;
            }
            if (!stmt_finish(&query))
                return false;
        }
        if (stray)
            verdict_fault(verdict, "", 0,
                          _("une ligne de « %s » n'appartient à aucun enregistrement"),
                          FACT_TABLES[table].name);
    }
    return true;
}

static bool own_till_read(struct db *db, char *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LOCAL_TILL, err);

    *out = stmt_next(&query) ? stmt_text(&query, 0)[0] : '\0';
    return stmt_finish(&query);
}

static bool key_is_there(const struct keyring *keyring, const char *book_id, char till)
{
    unsigned char secret[SECRET_KEY_BYTES];
    bool found = keyring_find_key(keyring, book_id, till, secret);

    crypto_wipe(secret, sizeof secret);
    return found;
}

static bool chains_verify(struct journal_check *check, struct db *db, const struct keyring *keyring,
                          const char *book_id, struct err *err)
{
    struct verdict *out = check->verdict;
    char chains[CHAINS_MAX] = "";
    char own = '\0';

    if (!book_chains(db, chains, out, err) || !own_till_read(db, &own, err))
        return false;
    for (size_t i = 0; out->is_good && chains[i]; i++) {
        char chain[2] = { chains[i], '\0' };
        int keys_before = out->key_count;

        chain_check_begin(check, chain[0]);
        if (!segments_judge(check, db, err))
            return false;
        if (!out->is_good)
            break;
        out->key_change_count += out->key_count - keys_before - 1; /* the first one is no change */
        /* A fresh copy for a second till has no record of its own yet: the one that made it. */
        if (chain[0] == own || (out->head[0] == '\0' && chain[0] < 'a'))
            journal_head_code(check->head.hash, out->head);
        if (keyring &&
            !seen_heads_check(out, db, keyring, book_id,
                              &(struct seen_chain){ chain, (chain[0] & ~0x20) == own }, err))
            return false;
    }
    if (keyring && !own_heads_check(out, db, keyring, book_id, own, err))
        return false;
    if (keyring)
        out->key_is_missing = !key_is_there(keyring, book_id, own);
    if (out->is_good && out->record_count == 0)
        verdict_fault(out, "", 0, _("le livre n'a aucun enregistrement de sa caisse"));
    return strays_check(db, chains, out, err) && other_tills_check(check, db, own, err) &&
           book_check(db, check, chains, own, err);
}

bool book_verify(struct db *db, const struct keyring *keyring, const char *head_code,
                 struct verdict *out, struct err *err)
{
    struct journal_check *check = calloc(1, sizeof *check);
    struct tallies *tallies = calloc(1, sizeof *tallies);
    char book_id[BOOK_ID_MAX];

    if (!check || !tallies)
        abort();
    journal_check_init(check, out, head_code);
    check->tallies = tallies;

    bool read = setting_find(db, "id", book_id, sizeof book_id, err) &&
                chains_verify(check, db, keyring, book_id, err) &&
                products_check(db, tallies, out, err) && settings_check(db, out, err) &&
                people_verify(db, out, err);

    if (read)
        journal_check_end(check);
    free(tallies);
    free(check);
    return read;
}

bool book_verify_day(struct db *db, const char *chain, struct verdict *out, struct err *err)
{
    struct journal_check *check = calloc(1, sizeof *check);
    char chains[CHAINS_MAX] = "";
    struct mark mark;

    if (!check)
        abort();
    journal_check_init(check, out, "");
    chain_check_begin(check, chain[0]);

    bool read = mark_read(db, chain, PERIOD_DAY, &mark, err) &&
                segments_judge_from(check, db, mark.seq + 1, err) &&
                book_check_schema(db, out, err) && book_chains(db, chains, out, err) &&
                strays_check(db, chains, out, err) && settings_check(db, out, err) &&
                people_verify(db, out, err);

    free(check);
    return read;
}
