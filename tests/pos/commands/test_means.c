/* Further means of payment, and products that are no longer offered. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

/* A product of ten euros, and three means: with a number, in the drawer, with change. */
static void make_book(struct shell *shell)
{
    shell_write(shell, "p.csv", "code,label,price,vat\nC1,Cookie,10,5.5\n");
    shell_write(
        shell, "means.csv",
        "means,label,account,change,drawer,number,max\nlydia,Lydia,5117,no,no,yes,\n"
        "mlc,Monnaie locale,5301,no,yes,no,\ncv,Chèque-vacances,,oui,non,non,\"25,00 €\"\n");
    shell_do(shell,
             "$F new b.flashcoop --name Mam --host Coop && $F import b.flashcoop products p.csv && "
             "$F import b.flashcoop means means.csv",
             NULL);
}

static void each_means_is_taken_by_its_rules(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_string_equal(
        shell_do(shell, "$F sell b.flashcoop",
                 "add C1\npay lydia 10\npay lydia 10 AB12\nadd C1\npay mlc 12\npay mlc 4\n"
                 "pay cash 10\nadd C1\npay cv 30\npay cv 20\nadd C1\npay paylib 10\nvoid\n"),
        "due 10.00\nerror Lydia : il faut un numéro.\nsold A-1 10.00 change 0.00\ndue 10.00\n"
        "error Il reste 10,00 € à payer : seules les espèces rendent.\ndue 6.00\n"
        "sold A-2 10.00 change 4.00\ndue 10.00\n"
        "error Chèque-vacances : 25,00 € au plus par paiement.\nsold A-3 10.00 change 10.00\n"
        "due 10.00\nerror écrire : pay cash E | card E [SLIP] | cheque E [NUMBER] | "
        "voucher E [NUMBER] | MEANS E [NUMBER]\nok\n");
}

static void what_was_paid_adds_up_in_every_report_and_in_the_accounts(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    shell_do(shell, "$F sell b.flashcoop",
             "add C1\npay lydia 10 AB12\nadd C1\npay mlc 4\npay cash 10\nadd C1\npay cv 20\n"
             "refund 1\npay lydia 10 R1\nadd C1\npay lydia 10 AB13\n");
    assert_string_equal(shell_value(shell, "x", "other"), "34.00");
    assert_string_equal(shell_value(shell, "x", "means_lydia"), "10.00");
    assert_string_equal(shell_value(shell, "x", "means_cv"), "20.00");
    assert_string_equal(shell_value(shell, "x", "means_mlc"), "4.00");
    assert_string_equal(shell_value(shell, "x", "cash"), "-4.00");
    assert_string_equal(
        shell_do(shell, "$F report b.flashcoop payments --format csv | cut -d, -f1,3-", NULL),
        "ticket,means,number,amount\r\nA-1,lydia,AB12,10.00\r\nA-2,mlc,,4.00\r\n"
        "A-2,cash,,6.00\r\nA-3,cv,,20.00\r\nA-3,cash,,-10.00\r\n"
        "A-4,lydia,R1,-10.00\r\nA-5,lydia,AB13,10.00\r\n");
    assert_string_equal(
        shell_do(shell, "$F report b.flashcoop sales --format csv | cut -d, -f1,6,9,13,16-19",
                 NULL),
        "ticket,gross,cash,change,other,means_cv,means_lydia,means_mlc\r\n"
        "A-1,10.00,0.00,0.00,10.00,0.00,10.00,0.00\r\nA-2,10.00,10.00,4.00,4.00,0.00,0.00,4.00\r\n"
        "A-3,10.00,0.00,10.00,20.00,20.00,0.00,0.00\r\n"
        "A-4,-10.00,0.00,0.00,-10.00,0.00,-10.00,0.00\r\n"
        "A-5,10.00,0.00,0.00,10.00,0.00,10.00,0.00\r\n");
    shell_do(shell,
             "$F cash b.flashcoop in 10 --reason monnaie && "
             "$F close b.flashcoop day --counted 6",
             NULL);
    shell_do(shell, "$F report b.flashcoop postings --format csv | cut -d, -f4,6,7", NULL);
    assert_non_null(strstr(shell->out, "5117,10.00,0.00\n"));
    assert_non_null(strstr(shell->out, "5301,4.00,0.00\n"));
    assert_non_null(strstr(shell->out, "5116,20.00,0.00\n"));
    shell_do(shell, "$F verify b.flashcoop", NULL);
    shell_do(shell, "$F report b.flashcoop receipt:3", NULL);
    assert_non_null(strstr(shell->out, "Chèque-vacances"));
}

static void a_list_of_means_that_cannot_be_is_refused(void **state)
{
    static const char *const WRONG[] = {
        "cash,Espèces,530", "Lydia,Lydia,5117", "a b,x,",
        "lydia,Lydia,51x",  "lydia,,5117",      "x,X,511,perhaps"
    };
    struct shell *shell = *state;

    make_book(shell);
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        char text[120];

        snprintf(text, sizeof text, "means,label,account%s\n%s\n", i == 5 ? ",change" : "",
                 WRONG[i]);
        shell_write(shell, "m.csv", text);
        assert_int_equal(shell_run(shell, "$F import b.flashcoop means m.csv", NULL), 1);
    }
}

static void a_product_without_sales_goes_and_one_with_sales_is_no_longer_offered(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay cash 1.50\n");
    shell_do(shell, "$F product b.flashcoop retire C1 B1", NULL);
    assert_string_equal(
        shell_do(shell, "$F report b.flashcoop products --format csv | cut -d, -f1,11", NULL),
        "code,retired\r\nT1,no\r\nC1,yes\r\n");
    assert_non_null(
        strstr(shell_do(shell, "$F sell b.flashcoop", "add C1\n"), "n'est plus proposé"));
    shell_do(shell, "$F product b.flashcoop offer C1", NULL);
    assert_string_equal(shell_do(shell, "$F sell b.flashcoop", "add C1\n"), "due 1.50\n");
    shell_write(shell, "p.csv", "code,label,price,vat\nB1,Boîte,4.50,5.5\n");
    shell_do(shell, "$F import b.flashcoop products p.csv && $F verify b.flashcoop", NULL);
    assert_string_equal(shell_do(shell, "$F sell b.flashcoop", "add B1\n"), "due 4.50\n");
    assert_int_equal(shell_run(shell, "$F product b.flashcoop retire NONE", NULL), 1);
}

/* Sales noted elsewhere have a column for each further means, as reports name them. */
static void sales_of_a_file_are_paid_by_further_means_too(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    shell_write(shell, "s.csv",
                "ticket,time,product,quantity,cash,means_lydia,means_mlc,number\n"
                "k1,2019-11-26T10:00,C1,1,,10,,AB12\nk2,2019-11-26T10:10,C1,1,6,,4,\n");
    shell_do(shell, "$F import b.flashcoop sales s.csv", NULL);
    shell_write(shell, "r.csv",
                "ticket,time,product,quantity,means_lydia,number,refund_of\n"
                "k3,2019-11-26T10:20,C1,-1,-10,R1,k1\n");
    shell_do(shell, "$F import b.flashcoop sales r.csv", NULL);
    assert_string_equal(
        shell_do(shell, "$F report b.flashcoop payments --format csv | cut -d, -f1,3-", NULL),
        "ticket,means,number,amount\r\nA-1,lydia,AB12,10.00\r\nA-2,cash,,6.00\r\n"
        "A-2,mlc,,4.00\r\nA-3,lydia,R1,-10.00\r\n");
    shell_write(shell, "bad.csv",
                "ticket,time,product,quantity,means_lydia,means_paylib\n"
                "k4,2019-11-26T10:30,C1,1,10,\n");
    assert_int_equal(shell_run(shell, "$F import b.flashcoop sales bad.csv", NULL), 1);
    assert_non_null(strstr(shell->err, "means_mlc")); /* the known ones are named */
    shell_write(shell, "short.csv",
                "ticket,time,product,quantity,means_lydia,number\n"
                "k4,2019-11-26T10:30,C1,1,9,AB14\n");
    assert_int_equal(shell_run(shell, "$F import b.flashcoop sales short.csv", NULL), 1);
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

static void what_lies_in_the_drawer_is_named_apart_once_it_was_counted(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    shell_do(shell, "$F sell b.flashcoop",
             "add C1\npay lydia 10 AB12\nadd C1\npay mlc 4\npay cash 6\nadd C1\npay mlc 10\n");
    shell_do(shell, "$F report b.flashcoop x --format csv", NULL);
    assert_null(strstr(shell->out, "drawer_")); /* the count is blind */
    assert_non_null(strstr(shell_do(shell, "$F cash b.flashcoop count 5=1 1=1", NULL),
                           "\nà part, dans le tiroir : Monnaie locale 14,00"));
    shell_do(shell, "$F print b.flashcoop count -o count.bin && strings -e S count.bin >count",
             NULL);
    shell_do(shell, "grep -q 'Monnaie locale *____' count && ! grep -q Lydia count", NULL);
    shell_do(shell, "$F close b.flashcoop day", NULL);
    assert_non_null(strstr(shell->out, "Dans le tiroir : Monnaie locale"));
    assert_null(strstr(shell->out, "Dans le tiroir : Lydia"));
    assert_string_equal(shell_value(shell, "z:1", "drawer_mlc"), "14.00");
    shell_do(shell, "$F print b.flashcoop z:1 -o z.bin && strings -e S z.bin >z", NULL);
    shell_do(shell, "grep -q 'Dans le tiroir : Monnaie locale' z", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELL_TEST(each_means_is_taken_by_its_rules),
        SHELL_TEST(what_was_paid_adds_up_in_every_report_and_in_the_accounts),
        SHELL_TEST(a_list_of_means_that_cannot_be_is_refused),
        SHELL_TEST(sales_of_a_file_are_paid_by_further_means_too),
        SHELL_TEST(what_lies_in_the_drawer_is_named_apart_once_it_was_counted),
        SHELL_TEST(a_product_without_sales_goes_and_one_with_sales_is_no_longer_offered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
