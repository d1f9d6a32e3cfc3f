/*
 * The whole program in a pseudo-terminal, with an emulated scanner and an emulated printer under
 * the real libusb: what a customer sees.
 */
#include "drivers/scanner.h"
#include "ledger/print_queue.h"
#include "tests/support/emulated_usb.h"
#include "tests/support/escpos_reader.h"
#include "tests/support/market.h"
#include "tests/support/typing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { PATIENCE_TURNS = 60, PRINTED_MAX = 20000 };

struct journey {
    struct emulated_usb *usb;
    struct emulated_device *scanner, *printer;
    struct market market;
    char *paper; /* what came out, decoded */
};

/* What the person at this machine once said: that keyboard is a scanner. No silence ends its codes
 * before their suffix does: a busy machine is silent, too. */
static void devices_remember(const char *home)
{
    char path[400];
    FILE *file;

    snprintf(path, sizeof path, "%s/.config", home);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/.config/flashcoop", home);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/.config/flashcoop/devices.csv", home);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs("role,vendor,product,serial,layout,silence_ms\r\nscanner,05e0,1200,SYM0001,fr,1000\r\n",
          file);
    fclose(file);
}

static int set_up(void **state)
{
    struct journey *j = calloc(1, sizeof *j);
    struct emulated_shape printer = emulated_printer_shape(), scanner = emulated_scanner_shape();

    j->usb = emulated_usb_open();
    j->printer = emulated_plug(j->usb, &printer);
    j->scanner = emulated_plug(j->usb, &scanner);
    market_make(&j->market);
    devices_remember(j->market.screen.folder);
    market_open(&j->market, 100, 30, "fr", NULL);
    screen_key(&j->market.screen, HOME_SELL);
    screen_wait(&j->market.screen, "tissu");
    *state = j;
    return 0;
}

static int tear_down(void **state)
{
    struct journey *j = *state;

    market_end(&j->market, NULL);
    emulated_usb_close(j->usb);
    free(j->paper);
    free(j);
    return 0;
}

static void scan(struct journey *j, const char *code, const char *answer)
{
    struct typing typing = typing_of(KEY_LAYOUT_FR, code, "\r\n");

    for (int i = 0; i < typing.count; i++)
        emulated_report(j->scanner, typing.reports[i], TYPED_REPORT_BYTES);
    screen_wait(&j->market.screen, answer);
}

static void sell_three_scanned(struct journey *j)
{
    scan(j, "2000000000015", "1 Cookie choco");
    scan(j, "2000000000022", "1 Cookie noisette");
    scan(j, "2000000000015", "2 Cookie choco");
    screen_key(&j->market.screen, KEY_ENTER_BYTES);
    screen_wait(&j->market.screen, "À payer");
    screen_key(&j->market.screen, KEY_ENTER_BYTES);
    screen_wait(&j->market.screen, "Ticket A-1 inscrit");
}

static const char *read_paper(struct journey *j)
{
    unsigned char *bytes = malloc(PRINTED_MAX);
    size_t length = emulated_printed(j->printer, bytes, PRINTED_MAX);
    struct escpos_reading reading = escpos_read(bytes, length);

    free(j->paper);
    j->paper = strdup(buf_text(&reading.text));
    buf_release(&reading.text);
    free(bytes);
    return j->paper;
}

/* Until the paper holds `text`; the screen goes on being read meanwhile. */
static void wait_for_paper(struct journey *j, const char *text)
{
    for (int turn = 0; turn < PATIENCE_TURNS; turn++) {
        if (strstr(read_paper(j), text))
            return;
        screen_settle(&j->market.screen);
    }
    fail_msg("« %s » did not come out:\n%s\n%s", text, j->paper, screen_text(&j->market.screen));
}

static enum print_state state_of_job(struct book *book, int64_t id)
{
    struct err err = ERR_EMPTY;
    struct print_job job;
    bool found = false;

    assert_true(print_queue_find(book->db, id, &job, &found, &err));
    assert_true(found);
    return job.state;
}

static void three_scans_a_payment_and_a_receipt_to_the_cent(void **state)
{
    struct journey *j = *state;
    struct err err = ERR_EMPTY;
    struct book book;
    struct sale sale;

    sell_three_scanned(j);
    screen_key(&j->market.screen, "p");
    wait_for_paper(j, "[CUT]");
    screen_settle(&j->market.screen);
    market_look(&j->market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_int_equal(sale.gross, 450);
    assert_int_equal(sale.line_count, 2);
    assert_non_null(strstr(j->paper, "[DRAWER]")); /* paid in cash */
    assert_non_null(strstr(j->paper, "Ticket A-1"));
    assert_non_null(strstr(j->paper, "Cookie choco                              3,00 €"));
    assert_non_null(strstr(j->paper, "Cookie noisette                           1,50 €"));
    assert_non_null(strstr(j->paper, "TOTAL             4,50 €"));
    assert_non_null(strstr(j->paper, "Sans taxe (HT) 5,5 %                      4,27 €"));
    assert_non_null(strstr(j->paper, "Taxe (TVA) 5,5 %                          0,23 €"));
    assert_non_null(strstr(j->paper, "ORIGINAL"));
    assert_int_equal(state_of_job(&book, 1), PRINT_DONE);
    book_close(&book);
}

static void the_printer_pulled_in_mid_receipt_leaves_one_sale_and_a_paper_to_ask_again(void **state)
{
    struct journey *j = *state;
    struct err err = ERR_EMPTY;
    struct book book;
    struct sale sale;

    sell_three_scanned(j);
    wait_for_paper(j, "[DRAWER]");
    emulated_unplug_after(j->printer, 200);
    screen_key(&j->market.screen, "p");
    screen_wait(&j->market.screen, "Peut-être imprimé en partie");
    emulated_replug(j->printer);
    screen_key(&j->market.screen, KEY_ESCAPE_BYTES);
    market_go(&j->market, "Réglages", "6 Appareils");
    market_go(&j->market, "Appareils", "[x] Imprimante");
    screen_key(&j->market.screen, KEY_END_BYTES); /* the papers stand on the last page */
    screen_wait(&j->market.screen, "refaire");
    market_go(&j->market, "ticket A-1", "Redemandé");
    wait_for_paper(j, "DUPLICATA 1");
    screen_wait_gone(&j->market.screen, "refaire");
    screen_settle(&j->market.screen);
    market_look(&j->market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_false(sale_find(book.db, "A", 2, &sale, &err));
    assert_int_equal(state_of_job(&book, 1), PRINT_DROPPED);
    assert_int_equal(state_of_job(&book, 2), PRINT_DONE);
    book_close(&book);
}

/* The papers of the till: chosen by hand, printed, and what is printed can be scanned. */
static void labels_asked_for_on_the_screen_come_out_and_scan_back(void **state)
{
    struct journey *j = *state;
    const char *bars;
    char code[14];

    screen_key(&j->market.screen, KEY_ESCAPE_BYTES);
    market_go(&j->market, "Produits", "Papiers de caisse");
    market_go(&j->market, "Papiers de caisse", "Où en est la caisse");
    screen_wait(&j->market.screen, "Étiquettes d'un produit");
    screen_wait(&j->market.screen, "Imprimante prête.");
    screen_key(&j->market.screen, "4");
    screen_wait(&j->market.screen, "Les étiquettes de quel produit");
    screen_key(&j->market.screen, "2");
    screen_wait(&j->market.screen, "Combien d'étiquettes");
    screen_key(&j->market.screen, "2");
    screen_key(&j->market.screen, KEY_ENTER_BYTES);
    screen_wait(&j->market.screen, "Demandé : il sort");
    wait_for_paper(j, "[EAN13 2000000000022]\n[CUT]\n[BITMAP 96x96]\nCookie noisette");
    bars = strstr(j->paper, "[EAN13 ") + strlen("[EAN13 ");
    snprintf(code, sizeof code, "%.13s", bars);
    screen_key(&j->market.screen, KEY_ESCAPE_BYTES);
    screen_wait(&j->market.screen, "Où en est la caisse");
    screen_key(&j->market.screen, KEY_ESCAPE_BYTES);
    screen_wait(&j->market.screen, "Papiers de caisse");
    screen_key(&j->market.screen, KEY_ESCAPE_BYTES);
    market_go(&j->market, "Vendre", "tissu");
    scan(j, code, "1 Cookie noisette");
}

static void type_as(struct journey *j, enum key_layout layout, const char *text, const char *suffix)
{
    struct typing typing = typing_of(layout, text, suffix);

    for (int i = 0; i < typing.count; i++)
        emulated_report(j->scanner, typing.reports[i], TYPED_REPORT_BYTES);
}

static void the_card_sets_layout_and_suffix_and_the_screen_shows_and_changes_them(void **state)
{
    struct journey *j = *state;

    screen_key(&j->market.screen, KEY_ESCAPE_BYTES);
    market_go(&j->market, "Réglages", "6 Appareils");
    market_go(&j->market, "Appareils", "français (AZERTY), fin : pas encore vue");
    type_as(j, KEY_LAYOUT_US, SCANNER_CARD, "\t");
    screen_wait(&j->market.screen, "anglais (QWERTY), fin : Tabulation");
    market_go(&j->market, "[x] Bar Code Scanner", "SYM0001");
    screen_wait(&j->market.screen, "< un scanner >");
    screen_wait(&j->market.screen, "< anglais (QWERTY) >");
    screen_key(&j->market.screen, KEY_DOWN_BYTES);
    screen_key(&j->market.screen, KEY_RIGHT_BYTES);
    screen_wait(&j->market.screen, "< français (AZERTY) >");
    screen_key(&j->market.screen, KEY_ENTER_BYTES);
    screen_wait(&j->market.screen, "Retenir");
    screen_key(&j->market.screen, KEY_LEFT_BYTES);
    screen_wait(&j->market.screen, "< Entrée >");
    screen_key(&j->market.screen, KEY_ENTER_BYTES);
    screen_wait(&j->market.screen, "français (AZERTY), fin : Entrée");
    screen_key(&j->market.screen, KEY_ESCAPE_BYTES);
    screen_wait(&j->market.screen, "Codes secrets");
    screen_key(&j->market.screen, KEY_ESCAPE_BYTES);
    market_go(&j->market, "Vendre", "tissu");
    scan(j, "2000000000015", "1 Cookie choco");
}

/* Each is sent when the program has taken the one before, however slow the machine is. */
static void two_hundred_scans_one_behind_the_other_are_all_sold(void **state)
{
    static const char *const CODES[] = { "2000000000015", "2000000000022" };
    enum { SCANS = 200 };
    struct journey *j = *state;

    for (int i = 0; i < SCANS; i++) {
        type_as(j, KEY_LAYOUT_FR, CODES[i % 2], "\r\n");
        while (!emulated_is_drained(j->scanner))
            screen_watch(&j->market.screen, 1);
    }
    screen_wait(&j->market.screen, "100 Cookie choco");
    screen_wait(&j->market.screen, "100 Cookie noisette");
    assert_false(screen_shows(&j->market.screen, "Code mal lu"));
}

static void a_misread_code_sells_nothing(void **state)
{
    struct journey *j = *state;

    scan(j, "2000000000016", "Code mal lu");
    assert_false(screen_shows(&j->market.screen, "1 Cookie"));
}

static void without_paper_the_cashier_is_told_and_goes_on_selling(void **state)
{
    struct journey *j = *state;

    emulated_answer(j->printer, 4, 0x72);
    sell_three_scanned(j);
    screen_key(&j->market.screen, "p");
    screen_wait(&j->market.screen, "Plus de papier");
    scan(j, "2000000000015", "1 Cookie choco");
    assert_null(strstr(read_paper(j), "Ticket"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(three_scans_a_payment_and_a_receipt_to_the_cent),
        TEST(the_printer_pulled_in_mid_receipt_leaves_one_sale_and_a_paper_to_ask_again),
        TEST(labels_asked_for_on_the_screen_come_out_and_scan_back),
        TEST(the_card_sets_layout_and_suffix_and_the_screen_shows_and_changes_them),
        TEST(two_hundred_scans_one_behind_the_other_are_all_sold),
        TEST(a_misread_code_sells_nothing),
        TEST(without_paper_the_cashier_is_told_and_goes_on_selling),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
