/* docs/journal-vectors.txt is what docs/journal-format.md promises: the program must write it. */
#include "base/buf.h"
#include "ledger/proof/chain_check.h"
#include "ledger/proof/record_reader.h"
#include "ledger/proof/record_view.h"
#include "ledger/proof/verify.h"
#include "pos/acts/book.h"
#include "tests/support/full_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VECTORS_MAX = 1 << 20 };

static const char VECTORS[] = "docs/journal-vectors.txt";
static const char VECTORS_OF_FORM_1[] = "docs/journal-vectors-1.txt";

static void put_hex(struct buf *out, const char *name, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;

    buf_printf(out, "%s ", name);
    for (size_t i = 0; i < length; i++)
        buf_printf(out, "%02x", at[i]);
    buf_put_text(out, "\n");
}

static void put_chain(struct full_book *book, const char *chain, struct buf *out)
{
    struct record_reader reader;

    record_reader_open(&reader, book->db, chain, &book->err);
    while (record_reader_next(&reader)) {
        buf_printf(out, "\nrecord %s %lld\nkind %d\n", chain, (long long)reader.seq, reader.kind);
        put_hex(out, "bytes", reader.bytes.data, reader.bytes.length);
        put_hex(out, "hash", reader.record.hash, HASH_BYTES);
        put_hex(out, "signature", reader.record.signature, SIGNATURE_BYTES);
    }
    if (!record_reader_close(&reader))
        fail_msg("%s", book->err.text);
}

static void put_vectors(struct full_book *book, struct buf *out)
{
    unsigned char public_key[PUBLIC_KEY_BYTES];

    buf_put_text(out, "# Test vectors of docs/journal-format.md, written by "
                      "tests/ledger/proof/test_journal_format.c.\n"
                      "# Blocks are separated by an empty line; every value is hexadecimal "
                      "but for the record's place and kind.\n");
    crypto_signer_public(book->till.signer, public_key);
    put_hex(out, "secret-key", FULL_BOOK_SECRET, SECRET_KEY_BYTES);
    put_hex(out, "public-key", public_key, PUBLIC_KEY_BYTES);
    put_chain(book, "A", out);
    put_chain(book, "a", out);
}

static void the_program_writes_the_published_vectors(void **state)
{
    struct full_book *book = *state;
    struct buf written = buf_init(VECTORS_MAX);
    struct buf published = buf_init(VECTORS_MAX);
    const char *golden = getenv("FLASHCOOP_GOLDEN");

    put_vectors(book, &written);
    if (golden && strcmp(golden, "write") == 0 &&
        !buf_write_file(&written, VECTORS, true, &book->err))
        fail_msg("%s", book->err.text);
    if (!buf_read_file(&published, VECTORS, &book->err))
        fail_msg("%s", book->err.text);
    assert_string_equal(buf_text(&written), buf_text(&published));
    buf_release(&written);
    buf_release(&published);
}

static void the_book_of_the_vectors_verifies(void **state)
{
    struct full_book *book = *state;
    struct verdict verdict;

    assert_true(book_verify(book->db, &book->till.keyring, "", &verdict, &book->err));
    if (!verdict.is_good)
        fail_msg("%s %d %s", verdict.chain, (int)verdict.seq, verdict.what);
}

/* One record in full, as the document explains it byte by byte. */
static void canonical_bytes_read_back_as_the_values_that_were_stored(void **state)
{
    struct full_book *book = *state;
    struct record_reader reader;
    struct record_view view;
    struct record_row row;

    record_reader_open(&reader, book->db, "A", &book->err);
    assert_true(record_reader_next(&reader));
    assert_true(record_view_open(&view, reader.record.bytes, reader.record.length));
    assert_int_equal(view.head[HEAD_SEQ].number, 1);
    assert_int_equal(view.head[HEAD_KIND].number, RECORD_KEY);
    assert_int_equal(view.head[HEAD_PREVIOUS].type, STMT_NULL);
    assert_true(record_view_next_row(&view, &row));
    assert_int_equal(row.table, FACT_NOTE);
    assert_int_equal(row.value_count, 3);
    assert_int_equal(row.values[1].length, 2 * PUBLIC_KEY_BYTES);
    assert_false(record_view_next_row(&view, &row));
    assert_true(record_view_is_at_end(&view));
    assert_true(record_reader_close(&reader));
}

/* The whole of it is a record: head, every row, totals. */
static bool reads_as_a_record(const void *bytes, size_t length)
{
    struct record_view view;
    struct record_row row;

    if (!record_view_open(&view, bytes, length))
        return false;
    while (record_view_next_row(&view, &row))
        continue;
    return record_view_is_at_end(&view);
}

/* What comes from a stick may be anything: every cut and every flipped byte is read without harm.
 */
static void cut_or_altered_bytes_are_refused_or_read_never_worse(void **state)
{
    struct full_book *book = *state;
    struct record_reader reader;

    record_reader_open(&reader, book->db, "A", &book->err);
    for (int i = 0; i < 12; i++)
        assert_true(record_reader_next(&reader));
    assert_true(reads_as_a_record(reader.bytes.data, reader.bytes.length));
    for (size_t cut = 0; cut < reader.bytes.length; cut++) {
        char *copy = malloc(cut + 1);

        memcpy(copy, reader.bytes.data, cut);
        assert_false(reads_as_a_record(copy, cut));
        free(copy);
    }
    assert_true(record_reader_close(&reader));
}

static int stranger_verifies(const char *path)
{
    char command[512];

    snprintf(command, sizeof command,
             "python3 tests/verifier/verify_journal.py '%s' >/dev/null 2>&1", path);
    return system(command);
}

static void a_verifier_that_shares_no_code_accepts_the_vectors_of_both_forms(void **state)
{
    (void)state;
    assert_int_equal(stranger_verifies(VECTORS), 0);
    assert_int_equal(stranger_verifies(VECTORS_OF_FORM_1), 0);
}

/* The value of a hexadecimal line of the vectors: "bytes 01…". */
static size_t vector_read(const char *block, const char *name, unsigned char *out, size_t room)
{
    char head[20];
    const char *at;
    size_t length = 0;

    snprintf(head, sizeof head, "\n%s ", name);
    at = strstr(block, head);
    assert_non_null(at);
    for (at += strlen(head); length < room && sscanf(at, "%2hhx", &out[length]) == 1; at += 2)
        length++;
    return length;
}

/* What an earlier program sealed stays what it is. */
static void records_of_form_1_are_judged_as_they_were_written(void **state)
{
    static unsigned char bytes[VECTORS_MAX];
    static struct journal_check check;
    struct buf text = buf_init(VECTORS_MAX);
    struct verdict verdict;
    struct err err = ERR_EMPTY;
    char chain = '\0';

    (void)state;
    assert_true(buf_read_file(&text, VECTORS_OF_FORM_1, &err));
    journal_check_init(&check, &verdict, "");
    for (const char *block = buf_text(&text); (block = strstr(block, "\nrecord ")) != NULL;) {
        struct sealed_record record = { .bytes = bytes };

        block += strlen("\nrecord ");
        if (*block != chain) {
            assert_true(chain == '\0' || chain_check_end(&check));
            chain_check_begin(&check, chain = *block);
        }
        record.length = vector_read(block, "bytes", bytes, sizeof bytes);
        vector_read(block, "hash", record.hash, HASH_BYTES);
        vector_read(block, "signature", record.signature, SIGNATURE_BYTES);
        assert_int_equal(bytes[0], RECORD_FORM_FIRST);
        if (!chain_check_take(&check, &record, record.hash))
            fail_msg("%s %d %s", verdict.chain, (int)verdict.seq, verdict.what);
    }
    assert_true(chain_check_end(&check));
    assert_int_equal(verdict.record_count, 40);
    buf_release(&text);
}

static void a_verifier_that_shares_no_code_accepts_the_book_and_sees_a_changed_label(void **state)
{
    static const char CHANGE[] = "DROP TRIGGER sale_line_no_update; "
                                 "UPDATE sale_line SET label = 'Cookies' WHERE number = 2";
    struct full_book *book = *state;
    char copy[FOLDER_PATH_MAX];
    struct db *db = NULL;

    folder_path(&book->folder, "copie.flashcoop", copy);
    assert_true(db_copy(book->db, copy, &book->err));
    assert_int_equal(stranger_verifies(copy), 0);
    assert_true(db_open(copy, DB_WRITE, &BOOK_IDENTITY, &db, &book->err));
    assert_true(db_script(db, CHANGE, &book->err));
    db_close(db);
    assert_int_not_equal(stranger_verifies(copy), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_program_writes_the_published_vectors),
        cmocka_unit_test(the_book_of_the_vectors_verifies),
        cmocka_unit_test(canonical_bytes_read_back_as_the_values_that_were_stored),
        cmocka_unit_test(a_verifier_that_shares_no_code_accepts_the_vectors_of_both_forms),
        cmocka_unit_test(records_of_form_1_are_judged_as_they_were_written),
        cmocka_unit_test(a_verifier_that_shares_no_code_accepts_the_book_and_sees_a_changed_label),
        cmocka_unit_test(cut_or_altered_bytes_are_refused_or_read_never_worse),
    };

    return cmocka_run_group_tests(tests, full_book_set_up, full_book_tear_down);
}
