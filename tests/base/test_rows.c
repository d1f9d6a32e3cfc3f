/* Tables as people have them: base/rows.c, charset.c and heading.c behind csv_read(). */
#include "base/csv.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct folder folder;
    char path[FOLDER_PATH_MAX];
    struct csv_faults faults;
    struct err err;
    struct buf rows; /* each row as "LINE|code|label|price;" */
};

static bool take_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct fixture *f = context;

    if (strcmp(fields[0], "BAD") == 0)
        return err_fail(err, ERR_INPUT, "code refusé");
    buf_printf(&f->rows, "%ld|%s|%s|%s;", line, fields[0], fields[1], fields[2]);
    return true;
}

static const struct csv_column COLUMNS[] = { { "code", true },
                                             { "label", true },
                                             { "price", false } };
static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), take_row, "test" };

static int setup(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .folder = folder_make(),
                                .faults = csv_faults_init(),
                                .rows = buf_init(1 << 24) };
    folder_path(&fixture.folder, "a.csv", fixture.path);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    csv_faults_release(&f->faults);
    buf_release(&f->rows);
    folder_remove(&f->folder);
    return 0;
}

static bool read_bytes(struct fixture *f, const char *bytes, size_t length)
{
    folder_write(&f->folder, "a.csv", bytes, length);
    f->err = ERR_EMPTY;
    buf_clear(&f->rows);
    csv_faults_release(&f->faults);
    return csv_read(f->path, &TABLE, f, &f->faults, &f->err);
}

static bool read_text(struct fixture *f, const char *text)
{
    return read_bytes(f, text, strlen(text));
}

static void assert_refused(struct fixture *f, const char *text, const char *where, const char *why)
{
    char place[FOLDER_PATH_MAX + 20];

    assert_false(read_text(f, text));
    assert_int_equal(f->err.code, ERR_INPUT);
    snprintf(place, sizeof place, "%s:%s: ", f->path, where);
    assert_non_null(strstr(f->err.text, place));
    assert_non_null(strstr(f->err.text, why));
}

static void windows_1252_is_read_when_it_is_not_utf8_and_said(void **state)
{
    struct fixture *f = *state;

    assert_true(read_text(f, "code;label;price\r\nC1;Sabl\xE9 \x9Cuf;1,50 \x80\r\n"));
    assert_string_equal(buf_text(&f->rows), "2|C1|Sablé œuf|1,50 €;");
    assert_non_null(strstr(buf_text(&f->faults.notes), "Windows-1252"));
}

static void a_file_that_mixes_two_encodings_is_refused_at_the_line(void **state)
{
    struct fixture *f = *state;

    assert_refused(f, "code,label\nC1,Sablé\nC2,Sabl\xE9\n", "3", "illisible");
    assert_refused(f, "code,label\nC1,Sabl\xE9\nC2,Sablé\n", "3", "illisible");
}

static void utf16_is_read_in_both_orders_with_a_mark_or_without(void **state)
{
    static const char TEXT[] = "code\tlabel\tprice\r\nC1\tSabl\xE9\t2\r\n";
    struct fixture *f = *state;

    for (int form = 0; form < 4; form++) {
        char bytes[2 * sizeof TEXT];
        size_t used = 0;
        bool is_big = form % 2 == 1;

        for (size_t i = form < 2 ? 0 : 1; i < sizeof TEXT; i++) {
            char low = i == 0 ? '\xFF' : TEXT[i - 1];
            char high = i == 0 ? '\xFE' : '\0';

            bytes[used++] = is_big ? high : low;
            bytes[used++] = is_big ? low : high;
        }
        assert_true(read_bytes(f, bytes, used));
        assert_string_equal(buf_text(&f->rows), "2|C1|Sablé|2;");
    }
}

static void a_line_that_names_the_separator_is_passed_over(void **state)
{
    struct fixture *f = *state;

    assert_true(read_text(f, "sep=;\r\ncode;label\r\nC1;Cookie, noix\r\n"));
    assert_string_equal(buf_text(&f->rows), "3|C1|Cookie, noix|;");
    assert_true(read_text(f, "\xEF\xBB\xBFsep=,\ncode,label\nC1,Cookie\n"));
    assert_true(read_text(f, "\"sep=;\"\ncode;label\nC1;Cookie\n"));
    assert_string_equal(buf_text(&f->rows), "3|C1|Cookie|;");
}

static void rows_and_columns_that_are_empty_are_passed_over(void **state)
{
    struct fixture *f = *state;

    assert_true(read_text(f, ";;;\ncode;;label;\nC1;;Cookie;\n;;;\n ;\xC2\xA0;;\nC2;;Sablé;\n"));
    assert_string_equal(buf_text(&f->rows), "3|C1|Cookie|;6|C2|Sablé|;");
    assert_refused(f, "code;;label\nC1;x;Cookie\n", "2", "« x » n'a pas de titre");
}

static void a_title_above_the_header_is_passed_over(void **state)
{
    struct fixture *f = *state;

    assert_true(read_text(f, "Produits du marché\n\ncode;label\nC1;Cookie\n"));
    assert_string_equal(buf_text(&f->rows), "4|C1|Cookie|;");
    assert_true(read_text(f, "Produits;\ncode;label\nC1;Cookie\n"));
}

static void digits_kept_as_a_formula_are_text(void **state)
{
    struct fixture *f = *state;

    assert_true(read_text(f, "code;label\n=\"0123\";=\"a;b\"\n\"=\"\"045\"\"\";Sablé\n"));
    assert_string_equal(buf_text(&f->rows), "2|0123|a;b|;3|045|Sablé|;");
}

static void headings_are_known_in_any_case_and_dress(void **state)
{
    struct fixture *f = *state;

    assert_true(read_text(f, "Code;LABEL;Price (€)\nC1;Cookie;2\n"));
    assert_string_equal(buf_text(&f->rows), "2|C1|Cookie|2;");
}

static void every_unknown_column_is_named_once_beside_the_known_ones(void **state)
{
    struct fixture *f = *state;

    assert_refused(f, "code,rayon,marge,label\nC1,a,b,Cookie\n", "1",
                   "Colonnes inconnues « rayon », « marge » : retirer, ou prendre un nom connu : "
                   "code, label, price.");
    assert_int_equal(f->faults.count, 1);
}

static void what_a_spreadsheet_destroyed_is_named(void **state)
{
    struct fixture *f = *state;

    assert_refused(f, "code;label\n3,01762E+12;Cookie\n", "2", "3,01762E+12");
    assert_refused(f, "code;label\nC1;#REF!\n", "2", "erreur du tableur");
    assert_refused(f, "code;label\nC1;########\n", "2", "erreur du tableur");
    assert_true(read_text(f, "code;label\nC1;Cookie n° #1\n1E5;x\n"));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(windows_1252_is_read_when_it_is_not_utf8_and_said),
        TEST(a_file_that_mixes_two_encodings_is_refused_at_the_line),
        TEST(utf16_is_read_in_both_orders_with_a_mark_or_without),
        TEST(a_line_that_names_the_separator_is_passed_over),
        TEST(rows_and_columns_that_are_empty_are_passed_over),
        TEST(a_title_above_the_header_is_passed_over),
        TEST(digits_kept_as_a_formula_are_text),
        TEST(headings_are_known_in_any_case_and_dress),
        TEST(every_unknown_column_is_named_once_beside_the_known_ones),
        TEST(what_a_spreadsheet_destroyed_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
