/* The archive: what the host keeps must be whole, the same each time, and show every change. */
#include "reports/exports/archive.h"

#include "reports/exports/archive_zip.h"
#include "tests/support/full_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { COMMAND_MAX = 2048, FILE_MAX = 1 << 22 };

static const char *archive_of(struct full_book *book, char path[FOLDER_PATH_MAX])
{
    folder_path(&book->folder, "session.zip", path);
    if (!archive_write(&book->till, path, true, &book->err))
        fail_msg("%s", book->err.text);
    return path;
}

static int run(const char *format, const char *path, const char *more)
{
    char command[COMMAND_MAX];

    snprintf(command, sizeof command, format, path, more);
    return system(command);
}

static void assert_verdict(const char *path, const char *head, bool good, const char *what)
{
    struct verdict verdict;
    struct err err = ERR_EMPTY;

    if (!archive_verify(path, head, &verdict, &err))
        fail_msg("%s", err.text);
    if (verdict.is_good != good)
        fail_msg("%s: %s", path, good ? verdict.what : "accepted");
    if (!good && !strstr(verdict.what, what))
        fail_msg("« %s » does not say « %s »", verdict.what, what);
}

static void an_archive_verifies_and_says_what_the_book_says(void **state)
{
    struct full_book *book = *state;
    char path[FOLDER_PATH_MAX];
    struct verdict archived;
    struct verdict booked;

    archive_of(book, path);
    assert_true(archive_is_one(path));
    assert_false(archive_is_one(book->path));
    assert_true(archive_verify(path, "", &archived, &book->err));
    assert_true(book_verify(book->db, NULL, "", &booked, &book->err));
    if (!archived.is_good)
        fail_msg("%s", archived.what);
    assert_int_equal(archived.record_count, booked.record_count);
    assert_int_equal(archived.perpetual, booked.perpetual);
    assert_int_equal(archived.key_count, booked.key_count);
    assert_string_equal(archived.head, booked.head);
    assert_verdict(path, booked.head, true, "");
    assert_verdict(path, "0123456789ab", false, "0123456789ab");
}

static void the_same_book_gives_the_same_bytes(void **state)
{
    struct full_book *book = *state;
    struct buf first = buf_init(FILE_MAX);
    struct buf second = buf_init(FILE_MAX);
    char path[FOLDER_PATH_MAX];

    assert_true(buf_read_file(&first, archive_of(book, path), &book->err));
    assert_true(buf_read_file(&second, archive_of(book, path), &book->err));
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.data, second.data, first.length);
    buf_release(&first);
    buf_release(&second);
}

static void a_verifier_that_shares_no_code_accepts_the_archive(void **state)
{
    char path[FOLDER_PATH_MAX];

    assert_int_equal(run("python3 tests/verifier/verify_journal.py '%s' >/dev/null%s",
                         archive_of(*state, path), ""),
                     0);
}

/* What LISEZ-MOI.txt tells people to type, taken from it. */
static void the_commands_of_the_notice_check_it_without_the_program(void **state)
{
    static const char TRY[] =
        "cd '%s' && rm -rf opened && python3 -m zipfile -e session.zip opened "
        "&& cd opened && sed -n 's/^ *[$] //p' LISEZ-MOI.txt >../typed && "
        "test $(wc -l <../typed) -eq 4 && sh -e ../typed >../said%s";
    struct full_book *book = *state;
    char path[FOLDER_PATH_MAX];

    archive_of(book, path);
    assert_int_equal(run(TRY, book->folder.path, ""), 0);
    assert_int_equal(run("cd '%s' && grep -q 'Verified Successfully' said && grep -q '^ok: ' said "
                         "&& grep -qE '^[0-9a-f]{64}  A-' said%s",
                         book->folder.path, ""),
                     0);
    assert_int_not_equal(run("cd '%s' && printf x >>opened/sale.csv && cd opened && "
                             "{ sh -e ../typed || python3 verify_journal.py .; } >/dev/null 2>&1%s",
                             book->folder.path, ""),
                         0);
}

static void load(struct full_book *book, const char *path, const char *name, struct buf *out)
{
    struct archive_zip *zip = archive_zip_open(path, &book->err);

    *out = buf_init(FILE_MAX);
    assert_non_null(zip);
    if (!archive_entry_load(zip, name, out, &book->err))
        fail_msg("%s", book->err.text);
    archive_zip_close(zip);
}

static void the_notice_can_be_read_and_names_every_file_and_code(void **state)
{
    struct full_book *book = *state;
    char path[FOLDER_PATH_MAX];
    struct archive_zip *zip;
    struct buf text;

    load(book, archive_of(book, path), "LISEZ-MOI.txt", &text);
    assert_null(strchr(buf_text(&text), '@'));
    for (const char *line = buf_text(&text), *end; (end = strchr(line, '\n')); line = end + 1)
        if (end - line > 110 && strncmp(line, "    $", 5) != 0)
            fail_msg("too long to read: %.110s", line);
    for (int kind = 0; kind < 256; kind++) {
        const char *name = record_kind_name((enum record_kind)kind);
        char said[80];

        snprintf(said, sizeof said, "\n    %2d  %s\n", kind, name);
        if (strcmp(name, "?") != 0 && !strstr(buf_text(&text), said))
            fail_msg("no code %s", said);
    }
    zip = archive_zip_open(path, &book->err);
    for (int i = 0; i < archive_zip_count(zip); i++) {
        const char *name = archive_zip_name(zip, i);

        if (!strstr(name, "LISEZ-MOI") && strncmp(name, "key-", 4) != 0 &&
            !strstr(buf_text(&text), name))
            fail_msg("the notice does not name %s", name);
    }
    archive_zip_close(zip);
    buf_release(&text);
}

static void the_attestation_is_a_draft_filled_with_the_program_and_the_host(void **state)
{
    struct full_book *book = *state;
    char path[FOLDER_PATH_MAX];
    struct buf text;

    load(book, archive_of(book, path), "attestation.txt", &text);
    assert_non_null(strstr(buf_text(&text), "PROJET D'ATTESTATION"));
    assert_non_null(strstr(buf_text(&text), "VOLET 1"));
    assert_non_null(strstr(buf_text(&text), "VOLET 2"));
    assert_non_null(strstr(buf_text(&text), "nom du logiciel      : flashcoop"));
    assert_non_null(strstr(buf_text(&text), VERSION));
    assert_non_null(strstr(buf_text(&text), "Coopérative Exemple"));
    assert_non_null(strstr(buf_text(&text), "SIREN 732829320"));
    assert_null(strstr(buf_text(&text), "certifié"));
    assert_null(strchr(buf_text(&text), '@'));
    buf_release(&text);
}

static void tables_hold_euros_iso_dates_and_quoted_texts(void **state)
{
    struct full_book *book = *state;
    char path[FOLDER_PATH_MAX];
    struct buf text;

    load(book, archive_of(book, path), "sale_line.csv", &text);
    assert_non_null(strstr(buf_text(&text), "chain,number,line,code,label,quantity,price,discount,"
                                            "gross,net,rate,refund_line\r\n"
                                            "A,1,1,C1,Cookie « pépites »,2,1.50,0.30,2.70,2.56,"
                                            "5.5,0\r\n"
                                            "A,1,2,T1,\"Sac; \"\"brodé\"\"\",1,12.00,1.20,10.80,"
                                            "9.00,20,0\r\n"));
    buf_release(&text);
    load(book, path, "sale.csv", &text);
    assert_non_null(strstr(buf_text(&text), "A,1,"));
    assert_non_null(strstr(buf_text(&text), "2019-11-26T10:10:00+01:00,60,"));
    buf_release(&text);
}

/* Each file in turn: one byte changed, or the file gone, or another one added. */
static void every_changed_missing_or_added_file_is_named(void **state)
{
    static const char *const NAMES[] = { "sale.csv",    "records.bin", "hashes.txt",
                                         "closing.csv", "key-A.pem",   "LISEZ-MOI.txt",
                                         "record.csv",  "archive.csv", "attestation.txt" };
    static const char CHANGE[] =
        "cd '%s' && python3 -c \"import sys, zipfile\n"
        "old, name, how = zipfile.ZipFile('session.zip'), sys.argv[1], sys.argv[2]\n"
        "new = zipfile.ZipFile('altered.zip', 'w')\n"
        "for entry in old.namelist():\n"
        "    data = old.read(entry)\n"
        "    if entry == name and how == 'gone': continue\n"
        "    if entry == name and how == 'byte': data = data[:-9] + bytes([data[-9] ^ 1]) + "
        "data[-8:]\n"
        "    new.writestr(entry, data)\n"
        "if how == 'more': new.writestr(name + '.bak', 'x')\n"
        "\" %s";
    struct full_book *book = *state;
    char path[FOLDER_PATH_MAX];
    char altered[FOLDER_PATH_MAX];
    char more[128];

    archive_of(book, path);
    folder_path(&book->folder, "altered.zip", altered);
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        snprintf(more, sizeof more, "%s byte", NAMES[i]);
        assert_int_equal(run(CHANGE, book->folder.path, more), 0);
        assert_verdict(altered, "", false, NAMES[i]);
    }
    assert_int_equal(run(CHANGE, book->folder.path, "sale.csv gone"), 0);
    assert_verdict(altered, "", false, "sale.csv");
    assert_int_equal(run(CHANGE, book->folder.path, "sale.csv more"), 0);
    assert_verdict(altered, "", false, "MANIFEST.txt");
    assert_int_equal(run(CHANGE, book->folder.path, "MANIFEST.sig byte"), 0);
    assert_verdict(altered, "", false, "MANIFEST.sig");
}

/* A forger who also rewrites the manifest still lacks the key. */
static void a_forged_table_with_a_fresh_manifest_is_found(void **state)
{
    static const char FORGE[] =
        "cd '%s' && python3 -c \"import hashlib, zipfile\n"
        "old = zipfile.ZipFile('session.zip')\n"
        "data = {n: old.read(n) for n in old.namelist()}\n"
        "data['sale.csv'] = data['sale.csv'].replace(b'13.50', b'12.50')\n"
        "lines = data['MANIFEST.txt'].decode().splitlines()\n"
        "names = [l.split('  ')[1] for l in lines]\n"
        "data['MANIFEST.txt'] = ''.join(hashlib.sha256(data[n]).hexdigest() + '  ' + n + chr(10) "
        "for n in names).encode()\n"
        "new = zipfile.ZipFile('altered.zip', 'w')\n"
        "for n in data: new.writestr(n, data[n])\n"
        "\"%s";
    struct full_book *book = *state;
    char path[FOLDER_PATH_MAX];
    char altered[FOLDER_PATH_MAX];

    archive_of(book, path);
    assert_int_equal(run(FORGE, book->folder.path, ""), 0);
    assert_verdict(folder_path(&book->folder, "altered.zip", altered), "", false, "sale.csv");
}

static void an_existing_file_is_not_replaced_without_force(void **state)
{
    struct full_book *book = *state;
    char path[FOLDER_PATH_MAX];

    archive_of(book, path);
    assert_false(archive_write(&book->till, path, false, &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
    book->err = ERR_EMPTY;
}

static void a_folder_that_does_not_exist_leaves_nothing(void **state)
{
    struct full_book *book = *state;
    int before = folder_count(&book->folder);

    assert_false(archive_write(&book->till, "/proc/nowhere/session.zip", false, &book->err));
    assert_int_equal(book->err.code, ERR_STORAGE);
    assert_int_equal(folder_count(&book->folder), before);
    book->err = ERR_EMPTY;
}

static void the_tables_of_the_folder_are_those_of_the_archive(void **state)
{
    struct full_book *book = *state;
    char path[FOLDER_PATH_MAX];
    char folder[FOLDER_PATH_MAX];
    char file[FOLDER_PATH_MAX + 16];
    struct buf archived;
    struct buf written = buf_init(FILE_MAX);

    folder_path(&book->folder, "tables", folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_true(archive_write_tables(&book->till, folder, false, &book->err));
    snprintf(file, sizeof file, "%s/posting.csv", folder);
    assert_true(buf_read_file(&written, file, &book->err));
    load(book, archive_of(book, path), "posting.csv", &archived);
    assert_string_equal(buf_text(&written), buf_text(&archived));
    assert_false(archive_write_tables(&book->till, folder, false, &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
    book->err = ERR_EMPTY;
    buf_release(&written);
    buf_release(&archived);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_archive_verifies_and_says_what_the_book_says),
        cmocka_unit_test(the_same_book_gives_the_same_bytes),
        cmocka_unit_test(a_verifier_that_shares_no_code_accepts_the_archive),
        cmocka_unit_test(the_commands_of_the_notice_check_it_without_the_program),
        cmocka_unit_test(the_notice_can_be_read_and_names_every_file_and_code),
        cmocka_unit_test(the_attestation_is_a_draft_filled_with_the_program_and_the_host),
        cmocka_unit_test(tables_hold_euros_iso_dates_and_quoted_texts),
        cmocka_unit_test(every_changed_missing_or_added_file_is_named),
        cmocka_unit_test(a_forged_table_with_a_fresh_manifest_is_found),
        cmocka_unit_test(an_existing_file_is_not_replaced_without_force),
        cmocka_unit_test(a_folder_that_does_not_exist_leaves_nothing),
        cmocka_unit_test(the_tables_of_the_folder_are_those_of_the_archive),
    };

    return cmocka_run_group_tests(tests, full_book_set_up, full_book_tear_down);
}
