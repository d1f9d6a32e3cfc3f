/* `flashcoop sell`: the real program, its lines in and its lines out. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char SELL[] = "$F sell b.flashcoop";

static void add_scan_and_drop_answer_what_is_due(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "more.csv",
                "code,label,price,vat,barcode\nN1,Noix,2.00,5.5,3017620422003\n");
    shell_do(shell, "$F import b.flashcoop products more.csv", NULL);
    assert_string_equal(
        shell_do(shell, SELL, "add C1\nadd C1 2\nscan 3017620422003\nscan T1\ndrop 2\ntotal\n"),
        "due 1.50\ndue 4.50\ndue 6.50\ndue 18.50\ndue 16.50\ndue 16.50\n");
}

static void both_spellings_of_a_upc_code_are_one_article(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "more.csv", "code,label,price,vat,barcode\nU1,Jus,2.00,5.5,036000291452\n");
    shell_do(shell, "$F import b.flashcoop products more.csv", NULL);
    assert_string_equal(shell_do(shell, SELL, "scan 036000291452\nscan 0036000291452\nscan C1\n"),
                        "due 2.00\ndue 4.00\ndue 5.50\n");
}

static void every_spelling_of_a_code_is_one_article(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "more.csv",
                "code,label,price,vat,barcode\nN1,Noix,2.00,5.5,3017620422003\n"
                "E8,Stylo,1.00,20,96385074\nUE,Savon,3.00,20,04252614\n");
    shell_do(shell, "$F import b.flashcoop products more.csv", NULL);
    assert_string_equal(shell_do(shell, SELL,
                                 "scan 03017620422003\nscan 0103017620422003\n"
                                 "scan ]C10103017620422003\nscan 301762042200351299\n"
                                 "scan 0000096385074\nscan 0042100005264\n"
                                 "scan (01)03017620422003(30)3\n"),
                        "due 2.00\ndue 4.00\ndue 6.00\ndue 8.00\ndue 9.00\ndue 12.00\ndue 18.00\n");
    assert_non_null(strstr(shell_do(shell, SELL, "scan 3017620422004\n"), "error Code mal lu"));
    assert_non_null(strstr(shell_do(shell, SELL, "scan (01)03017620422003(17)200101\n"),
                           "error Noix : date limite (DLC) passée"));
    assert_non_null(strstr(shell_do(shell, SELL, "scan (01)03017620422003(30)99\n"),
                           "error Ce code dit 99 pièces"));
}

static void a_label_of_scales_sells_its_weight_or_its_price(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "more.csv", "code,label,price,vat,unit\n42,Miel,12.30,5.5,kg\n");
    shell_do(shell, "$F import b.flashcoop products more.csv", NULL);
    assert_non_null(strstr(shell_do(shell, SELL, "scan 2100042012349\n"), "inconnu"));
    shell_do(shell, "$F set b.flashcoop scale-code '21CCCCCWWWWWK 22CCCCPPPPPPK'", NULL);
    assert_non_null(strstr(shell_do(shell, "$F set b.flashcoop", NULL), "21CCCCCWWWWWK"));
    /* 1,234 kg at 12,30; then 12,50 asked by the label, to the cent. */
    assert_string_equal(shell_do(shell, SELL, "scan 2100042012349\nvoid\nscan 2200420012500\n"),
                        "due 15.18\nok\ndue 12.50\n");
    /* A label without a weight is not one kilogram. */
    assert_non_null(strstr(shell_do(shell, SELL, "scan 2100042000001\n"), "se pèse"));
    assert_non_null(strstr(shell_do(shell, "$F set b.flashcoop scale-code 21CC 2>&1 || true", NULL),
                           "code de balance"));
}

static void an_unknown_article_sells_and_is_flagged(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_string_equal(
        shell_do(shell, SELL, "unknown 2.50 20 Pot de miel\nunknown 1 5,5\npay cash 3.5\n"),
        "due 2.50\ndue 3.50\nsold A-1 3.50 change 0.00\n");
    assert_non_null(strstr(shell_do(shell, "$F report b.flashcoop sales --format csv", NULL),
                           ",unknown-article,0.00\r\n"));
    assert_non_null(strstr(shell_do(shell, "$F report b.flashcoop lines --format csv", NULL),
                           "A-1,1,,Pot de miel,1,2.50,0.00,2.50,2.08,20\r\n"));
    assert_non_null(strstr(shell_do(shell, "$F report b.flashcoop products --format csv", NULL),
                           "\n,unknown-article,2,3.50,,,,,,,\r\n"));
}

static void practice_is_in_no_total(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_string_equal(
        shell_do(shell, "$F sell b.flashcoop --seller P1 --practice", "add C1\npay cash 2\n"),
        "due 1.50\nsold a-1 1.50 change 0.50\n");
    assert_string_equal(shell_do(shell, SELL, "add C1\npay cash 1.5\n"),
                        "due 1.50\nsold A-1 1.50 change 0.00\n");
    assert_non_null(strstr(shell_do(shell, "$F report b.flashcoop sales --format csv", NULL),
                           ",A,P1,training,1.50,"));
    assert_non_null(strstr(shell_do(shell, "$F report b.flashcoop receipt:a-1", NULL), "FACTICE"));
    assert_string_equal(shell_value(shell, "x", "gross"), "1.50");
    assert_string_equal(shell_value(shell, "session", "turnover"), "1.50");
    assert_memory_equal(shell_do(shell, "$F verify b.flashcoop", NULL), "ok: ", 4);
}

static void a_paid_ticket_is_sold_with_its_change(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_string_equal(shell_do(shell, SELL, "add C1 2\npay cash 5\n"),
                        "due 3.00\nsold A-1 3.00 change 2.00\n");
}

static void an_incomplete_payment_answers_what_is_left(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_string_equal(
        shell_do(shell, SELL, "add B1\npay card 2\npay voucher 1\npay cheque 0.50\npay cash 1\n"),
        "due 4.50\ndue 2.50\ndue 1.50\ndue 1.00\nsold A-1 4.50 change 0.00\n");
}

static void typed_prices_and_discounts_count_on_the_line(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_string_equal(shell_do(shell, SELL, "add C1 2 @2\nadd B1 -0.50\nadd T1 -10%\n"),
                        "due 4.00\ndue 8.00\ndue 18.80\n");
}

/* The mixed ticket of the money rules: 2 × 1.50 at 5.5 % and 12.00 at 20 %, 10 % off. */
static void a_ticket_discount_is_spread_over_the_rates(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, SELL, "add C1 2\nadd T1\ndiscount 10%\npay cash 13.50\n");
    assert_string_equal(shell_do(shell, "$F report b.flashcoop lines --format csv", NULL),
                        "ticket,line,code,label,quantity,price,discount,gross,net,vat_rate\r\n"
                        "A-1,1,C1,Cookie,2,1.50,0.30,2.70,2.56,5.5\r\n"
                        "A-1,2,T1,Sac,1,12.00,1.20,10.80,9.00,20\r\n");
    assert_string_equal(shell_value(shell, "x", "vat_550"), "0.14");
    assert_string_equal(shell_value(shell, "x", "vat_2000"), "1.80");
}

static void a_parked_ticket_comes_back_as_it_was(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_string_equal(shell_do(shell, SELL, "add C1 3\npark le monsieur\nadd B1\nvoid\n"),
                        "due 4.50\nok\ndue 4.50\nok\n");
    assert_string_equal(shell_do(shell, SELL, "resume le monsieur\npay cash 4.50\nquit\n"),
                        "due 4.50\nsold A-1 4.50 change 0.00\nok\n");
}

static void a_refund_pays_back_at_most_what_was_sold(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, SELL, "add C1 3\npay cash 4.50\n");
    assert_string_equal(shell_do(shell, SELL, "refund 1 1 2\npay cash 3\n"),
                        "due -3.00\nsold A-2 -3.00 change 0.00\n");
    shell_do(shell, SELL, "refund A-1 1 2\nrefund A-1\npay cash 1.50\nrefund 1\nrefund 2\n");
    assert_non_null(strstr(shell->out, "error "));
    assert_non_null(strstr(shell->out, "due -1.50\nsold A-3 -1.50 change 0.00\nerror "));
}

static void a_refused_line_changes_nothing(void **state)
{
    struct shell *shell = *state;
    char *at;

    shell_make_book(shell);
    shell_do(shell, SELL,
             "add C1\nadd XX\nadd C1 -2 1 1\nscan 000\ndrop 9\ndiscount abc\npay cash\npay gold 3\n"
             "pay card 9\nresume nobody\nrefund 1\nnonsense\nadd C1 0,5\ntotal\n");
    at = strstr(shell->out, "due 1.50\nerror ");
    assert_non_null(at);
    for (int errors = 0; errors < 12; errors++) {
        at = strstr(at + 1, "\nerror ");
        assert_non_null(at);
    }
    assert_non_null(strstr(at, "\ndue 1.50\n"));
}

/* Code monétaire et financier, D112-3: no more than 1 000,00 € in cash. */
static void cash_above_the_legal_limit_is_refused(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, SELL, "add T1 84\npay cash 1008\npay cash 1000\n");
    assert_non_null(strstr(shell->out, "due 1008.00\nerror "));
    assert_non_null(strstr(shell->out, "1 000,00"));
    assert_non_null(strstr(shell->out, "\ndue 8.00\n"));
}

/* Pieces of one price share a line; a weighing never does, for its label bears its price. */
static void each_weighing_is_a_line_of_its_own(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "kg.csv", "code,label,price,vat,unit\nV1,Vrac,3.33,5.5,kg\n");
    shell_do(shell, "$F import b.flashcoop products kg.csv", NULL);
    assert_string_equal(shell_do(shell, "$F sell b.flashcoop",
                                 "add V1 0.335\nadd V1 0.335\nadd C1\nadd C1\npay card 5.24\n"),
                        "due 1.12\ndue 2.24\ndue 3.74\ndue 5.24\nsold A-1 5.24 change 0.00\n");
    assert_string_equal(
        shell_do(shell, "$F report b.flashcoop lines --format csv | cut -d, -f2,3,5,8", NULL),
        "line,code,quantity,gross\n1,V1,0.335,1.12\n2,V1,0.335,1.12\n3,C1,2,3.00\n");
}

static void every_line_of_a_long_ticket_can_be_named_for_a_refund(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell,
             "(for i in $(seq 40); do echo add C1 1 @$i.00; done; echo pay card 820) | "
             "$F sell b.flashcoop | tail -1",
             NULL);
    assert_string_equal(shell->out, "sold A-1 820.00 change 0.00\n");
    shell_do(shell,
             "(echo refund 1 $(for i in $(seq 40); do echo $i 1; done); echo pay card -820) | "
             "$F sell b.flashcoop",
             NULL);
    assert_string_equal(shell->out, "due -820.00\nsold A-2 -820.00 change 0.00\n");
    shell_do(shell, "$F sell b.flashcoop",
             "add C1\npay cash 1.50\nrefund 3 1 1 9 1\ntotal\nrefund 3 1 1\n");
    assert_non_null(strstr(shell->out, "error Le ticket n'a pas de ligne 9.\ndue 0.00\ndue -1.50"));
}

static void a_seller_acts_under_her_badge(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop --seller P3", "add C1\npay cash 1.50\nrefund 1\n");
    assert_non_null(strstr(shell->out, "sold A-1 1.50 change 0.00\nerror ")); /* animator's */
    shell_do(shell, "$F sell b.flashcoop --seller P3 --as animator", "refund 1\npay cash 1.5\n");
    assert_non_null(strstr(shell->out, "sold A-2"));
    assert_non_null(
        strstr(shell_do(shell, "$F report b.flashcoop sales --format csv", NULL), ",A,P3,sale,"));
}

static void a_line_without_end_and_a_long_line_are_answered(void **state)
{
    struct shell *shell = *state;
    char input[4000];

    shell_make_book(shell);
    memset(input, 'x', sizeof input);
    memcpy(input + 3000, "\nadd C1", 8);
    shell_do(shell, SELL, input);
    assert_memory_equal(shell->out, "error ", 6);
    assert_non_null(strstr(shell->out, "\ndue 1.50\n"));
}

static void a_line_dropped_after_the_total_leaves_a_trace(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, SELL, "add C1\ntotal\ndrop 1\n");
    assert_string_equal(
        shell_do(shell, "sqlite3 b.flashcoop 'SELECT count(*) FROM record WHERE kind = 53'", NULL),
        "1\n");
}

int main(void)
{
#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)
    const struct CMUnitTest tests[] = {
        SHELL_TEST(add_scan_and_drop_answer_what_is_due),
        SHELL_TEST(both_spellings_of_a_upc_code_are_one_article),
        SHELL_TEST(every_spelling_of_a_code_is_one_article),
        SHELL_TEST(a_label_of_scales_sells_its_weight_or_its_price),
        SHELL_TEST(an_unknown_article_sells_and_is_flagged),
        SHELL_TEST(practice_is_in_no_total),
        SHELL_TEST(a_paid_ticket_is_sold_with_its_change),
        SHELL_TEST(an_incomplete_payment_answers_what_is_left),
        SHELL_TEST(typed_prices_and_discounts_count_on_the_line),
        SHELL_TEST(a_ticket_discount_is_spread_over_the_rates),
        SHELL_TEST(a_parked_ticket_comes_back_as_it_was),
        SHELL_TEST(a_refund_pays_back_at_most_what_was_sold),
        SHELL_TEST(a_refused_line_changes_nothing),
        SHELL_TEST(cash_above_the_legal_limit_is_refused),
        SHELL_TEST(each_weighing_is_a_line_of_its_own),
        SHELL_TEST(every_line_of_a_long_ticket_can_be_named_for_a_refund),
        SHELL_TEST(a_seller_acts_under_her_badge),
        SHELL_TEST(a_line_without_end_and_a_long_line_are_answered),
        SHELL_TEST(a_line_dropped_after_the_total_leaves_a_trace),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
