/* `flashcoop import`: files taken whole, or refused with every bad line named. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SALES_HEADER                                                                               \
    "ticket,time,product,quantity,price,discount,seller,cash,card,paper,refund_of\n"

/* Import `text` as `kind`: the exit status. */
static int import(struct shell *shell, const char *kind, const char *text)
{
    char line[120];

    shell_write(shell, "file.csv", text);
    snprintf(line, sizeof line, "$F import b.flashcoop %s file.csv", kind);
    return shell_run(shell, line, NULL);
}

/* A refused import leaves every byte of the book as it was. */
static void assert_refused(struct shell *shell, const char *kind, const char *text)
{
    uint64_t before = shell_file_sum(shell, "b.flashcoop");

    assert_int_equal(import(shell, kind, text), 1);
    assert_int_equal(shell_file_sum(shell, "b.flashcoop"), before);
}

static void every_bad_line_of_a_file_is_named(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_refused(shell, "products",
                   "code,label,price,vat\nC1,Cookie,abc,5.5\nOK,Bon,1,5.5\nB 1,Boîte,2,5.5\n"
                   "T1,,2,5.5\nT2,Sac,2,101\n");
    assert_non_null(strstr(shell->err, "flashcoop: file.csv:2: "));
    assert_null(strstr(shell->err, "file.csv:3: "));
    assert_non_null(strstr(shell->err, "\nflashcoop: file.csv:4: "));
    assert_non_null(strstr(shell->err, "\nflashcoop: file.csv:5: "));
    assert_non_null(strstr(shell->err, "\nflashcoop: file.csv:6: "));
}

/* Capitals, accents and spaces tell no two products apart to whoever sells; nor those of a code. */
static void products_that_look_alike_are_refused(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_refused(shell, "products",
                   "code,label,price,vat\nN1,Thé glacé,1,5.5\nN2, THE  GLACE,2,5.5\n"
                   "n1,Sirop,2,5.5\nc1,Gâteau,2,5.5\nN3,cookie,1,5.5\n");
    assert_non_null(strstr(shell->err, "file.csv:2: « THE  GLACE » s'appelle déjà ainsi (N2)"));
    assert_non_null(strstr(shell->err, "file.csv:3: « Thé glacé » s'appelle déjà ainsi (N1)"));
    assert_non_null(strstr(shell->err, "file.csv:4: Le code n1 se lit comme N1"));
    assert_non_null(strstr(shell->err, "file.csv:5: Le code c1 se lit comme C1"));
    assert_non_null(strstr(shell->err, "file.csv:6: « Cookie » s'appelle déjà ainsi (C1)"));
    assert_int_equal(import(shell, "products", "code,label,price,vat\nC1,COOKIE,2,5.5\n"), 0);
}

static void an_unknown_column_is_named(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_refused(shell, "products", "code,label,price,vat,colour\nC1,Cookie,1,5.5,red\n");
    assert_non_null(strstr(shell->err, "file.csv:1: "));
    assert_non_null(strstr(shell->err, "colour"));
}

static void semicolons_decimal_commas_and_any_order_are_understood(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(
        import(shell, "products",
               "\xEF\xBB\xBFlabel;vat;code;price\r\n\"Pain; rond\";5,5;P1;\"2,40\"\r\n"),
        0);
    assert_string_equal(shell_do(shell, "$F sell b.flashcoop", "add P1\n"), "due 2.40\n");
}

static void a_known_code_is_updated_and_its_change_recorded(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(import(shell, "products", "code,label,price,vat\nC1,Cookie,2.00,5.5\n"), 0);
    assert_string_equal(shell_do(shell, "$F sell b.flashcoop", "add C1\n"), "due 2.00\n");
    assert_non_null(
        strstr(shell_do(shell, "$F report b.flashcoop products --format csv", NULL), ",100,2.00,"));
    assert_string_equal(
        shell_do(shell, "sqlite3 b.flashcoop \"SELECT count(*) FROM product_fact WHERE code='C1'\"",
                 NULL),
        "2\n");
}

static void a_product_without_barcode_gets_one_of_the_shop(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "sqlite3 b.flashcoop 'SELECT barcode FROM product' >codes && sort -u codes",
             NULL);
    assert_int_equal(strlen(shell->out), 3 * 14);
    assert_memory_equal(shell->out, "20", 2);
}

static void rows_with_one_ticket_are_one_sale(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(import(shell, "sales",
                            SALES_HEADER "k1,2019-11-26T10:02+01:00,C1,2,,,P1,15.00,,7,\n"
                                         "k1,2019-11-26T10:02+01:00,T1,1,,,,,,,\n"
                                         "k2,2019-11-26 10:05:30,B1,1,4.00,10%,,1.60,2.00,,\n"),
                     0);
    assert_string_equal(
        shell_do(shell, "$F report b.flashcoop sales --format csv", NULL),
        "ticket,time,till,seller,kind,gross,net,vat,cash,card,cheque,voucher,change,refund_of,"
        "flags,other\r\n"
        "A-1,2019-11-26T10:02:00+01:00,A,P1,sale,15.00,12.84,2.16,15.00,0.00,0.00,0.00,0.00,,"
        "late,0.00\r\n"
        "A-2,2019-11-26T10:05:30+01:00,A,animator,sale,3.60,3.41,0.19,1.60,2.00,0.00,0.00,0.00,,"
        "late price-typed,0.00\r\n");
}

static void a_refund_names_its_original_by_key_or_number(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(import(shell, "sales",
                            SALES_HEADER "k1,2019-11-26T10:02,C1,3,,,,4.50,,,\n"
                                         "r1,2019-11-26T10:10,C1,-1,,,,-1.50,,,k1\n"
                                         "r2,2019-11-26T10:11,C1,-2,,,,-3.00,,,A-1\n"),
                     0);
    assert_string_equal(shell_value(shell, "x", "refunds"), "2");
    assert_string_equal(shell_value(shell, "x", "gross"), "0.00");
    assert_refused(shell, "sales", SALES_HEADER "r3,2019-11-26T10:10,C1,-1,,,,-1.50,,,k1\n");
    assert_non_null(strstr(shell->err, "file.csv:2: "));
}

static void payments_must_cover_the_sale_exactly(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_refused(shell, "sales",
                   SALES_HEADER "k1,2019-11-26T10:02,C1,2,,,,2.99,,,\n"
                                "k2,2019-11-26T10:02,C1,1,,,,1.50,,,\n"
                                "k3,2019-11-26T10:02,C1,2,,,,5.00,,,\n"
                                "k4,2019-11-26T10:02,XX,2,,,,5.00,,,\n"
                                "k5,hier,C1,2,,,,3.00,,,\n"
                                "k6,2019-11-26T10:02,C1,1,,,,-1.50,,,\n"
                                "k7,2019-11-26T10:02,C1,1,,,,,,,\n"
                                "k7,2019-11-26T10:02,C1,1,,,,3.00,,,\n");
    for (int line = 2; line <= 9; line++) {
        char name[40];

        snprintf(name, sizeof name, "file.csv:%d: ", line);
        if (line == 3 || line == 8)
            assert_null(strstr(shell->err, name));
        else
            assert_non_null(strstr(shell->err, name));
    }
}

static void the_same_key_again_refuses_the_file(void **state)
{
    struct shell *shell = *state;
    static const char FILE_TEXT[] = SALES_HEADER "k1,2019-11-26T10:02,C1,2,,,,3.00,,,\n";

    shell_make_book(shell);
    assert_int_equal(import(shell, "sales", FILE_TEXT), 0);
    assert_refused(shell, "sales", FILE_TEXT);
    assert_non_null(strstr(shell->err, "file.csv:2: "));
    assert_non_null(strstr(shell->err, "k1"));
}

static void charges_are_read_and_not_twice(void **state)
{
    struct shell *shell = *state;
    static const char FILE_TEXT[] =
        "date,label,category,net,vat_amount,supplier,document,paid_from\n"
        "2019-11-25,Farine,materials,20.00,1.10,Moulin,F12,host\n"
        "2019-11-26,Place,stand,10.00,2.00,,,P2\n";

    shell_make_book(shell);
    assert_int_equal(import(shell, "charges", FILE_TEXT), 0);
    assert_string_equal(shell_value(shell, "result", "production_charges"), "20.00");
    assert_string_equal(shell_value(shell, "result", "other_charges"), "10.00");
    assert_refused(shell, "charges", FILE_TEXT);
    assert_refused(shell, "charges",
                   "date,label,category,net,vat_amount\n2019-02-30,X,materials,1,0\n"
                   "2019-02-01,X,gold,1,0\n");
}

static void only_twenty_bad_lines_are_named_and_the_rest_counted(void **state)
{
    struct shell *shell = *state;
    char text[4000] = "code,label,price,vat\n";

    shell_make_book(shell);
    for (int i = 0; i < 30; i++)
        strcat(text, "Z,Zut,abc,5.5\n");
    assert_refused(shell, "products", text);
    assert_non_null(strstr(shell->err, "file.csv:21: "));
    assert_null(strstr(shell->err, "file.csv:22: "));
    assert_non_null(strstr(shell->err, "10"));
}

/* What a PIN protects must not be had by naming the host in a file. */
static void a_file_gives_nobody_a_role(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_refused(shell, "sales", SALES_HEADER "k1,2019-11-26T10:02,C1,2,,,host,3.00,,,\n");
    assert_int_equal(
        import(shell, "sales", SALES_HEADER "k1,2019-11-26T10:02,C1,2,,,animator,3.00,,,\n"), 0);
}

static void a_book_with_people_knows_no_other_badge(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F import b.flashcoop participants -", "badge,name\nP1,Ana\nP2,Bea\n");
    assert_refused(shell, "sales", SALES_HEADER "k1,2019-11-26T10:02,C1,2,,,P7,3.00,,,\n");
    assert_refused(shell, "charges",
                   "date,label,category,net,vat_amount,paid_from\n2019-11-25,X,other,1,0,P7\n");
    assert_int_equal(shell_run(shell, "$F sell b.flashcoop --seller P7", "add C1\n"), 1);
    shell_do(shell, "$F sell b.flashcoop --seller P2", "add C1\npay cash 1.5\n");
}

static void scattered_rows_of_a_ticket_are_sent_to_be_sorted(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_refused(shell, "sales",
                   SALES_HEADER "k1,2019-11-26T10:02,C1,1,,,,1.50,,,\n"
                                "k2,2019-11-26T10:03,C1,1,,,,1.50,,,\n"
                                "k1,2019-11-26T10:02,B1,1,,,,,,,\n");
    assert_non_null(strstr(shell->err, "file.csv:4: "));
    assert_non_null(strstr(shell->err, "trier"));
}

/* A use-by date is judged on the day of the sale. */
static void a_late_entry_is_sold_on_its_own_day(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    import(shell, "products", "code,label,price,vat,use_by\nD1,Crème,2.00,5.5,2019-11-30\n");
    assert_int_equal(import(shell, "sales", SALES_HEADER "k1,2019-11-30T10:02,D1,1,,,,2.00,,,\n"),
                     0);
    assert_refused(shell, "sales", SALES_HEADER "k2,2019-12-01T10:02,D1,1,,,,2.00,,,\n");
}

static void an_import_that_is_killed_leaves_nothing(void **state)
{
    struct shell *shell = *state;
    uint64_t before;

    shell_make_book(shell);
    before = shell_file_sum(shell, "b.flashcoop");
    shell_do(shell,
             "mkfifo pipe; $F import b.flashcoop sales - <pipe & exec 3>pipe; "
             "{ echo ticket,time,product,quantity,cash; "
             "for i in $(seq 5000); do echo k$i,2019-11-26T10:02,C1,1,1.50; done; } >&3; "
             "kill -TERM $!; exec 3>&-; wait",
             NULL);
    assert_int_equal(shell_file_sum(shell, "b.flashcoop"), before);
    assert_memory_equal(shell_do(shell, "$F verify b.flashcoop", NULL), "ok: ", 4);
    assert_string_equal(shell_value(shell, "x", "tickets"), "0");
}

static void standard_input_is_a_file_too(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F import b.flashcoop sales -",
             SALES_HEADER "k1,2019-11-26T10:02,C1,2,,,,3.00,,,\n");
    assert_string_equal(shell_value(shell, "x", "gross"), "3.00");
    assert_int_equal(shell_run(shell, "$F import b.flashcoop sales missing.csv", NULL), 3);
}

/* Words of a person leave the team only with her consent, and never with her name. */
static void a_funder_reads_only_the_words_of_who_agreed(void **state)
{
    struct shell *shell = *state;
    const char *said;

    shell_make_book(shell);
    assert_int_equal(import(shell, "participants", "badge,name\nP1,Amina\nP2,Karim\n"), 0);
    assert_int_equal(
        import(shell, "consents", "badge,use,decision,date\nP2,quote,yes,2019-12-05\n"), 0);
    assert_int_equal(import(shell, "opinions",
                            "moment,respondent,question,words\nhot,P1,HM1,Parole tue.\n"
                            "hot,P2,HM1,Parole libre.\nhot,animator,HA1,Avis interne.\n"),
                     0);
    said = shell_do(shell, "$F report b.flashcoop questionnaires", NULL);
    assert_non_null(strstr(said, "Amina : « Parole tue. » (ne pas citer)"));
    assert_non_null(strstr(said, "Avis interne."));
    said = shell_do(shell, "$F report b.flashcoop session", NULL);
    assert_non_null(strstr(said, "Parole libre."));
    assert_null(strstr(said, "Parole tue."));
    assert_null(strstr(said, "Avis interne."));
    assert_null(strstr(said, "Karim"));
    shell_do(shell,
             "$F report b.flashcoop papers -o papers && ! ls -R papers | grep questionnaires",
             NULL);
}

/* Events are only added: the journal keeps what was said before. */
static void image_rights_come_use_by_use_and_stay_in_the_journal(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F import b.flashcoop participants -", "badge,name\nP1,Ana\nP2,Bea\n");
    shell_do(shell,
             "printf 'badge,use,answer,date,end,by,paper\nP1,press,yes,2019-11-26,%s,person,f1\n"
             "P1,social,no,2019-11-26,,,\n' $(date -d '+5 years' +%F) | "
             "$F import b.flashcoop image -",
             NULL);
    shell_do(shell, "$F import b.flashcoop image -",
             "badge,use,answer,date\nP2,album,yes,2019-11-26\n");
    assert_int_equal(shell_run(shell, "$F import b.flashcoop image -",
                               "badge,use,answer,date\nP1,television,yes,2019-11-26\n"),
                     1);
    shell_do(shell,
             "$F verify b.flashcoop && $F report b.flashcoop papers -o p && "
             "pdftotext -layout p/photos.pdf -",
             NULL);
    assert_non_null(strstr(shell->out, "oui"));
    assert_null(strstr(strstr(shell->out, "oui") + 1, "oui")); /* P2's three years are over */
}

/* Contract: `import … --correct --reason R`: rows replace what stands; no minutes: not called. */
static void a_file_corrects_what_stands_with_its_reason(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "p.csv", "badge,name\nP1,Aïcha\nP2,Zoé\n");
    shell_do(shell, "$F import b.flashcoop participants p.csv", NULL);
    shell_do(shell, "$F import b.flashcoop attendance -",
             "badge,day,half,minutes\nP1,1,am,210\nP2,1,am,0\n");
    shell_do(shell, "$F import b.flashcoop ratings -",
             "badge,rater,indicator,day,value\nP1,self,B1,1,4\n");
    shell_do(shell, "$F import b.flashcoop answers -", "badge,statement,answer\nP1,I1v2,no\n");
    assert_int_equal(shell_run(shell, "$F import b.flashcoop attendance - --correct",
                               "badge,day,half,minutes\nP1,1,am,60\n"),
                     2);
    assert_int_equal(shell_run(shell, "$F import b.flashcoop products - --correct --reason x",
                               "code,label,price,vat\nC9,x,1,0\n"),
                     2);
    shell_do(shell, "$F import b.flashcoop attendance - --correct --reason 'mauvaise ligne'",
             "badge,day,half,minutes,reason\nP1,1,am,60,bus\nP2,1,am,,\n");
    shell_do(shell, "$F import b.flashcoop ratings - --correct --reason 'relu avec elle'",
             "badge,rater,indicator,day,value\nP1,self,B1,1,2\n");
    shell_do(shell, "$F import b.flashcoop answers - --correct --reason 'relu avec elle'",
             "badge,statement,answer\nP1,I1v2,yes\n");
    shell_do(shell, "$F report b.flashcoop attendance --format csv", NULL);
    assert_non_null(strstr(shell->out, "P1,Aïcha,60,210,1,1"));
    assert_non_null(strstr(shell->out, "P2,Zoé,0,0,0,0"));
    shell_do(shell, "$F report b.flashcoop trace --format csv", NULL);
    assert_non_null(strstr(shell->out, "attendance J1 am,P1,210,60,mauvaise ligne"));
    assert_non_null(strstr(shell->out, "attendance J1 am,P2,0,,mauvaise ligne"));
    assert_non_null(strstr(shell->out, "rating B1 J1 self,P1,4,2,relu avec elle"));
    assert_non_null(strstr(shell->out, "answer I1v2,P1,no,yes,relu avec elle"));
    assert_int_equal(shell_run(shell, "$F verify b.flashcoop", NULL), 0);
}

int main(void)
{
#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)
    const struct CMUnitTest tests[] = {
        SHELL_TEST(image_rights_come_use_by_use_and_stay_in_the_journal),
        SHELL_TEST(every_bad_line_of_a_file_is_named),
        SHELL_TEST(products_that_look_alike_are_refused),
        SHELL_TEST(an_unknown_column_is_named),
        SHELL_TEST(semicolons_decimal_commas_and_any_order_are_understood),
        SHELL_TEST(a_known_code_is_updated_and_its_change_recorded),
        SHELL_TEST(a_product_without_barcode_gets_one_of_the_shop),
        SHELL_TEST(rows_with_one_ticket_are_one_sale),
        SHELL_TEST(a_refund_names_its_original_by_key_or_number),
        SHELL_TEST(payments_must_cover_the_sale_exactly),
        SHELL_TEST(the_same_key_again_refuses_the_file),
        SHELL_TEST(charges_are_read_and_not_twice),
        SHELL_TEST(only_twenty_bad_lines_are_named_and_the_rest_counted),
        SHELL_TEST(a_file_gives_nobody_a_role),
        SHELL_TEST(a_book_with_people_knows_no_other_badge),
        SHELL_TEST(scattered_rows_of_a_ticket_are_sent_to_be_sorted),
        SHELL_TEST(a_late_entry_is_sold_on_its_own_day),
        SHELL_TEST(an_import_that_is_killed_leaves_nothing),
        SHELL_TEST(standard_input_is_a_file_too),
        SHELL_TEST(a_file_corrects_what_stands_with_its_reason),
        SHELL_TEST(a_funder_reads_only_the_words_of_who_agreed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
