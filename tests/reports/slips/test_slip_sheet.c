/* The papers of the till as a PDF: read back as text, and by a reader of barcodes. */
#include "drivers/scanner.h"
#include "reports/catalogue/slip_paper.h"
#include "pos/acts/paper_ask.h"
#include "tests/support/folder.h"
#include "programme/programme_store.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SAID_MAX = 8000 };

static struct folder folder;

static int make_folder(void **state)
{
    (void)state;
    folder = folder_make();
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    folder_remove(&folder);
    return 0;
}

/* What `command` says of the PDF of that paper; %s is its path. */
static const char *said_of(struct till_fixture *f, const char *name, const char *command)
{
    static char said[SAID_MAX];
    char path[FOLDER_PATH_MAX], line[2 * FOLDER_PATH_MAX + 200];
    size_t length;
    FILE *pipe;

    folder_path(&folder, "paper.pdf", path);
    if (!paper_write_pdf(&f->till, name, path, true, &f->err))
        fail_msg("%s: %s", name, f->err.text);
    snprintf(line, sizeof line, "f='%s'; %s", path, command);
    pipe = popen(line, "r");
    assert_non_null(pipe);
    length = fread(said, 1, sizeof said - 1, pipe);
    said[length] = '\0';
    pclose(pipe);
    return said;
}

static void expect(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("« %s » is not in:\n%s", part, text);
}

#define AS_TEXT "pdftotext -layout \"$f\" -"
#define AS_BARS "pdftoppm -r 200 -gray \"$f\" \"$f\" && zbarimg -q --nodbus --raw \"$f\"-*.pgm"

static void the_card_of_the_scanner_can_be_read_without_a_receipt_printer(void **state)
{
    assert_string_equal(said_of(*state, "setup", AS_BARS), SCANNER_CARD "\n");
}

static void each_label_carries_the_code_of_its_product(void **state)
{
    struct till_fixture *f = *state;
    struct product product;
    const char *said;
    int count = 0;

    assert_true(product_find(f->db, "C1", &product, &f->err));
    snprintf(product.barcode, sizeof product.barcode, "2000000000015");
    assert_true(till_put_product(&f->till, &product, &f->err));
    said = said_of(f, "labels:C1:20", AS_TEXT);
    for (const char *at = said; (at = strstr(at, "2000000000015")) != NULL; at++)
        count++;
    assert_int_equal(count, 20);
    expect(said_of(f, "labels:C1:1", AS_BARS), "2000000000015");
}

static void a_receipt_says_the_same_to_the_cent(void **state)
{
    struct till_fixture *f = *state;
    const char *said;

    till_fixture_sell(f, "C1", 3, PAY_CASH);
    said = said_of(f, "receipt:1", AS_TEXT);
    expect(said, "Ticket A-1");
    expect(said, "3 x 1,50 €");
    expect(said, "4,50 €");
    expect(said, "0,23 €");
    expect(said, "ORIGINAL");
    expect(said_of(f, "receipt:1", AS_TEXT), "DUPLICATA 1"); /* a PDF counts as a print */
}

static void every_paper_of_the_till_has_its_pdf(void **state)
{
    static const char *const PAPERS[] = { "x",     "tags",  "allergens",  "notice", "count",
                                          "float", "setup", "fallback:7", "test" };
    struct till_fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(PAPERS); i++)
        assert_true(strlen(said_of(f, PAPERS[i], AS_TEXT)) > 30);
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
        TEST(the_card_of_the_scanner_can_be_read_without_a_receipt_printer),
        TEST(each_label_carries_the_code_of_its_product),
        TEST(a_receipt_says_the_same_to_the_cent),
        TEST(every_paper_of_the_till_has_its_pdf),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
