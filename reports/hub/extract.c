#include "reports/hub/extract.h"

#include "base/lang.h"
#include "ledger/journal.h"

#include <stdlib.h>
#include <string.h>

static const char SQL_CHAINS[] =
    "SELECT DISTINCT chain FROM closing WHERE chain BETWEEN 'A' AND 'Z' ORDER BY chain";
static const char SQL_LAST[] = "SELECT max(seq) FROM closing WHERE chain = ?1";
static const char SQL_HASH[] = "SELECT hash FROM record WHERE chain = ?1 AND seq = ?2";

enum { RECORD_ROWS_MAX = 1 << 22 };

bool extract_chains(struct db *db, char chains[EXTRACT_CHAINS_MAX], int *count, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_CHAINS, err);

    *count = 0;
    while (stmt_next(&query) && *count < EXTRACT_CHAINS_MAX)
        chains[(*count)++] = stmt_text(&query, 0)[0];
    return stmt_finish(&query);
}

static bool last_read(struct db *db, const char *chain, int64_t *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LAST, err);

    stmt_bind_text(&query, 1, chain);
    *out = stmt_next(&query) ? stmt_int(&query, 0) : 0;
    return stmt_finish(&query);
}

/* What the hub knows must stand in the book as well. */
static bool head_check(struct db *db, const struct extract_head *known, int64_t last_seq,
                       struct err *err)
{
    struct stmt query = db_prepare(db, SQL_HASH, err);
    bool same = false;

    stmt_bind_text(&query, 1, known->chain);
    stmt_bind_int(&query, 2, known->seq);
    if (stmt_next(&query)) {
        size_t length;
        const void *hash = stmt_blob(&query, 0, &length);

        same = length == HASH_BYTES && memcmp(hash, known->hash, HASH_BYTES) == 0;
    }
    if (!stmt_finish(&query))
        return false;
    if (last_seq < known->seq)
        return err_fail(err, ERR_TAMPERED,
                        _("copie plus ancienne : le pôle a déjà la caisse %s jusqu'à "
                          "l'événement %lld"),
                        known->chain, (long long)known->seq);
    return same || err_fail(err, ERR_TAMPERED,
                            _("bifurcation : la caisse %s a un autre événement %lld que le pôle ; "
                              "deux copies de ce livre ont vendu"),
                            known->chain, (long long)known->seq);
}

/* The statements of all tables, each one row ahead, and the link as it grows. */
struct walk {
    struct stmt rows[EXTRACT_TABLES];
    bool has_row[EXTRACT_TABLES];
    struct buf children; /* bytes of the rows of the record at hand */
    struct buf bytes;    /* of the whole record */
    bool has_children;
    int64_t known_seq;
    extract_row_fn *row;
    void *context;
};

static void cells_read(const struct stmt *row, int table, struct stmt_cell *cells)
{
    for (int i = 0; i < EXTRACT_TABLE[table].column_count; i++)
        cells[i] = stmt_cell(row, i);
}

/* The rows of one table that belong to record `seq`. */
static void walk_table(struct walk *walk, int table, int64_t seq)
{
    struct stmt *rows = &walk->rows[table];
    struct stmt_cell cells[EXTRACT_COLUMNS_MAX];

    while (walk->has_row[table] && stmt_int(rows, 0) <= seq) {
        cells_read(rows, table, cells);
        buf_put_byte(&walk->children, 'r');
        buf_put_byte(&walk->children, (unsigned)table);
        buf_put_byte(&walk->children, (unsigned)EXTRACT_TABLE[table].column_count - 1);
        for (int i = 1; i < EXTRACT_TABLE[table].column_count; i++)
            canonical_put_cell(&walk->children, &cells[i]);
        if (seq > walk->known_seq)
            walk->row(walk->context, table, cells);
        walk->has_children = true;
        walk->has_row[table] = stmt_next(rows);
    }
}

/* One record; its kind and number say nothing unless something below them goes. */
static void walk_record(struct walk *walk, const char *chain, unsigned char link[HASH_BYTES])
{
    struct stmt_cell cells[EXTRACT_COLUMNS_MAX];
    int64_t seq = stmt_int(&walk->rows[0], 0);

    buf_clear(&walk->children);
    buf_clear(&walk->bytes);
    walk->has_children = false;
    for (int table = 1; table < EXTRACT_TABLES; table++)
        walk_table(walk, table, seq);
    cells_read(&walk->rows[0], 0, cells);
    if (!walk->has_children)
        cells[1].number = cells[2].number = 0;
    canonical_put_text(&walk->bytes, chain);
    for (int i = 0; i < EXTRACT_TABLE[0].column_count; i++)
        canonical_put_cell(&walk->bytes, &cells[i]);
    buf_put(&walk->bytes, buf_text(&walk->children), walk->children.length);
    crypto_hash(link, HASH_BYTES, walk->bytes.data, walk->bytes.length, link);
    if (seq > walk->known_seq)
        walk->row(walk->context, 0, cells);
}

static bool walk_all(struct walk *walk, struct extract *out, struct err *err)
{
    unsigned char link[HASH_BYTES] = { 0 };
    bool good = true;

    while (good && walk->has_row[0]) {
        size_t length;
        const void *hash = stmt_blob(&walk->rows[0], 5, &length);
        int64_t seq = stmt_int(&walk->rows[0], 0);

        if (length == HASH_BYTES)
            memcpy(out->head.hash, hash, HASH_BYTES);
        walk_record(walk, out->head.chain, link);
        out->sent_count += seq > walk->known_seq;
        good = buf_check(&walk->bytes, err) && buf_check(&walk->children, err);
        walk->has_row[0] = stmt_next(&walk->rows[0]);
    }
    memcpy(out->head.link, link, HASH_BYTES);
    return good;
}

bool extract_walk(struct db *db, const struct extract_head *known, extract_row_fn *row,
                  void *context, struct extract *out, struct err *err)
{
    struct walk walk = { .children = buf_init(RECORD_ROWS_MAX),
                         .bytes = buf_init(RECORD_ROWS_MAX),
                         .known_seq = known->seq,
                         .row = row,
                         .context = context };
    bool good;

    *out = (struct extract){ .sent_count = 0 };
    memcpy(out->head.chain, known->chain, sizeof out->head.chain);
    if (!last_read(db, known->chain, &out->head.seq, err) ||
        (known->seq > 0 && !head_check(db, known, out->head.seq, err)))
        return false;
    if (known->seq == out->head.seq) { /* all that there is */
        out->head = *known;
        return true;
    }
    for (int i = 0; i < EXTRACT_TABLES; i++) {
        walk.rows[i] = db_prepare(db, EXTRACT_TABLE[i].sql, err);
        stmt_bind_text(&walk.rows[i], 1, known->chain);
        stmt_bind_int(&walk.rows[i], 2, out->head.seq);
        walk.has_row[i] = stmt_next(&walk.rows[i]);
    }
    good = walk_all(&walk, out, err);
    for (int i = 0; i < EXTRACT_TABLES; i++)
        good = stmt_finish(&walk.rows[i]) && good;
    buf_release(&walk.children);
    buf_release(&walk.bytes);
    return good;
}

bool extract_sign(struct db *db, const struct keyring *keyring, const char *book_id,
                  struct extract *extract, struct err *err)
{
    unsigned char secret[SECRET_KEY_BYTES], public_key[PUBLIC_KEY_BYTES];
    struct crypto_signer *signer;

    if (!journal_find_key(db, extract->head.chain, extract->public_key, err))
        return false;
    if (!keyring_find_key(keyring, book_id, extract->head.chain[0], secret))
        return true;
    signer = crypto_signer_open(secret, err);
    crypto_wipe(secret, sizeof secret);
    if (!signer)
        return false;
    crypto_signer_public(signer, public_key);

    bool good = true;

    if (crypto_is_equal(public_key, extract->public_key, PUBLIC_KEY_BYTES)) {
        good = crypto_sign(signer, extract->head.link, HASH_BYTES, extract->signature, err);
        extract->has_signature = good;
    }
    crypto_signer_close(signer);
    return good;
}
