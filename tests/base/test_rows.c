/* Tables as people have them: base/rows.c, charset.c and heading.c behind csv_read(). */
#include "base/csv.h"
#include "tests/support/table_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void windows_1252_is_read_when_it_is_not_utf8_and_said(void **state)
{
    struct table_file *f = *state;

    assert_true(table_file_read_text(f, "code;label;price\r\nC1;Sabl\xE9 \x9Cuf;1,50 \x80\r\n"));
    assert_string_equal(buf_text(&f->rows), "2|C1|Sablé œuf|1,50 €;");
    assert_non_null(strstr(buf_text(&f->faults.notes), "Windows-1252"));
}

static void a_file_that_mixes_two_encodings_is_refused_at_the_line(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(f, "code,label\nC1,Sablé\nC2,Sabl\xE9\n", "3", "illisible");
    table_file_assert_refused(f, "code,label\nC1,Sabl\xE9\nC2,Sablé\n", "3", "illisible");
}

static void utf16_is_read_in_both_orders_with_a_mark_or_without(void **state)
{
    static const char TEXT[] = "code\tlabel\tprice\r\nC1\tSabl\xE9\t2\r\n";
    struct table_file *f = *state;

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
        assert_true(table_file_read_bytes(f, bytes, used));
        assert_string_equal(buf_text(&f->rows), "2|C1|Sablé|2;");
    }
}

static void a_line_that_names_the_separator_is_passed_over(void **state)
{
    struct table_file *f = *state;

    assert_true(table_file_read_text(f, "sep=;\r\ncode;label\r\nC1;Cookie, noix\r\n"));
    assert_string_equal(buf_text(&f->rows), "3|C1|Cookie, noix|;");
    assert_true(table_file_read_text(f, "\xEF\xBB\xBFsep=,\ncode,label\nC1,Cookie\n"));
    assert_true(table_file_read_text(f, "\"sep=;\"\ncode;label\nC1;Cookie\n"));
    assert_string_equal(buf_text(&f->rows), "3|C1|Cookie|;");
}

static void rows_and_columns_that_are_empty_are_passed_over(void **state)
{
    struct table_file *f = *state;

    assert_true(
        table_file_read_text(f, ";;;\ncode;;label;\nC1;;Cookie;\n;;;\n ;\xC2\xA0;;\nC2;;Sablé;\n"));
    assert_string_equal(buf_text(&f->rows), "3|C1|Cookie|;6|C2|Sablé|;");
    table_file_assert_refused(f, "code;;label\nC1;x;Cookie\n", "2", "« x » n'a pas de titre");
}

static void a_title_above_the_header_is_passed_over(void **state)
{
    struct table_file *f = *state;

    assert_true(table_file_read_text(f, "Produits du marché\n\ncode;label\nC1;Cookie\n"));
    assert_string_equal(buf_text(&f->rows), "4|C1|Cookie|;");
    assert_true(table_file_read_text(f, "Produits;\ncode;label\nC1;Cookie\n"));
}

static void digits_kept_as_a_formula_are_text(void **state)
{
    struct table_file *f = *state;

    assert_true(
        table_file_read_text(f, "code;label\n=\"0123\";=\"a;b\"\n\"=\"\"045\"\"\";Sablé\n"));
    assert_string_equal(buf_text(&f->rows), "2|0123|a;b|;3|045|Sablé|;");
}

static void headings_are_known_in_any_case_and_dress(void **state)
{
    struct table_file *f = *state;

    assert_true(table_file_read_text(f, "Code;LABEL;Price (€)\nC1;Cookie;2\n"));
    assert_string_equal(buf_text(&f->rows), "2|C1|Cookie|2;");
}

static void every_unknown_column_is_named_once_beside_the_known_ones(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(
        f, "code,rayon,marge,label\nC1,a,b,Cookie\n", "1",
        "Colonnes inconnues « rayon », « marge » : retirer, ou prendre un nom connu : "
        "code, label, price.");
    assert_int_equal(f->faults.count, 1);
}

static void what_a_spreadsheet_destroyed_is_named(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(f, "code;label\n3,01762E+12;Cookie\n", "2", "3,01762E+12");
    table_file_assert_refused(f, "code;label\nC1;#REF!\n", "2", "erreur du tableur");
    table_file_assert_refused(f, "code;label\nC1;########\n", "2", "erreur du tableur");
    assert_true(table_file_read_text(f, "code;label\nC1;Cookie n° #1\n1E5;x\n"));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, table_file_set_up, table_file_tear_down)

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
