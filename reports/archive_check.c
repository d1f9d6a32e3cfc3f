/* An archive judged by what it holds alone: manifest, records, signatures, tables. */
#include "reports/archive.h"

#include "base/lang.h"
#include "ledger/verify_chain.h"
#include "reports/archive_zip.h"
#include "reports/fact_csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SMALL_MAX = 1 << 20, BLOCK_BYTES = 1 << 16, NAME_ROOM = 64, LENGTH_BYTES = 4 };

/* The chain being read; a new one starts from nothing. */
struct chain_state {
    char chain[2];
    int64_t seq;
    int64_t ticket;
    int64_t time;
    unsigned char hash[HASH_BYTES];
    unsigned char signature[SIGNATURE_BYTES];
    unsigned char key[PUBLIC_KEY_BYTES];
    bool has_key;
    cents gross;
};

struct inspection {
    struct archive_zip *zip;
    struct verdict *verdict;
    struct buf manifest;
    const char *head_code;
    bool head_found;
    char till; /* whose key signed the manifest */
    bool till_found;
    unsigned char till_key[PUBLIC_KEY_BYTES];
    struct crypto_hasher *tables[FACT_CSV_TABLES];
    struct crypto_hasher *list; /* of hashes.txt */
    struct fact_csv csv;
    struct chain_state state;
};

static bool fault(struct inspection *inspection, const char *name, const char *format)
{
    return verdict_fault(inspection->verdict, "", 0, format, name);
}

/* -- Manifest -- */

static bool entry_hash(struct inspection *inspection, const char *name,
                       unsigned char out[HASH_BYTES], struct err *err)
{
    struct archive_entry *entry = archive_entry_open(inspection->zip, name, err);
    struct crypto_hasher *hasher = crypto_hasher_open();
    unsigned char *block = malloc(BLOCK_BYTES);
    long got = entry && block ? 1 : -1;

    while (got > 0) {
        got = archive_entry_read(entry, block, BLOCK_BYTES, err);
        if (got > 0)
            crypto_hasher_add(hasher, block, (size_t)got);
    }
    crypto_hasher_close(hasher, out);
    archive_entry_close(entry);
    free(block);
    return got == 0;
}

/* "HASH  NAME\n"; `*line` moves on. */
static bool manifest_line(const char **line, unsigned char hash[HASH_BYTES], char name[NAME_ROOM])
{
    const char *end = strchr(*line, '\n');
    size_t hex = (size_t)2 * HASH_BYTES;
    char digits[2 * HASH_BYTES + 1];
    size_t length = end ? (size_t)(end - *line) : 0;

    if (length <= hex + 2 || length - hex - 2 >= NAME_ROOM)
        return false;
    memcpy(digits, *line, hex);
    digits[hex] = '\0';
    memcpy(name, *line + hex + 2, length - hex - 2);
    name[length - hex - 2] = '\0';
    *line = end + 1;
    return crypto_unhex(digits, hash, HASH_BYTES);
}

static bool manifest_find(const struct inspection *inspection, const char *wanted,
                          unsigned char hash[HASH_BYTES])
{
    const char *line = buf_text(&inspection->manifest);
    char name[NAME_ROOM];

    while (*line && manifest_line(&line, hash, name))
        if (strcmp(name, wanted) == 0)
            return true;
    return false;
}

static void check_listed_files(struct inspection *inspection)
{
    const char *line = buf_text(&inspection->manifest);

    while (*line && inspection->verdict->is_good) {
        unsigned char listed[HASH_BYTES];
        unsigned char found[HASH_BYTES];
        char name[NAME_ROOM];
        struct err err = ERR_EMPTY;

        if (!manifest_line(&line, listed, name))
            fault(inspection, "MANIFEST.txt", _("%s est illisible"));
        else if (!entry_hash(inspection, name, found, &err))
            fault(inspection, name, _("%s manque dans l'archive ou y est abîmé"));
        else if (!crypto_is_equal(listed, found, HASH_BYTES))
            fault(inspection, name, _("%s ne correspond pas au manifeste : il fut modifié"));
    }
}

static void check_unlisted_files(struct inspection *inspection)
{
    unsigned char hash[HASH_BYTES];
    int listed = 2; /* the manifest and its signature */

    for (const char *at = buf_text(&inspection->manifest); *at; at++)
        listed += *at == '\n';
    if (archive_zip_count(inspection->zip) != listed)
        fault(inspection, "MANIFEST.txt", _("%s ne compte pas autant de fichiers que l'archive"));
    for (int i = 0; i < archive_zip_count(inspection->zip); i++) {
        const char *name = archive_zip_name(inspection->zip, i);

        if (strncmp(name, "MANIFEST.", 9) != 0 && !manifest_find(inspection, name, hash))
            fault(inspection, name, _("%s n'est pas dans le manifeste : il fut ajouté"));
    }
}

static void check_manifest_signature(struct inspection *inspection)
{
    struct buf signature = buf_init(SMALL_MAX);
    struct err err = ERR_EMPTY;

    if (!inspection->till_found ||
        !archive_entry_load(inspection->zip, "MANIFEST.sig", &signature, &err) ||
        signature.length != SIGNATURE_BYTES ||
        !crypto_signature_is_good(inspection->till_key, buf_text(&inspection->manifest),
                                  inspection->manifest.length,
                                  (const unsigned char *)buf_text(&signature)))
        fault(inspection, "MANIFEST.sig", _("%s n'est pas la signature de la caisse"));
    buf_release(&signature);
}

/* -- Records -- */

static bool state_fault(struct inspection *inspection, int64_t seq, const char *format)
{
    return verdict_fault(inspection->verdict, inspection->state.chain, seq, format, "");
}

static bool signature_check(struct inspection *inspection)
{
    const struct chain_state *state = &inspection->state;

    return state->seq == 0 ||
           (state->has_key &&
            crypto_signature_is_good(state->key, state->hash, HASH_BYTES, state->signature)) ||
           state_fault(inspection, state->seq, _("sa signature n'est pas celle de la caisse"));
}

/* The chain at hand is over: its head must be signed. */
static bool state_finish(struct inspection *inspection)
{
    struct chain_state *state = &inspection->state;

    if (!signature_check(inspection))
        return false;
    if (state->seq > 0 && state->chain[0] == inspection->till) {
        inspection->till_found = true;
        memcpy(inspection->till_key, state->key, PUBLIC_KEY_BYTES);
        journal_head_code(state->hash, inspection->verdict->head);
    }
    if (state->chain[0] < 'a')
        inspection->verdict->perpetual += state->gross;
    return true;
}

static bool order_check(struct inspection *inspection, const struct record_view *view)
{
    struct chain_state *state = &inspection->state;
    const struct value *previous = &view->head[HEAD_PREVIOUS];
    enum record_kind kind = (enum record_kind)view->head[HEAD_KIND].number;
    int64_t seq = view->head[HEAD_SEQ].number;
    bool first = state->seq == 0;

    if (seq != state->seq + 1)
        return state_fault(inspection, state->seq + 1, _("il manque dans l'archive"));
    if (first ? previous->type != STMT_NULL
              : previous->length != SIGNATURE_BYTES ||
                    memcmp(previous->bytes, state->signature, SIGNATURE_BYTES) != 0)
        return state_fault(inspection, seq, _("il ne suit pas celui qui le précède"));
    if (record_kind_is_ticket(kind) && view->head[HEAD_NUMBER].number != ++state->ticket)
        return state_fault(inspection, seq, _("les numéros de tickets ne se suivent pas"));
    return true;
}

static bool key_take(struct inspection *inspection, struct record_view view)
{
    struct chain_state *state = &inspection->state;
    char hex[2 * PUBLIC_KEY_BYTES + 1] = "";
    struct record_row row;

    if (view.head[HEAD_KIND].number != RECORD_KEY)
        return true;
    while (record_view_next_row(&view, &row))
        if (row.table == FACT_NOTE && row.value_count > 1 &&
            row.values[1].length == (size_t)2 * PUBLIC_KEY_BYTES)
            memcpy(hex, row.values[1].bytes, row.values[1].length);
    inspection->verdict->key_count++;
    state->has_key = crypto_unhex(hex, state->key, PUBLIC_KEY_BYTES);
    return state->has_key ||
           state_fault(inspection, state->seq + 1, _("la clé annoncée est illisible"));
}

static void head_search(struct inspection *inspection, const unsigned char hash[HASH_BYTES])
{
    char hex[2 * HASH_BYTES + 1];
    const char *wanted = inspection->head_code;

    crypto_hex(hash, HASH_BYTES, hex);
    if (wanted[0] && strncmp(hex, wanted, strlen(wanted)) == 0)
        inspection->head_found = true;
}

/* What the record adds to hashes.txt and to the tables. */
static bool record_spread(struct inspection *inspection, const struct sealed_record *record)
{
    const struct chain_state *state = &inspection->state;
    struct err err = ERR_EMPTY;
    char hex[2 * HASH_BYTES + 1];
    char line[2 * HASH_BYTES + 40];

    crypto_hex(record->hash, HASH_BYTES, hex);
    crypto_hasher_add(inspection->list, line,
                      (size_t)snprintf(line, sizeof line, "%s  %s-%lld\n", hex, state->chain,
                                       (long long)state->seq));
    return fact_csv_put_record(&inspection->csv, record, &err) ||
           state_fault(inspection, state->seq, _("il est illisible"));
}

static bool kind_is_signed_point(int64_t kind)
{
    return kind == RECORD_KEY || kind == RECORD_CLOSE_DAY || kind == RECORD_CLOSE_MONTH ||
           kind == RECORD_CLOSE_SESSION;
}

static bool record_take(struct inspection *inspection, const struct buf *bytes,
                        const unsigned char signature[SIGNATURE_BYTES])
{
    struct chain_state *state = &inspection->state;
    struct sealed_record record = { .bytes = bytes->data, .length = bytes->length };
    struct record_view view;
    struct err err = ERR_EMPTY;

    if (!record_view_parse(&view, bytes->data, bytes->length, &err))
        return state_fault(inspection, state->seq + 1, _("il est illisible"));
    if (view.head[HEAD_CHAIN].bytes[0] != state->chain[0]) {
        if (!state_finish(inspection))
            return false;
        if (view.head[HEAD_CHAIN].bytes[0] < state->chain[0])
            return state_fault(inspection, state->seq,
                               _("la caisse qui suit n'est pas à sa place"));
        *state = (struct chain_state){ .chain = { view.head[HEAD_CHAIN].bytes[0] } };
    }
    inspection->verdict->trusted_until =
        (struct moment){ state->time, (int32_t)view.head[HEAD_OFFSET].number };
    if (!order_check(inspection, &view) || !key_take(inspection, view))
        return false;
    crypto_hash(state->hash, HASH_BYTES, bytes->data, bytes->length, state->hash);
    memcpy(state->signature, signature, SIGNATURE_BYTES);
    memcpy(record.hash, state->hash, HASH_BYTES);
    memcpy(record.signature, signature, SIGNATURE_BYTES);
    state->seq++;
    state->time = view.head[HEAD_TIME].number;
    state->gross = view.running[0];
    inspection->verdict->record_count++;
    head_search(inspection, state->hash);
    return record_spread(inspection, &record) &&
           (!kind_is_signed_point(view.head[HEAD_KIND].number) || signature_check(inspection));
}

/* Exactly `length` bytes; false at the end (`*at_end`) or when the entry is cut short. */
static bool entry_take(struct archive_entry *entry, void *out, size_t length, bool *at_end)
{
    struct err err = ERR_EMPTY;
    size_t done = 0;

    *at_end = false;
    while (done < length) {
        long got = archive_entry_read(entry, (char *)out + done, length - done, &err);

        if (got <= 0) {
            *at_end = got == 0 && done == 0;
            return false;
        }
        done += (size_t)got;
    }
    return true;
}

/* One length, bytes and signature. False at the end of the entry or on a fault. */
static bool record_read(struct inspection *inspection, struct archive_entry *entry,
                        struct buf *bytes)
{
    unsigned char length[LENGTH_BYTES];
    unsigned char signature[SIGNATURE_BYTES];
    static const char ZEROS[BLOCK_BYTES];
    bool at_end;
    size_t size;

    buf_clear(bytes);
    if (!entry_take(entry, length, sizeof length, &at_end))
        return !at_end && fault(inspection, "records.bin", _("%s est coupé"));
    size = (size_t)length[0] << 24 | (size_t)length[1] << 16 | (size_t)length[2] << 8 | length[3];
    if (size > RECORD_BYTES_MAX)
        return fault(inspection, "records.bin", _("%s est illisible"));
    for (size_t left = size; left > 0;) { /* make room first: the buffer owns its memory */
        size_t piece = left < sizeof ZEROS ? left : sizeof ZEROS;

        buf_put(bytes, ZEROS, piece);
        left -= piece;
    }
    if (bytes->failed || size == 0 || !entry_take(entry, bytes->data, size, &at_end) ||
        !entry_take(entry, signature, sizeof signature, &at_end))
        return fault(inspection, "records.bin", _("%s est coupé"));
    return record_take(inspection, bytes, signature);
}

static void check_records(struct inspection *inspection)
{
    struct err err = ERR_EMPTY;
    struct archive_entry *entry = archive_entry_open(inspection->zip, "records.bin", &err);
    struct buf bytes = buf_init(RECORD_BYTES_MAX);

    if (!entry) {
        fault(inspection, "records.bin", _("%s manque dans l'archive ou y est abîmé"));
        return;
    }
    fact_csv_put_headers(&inspection->csv);
    while (record_read(inspection, entry, &bytes))
        continue;
    if (inspection->verdict->is_good)
        state_finish(inspection);
    archive_entry_close(entry);
    buf_release(&bytes);
}

/* -- Tables -- */

static void table_take(void *context, int table, const char *bytes, size_t length)
{
    struct inspection *inspection = context;

    crypto_hasher_add(inspection->tables[table], bytes, length);
}

static void check_hasher(struct inspection *inspection, struct crypto_hasher *hasher,
                         const char *name)
{
    unsigned char made[HASH_BYTES];
    unsigned char listed[HASH_BYTES];

    crypto_hasher_close(hasher, made);
    if (!manifest_find(inspection, name, listed) || !crypto_is_equal(made, listed, HASH_BYTES))
        fault(inspection, name, _("%s ne dit pas ce que disent les enregistrements"));
}

static void check_tables(struct inspection *inspection)
{
    for (int table = 0; table < FACT_CSV_TABLES; table++) {
        char name[NAME_ROOM];

        snprintf(name, sizeof name, "%.30s.csv", fact_csv_name(table));
        check_hasher(inspection, inspection->tables[table], name);
    }
    check_hasher(inspection, inspection->list, "hashes.txt");
}

/* Which till wrote the archive: the line "till,A" of archive.csv. */
static bool till_find(struct inspection *inspection, struct err *err)
{
    struct buf facts = buf_init(SMALL_MAX);
    bool read = archive_entry_load(inspection->zip, "archive.csv", &facts, err);
    const char *line = read ? strstr(buf_text(&facts), "\r\ntill,") : NULL;

    if (line)
        inspection->till = line[strlen("\r\ntill,")];
    buf_release(&facts);
    return read;
}

bool archive_is_one(const char *path)
{
    char start[4] = "";
    FILE *file = fopen(path, "rb");
    bool good = file && fread(start, 1, sizeof start, file) == sizeof start;

    if (file)
        fclose(file);
    return good && memcmp(start, "PK\3\4", sizeof start) == 0;
}

static void inspect(struct inspection *inspection)
{
    inspection->list = crypto_hasher_open();
    for (int table = 0; table < FACT_CSV_TABLES; table++)
        inspection->tables[table] = crypto_hasher_open();
    check_listed_files(inspection);
    check_unlisted_files(inspection);
    check_records(inspection);
    check_tables(inspection);
    check_manifest_signature(inspection);
    if (inspection->head_code[0] && !inspection->head_found)
        fault(inspection, inspection->head_code,
              _("aucun enregistrement ne porte la tête %.64s du papier"));
}

bool archive_verify(const char *path, const char *head_code, struct verdict *out, struct err *err)
{
    struct inspection inspection = { .verdict = out,
                                     .head_code = head_code ? head_code : "",
                                     .manifest = buf_init(SMALL_MAX) };
    bool good;

    *out = (struct verdict){ .is_good = true };
    inspection.zip = archive_zip_open(path, err);
    if (!inspection.zip)
        return false;
    inspection.csv = fact_csv_init(table_take, &inspection);
    good = archive_entry_load(inspection.zip, "MANIFEST.txt", &inspection.manifest, err) &&
           till_find(&inspection, err);
    if (good)
        inspect(&inspection);
    fact_csv_release(&inspection.csv);
    buf_release(&inspection.manifest);
    archive_zip_close(inspection.zip);
    return good;
}
