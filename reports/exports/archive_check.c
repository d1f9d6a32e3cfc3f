/* An archive judged by what it holds alone: manifest, records, signatures, tables. */
#include "reports/exports/archive.h"

#include "base/lang.h"
#include "ledger/proof/chain_check.h"
#include "reports/exports/archive_zip.h"
#include "reports/exports/fact_csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SMALL_MAX = 1 << 20,
    BLOCK_BYTES = 1 << 16,
    NAME_ROOM = 64,
    LENGTH_BYTES = 4,
    FILES_MAX = 200
};

struct inspection {
    struct archive_zip *zip;
    struct verdict *verdict;
    struct journal_check *check;
    struct buf manifest;
    char till; /* whose key signed the manifest */
    bool till_found;
    unsigned char till_key[PUBLIC_KEY_BYTES];
    struct crypto_hasher *tables[FACT_CSV_TABLES];
    struct crypto_hasher *list; /* of hashes.txt */
    struct fact_csv csv;
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

    for (int count = 0; *line && inspection->verdict->is_good; count++) {
        unsigned char listed[HASH_BYTES];
        unsigned char found[HASH_BYTES];
        char name[NAME_ROOM];
        struct err err = ERR_EMPTY;

        if (count == FILES_MAX || !manifest_line(&line, listed, name))
            fault(inspection, "MANIFEST.txt", _("%s est illisible"));
        else if (!entry_hash(inspection, name, found, &err))
            fault(inspection, name, _("%s manque dans l'archive ou y est abîmé"));
        else if (!crypto_is_equal(listed, found, HASH_BYTES))
            fault(inspection, name, _("%s ne correspond pas au manifeste : il a été modifié"));
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
    for (int i = 0; inspection->verdict->is_good && i < archive_zip_count(inspection->zip); i++) {
        const char *name = archive_zip_name(inspection->zip, i);

        if (strncmp(name, "MANIFEST.", 9) != 0 && !manifest_find(inspection, name, hash))
            fault(inspection, name, _("%s n'est pas dans le manifeste : il a été ajouté"));
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

/* The chain at hand is over. */
static void chain_finish(struct inspection *inspection)
{
    const struct journal_check *check = inspection->check;

    if (!chain_check_end(inspection->check) || check->chain[0] != inspection->till)
        return;
    inspection->till_found = check->has_key;
    memcpy(inspection->till_key, check->public_key, PUBLIC_KEY_BYTES);
    journal_head_code(check->head.hash, inspection->verdict->head);
}

/* What the record adds to hashes.txt and to the tables. */
static bool record_spread(struct inspection *inspection, const struct sealed_record *record)
{
    const struct journal_check *check = inspection->check;
    struct err err = ERR_EMPTY;
    char hex[2 * HASH_BYTES + 1];
    char line[2 * HASH_BYTES + 40];

    crypto_hex(record->hash, HASH_BYTES, hex);
    crypto_hasher_add(inspection->list, line,
                      (size_t)snprintf(line, sizeof line, "%s  %s-%lld\n", hex, check->chain,
                                       (long long)check->head.seq));
    return fact_csv_put_record(&inspection->csv, record, &err) ||
           verdict_fault(inspection->verdict, check->chain, check->head.seq, _("il est illisible"));
}

/* Its letter stands behind the format and the type and length of a text; the judge reads it too. */
static char record_chain(const struct sealed_record *record)
{
    enum { LETTER_AT = 6 };

    return record->length > LETTER_AT ? ((const char *)record->bytes)[LETTER_AT] : '\0';
}

static bool record_take(struct inspection *inspection, struct sealed_record *record)
{
    struct journal_check *check = inspection->check;
    char chain = record_chain(record);

    if (chain > check->chain[0]) { /* chains stand in the order of their letters */
        chain_finish(inspection);
        chain_check_begin(check, chain);
    }
    if (!chain_check_take(check, record, NULL))
        return false;
    memcpy(record->hash, check->head.hash, HASH_BYTES);
    return record_spread(inspection, record);
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
    struct sealed_record record;
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
        !entry_take(entry, record.signature, sizeof record.signature, &at_end))
        return fault(inspection, "records.bin", _("%s est coupé"));
    record.bytes = bytes->data;
    record.length = bytes->length;
    return record_take(inspection, &record);
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
    chain_finish(inspection);
    archive_entry_close(entry);
    buf_release(&bytes);
}

/* -- Other tills -- */

/* One line of hashes.txt, "HASH  A-12", against the heads that are still to be found. */
static void line_match(const struct journal_check *check, const char *line, bool *found)
{
    enum { HEX = 2 * HASH_BYTES, CHAIN_AT = HEX + 2, SEQ_AT = CHAIN_AT + 2 };

    for (int i = 0; i < journal_check_named_count(check); i++) {
        const struct named_head *named = &check->named[i];
        char hex[HEX + 1];

        if (line[CHAIN_AT] != named->chain[0] || strtoll(line + SEQ_AT, NULL, 10) != named->seq)
            continue;
        crypto_hex(named->hash, HASH_BYTES, hex);
        found[i] = strncmp(line, hex, HEX) == 0;
    }
}

/* Lines of hashes.txt, however they are cut into blocks. */
struct line_cutter {
    char line[2 * HASH_BYTES + 40];
    size_t length;
};

static void lines_match(const struct journal_check *check, struct line_cutter *cutter,
                        const char *block, size_t length, bool *found)
{
    for (size_t i = 0; i < length; i++) {
        if (block[i] != '\n' && cutter->length + 1 < sizeof cutter->line) {
            cutter->line[cutter->length++] = block[i];
            continue;
        }
        cutter->line[cutter->length] = '\0';
        if (cutter->length > 2 * HASH_BYTES + 4)
            line_match(check, cutter->line, found);
        cutter->length = 0;
    }
}

/* The heads that merges and session closings sealed stand in hashes.txt, which is made of the
 * records. */
static void check_other_tills(struct inspection *inspection)
{
    const struct journal_check *check = inspection->check;
    bool found[NAMED_HEADS_MAX] = { false };
    struct line_cutter cutter = { .length = 0 };
    struct err err = ERR_EMPTY;
    struct archive_entry *entry = NULL;
    char block[4096];
    long got = 1;

    if (check->named_count > 0)
        entry = archive_entry_open(inspection->zip, "hashes.txt", &err);
    while (entry && got > 0) {
        got = archive_entry_read(entry, block, sizeof block, &err);
        if (got > 0)
            lines_match(check, &cutter, block, (size_t)got, found);
    }
    archive_entry_close(entry);
    for (int i = 0; i < journal_check_named_count(check); i++)
        if (!found[i] && !named_head_is_nothing(&check->named[i]))
            fault(inspection, check->named[i].chain,
                  _("le journal de la caisse %s a été coupé ou retiré du livre"));
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
    check_other_tills(inspection);
    journal_check_end(inspection->check);
}

bool archive_verify(const char *path, const char *head_code, struct verdict *out, struct err *err)
{
    struct inspection inspection = { .verdict = out,
                                     .check = calloc(1, sizeof *inspection.check),
                                     .manifest = buf_init(SMALL_MAX) };
    bool good;

    if (!inspection.check)
        abort();
    journal_check_init(inspection.check, out, head_code);
    inspection.zip = archive_zip_open(path, err);
    if (!inspection.zip) {
        free(inspection.check);
        return false;
    }
    inspection.csv = fact_csv_init(table_take, &inspection);
    good = archive_entry_load(inspection.zip, "MANIFEST.txt", &inspection.manifest, err) &&
           till_find(&inspection, err);
    if (good)
        inspect(&inspection);
    fact_csv_release(&inspection.csv);
    buf_release(&inspection.manifest);
    archive_zip_close(inspection.zip);
    free(inspection.check);
    return good;
}
