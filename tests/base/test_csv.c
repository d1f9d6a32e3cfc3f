#include "base/csv.h"
#include "tests/support/table_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void columns_are_found_by_name_in_any_order(void **state)
{
    struct table_file *f = *state;

    assert_true(table_file_read_text(f, "price,label,code\n1.50,Cookie,C1\n"));
    assert_string_equal(buf_text(&f->rows), "2|C1|Cookie|1.50;");
}

static void a_column_that_is_not_required_may_be_missing_or_empty(void **state)
{
    struct table_file *f = *state;

    assert_true(table_file_read_text(f, "code,label\nC1,Cookie\n"));
    assert_string_equal(buf_text(&f->rows), "2|C1|Cookie|;");
    assert_true(table_file_read_text(f, "code,label,price\nC1,Cookie,\n"));
    assert_string_equal(buf_text(&f->rows), "2|C1|Cookie|;");
}

static void what_a_spreadsheet_writes_is_understood(void **state)
{
    static const char *const SAME[] = {
        "code,label,price\nC1,Cookie,2\n",
        "code,label,price\r\nC1,Cookie,2\r\n",
        "code;label;price\r\nC1;Cookie;2\r\n",
        "code\tlabel\tprice\nC1\tCookie\t2\n",
        "\xEF\xBB\xBF"
        "code;label;price\r\nC1;Cookie;2\r\n",
        "\xEF\xBB\xBF\"code\";\"label\";\"price\"\r\n\"C1\";\"Cookie\";\"2\"",
        "code,label,price\nC1,Cookie,2", /* no newline at the end */
    };
    struct table_file *f = *state;

    for (size_t i = 0; i < COUNT_OF(SAME); i++) {
        assert_true(table_file_read_text(f, SAME[i]));
        assert_string_equal(buf_text(&f->rows), "2|C1|Cookie|2;");
    }
}

static void quotes_hold_separators_and_quotes(void **state)
{
    struct table_file *f = *state;

    assert_true(table_file_read_text(f, "code,label,price\nC1,\"Cookie, \"\"le grand\"\"\",2\n"));
    assert_string_equal(buf_text(&f->rows), "2|C1|Cookie, \"le grand\"|2;");
}

static void a_decimal_comma_needs_no_quotes_between_semicolons(void **state)
{
    struct table_file *f = *state;

    assert_true(table_file_read_text(f, "code;label;price\nC1;Cookie;1,50\n"));
    assert_string_equal(buf_text(&f->rows), "2|C1|Cookie|1,50;");
}

static void the_separator_is_not_looked_for_inside_quotes(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(f, "\"code,x\";label\nC1;Cookie\n", "1", "« code,x »");
}

static void an_unknown_column_is_named(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(f, "code,label,prix\nC1,Cookie,2\n", "1", "« prix »");
    assert_string_equal(buf_text(&f->rows), "");
}

static void a_column_given_twice_is_named(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(f, "code,label,code\nC1,Cookie,C1\n", "1", "« code »");
}

static void a_missing_column_is_named(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(f, "code,price\nC1,2\n", "1", "« label »");
}

static void an_empty_required_field_is_named(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(f, "code,label\nC1,Cookie\nC2,\n", "3", "« label »");
}

static void a_line_with_too_few_or_too_many_values_is_named(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(f, "code,label\nC1\n", "2", "1 valeur pour 2 colonnes");
    table_file_assert_refused(f, "code,label\nC1,Cookie,2\n", "2", "3 valeurs pour 2 colonnes");
}

static void an_empty_file_is_refused(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(f, "", "1", "Fichier vide");
    table_file_assert_refused(f, "\n\n", "1", "Fichier vide");
    table_file_assert_refused(f, "\xEF\xBB\xBF", "1", "Fichier vide");
}

static void blank_lines_are_passed_over_and_counted(void **state)
{
    struct table_file *f = *state;

    assert_true(table_file_read_text(f, "code,label\n\nC1,Cookie\n\n\nC2,Sablé\n\n"));
    assert_string_equal(buf_text(&f->rows), "3|C1|Cookie|;6|C2|Sablé|;");
}

static void lines_that_end_with_a_lone_return_are_counted(void **state)
{
    struct table_file *f = *state;

    assert_true(table_file_read_text(f, "code,label\rC1,Cookie\r\rC2,Sablé\r"));
    assert_string_equal(buf_text(&f->rows), "2|C1|Cookie|;4|C2|Sablé|;");
}

static void a_line_break_inside_quotes_is_refused_on_the_line_where_the_row_starts(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(f, "code,label\n\"C\n1\",Cookie\nC2,Sablé\n", "2", "« code »");
    table_file_assert_refused(f, "code,label\nC1,\"Coo\nkie\"\nC2,Sablé\n", "2", "« label »");
    assert_string_equal(buf_text(&f->rows), "4|C2|Sablé|;"); /* the others keep their number */
}

static void quotes_that_never_close_are_refused(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(f, "code,label\nC1,\"Cookie\nC2,Sablé\n", "2", "Guillemets");
    table_file_assert_refused(f, "code,label\nC1,\"Coo\"kie\n", "2", "Guillemets");
}

static void a_zero_byte_is_refused(void **state)
{
    static const char BYTES[] = "code,label\nC1,Coo\0kie\n";
    struct table_file *f = *state;

    assert_false(table_file_read_bytes(f, BYTES, sizeof BYTES - 1));
    assert_int_equal(f->err.code, ERR_INPUT);
}

static void a_field_that_is_too_long_is_refused_and_the_next_line_read(void **state)
{
    struct table_file *f = *state;
    struct buf text = buf_init(1 << 20);

    buf_put_text(&text, "code,label\nC1,");
    for (int i = 0; i < CSV_FIELD_MAX; i++)
        buf_put_byte(&text, 'x');
    buf_put_text(&text, "\nC2,Cookie\n");
    table_file_assert_refused(f, buf_text(&text), "2", "trop long");
    assert_string_equal(buf_text(&f->rows), "3|C2|Cookie|;");
    buf_release(&text);
}

static void three_hundred_columns_are_refused(void **state)
{
    struct table_file *f = *state;
    struct buf text = buf_init(1 << 20);

    for (int i = 0; i < 300; i++)
        buf_printf(&text, "c%d,", i);
    buf_put_text(&text, "z\n1\n");
    table_file_assert_refused(f, buf_text(&text), "1", "Trop de colonnes");
    assert_int_equal(f->faults.count, 1);
    buf_release(&text);
}

static void every_bad_line_is_named_and_the_good_ones_are_read(void **state)
{
    struct table_file *f = *state;

    table_file_assert_refused(f, "code,label\nBAD,x\nC1,Cookie\nBAD,y\n", "2", "code refusé");
    assert_int_equal(f->faults.count, 2);
    assert_non_null(strstr(buf_text(&f->faults.text), ":2: code refusé\n"));
    assert_non_null(strstr(buf_text(&f->faults.text), ":4: code refusé"));
    assert_string_equal(buf_text(&f->rows), "3|C1|Cookie|;");
}

static void twenty_faults_are_named_and_all_are_counted(void **state)
{
    struct table_file *f = *state;
    struct buf text = buf_init(1 << 20);

    buf_put_text(&text, "code,label\n");
    for (int i = 0; i < 50; i++)
        buf_put_text(&text, "BAD,x\n");
    assert_false(table_file_read_text(f, buf_text(&text)));
    assert_int_equal(f->faults.count, 50);
    assert_non_null(strstr(buf_text(&f->faults.text), ":21: "));
    assert_null(strstr(buf_text(&f->faults.text), ":22: "));
    buf_release(&text);
}

static void a_long_file_keeps_its_line_numbers_across_blocks(void **state)
{
    struct table_file *f = *state;
    struct buf text = buf_init(1 << 24);

    buf_put_text(&text, "code,label,price\r\n");
    for (int i = 2; i <= 50000; i++)
        buf_printf(&text, "C%d,\"Cookie au chocolat\",1.50\r\n", i);
    buf_put_text(&text, "BAD,x,\r\n");
    table_file_assert_refused(f, buf_text(&text), "50001", "code refusé");
    assert_non_null(strstr(buf_text(&f->rows), ";49999|C49999|Cookie au chocolat|1.50;"));
    buf_release(&text);
}

static void a_missing_file_is_trouble_of_the_disk(void **state)
{
    struct table_file *f = *state;

    assert_false(csv_read("/proc/nowhere/a.csv", &TABLE_FILE, f, &f->faults, &f->err));
    assert_int_equal(f->err.code, ERR_STORAGE);
}

static void a_folder_is_trouble_of_the_disk(void **state)
{
    struct table_file *f = *state;

    assert_false(csv_read(f->folder.path, &TABLE_FILE, f, &f->faults, &f->err));
    assert_int_equal(f->err.code, ERR_STORAGE);
    assert_non_null(strstr(f->err.text, "est un dossier"));
}

static void what_is_written_is_read_back(void **state)
{
    static const char *const LABELS[] = { "Cookie", "a,b",         "le \"grand\"",
                                          "",       "œuf; 1,50 €", " bord " };
    struct table_file *f = *state;

    for (size_t i = 0; i < COUNT_OF(LABELS); i++) {
        struct buf out = buf_init(1000);
        char wanted[100];

        csv_put_field(&out, "code", true);
        csv_put_field(&out, "label", false);
        csv_put_field(&out, "price", false);
        csv_put_end(&out);
        csv_put_field(&out, "C1", true);
        csv_put_field(&out, "x", false);
        csv_put_field(&out, LABELS[i], false);
        csv_put_end(&out);
        assert_true(table_file_read_text(f, buf_text(&out)));
        snprintf(wanted, sizeof wanted, "2|C1|x|%s;", LABELS[i]);
        assert_string_equal(buf_text(&f->rows), wanted);
        buf_release(&out);
    }
}

static void a_plain_field_is_written_without_quotes(void **state)
{
    struct buf out = buf_init(100);

    (void)state;
    csv_put_field(&out, "A-42", true);
    csv_put_field(&out, "12.50", false);
    csv_put_end(&out);
    assert_string_equal(buf_text(&out), "A-42,12.50\r\n");
    buf_release(&out);
}

static void csv_inside_the_program_is_read_like_a_file(void **state)
{
    struct table_file *f = *state;

    assert_true(csv_read_text("code,label\nC1,Cookie\n", "grille", &TABLE_FILE, f, &f->err));
    assert_string_equal(buf_text(&f->rows), "2|C1|Cookie|;");
    assert_false(csv_read_text("code,label\nBAD,Cookie\n", "grille", &TABLE_FILE, f, &f->err));
    assert_string_equal(f->err.text, "grille:2: code refusé");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, table_file_set_up, table_file_tear_down)

/* CWE-1236: a name that a spreadsheet would compute; a number stays a number. */
static void a_formula_is_guarded_and_a_number_is_not(void **state)
{
    static const struct {
        const char *words, *field;
    } CASES[] = { { "=1+1", "'=1+1" },   { "@SUM(A1)", "'@SUM(A1)" },
                  { "+33 6", "'+33 6" }, { "-1+cmd", "'-1+cmd" },
                  { "-5", "-5" },        { "-12.50", "-12.50" },
                  { "-", "-" },          { "Zo\u00E9", "Zo\u00E9" } };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct buf out = buf_init(100);

        csv_put_words(&out, CASES[i].words, true);
        assert_string_equal(buf_text(&out), CASES[i].field);
        buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_formula_is_guarded_and_a_number_is_not),
        TEST(columns_are_found_by_name_in_any_order),
        TEST(a_column_that_is_not_required_may_be_missing_or_empty),
        TEST(what_a_spreadsheet_writes_is_understood),
        TEST(quotes_hold_separators_and_quotes),
        TEST(a_decimal_comma_needs_no_quotes_between_semicolons),
        TEST(the_separator_is_not_looked_for_inside_quotes),
        TEST(an_unknown_column_is_named),
        TEST(a_column_given_twice_is_named),
        TEST(a_missing_column_is_named),
        TEST(an_empty_required_field_is_named),
        TEST(a_line_with_too_few_or_too_many_values_is_named),
        TEST(an_empty_file_is_refused),
        TEST(blank_lines_are_passed_over_and_counted),
        TEST(lines_that_end_with_a_lone_return_are_counted),
        TEST(a_line_break_inside_quotes_is_refused_on_the_line_where_the_row_starts),
        TEST(quotes_that_never_close_are_refused),
        TEST(a_zero_byte_is_refused),
        TEST(a_field_that_is_too_long_is_refused_and_the_next_line_read),
        TEST(three_hundred_columns_are_refused),
        TEST(every_bad_line_is_named_and_the_good_ones_are_read),
        TEST(twenty_faults_are_named_and_all_are_counted),
        TEST(a_long_file_keeps_its_line_numbers_across_blocks),
        TEST(a_missing_file_is_trouble_of_the_disk),
        TEST(a_folder_is_trouble_of_the_disk),
        TEST(what_is_written_is_read_back),
        TEST(a_plain_field_is_written_without_quotes),
        TEST(csv_inside_the_program_is_read_like_a_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
