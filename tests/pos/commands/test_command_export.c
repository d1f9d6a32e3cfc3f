/* `flashcoop export` and `verify` of what it wrote: the files that leave with the host. */
#include "base/err.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Two tills that sold, both days closed, brought together. */
static void make_two_tills(struct shell *shell)
{
    shell_write(shell, "products.csv", "code,label,price,vat\nC1,Cookie,1.50,5.5\nT1,Sac,12,20\n");
    shell_do(shell,
             "$F new b.flashcoop --name Mam --host 'Coop 7' --siren 732829320 && "
             "$F import b.flashcoop products products.csv && "
             "$F cash b.flashcoop open 50 && $F till b.flashcoop new B copy.flashcoop",
             NULL);
    shell_do(shell, "$F sell b.flashcoop",
             "add C1 3\npay cash 5\nadd T1\npay card 10\npay cash 2\n");
    shell_do(shell, "$F sell copy.flashcoop", "add C1 7\npay cheque 10.50\n");
    shell_do(shell,
             "$F close b.flashcoop day --counted 56 --reason rendu && "
             "$F close copy.flashcoop day && $F merge b.flashcoop copy.flashcoop",
             NULL);
}

static void the_fec_bears_its_legal_name_and_both_tills(void **state)
{
    struct shell *shell = *state;
    const char *name;

    make_two_tills(shell);
    name = shell_do(shell, "$F export b.flashcoop fec -o livres", NULL);
    assert_memory_equal(name, "livres/732829320FEC20", 21);
    assert_string_equal(shell_do(shell, "awk -F'\\t' '{ print NF }' livres/*.txt | sort -u", NULL),
                        "18\n");
    assert_string_equal(shell_do(shell,
                                 "awk -F'\\t' '$5 ~ /^70/ { gsub(\",\", \"\", $13); s += $13 } "
                                 "END { print s }' livres/*.txt",
                                 NULL),
                        "2422\n"); /* 4,27 + 10,00 + 9,95 */
    assert_int_equal(shell_run(shell, "$F export b.flashcoop fec -o livres", NULL), 1);
    shell_do(shell, "$F export b.flashcoop fec -o livres --force --analytic", NULL);
    assert_string_equal(shell_do(shell, "awk -F'\\t' '{ print NF }' livres/*.txt | sort -u", NULL),
                        "20\n");
}

/* Two sessions of one host, closed on one day: the law gives both files one name. */
static void a_fec_of_another_book_is_never_replaced(void **state)
{
    struct shell *shell = *state;
    char before[200];

    make_two_tills(shell);
    shell_do(shell,
             "$F new other.flashcoop --name Autre --host 'Coop 7' --siren 732829320 && "
             "$F import other.flashcoop products products.csv >o && "
             "printf 'add T1\npay cash 12\n' | $F sell other.flashcoop --seller P1 >o && "
             "$F close other.flashcoop day --counted 12 >o && "
             "$F export other.flashcoop fec -o livres >o && "
             "sha256sum livres/*.txt; $F report other.flashcoop trace --format csv | wc -l",
             NULL);
    snprintf(before, sizeof before, "%.199s", shell->out);
    assert_int_equal(
        shell_run(shell, "$F --lang en export b.flashcoop fec -o livres --force", NULL), 1);
    assert_non_null(strstr(shell->err, "livres/732829320FEC20"));
    assert_non_null(strstr(shell->err, "of another book"));
    assert_string_equal(shell_do(shell,
                                 "sha256sum livres/*.txt; "
                                 "$F report other.flashcoop trace --format csv | wc -l",
                                 NULL),
                        before);
    shell_do(shell, "$F export other.flashcoop fec -o livres --force", NULL);
    shell_do(shell, "$F export b.flashcoop fec -o ailleurs", NULL);
    shell_do(shell,
             "$F set b.flashcoop account.cash 531 && printf 'add T1\npay cash 12\n' | "
             "$F sell b.flashcoop --seller P1 >o && $F close b.flashcoop day --counted 68 >o && "
             "$F export b.flashcoop fec -o ailleurs --force --analytic && "
             "$F export b.flashcoop fec -o ailleurs --force",
             NULL);
    shell_do(shell, "printf 'mes notes\n\nà garder\n' >\"$(ls ailleurs/*.txt)\"", NULL);
    assert_int_equal(shell_run(shell, "$F export b.flashcoop fec -o ailleurs --force", NULL), 1);
}

/* Two tills whose records have the same sequence: an entry is of one till, one piece, one day. */
static void entries_of_two_tills_never_share_a_number(void **state)
{
    struct shell *shell = *state;

    make_two_tills(shell);
    shell_do(shell, "$F export b.flashcoop fec -o livres", NULL);
    assert_string_equal(
        shell_do(shell,
                 "awk -F'\\t' 'NR > 1 { print $3, $9, $4 }' livres/*.txt | sort -u | "
                 "awk '{ print $1 }' | sort | uniq -d | wc -l | tr -d ' '",
                 NULL),
        "0\n");
    assert_string_equal(shell_do(shell,
                                 "awk -F'\\t' 'NR > 1 { print $3 }' livres/*.txt | sort -nu | "
                                 "awk '$1 != NR { bad = 1 } END { print bad + 0 }'",
                                 NULL),
                        "0\n");
}

static void a_missing_siren_leaves_no_file_and_no_record(void **state)
{
    struct shell *shell = *state;
    uint64_t before;

    shell_make_book(shell);
    before = shell_file_sum(shell, "b.flashcoop");
    assert_int_equal(shell_run(shell, "$F --lang en export b.flashcoop fec -o d", NULL), 1);
    assert_non_null(strstr(shell->err, "SIREN is missing"));
    assert_int_equal(shell_file_sum(shell, "b.flashcoop"), before);
    assert_int_equal(shell_run(shell, "ls d", NULL), 2);
}

/* A table that lies on the accountant's desk says whose it is, and of when. */
static void every_table_names_its_session_its_host_and_its_days(void **state)
{
    static const char *const NAMES[] = { "sales", "lines", "products", "balance", "postings" };
    struct shell *shell = *state;
    char line[256];

    make_two_tills(shell);
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        snprintf(line, sizeof line,
                 "$F report b.flashcoop %s --format pdf -o t.pdf --force && pdftotext t.pdf -",
                 NAMES[i]);
        shell_do(shell, line, NULL);
        assert_non_null(strstr(shell->out, "Mam, Coop 7, du "));
        assert_non_null(strstr(shell->out, " au "));
    }
}

static void a_spreadsheet_has_a_name_and_its_head_stays_in_sight(void **state)
{
    struct shell *shell = *state;

    make_two_tills(shell);
    shell_do(shell,
             "$F report b.flashcoop postings --format xlsx -o t.xlsx && "
             "python3 -m zipfile -e t.xlsx t && cat t/xl/workbook.xml t/xl/worksheets/sheet1.xml",
             NULL);
    assert_non_null(strstr(shell->out, "<sheet name=\"Leurs lignes (écritures)\""));
    assert_non_null(strstr(shell->out, "state=\"frozen\""));
}

static void the_journal_of_two_tills_balances_like_the_report(void **state)
{
    struct shell *shell = *state;
    char reported[64];

    make_two_tills(shell);
    shell_do(shell, "$F export b.flashcoop journal -o b.journal", NULL);
    if (shell_run(shell, "command -v hledger bean-check", NULL) != 0)
        skip();
    shell_do(shell, "hledger -f b.journal check && bean-check --no-cache b.journal", NULL);
    snprintf(reported, sizeof reported, "%s",
             shell_do(shell,
                      "$F report b.flashcoop balance --format csv | "
                      "awk -F, '$1 == \"530\" { print $5 }' | tr -d '\\r'",
                      NULL));
    assert_string_equal(reported, "56.00\n");
    assert_string_equal(shell_do(shell,
                                 "hledger -f b.journal balance -N --depth 2 :530- | "
                                 "awk '{ print $1 }'",
                                 NULL),
                        reported);
    assert_non_null(strstr(shell_do(shell, "$F export b.flashcoop journal -o -", NULL), "\"B-1 "));
}

static void the_archive_holds_its_own_record_and_verifies_with_its_head(void **state)
{
    struct shell *shell = *state;
    char book[256];

    make_two_tills(shell);
    shell_do(shell, "$F export b.flashcoop archive -o b.zip", NULL);
    snprintf(book, sizeof book, "%s", shell_do(shell, "$F verify b.flashcoop", NULL));
    assert_string_equal(shell_do(shell, "$F verify b.zip", NULL), book);
    shell_do(shell,
             "v=$OLDPWD/tests/verifier/verify_journal.py && python3 \"$v\" b.zip && "
             "python3 \"$v\" b.flashcoop",
             NULL);
    shell_do(shell,
             "h=$($F verify b.zip | sed 's/.*head \\([0-9a-f]*\\).*/\\1/') && "
             "$F verify b.zip --head $h && $F verify b.flashcoop --head $h",
             NULL);
    assert_int_equal(shell_run(shell, "$F verify b.zip --head 123456789abc", NULL), 1);
    assert_non_null(strstr(shell->err, "123456789abc"));
    assert_int_equal(shell_run(shell, "$F export b.flashcoop archive -o b.zip", NULL), 1);
    shell_do(shell, "$F export b.flashcoop archive -o - > piped.zip && $F verify piped.zip", NULL);
}

static void an_archive_cut_short_is_refused_in_one_line(void **state)
{
    struct shell *shell = *state;

    make_two_tills(shell);
    shell_do(shell,
             "$F export b.flashcoop archive -o b.zip && head -c 9000 b.zip > c.zip && "
             "head -c 40 b.zip > d.zip",
             NULL);
    assert_int_equal(shell_run(shell, "$F verify c.zip", NULL), 1);
    assert_memory_equal(shell->err, "flashcoop: c.zip", 16);
    assert_int_equal(shell_run(shell, "$F verify d.zip", NULL), 1);
}

static void tables_are_written_once_for_each_fact(void **state)
{
    struct shell *shell = *state;

    make_two_tills(shell);
    shell_do(shell, "$F export b.flashcoop csv -o tables", NULL);
    assert_string_equal(shell_do(shell, "wc -l < tables/sale.csv; ls tables | wc -l", NULL),
                        "4\n28\n");
    assert_int_equal(shell_run(shell, "$F export b.flashcoop csv -o tables", NULL), 1);
    shell_do(shell, "$F export b.flashcoop csv -o tables --force", NULL);
}

static void an_export_refused_for_its_name_leaves_no_record(void **state)
{
    static const char *const EXPORTS[] = { "fec -o livres", "csv -o tables", "journal -o b.journal",
                                           "archive -o b.zip" };
    struct shell *shell = *state;

    make_two_tills(shell);
    for (size_t i = 0; i < COUNT_OF(EXPORTS); i++) {
        char line[80];
        uint64_t before;

        snprintf(line, sizeof line, "$F export b.flashcoop %s", EXPORTS[i]);
        shell_do(shell, line, NULL);
        before = shell_file_sum(shell, "b.flashcoop");
        assert_int_equal(shell_run(shell, line, NULL), 1);
        assert_non_null(strstr(shell->err, "existe déjà"));
        assert_int_equal(shell_file_sum(shell, "b.flashcoop"), before);
    }
}

/* No process has such a number: what bears it was left by one that is gone. */
static void what_a_killed_export_left_goes_with_the_next_one(void **state)
{
    struct shell *shell = *state;

    make_two_tills(shell);
    shell_do(shell,
             "mkdir b.zip.part-99999999 && touch b.zip.part-99999999/record.csv b.journal.part-7 "
             "&& $F export b.flashcoop archive -o b.zip && $F export b.flashcoop journal -o "
             "b.journal && $F verify b.zip",
             NULL);
    assert_int_equal(shell_run(shell, "ls | grep part-", NULL), 1);
}

static void only_the_host_exports_and_usage_is_said(void **state)
{
    struct shell *shell = *state;

    make_two_tills(shell);
    assert_int_equal(shell_run(shell, "$F export b.flashcoop archive -o a.zip --as P1", NULL), 1);
    assert_int_equal(shell_run(shell, "$F export b.flashcoop xml -o a", NULL), 2);
    assert_int_equal(shell_run(shell, "$F export b.flashcoop fec", NULL), 2);
    assert_int_equal(shell_run(shell, "$F export b.flashcoop archive -o /proc/no/a.zip", NULL), 3);
    assert_int_equal(shell_run(shell, "$F verify nothing.zip", NULL), 3);
}

/* The archive bears the till's signature: a computer without that key says so, and writes none. */
static void no_archive_is_made_where_the_key_is_not(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(shell_run(shell,
                               "XDG_DATA_HOME=$PWD/ailleurs $F export b.flashcoop archive -o b.zip",
                               NULL),
                     1);
    assert_non_null(strstr(shell->err, "archiver sur son ordinateur"));
    assert_false(folder_has(&shell->folder, "b.zip"));
    shell_do(shell, "XDG_DATA_HOME=$PWD/ailleurs $F till b.flashcoop stay", NULL);
    shell_do(shell, "XDG_DATA_HOME=$PWD/ailleurs $F export b.flashcoop archive -o b.zip", NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_fec_bears_its_legal_name_and_both_tills),
        TEST(a_fec_of_another_book_is_never_replaced),
        TEST(entries_of_two_tills_never_share_a_number),
        TEST(no_archive_is_made_where_the_key_is_not),
        TEST(a_missing_siren_leaves_no_file_and_no_record),
        TEST(every_table_names_its_session_its_host_and_its_days),
        TEST(a_spreadsheet_has_a_name_and_its_head_stays_in_sight),
        TEST(the_journal_of_two_tills_balances_like_the_report),
        TEST(the_archive_holds_its_own_record_and_verifies_with_its_head),
        TEST(an_archive_cut_short_is_refused_in_one_line),
        TEST(tables_are_written_once_for_each_fact),
        TEST(an_export_refused_for_its_name_leaves_no_record),
        TEST(what_a_killed_export_left_goes_with_the_next_one),
        TEST(only_the_host_exports_and_usage_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
