#include "reports/exports/archive.h"

#include "base/csv.h"
#include "base/lang.h"
#include "base/template.h"
#include "reports/exports/archive_tables.h"
#include "reports/exports/archive_zip.h"
#include "ledger/proof/soundness.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_CHAINS[] = "SELECT DISTINCT chain FROM record ORDER BY chain";
static const char SQL_KEYS[] = "SELECT chain, seq, time, offset, detail FROM record "
                               "JOIN note USING (chain, seq) WHERE kind = 1 ORDER BY chain, seq";
static const char SQL_FIRST_TIME[] = "SELECT time, offset FROM record WHERE seq = 1 AND chain = "
                                     "(SELECT chain FROM setting_fact WHERE key = 'id' LIMIT 1)";

static const char DOTS[] = "........................"; /* to be filled in by hand */
static const char PACKED[] = "archive.zip";

static const unsigned char README[] = {
#include "reports/exports/archive_readme.txt.inc"
};
static const unsigned char ATTESTATION[] = {
#include "reports/exports/attestation.txt.inc"
};
/* What lets a stranger check the archive when the program is long gone. */
static const unsigned char FORMAT_PAGE[] = {
#include "docs/journal-format.md.inc"
};
static const unsigned char VERIFIER[] = {
#include "tests/verifier/verify_journal.py.inc"
};

enum {
    CHAINS_MAX = 52,
    NAME_ROOM = 40,
    FILES_MAX = FACT_CSV_TABLES + 10 + CHAINS_MAX,
    SMALL_MAX = 1 << 20,
    KINDS_MAX = 256,
};

struct archive {
    struct till *till;
    struct moment made_at;
    struct whole_file part; /* a folder beside the file that will be */
    const char *folder;     /* its name: where the files are made */
    char names[FILES_MAX][NAME_ROOM];
    unsigned char hashes[FILES_MAX][HASH_BYTES];
    int count;
    struct archive_part tables[FACT_CSV_TABLES];
    struct archive_part records; /* records.bin */
    struct archive_part list;    /* hashes.txt */
    int64_t record_count;
    char unsound[2 * VERDICT_TEXT_MAX]; /* what is wrong with the book, "" */
};

/* Remember a finished file; its hash goes into the manifest. */
static void archive_list(struct archive *archive, const char *name,
                         const unsigned char hash[HASH_BYTES])
{
    assert(archive->count < FILES_MAX);
    snprintf(archive->names[archive->count], NAME_ROOM, "%s", name);
    memcpy(archive->hashes[archive->count++], hash, HASH_BYTES);
}

static bool archive_close_part(struct archive *archive, struct archive_part *part, const char *name,
                               struct err *err)
{
    unsigned char hash[HASH_BYTES];

    if (!archive_part_finish(part, hash, err))
        return false;
    archive_list(archive, name, hash);
    return true;
}

static bool archive_put_file(struct archive *archive, const char *name, const struct buf *text,
                             struct err *err)
{
    struct archive_part part;

    if (!buf_check(text, err) || !archive_part_open(&part, archive->folder, name, true, err))
        return false;
    archive_part_put(&part, buf_text(text), text->length);
    return archive_close_part(archive, &part, name, err);
}

/* -- What grows with the sales -- */

static void archive_take_line(void *context, int table, const char *bytes, size_t length)
{
    struct archive *archive = context;

    archive_part_put(&archive->tables[table], bytes, length);
}

static void archive_take_record(void *context, const char *chain, int64_t seq,
                                const struct sealed_record *record)
{
    struct archive *archive = context;
    const unsigned char length[4] = { (unsigned char)(record->length >> 24),
                                      (unsigned char)(record->length >> 16),
                                      (unsigned char)(record->length >> 8),
                                      (unsigned char)record->length };
    char hex[2 * HASH_BYTES + 1];
    char line[2 * HASH_BYTES + 40];

    archive_part_put(&archive->records, length, sizeof length);
    archive_part_put(&archive->records, record->bytes, record->length);
    archive_part_put(&archive->records, record->signature, SIGNATURE_BYTES);
    crypto_hex(record->hash, HASH_BYTES, hex);
    archive_part_put(
        &archive->list, line,
        (size_t)snprintf(line, sizeof line, "%s  %s-%lld\n", hex, chain, (long long)seq));
    archive->record_count++;
}

static bool archive_open_parts(struct archive *archive, struct err *err)
{
    for (int table = 0; table < FACT_CSV_TABLES; table++) {
        char name[NAME_ROOM];

        snprintf(name, sizeof name, "%.30s.csv", fact_csv_name(table));
        if (!archive_part_open(&archive->tables[table], archive->folder, name, true, err))
            return false;
    }
    return archive_part_open(&archive->records, archive->folder, "records.bin", true, err) &&
           archive_part_open(&archive->list, archive->folder, "hashes.txt", true, err);
}

static bool archive_close_parts(struct archive *archive, struct err *err)
{
    for (int table = 0; table < FACT_CSV_TABLES; table++) {
        char name[NAME_ROOM];

        snprintf(name, sizeof name, "%.30s.csv", fact_csv_name(table));
        if (!archive_close_part(archive, &archive->tables[table], name, err))
            return false;
    }
    return archive_close_part(archive, &archive->records, "records.bin", err) &&
           archive_close_part(archive, &archive->list, "hashes.txt", err);
}

static bool archive_put_journal(struct archive *archive, struct err *err)
{
    struct fact_csv csv = fact_csv_init(archive_take_line, archive);
    bool good = archive_open_parts(archive, err) &&
                archive_walk(archive->till->db, &csv, archive_take_record, archive, err) &&
                archive_close_parts(archive, err);

    fact_csv_release(&csv);
    for (int table = 0; table < FACT_CSV_TABLES; table++)
        archive_part_abandon(&archive->tables[table]);
    archive_part_abandon(&archive->records);
    archive_part_abandon(&archive->list);
    return good;
}

/* -- Keys -- */

/* SubjectPublicKeyInfo of an Ed25519 key (RFC 8410) in PEM: what openssl reads. */
static void put_pem(struct buf *out, const unsigned char key[PUBLIC_KEY_BYTES])
{
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    enum { PREFIX_BYTES = 12, DER_BYTES = PREFIX_BYTES + PUBLIC_KEY_BYTES };
    unsigned char der[DER_BYTES + 1] = { 0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                         0x2b, 0x65, 0x70, 0x03, 0x21, 0x00 };

    memcpy(der + PREFIX_BYTES, key, PUBLIC_KEY_BYTES);
    buf_put_text(out, "-----BEGIN PUBLIC KEY-----\n");
    for (size_t i = 0; i < DER_BYTES; i += 3) { /* 44 bytes: the last group is one short */
        unsigned group = (unsigned)der[i] << 16 | (unsigned)der[i + 1] << 8 | der[i + 2];

        buf_put_byte(out, (unsigned char)DIGITS[group >> 18]);
        buf_put_byte(out, (unsigned char)DIGITS[group >> 12 & 63]);
        buf_put_byte(out, (unsigned char)DIGITS[group >> 6 & 63]);
        buf_put_byte(out, i + 3 > DER_BYTES ? '=' : (unsigned char)DIGITS[group & 63]);
    }
    buf_put_text(out, "\n-----END PUBLIC KEY-----\n");
}

static bool archive_put_key(struct archive *archive, const char *chain, struct err *err)
{
    struct buf pem = buf_init(SMALL_MAX);
    unsigned char key[PUBLIC_KEY_BYTES];
    char name[NAME_ROOM];
    bool good = journal_find_key(archive->till->db, chain, key, err);

    if (good) {
        put_pem(&pem, key);
        /* 'a' and 'A' must differ where a folder ignores case. */
        snprintf(name, sizeof name, "key-%s%s.pem", chain, chain[0] >= 'a' ? "-ecole" : "");
        good = archive_put_file(archive, name, &pem, err);
    }
    buf_release(&pem);
    return good;
}

static bool archive_put_keys(struct archive *archive, struct err *err)
{
    struct stmt chains = db_prepare(archive->till->db, SQL_CHAINS, err);
    struct buf list = buf_init(SMALL_MAX);
    bool good = true;

    while (good && stmt_next(&chains)) {
        char chain[2] = { stmt_text(&chains, 0)[0], '\0' };

        good = archive_put_key(archive, chain, err);
    }
    good = stmt_finish(&chains) && good;
    buf_put_text(&list, "chain,seq,time,public_key\r\n");

    struct stmt keys = db_prepare(archive->till->db, SQL_KEYS, err);

    while (good && stmt_next(&keys)) {
        char time[MOMENT_TEXT_MAX];

        moment_format(stmt_moment(&keys, 2), time);
        buf_printf(&list, "%s,%lld,%s,%s\r\n", stmt_text(&keys, 0), (long long)stmt_int(&keys, 1),
                   time, stmt_text(&keys, 4));
    }
    good = stmt_finish(&keys) && good && archive_put_file(archive, "keys.csv", &list, err);
    buf_release(&list);
    return good;
}

/* -- Words -- */

static void put_pair(struct buf *out, const char *key, const char *value)
{
    csv_put_field(out, key, true);
    csv_put_field(out, value, false);
    csv_put_end(out);
}

static bool archive_put_facts(struct archive *archive, struct err *err)
{
    const struct till *till = archive->till;
    const struct session *session = &till->session;
    struct buf out = buf_init(SMALL_MAX);
    char text[64];
    char letter[2] = { till->letter, '\0' };
    bool good;

    put_pair(&out, "key", "value");
    put_pair(&out, "program", "flashcoop");
    put_pair(&out, "version", VERSION);
    put_pair(&out, "journal_format", "2");
    put_pair(&out, "book", session->id);
    put_pair(&out, "name", session->name);
    put_pair(&out, "host", session->host);
    put_pair(&out, "siren", session->siren);
    moment_format(archive->made_at, text);
    put_pair(&out, "made_at", text);
    put_pair(&out, "till", letter);
    snprintf(text, sizeof text, "%lld", (long long)archive->record_count);
    put_pair(&out, "records", text);
    journal_head_code(till->real.head.hash, text);
    put_pair(&out, "head", text);
    money_format_file(till->real.head.running.gross, text);
    put_pair(&out, "perpetual", text);
    if (archive->unsound[0] != '\0')
        put_pair(&out, "unsound", archive->unsound);
    good = archive_put_file(archive, "archive.csv", &out, err);
    buf_release(&out);
    return good;
}

/* Every kind that the program writes, whether this book has it or not. */
static void put_kinds(struct buf *out)
{
    for (int kind = 1; kind < KINDS_MAX; kind++)
        if (strcmp(record_kind_name((enum record_kind)kind), "?") != 0)
            buf_printf(out, "    %2d  %s\n", kind, record_kind_name((enum record_kind)kind));
}

static bool archive_put_readme(struct archive *archive, struct err *err)
{
    const struct session *session = &archive->till->session;
    struct buf out = buf_init(SMALL_MAX);
    struct buf kinds = buf_init(SMALL_MAX);
    const char till[2] = { archive->till->letter, '\0' };
    char time[MOMENT_TEXT_MAX];
    char head[HEAD_CODE_MAX];
    bool good;

    moment_format(archive->made_at, time);
    journal_head_code(archive->till->real.head.hash, head);
    put_kinds(&kinds);

    const char *const pairs[][2] = {
        { "@SESSION@", session->name },
        { "@HOST@", session->host },
        { "@SIREN@", session->siren },
        { "@MADE_AT@", time },
        { "@VERSION@", VERSION },
        { "@TILL@", till },
        { "@HEAD@", head },
        { "@KINDS@", buf_text(&kinds) },
    };

    template_put(&out, (const char *)README, pairs, COUNT_OF(pairs), DOTS);
    if (archive->unsound[0] != '\0')
        buf_printf(&out, "\n%s\n", archive->unsound);
    if (archive->till->left_unnoted)
        buf_printf(&out, "\n%s\n", till_unnoted_text());
    good = archive_put_file(archive, "LISEZ-MOI.txt", &out, err);
    buf_release(&out);
    buf_release(&kinds);
    return good;
}

static bool archive_put_text(struct archive *archive, const char *name, const unsigned char *text,
                             struct err *err)
{
    struct buf out = buf_init(SMALL_MAX);
    bool good;

    buf_put_text(&out, (const char *)text);
    good = archive_put_file(archive, name, &out, err);
    buf_release(&out);
    return good;
}

static bool first_day_read(const struct archive *archive, char out[DAY_TEXT_MAX], struct err *err)
{
    struct stmt query = db_prepare(archive->till->db, SQL_FIRST_TIME, err);

    out[0] = '\0';
    if (stmt_next(&query))
        day_format(moment_day(stmt_moment(&query, 0)), out);
    return stmt_finish(&query);
}

static bool archive_put_attestation(struct archive *archive, struct err *err)
{
    const struct session *session = &archive->till->session;
    struct buf out = buf_init(SMALL_MAX);
    char first_day[DAY_TEXT_MAX];
    const char *const pairs[][2] = {
        { "@PROGRAM@", "flashcoop" },   { "@VERSION@", VERSION },
        { "@LICENCE@", session->id },   { "@HOST@", session->host },
        { "@SIREN@", session->siren },  { "@ADDRESS@", session->address },
        { "@SESSION@", session->name }, { "@FIRST_DAY@", first_day },
    };
    bool good = first_day_read(archive, first_day, err);

    if (good) {
        template_put(&out, (const char *)ATTESTATION, pairs, COUNT_OF(pairs), DOTS);
        good = archive_put_file(archive, "attestation.txt", &out, err);
    }
    buf_release(&out);
    return good;
}

/* -- Manifest and ZIP -- */

static bool archive_seal(struct archive *archive, struct err *err)
{
    struct buf manifest = buf_init(SMALL_MAX);
    struct buf signature = buf_init(SMALL_MAX);
    unsigned char signed_bytes[SIGNATURE_BYTES];
    bool good;

    for (int i = 0; i < archive->count; i++) {
        char hex[2 * HASH_BYTES + 1];

        crypto_hex(archive->hashes[i], HASH_BYTES, hex);
        buf_printf(&manifest, "%s  %s\n", hex, archive->names[i]);
    }
    good = buf_check(&manifest, err) &&
           crypto_sign(archive->till->signer, manifest.data, manifest.length, signed_bytes, err);
    if (good) {
        buf_put(&signature, signed_bytes, sizeof signed_bytes);
        good = archive_put_file(archive, "MANIFEST.txt", &manifest, err) &&
               archive_put_file(archive, "MANIFEST.sig", &signature, err);
    }
    buf_release(&manifest);
    buf_release(&signature);
    return good;
}

static bool archive_make(struct archive *archive, struct err *err)
{
    return archive_put_readme(archive, err) && archive_put_journal(archive, err) &&
           archive_put_keys(archive, err) && archive_put_facts(archive, err) &&
           archive_put_attestation(archive, err) &&
           archive_put_text(archive, "journal-format.md", FORMAT_PAGE, err) &&
           archive_put_text(archive, "verify_journal.py", VERIFIER, err) &&
           archive_seal(archive, err);
}

static bool archive_pack(const struct archive *archive, struct err *err)
{
    const char *names[FILES_MAX];
    char path[OUTLET_PATH_MAX + NAME_ROOM];

    for (int i = 0; i < archive->count; i++)
        names[i] = archive->names[i];
    snprintf(path, sizeof path, "%s/%s", archive->folder, PACKED);
    return archive_zip_write(path, archive->folder, names, archive->count, archive->made_at, err);
}

/* To standard output. */
static bool archive_send(const struct archive *archive, struct err *err)
{
    char path[OUTLET_PATH_MAX + NAME_ROOM];
    char block[4096];
    struct outlet outlet;
    FILE *file;
    size_t got;

    if (!outlet_open(&outlet, "-", true, err))
        return false;
    snprintf(path, sizeof path, "%s/%s", archive->folder, PACKED);
    file = fopen(path, "rb");
    if (!file)
        return err_fail_file(err, path, errno);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        outlet_put(&outlet, block, got);
    fclose(file);
    return outlet_finish(&outlet, err);
}

static bool archive_name(struct archive *archive, struct err *err)
{
    int reason = 0;

    return whole_file_take(&archive->part, PACKED, &reason) ||
           err_fail_file(err, archive->part.path, reason);
}

/* Made beside the file that will be, where there must be room for it anyway; `-` uses /tmp. */
/* A book that does not verify leaves with what is wrong. */
static bool archive_judge(struct archive *archive, struct err *err)
{
    struct verdict verdict;

    if (!book_verify(archive->till->db, NULL, "", &verdict, err))
        return false;
    if (!verdict.is_good)
        soundness_say(verdict.what, archive->unsound);
    return true;
}

bool archive_write(struct till *till, const char *path, bool force, struct err *err)
{
    bool to_output = strcmp(path, "-") == 0;
    struct archive *archive;
    bool good;

    if (!till->signer || till->real.key_is_due)
        return err_fail(err, ERR_NOT_FOUND,
                        _("La clé de la caisse %c n'est pas ici : archiver sur son ordinateur, où "
                          "le livre peut être écrit."),
                        till->letter);
    archive = calloc(1, sizeof *archive);
    if (!archive)
        return err_fail(err, ERR_STORAGE, _("Mémoire insuffisante : fermer un autre programme."));
    archive->till = till;
    archive->made_at = till_now(till);
    archive->folder = archive->part.beside;
    good = archive_judge(archive, err) &&
           whole_file_open_folder(&archive->part, to_output ? "/tmp/flashcoop" : path,
                                  force || to_output, err) &&
           archive_make(archive, err) && archive_pack(archive, err) &&
           (to_output ? archive_send(archive, err) : archive_name(archive, err));
    whole_file_abandon(&archive->part);
    free(archive);
    return good;
}
