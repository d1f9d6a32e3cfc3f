#include "reports/catalogue/slip_paper.h"

#include "base/text.h"
#include "ledger/closing/closing.h"
#include "programme/programme_store.h"
#include "programme/workbook.h"
#include "tests/support/escpos_reader.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The paper as a person reads it; the caller frees it. */
static char *paper(struct till_fixture *f, const char *name, int64_t copy, int width_mm)
{
    struct printer_profile profile = printer_profile_of_width(width_mm);
    struct buf bytes = buf_init(ESCPOS_JOB_MAX);

    if (!paper_make(&f->till, name, copy, &profile, &bytes, &f->err))
        fail_msg("%s", f->err.text);

    struct escpos_reading reading = escpos_read(bytes.data, bytes.length);
    char *text = strdup(buf_text(&reading.text));

    assert_false(reading.unknown);
    buf_release(&bytes);
    buf_release(&reading.text);
    return text;
}

static void expect(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("« %s » is not in:\n%s", part, text);
}

static void a_receipt_is_the_recorded_sale_to_the_cent(void **state)
{
    struct till_fixture *f = *state;

    till_fixture_sell(f, "C1", 3, PAY_CASH);

    char *text = paper(f, "receipt:1", 0, 80);

    expect(text, "Ticket A-1");
    expect(text, "4,50 €\n");
    expect(text, "3 x 1,50 €");
    expect(text, "5,5 %");
    expect(text, "Sans taxe (HT) 5,5 %");
    expect(text, "4,27 €");
    expect(text, "0,23 €");
    expect(text, "ORIGINAL");
    expect(text, "1 ligne - flashcoop");
    expect(text, "[CUT]");
    assert_null(strstr(text, "certifi"));
    free(text);
}

/* Code général des impôts, art. 293 B: said without VAT, and only then. */
static void without_vat_a_receipt_says_by_which_article(void **state)
{
    static const char ARTICLE[] = "art. 293 B";
    struct till_fixture *f = *state;
    char *text;

    till_fixture_sell(f, "C1", 1, PAY_CASH);
    text = paper(f, "receipt:1", 0, 80);
    assert_null(strstr(text, ARTICLE));
    free(text);
    f->till.session.vat_on = false;
    text = paper(f, "receipt:1", 1, 80);
    expect(text, ARTICLE);
    assert_null(strstr(text, "Taxe (TVA)"));
    free(text);
}

static void a_copy_says_duplicata_and_its_number(void **state)
{
    struct till_fixture *f = *state;

    till_fixture_sell(f, "T1", 1, PAY_CARD);

    char *text = paper(f, "receipt:A-1", 2, 58);

    expect(text, "DUPLICATA 2");
    assert_null(strstr(text, "ORIGINAL"));
    free(text);
}

static void a_practice_receipt_says_factice_twice(void **state)
{
    struct till_fixture *f = *state;

    assert_true(till_set_practice(&f->till, true, "", &f->err));
    till_fixture_sell(f, "C1", 1, PAY_CASH);

    char *text = paper(f, "receipt:a-1", 0, 80);
    char *first = strstr(text, "FACTICE");

    assert_non_null(first);
    assert_non_null(strstr(first + 1, "FACTICE"));
    free(text);
}

static void an_x_and_a_z_show_the_figures_of_the_closing(void **state)
{
    struct till_fixture *f = *state;
    struct closing closing;

    till_fixture_sell(f, "C1", 3, PAY_CASH);
    till_fixture_sell(f, "T1", 1, PAY_CARD);

    char *x = paper(f, "x", 0, 80);

    expect(x, "Où en est la caisse ? (X)");
    expect(x, "16,50 €");
    assert_null(strstr(x, "attendues")); /* the count of the evening is blind */
    free(x);
    assert_true(closing_close(&f->till, PERIOD_DAY, 450, "", &closing, &f->err));

    char *z = paper(f, "z:1", 0, 58), head[HEAD_CODE_MAX];

    journal_head_code(closing.hash, head);
    expect(z, "Z 1");
    expect(z, "16,50 €");
    expect(z, "Espèces attendues");
    expect(z, head);
    free(z);
}

/* A word of the accountant's stands in brackets, behind the easy one, whatever the paper. */
static void expect_beside(const char *text, const char *trade)
{
    char *copy = strdup(text);

    for (char *line = strtok(copy, "\n"); line; line = strtok(NULL, "\n")) {
        const char *open = strchr(line, '(');
        const char *found = strstr(line, trade);

        if (found && (!open || open == line || open > found))
            fail_msg("« %s » stands alone: %s", trade, line);
    }
    free(copy);
}

static void words_of_the_trade_stand_beside_an_easy_one(void **state)
{
    static const char *const TRADE[] = { "HT",      "TTC",     "TVA",     "perpétuel", "DUPLICATA",
                                         "fond",    "Fond",    "écart",   "Écart",     "apport",
                                         "retrait", "lecture", "Lecture", "lôture",    "différée" };
    static const struct {
        const char *name;
        int64_t copy;
    } PAPERS[] = {
        { "x", 0 }, { "z:1", 0 }, { "receipt:1", 0 }, { "receipt:1", 2 }, { "float", 0 }
    };
    struct till_fixture *f = *state;
    struct closing closing;

    till_fixture_sell(f, "C1", 3, PAY_CASH);
    assert_true(closing_close(&f->till, PERIOD_DAY, 400, "perdu", &closing, &f->err));
    for (size_t i = 0; i < COUNT_OF(PAPERS); i++)
        for (int width = 58; width <= 80; width += 22) {
            char *text = paper(f, PAPERS[i].name, PAPERS[i].copy, width);

            for (size_t k = 0; k < COUNT_OF(TRADE); k++)
                expect_beside(text, TRADE[k]);
            free(text);
        }
}

static void labels_carry_bars_that_a_scanner_reads_back(void **state)
{
    struct till_fixture *f = *state;
    struct product product;

    assert_true(product_find(f->db, "C1", &product, &f->err));
    snprintf(product.barcode, sizeof product.barcode, "2000000000015");
    assert_true(till_put_product(&f->till, &product, &f->err));

    char *text = paper(f, "labels:C1:3", 0, 58);
    int count = 0;

    for (char *at = text; (at = strstr(at, "[EAN13 2000000000015]")) != NULL; at++)
        count++;
    assert_int_equal(count, 3);
    free(text);
    text = paper(f, "labels:T1:1", 0, 58);
    expect(text, "[CODE128 T1]");
    free(text);
}

/* T1 is « Sac », whose word has a drawing. */
static void tags_and_labels_show_the_product(void **state)
{
    char *text = paper(*state, "tags", 0, 80);

    expect(text, "[BITMAP 96x96]\nSac");
    free(text);
    text = paper(*state, "labels:T1:1", 0, 80);
    expect(text, "[BITMAP 96x96]\nSac");
    free(text);
}

static void put_allergens(struct till_fixture *f, const char *allergens)
{
    struct product product;

    assert_true(product_find(f->db, "C1", &product, &f->err));
    snprintf(product.allergens, sizeof product.allergens, "%s", allergens);
    product.best_before = (struct day){ 18287 }; /* 2020-01-26 */
    assert_true(till_put_product(&f->till, &product, &f->err));
}

static void the_list_of_allergens_names_food_and_no_bag(void **state)
{
    char *text = paper(*state, "allergens", 0, 80);

    expect(text, "Cookie\ngluten");
    assert_null(strstr(text, "Sac\n"));
    free(text);
    put_allergens(*state, "Aucun");
    text = paper(*state, "allergens", 0, 80);
    expect(text, "aucun des 14 allergènes");
    free(text);
}

/* Règlement UE 1169/2011, art. 44: what nobody has written is not said to be absent. */
static void unknown_allergens_refuse_the_list_and_the_label(void **state)
{
    static const char *const NAMES[] = { "allergens", "labels:C1:1" };
    struct till_fixture *f = *state;
    struct printer_profile profile = printer_profile_of_width(58);

    put_allergens(f, "");
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        struct buf bytes = buf_init(ESCPOS_JOB_MAX);

        assert_false(paper_make(&f->till, NAMES[i], 0, &profile, &bytes, &f->err));
        assert_int_equal(f->err.code, ERR_INPUT);
        expect(f->err.text, "les allergènes ne sont pas écrits");
        f->err = ERR_EMPTY;
        buf_release(&bytes);
    }

    char *tags = paper(f, "tags", 0, 58);

    expect(tags, "Allergènes : à écrire");
    free(tags);
}

static void a_label_says_lot_date_and_who_made_it(void **state)
{
    struct till_fixture *f = *state;
    struct batch batch = { .product = "C1",
                           .lot = "L-1811",
                           .day = 4,
                           .made = 60,
                           .materials = "farine, beurre",
                           .allergens = "lait" };

    put_allergens(f, "gluten");
    assert_true(workbook_add_batch(f->db, &batch, &f->err));

    char *text = paper(f, "labels:C1:1", 0, 80);

    expect(text, "Lot : L-1811");
    expect(text, "Allergènes : gluten, lait");
    expect(text, "Ingrédients : farine, beurre");
    expect(text, "À consommer de préférence avant le 26/01/2020");
    expect(text, "CDP49");
    free(text);
}

static void an_arabic_label_is_painted_and_its_price_is_text(void **state)
{
    struct till_fixture *f = *state;
    struct product product;

    assert_true(product_find(f->db, "C1", &product, &f->err));
    snprintf(product.label, sizeof product.label, "كعك بالعسل");
    assert_true(till_put_product(&f->till, &product, &f->err));
    till_fixture_sell(f, "C1", 2, PAY_CASH);

    char *text = paper(f, "receipt:1", 0, 58);

    expect(text, "[BITMAP 384x");
    expect(text, "3,00 €\n");
    assert_null(strstr(text, "??"));
    free(text);
}

static void the_self_test_shows_every_letter_it_promises(void **state)
{
    struct till_fixture *f = *state;
    char *text = paper(f, "test", 0, 80);

    expect(text, "é è ê à ç ô œ €");
    expect(text, "[CODE128 AZQWM-0123456789]");
    free(text);
}

static void expect_lines_of(const char *name, const char *text, int columns)
{
    char copy[8000];
    char *rest = copy;

    assert_true(strlen(text) < sizeof copy);
    strcpy(copy, text);
    for (char *line; (line = strsep(&rest, "\n")) != NULL;)
        if (line[0] != '[' && text_width_cols(line) > columns)
            fail_msg("%s: « %s » is wider than %d columns", name, line, columns);
}

static void no_line_of_any_paper_is_wider_than_the_roll(void **state)
{
    static const char *const PAPERS[] = { "receipt:1", "z:1",       "x",          "labels:C1:2",
                                          "tags",      "allergens", "notice",     "count",
                                          "float",     "setup",     "fallback:7", "test" };
    struct till_fixture *f = *state;
    struct closing closing;

    till_fixture_sell(f, "C1", 3, PAY_CASH);
    assert_true(closing_close(&f->till, PERIOD_DAY, 450, "", &closing, &f->err));
    for (size_t i = 0; i < COUNT_OF(PAPERS); i++)
        for (int width = 58; width <= 80; width += 22) {
            char *text = paper(f, PAPERS[i], 0, width);

            assert_true(strlen(text) > 40);
            expect_lines_of(PAPERS[i], text, width == 58 ? 32 : 48);
            assert_null(strstr(text, "animator"));
            assert_null(strstr(text, "host"));
            free(text);
        }
}

static void the_float_is_listed_as_it_was_counted(void **state)
{
    struct till_fixture *f = *state;
    struct cash_counting counting = { { 0 } };
    cents expected;
    char *text;

    assert_true(till_set_float(&f->till, 3500, &f->err));
    text = paper(f, "float", 0, 58);
    expect(text, "35,00 €");
    expect(text, "20,00 €      x ______ = ________"); /* nobody counted: lines to fill in */
    assert_null(strstr(text, "200,00"));
    free(text);
    assert_true(counting_parse("5=5", &counting, &f->err));
    assert_true(counting_parse("0.5=20", &counting, &f->err));
    assert_true(closing_count(&f->till, &counting, &expected, &f->err));
    text = paper(f, "float", 0, 58);
    expect(text, "5 x 5,00 €               25,00 €");
    expect(text, "20 x 0,50 €              10,00 €");
    assert_null(strstr(text, "______ ="));
    free(text);
}

static void each_fallback_sheet_has_a_number_of_its_own(void **state)
{
    struct till_fixture *f = *state;
    char name[PRINT_PAPER_MAX], *text;
    int64_t id;

    assert_true(paper_number(&f->till, "fallback", name, &f->err));
    assert_string_equal(name, "fallback:1");
    assert_true(print_queue_put(&f->till, name, &id, &f->err));
    assert_true(print_queue_put(&f->till, "fallback:11", &id, &f->err));
    assert_true(paper_number(&f->till, "fallback", name, &f->err));
    assert_string_equal(name, "fallback:12");
    text = paper(f, name, 0, 58);
    expect(text, "Feuille de secours A12");
    expect(text, "A12-01 __h__");
    expect(text, "A12-20 __h__");
    free(text);
    assert_true(paper_number(&f->till, "tags", name, &f->err));
    assert_string_equal(name, "tags");
}

static void an_unknown_paper_is_refused(void **state)
{
    struct till_fixture *f = *state;
    struct printer_profile profile = printer_profile_of_width(80);
    struct buf bytes = buf_init(ESCPOS_JOB_MAX);

    assert_false(paper_make(&f->till, "poem", 0, &profile, &bytes, &f->err));
    assert_int_equal(f->err.code, ERR_USAGE);
    f->err = ERR_EMPTY;
    assert_false(paper_make(&f->till, "labels:C1:0", 0, &profile, &bytes, &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
    buf_release(&bytes);
}

/* The stall's papers read what the group made, too. */
static int stall_setup(void **state)
{
    struct till_fixture *f;

    assert_int_equal(till_fixture_setup(state), 0);
    f = *state;
    assert_true(programme_store_create(f->db, &f->err));
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stall_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_receipt_is_the_recorded_sale_to_the_cent),
        TEST(without_vat_a_receipt_says_by_which_article),
        TEST(a_copy_says_duplicata_and_its_number),
        TEST(a_practice_receipt_says_factice_twice),
        TEST(an_x_and_a_z_show_the_figures_of_the_closing),
        TEST(words_of_the_trade_stand_beside_an_easy_one),
        TEST(labels_carry_bars_that_a_scanner_reads_back),
        TEST(tags_and_labels_show_the_product),
        TEST(the_list_of_allergens_names_food_and_no_bag),
        TEST(unknown_allergens_refuse_the_list_and_the_label),
        TEST(a_label_says_lot_date_and_who_made_it),
        TEST(an_arabic_label_is_painted_and_its_price_is_text),
        TEST(the_self_test_shows_every_letter_it_promises),
        TEST(no_line_of_any_paper_is_wider_than_the_roll),
        TEST(the_float_is_listed_as_it_was_counted),
        TEST(each_fallback_sheet_has_a_number_of_its_own),
        TEST(an_unknown_paper_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
