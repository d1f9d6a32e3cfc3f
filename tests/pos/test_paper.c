#include "pos/paper.h"

#include "ledger/closing.h"
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
    expect(text, "HT à 5,5 %");
    expect(text, "4,27 €");
    expect(text, "0,23 €");
    expect(text, "ORIGINAL");
    expect(text, "1 ligne - flashcoop");
    expect(text, "[CUT]");
    assert_null(strstr(text, "certifi"));
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

    expect(x, "X - lecture");
    expect(x, "16,50 €");
    free(x);
    assert_true(closing_close(&f->till, PERIOD_DAY, 450, "", &closing, &f->err));

    char *z = paper(f, "z:1", 0, 58), head[HEAD_CODE_MAX];

    journal_head_code(closing.hash, head);
    expect(z, "Z 1");
    expect(z, "16,50 €");
    expect(z, head);
    free(z);
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

static void every_other_paper_is_whole_on_both_widths(void **state)
{
    static const char *const PAPERS[] = { "tags",  "allergens", "notice",
                                          "count", "float",     "fallback:7" };
    struct till_fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(PAPERS); i++)
        for (int width = 58; width <= 80; width += 22) {
            char *text = paper(f, PAPERS[i], 0, width);

            assert_true(strlen(text) > 40);
            free(text);
        }
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_receipt_is_the_recorded_sale_to_the_cent),
        TEST(a_copy_says_duplicata_and_its_number),
        TEST(a_practice_receipt_says_factice_twice),
        TEST(an_x_and_a_z_show_the_figures_of_the_closing),
        TEST(labels_carry_bars_that_a_scanner_reads_back),
        TEST(an_arabic_label_is_painted_and_its_price_is_text),
        TEST(the_self_test_shows_every_letter_it_promises),
        TEST(every_other_paper_is_whole_on_both_widths),
        TEST(an_unknown_paper_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
