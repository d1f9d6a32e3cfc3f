/* What leaves a book and what stays: no byte of what people typed goes over the wire. */
#include "reports/hub/push.h"
#include "tests/support/hub_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void every_column_of_a_book_is_in_one_of_two_lists(void **state)
{
    struct shell *shell = *state;
    char line[4800];
    char *root = realpath("reports/hub/columns.csv", NULL);

    assert_non_null(root);
    shell_make_book(shell);
    /* `table,*` stands for all columns of a table of which nothing goes. */
    snprintf(line, sizeof line,
             "sed 1d %s | cut -d , -f 1,2 | sort >listed && sqlite3 b.flashcoop "
             "\"SELECT m.name || ',' || c.name FROM sqlite_master m, pragma_table_info(m.name) c "
             "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%%'\" >columns && "
             "awk -F , 'NR == FNR { if ($2 == \"*\") all[$1]; next } "
             "{ print $1 \",\" ($1 in all ? \"*\" : $2) }' listed columns | sort -u >book && "
             "diff book listed >&2 && test -z \"$(uniq -d listed)\"",
             root);
    free(root);
    shell_do(shell, line, NULL);
}

/* Every text of every table that people type into, set to words that nobody would write. */
static void book_mark(struct shell *shell)
{
    shell_write(
        shell, "people.csv",
        "badge,name,birth_year,gender,schooling,employment,prescriber,project,languages\n"
        "MARKER1,MARKERnom,1988,f,none,none,MARKERprescripteur,MARKERprojet,MARKERlangue\n"
        "MARKER2,MARKERnomb,1990,,,,,,\nMARKER3,MARKERnomc,,,,,,,\nMARKER4,MARKERnomd,,,,,,,\n"
        "MARKER5,MARKERnome,,,,,,,\nMARKER6,MARKERnomf,,,,,,,\n");
    shell_write(shell, "goods.csv",
                "code,label,price,vat,category,allergens\n"
                "MARKERcode,MARKERarticle,1.50,5.5,MARKERrayon,lait\n");
    shell_write(shell, "charges.csv",
                "date,label,category,net,vat_amount,supplier,document,paid_from\n"
                "2026-11-02,MARKERfarine,materials,10.00,0.55,MARKERmoulin,MARKERfacture,MARKER1\n"
                "2026-11-02,MARKERsalle,other,4.00,0,MARKERbailleur,MARKERb,host\n");
    shell_write(shell, "means.csv", "means,label,account\nmarkermoyen,MARKERmonnaie,5117\n");
    shell_write(shell, "answers.csv",
                "badge,statement,answer\nMARKER1,I1,yes\nMARKER2,I1,yes\nMARKER3,I1,"
                "little\nMARKER4,I1,no\nMARKER5,I1,no\n"
                "MARKER1,I2,yes\nMARKER2,I2,no\nMARKER3,I2,no\nMARKER4,I2,no\n");
    shell_write(shell, "outcomes.csv",
                "badge,moment,outcome,date,with\nMARKER1,exit,training,2026-11-02,MARKERavec\n"
                "MARKER2,exit,training,,\nMARKER3,exit,training,,\nMARKER4,exit,search,,\n"
                "MARKER5,exit,search,,MARKERb\nMARKER1,cold,search,,\n");
    shell_write(shell, "calls.csv",
                "badge,date,channel,result\nMARKER1,2026-11-02,telephone,no-answer\n"
                "MARKER1,2026-11-02,telephone,answered\nMARKER2,2026-11-02,letter,lost\n"
                "MARKER3,2026-11-02,visit,answered\nMARKER4,2026-11-02,online,refused\n"
                "MARKER5,2026-11-02,telephone,answered\n");
    shell_do(shell,
             "$F new b.flashcoop --name Mam --host CDP49 --siren 732829320 --place Angers "
             "--venue Halles --address MARKERadresse --product MARKERproduit --sector food && "
             "$F import b.flashcoop participants people.csv && "
             "$F import b.flashcoop products goods.csv && "
             "$F import b.flashcoop means means.csv && "
             "printf 'add MARKERcode 2\\npay cash 3\\nadd MARKERcode 3\\npay cash 10\\n"
             "add MARKERcode\\npay markermoyen 1.50\\n' | "
             "$F sell b.flashcoop --seller MARKER2 && "
             "$F cash b.flashcoop in 5 --reason MARKERapport && "
             "$F import b.flashcoop charges charges.csv && "
             "$F import b.flashcoop answers answers.csv && "
             "$F import b.flashcoop outcomes outcomes.csv && "
             "$F import b.flashcoop calls calls.csv && "
             "$F close b.flashcoop day --counted 12.34 --reason MARKERecart && "
             "$F share b.flashcoop --rule equal --vote 5/0/1 && "
             "$F close b.flashcoop session",
             NULL);
}

/* A socket between the two, which keeps all that passes in `wire`. */
static const char EAR[] =
    "import os, select, socket, sys, threading\n"
    "here, there, heard = sys.argv[1:]\n"
    "ear = socket.socket(socket.AF_UNIX)\n"
    "ear.bind(here)\n"
    "ear.listen(8)\n"
    "open(heard + '.ready', 'w').close()\n"
    "log = open(heard, 'ab', buffering=0)\n"
    "def carry(near):\n"
    "    far = socket.socket(socket.AF_UNIX)\n"
    "    far.connect(there)\n"
    "    while True:\n"
    "        for one in select.select([near, far], [], [])[0]:\n"
    "            bytes = one.recv(65536)\n"
    "            if not bytes:\n"
    "                near.close()\n"
    "                return far.close()\n"
    "            log.write(bytes)\n"
    "            (far if one is near else near).sendall(bytes)\n"
    "while True:\n"
    "    threading.Thread(target=carry, args=(ear.accept()[0],), daemon=True).start()\n";

static void nothing_that_people_typed_goes_over_the_wire(void **state)
{
    struct shell *shell = *state;
    char line[3 * FOLDER_PATH_MAX + 900];

    book_mark(shell);
    shell_write(shell, "ear.py", EAR);
    snprintf(line, sizeof line,
             "mkdir ear && { python3 ear.py ear/.s.PGSQL.5432 %s/.s.PGSQL.5432 wire & ear=$!; "
             "until [ -e wire.ready ]; do :; done; "
             "sed 's|^host=.*|host=%s/ear|' service >heard; "
             "PGSERVICEFILE=heard $F hub push b.flashcoop --yes >said; kill $ear; }; cat said",
             hub_server_folder(), shell->folder.path);
    assert_non_null(strstr(shell_do(shell, line, NULL), "b.flashcoop: sent "));
    shell_do(shell, "test $(wc -c <wire) -gt 2000 && grep -q CDP49 wire", NULL);
    assert_int_not_equal(shell_run(shell, "grep -aqE MARKER wire", NULL), 0);
}

static void nothing_that_people_typed_is_in_a_dump_of_the_hub(void **state)
{
    struct shell *shell = *state;

    book_mark(shell);
    shell_do(shell,
             "$F hub push b.flashcoop --yes && $F hub push b.flashcoop --dry-run >dry && "
             "pg_dump -d service=admin >dump && grep -q CDP49 dump && grep -q CDP49 dry && "
             "! grep -aiE 'MARKER' dump dry",
             NULL);
}

static void what_people_are_owed_is_one_line(void **state)
{
    struct shell *shell = *state;

    book_mark(shell);
    shell_do(shell, "$F hub push b.flashcoop --yes", NULL);
    assert_string_equal(hub_value(shell, "flashcoop",
                                  "SELECT max(n) FROM (SELECT count(*) AS n FROM hub.posting "
                                  "WHERE account = '467' GROUP BY chain, seq) AS entry"),
                        "1");
    assert_string_equal(hub_value(shell, "flashcoop",
                                  "SELECT string_agg(DISTINCT paid_from, ' ' ORDER BY paid_from) "
                                  "FROM hub.charge"),
                        "host member");
}

static void a_further_means_is_a_sum_without_its_name(void **state)
{
    struct shell *shell = *state;

    book_mark(shell);
    shell_do(shell, "$F hub push b.flashcoop --yes && $F hub status --verify", NULL);
    assert_string_equal(hub_value(shell, "flashcoop",
                                  "SELECT gross || ' ' || cash || ' ' || other FROM hub.figure"),
                        "900 750 150");
}

static void fewer_than_five_answers_stay_in_the_book(void **state)
{
    struct shell *shell = *state;

    book_mark(shell);
    shell_do(shell, "$F hub push b.flashcoop --yes", NULL);
    assert_string_equal(
        hub_value(shell, "flashcoop", "SELECT string_agg(statement, ' ') FROM hub.answer_count"),
        "I1");
}

static void what_became_of_five_people_goes_as_counts(void **state)
{
    struct shell *shell = *state;

    book_mark(shell);
    shell_do(shell, "$F hub push b.flashcoop --yes", NULL);
    assert_string_equal(hub_value(shell, "flashcoop",
                                  "SELECT string_agg(concat_ws(' ', kind, item, count), ', ' ORDER "
                                  "BY kind, item) FROM hub.follow_count"),
                        "call attempts 6, call called 5, call reached 3, "
                        "exit search 2, exit training 3, exit unsaid 1");
    shell_do(shell, "$F hub push b.flashcoop --yes | grep -q known", NULL);
}

/* Pieces bear other names there, since labels and invoice numbers stay: they are told by their
 * sums. */
static const char PIECES[] =
    "import collections, csv, sys\n"
    "def pieces(path, dialect, date, piece, journal, account, sides):\n"
    "    found = collections.defaultdict(collections.Counter)\n"
    "    for row in csv.DictReader(open(path, newline=''), delimiter=dialect):\n"
    "        key = row[date].replace('-', ''), row[journal], row[piece]\n"
    "        for side, sign in zip(sides, 'DC'):\n"
    "            cents = round(float(row[side].replace(',', '.')) * 100)\n"
    "            found[key][row[account], sign] += cents\n"
    "    return sorted((key[:2], sorted(+sums)) + tuple(sorted((+sums).items()))\n"
    "                  for key, sums in found.items())\n"
    "book = pieces(sys.argv[1], '\\t', 'EcritureDate', 'PieceRef', 'JournalCode', 'CompteNum',\n"
    "              ('Debit', 'Credit'))\n"
    "hub = pieces(sys.argv[2], ',', 'date', 'document', 'journal', 'account',\n"
    "             ('debit', 'credit'))\n"
    "sys.exit(book != hub or len(book) != 5)\n";

static void each_piece_of_the_host_sums_as_its_accounts_do(void **state)
{
    struct shell *shell = *state;

    book_mark(shell);
    shell_write(shell, "pieces.py", PIECES);
    shell_do(shell,
             "$F hub push b.flashcoop --yes && $F accounts b.flashcoop -o files && "
             "$F hub report entries --format csv -o hub.csv && "
             "python3 pieces.py files/732829320FEC2*[0-9].txt hub.csv",
             NULL);
}

/* Over all sessions, and of days that need not be those of a year. */
static void entries_are_of_an_exercise_over_all_sessions(void **state)
{
    struct shell *shell = *state;
    const struct hub_book one = { "one", "732829320", 2 }, two = { "two", "732829320", 3 };

    hub_make_book(shell, &one);
    hub_make_book(shell, &two);
    shell_do(shell, "$F hub push one.flashcoop two.flashcoop --yes", NULL);
    hub_value(shell, "admin",
              "UPDATE hub.posting SET day = '2026-06-30' FROM hub.session s "
              "WHERE s.session = posting.session AND s.name = 'one'");
    hub_value(shell, "admin",
              "UPDATE hub.posting SET day = '2026-07-01' FROM hub.session s "
              "WHERE s.session = posting.session AND s.name = 'two'");
    shell_do(shell,
             "of() { $F hub report entries --format csv \"$@\" | awk -F, 'NR > 1 { sum += $6 } "
             "END { printf \"%.2f\\n\", sum }'; }; of; of --year 2026; of --year 2025; "
             "of --exercise 2025-07-01..2026-06-30; of --exercise 2026-07-01..2027-06-30; "
             "of --exercise 2026",
             NULL);
    /* Sales of 3.00 and 4.50, and what the counts of the drawer lack, 0.50 and 1.00. */
    assert_string_equal(shell->out, "9.00\n9.00\n0.00\n3.50\n5.50\n9.00\n");
    assert_int_equal(shell_run(shell, "$F hub report review --exercise 2026", NULL), 2);
    assert_int_equal(shell_run(shell, "$F hub report entries --exercise 2026-13", NULL), 1);
}

/* Whoever learns to run a session must not make figures of the network. */
static void an_exercise_is_refused_before_the_server_is_asked(void **state)
{
    static struct till till;
    struct push *push = NULL;
    struct err err = ERR_EMPTY;

    (void)state;
    snprintf(till.session.name, sizeof till.session.name, "%s Mam", EXERCISE_MARK);
    assert_false(push_open(NULL, &till, &push, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_non_null(strstr(err.text, "exercice"));
    assert_null(push);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, hub_set_up, hub_tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_exercise_is_refused_before_the_server_is_asked),
        TEST(every_column_of_a_book_is_in_one_of_two_lists),
        TEST(nothing_that_people_typed_goes_over_the_wire),
        TEST(nothing_that_people_typed_is_in_a_dump_of_the_hub),
        TEST(what_people_are_owed_is_one_line),
        TEST(a_further_means_is_a_sum_without_its_name),
        TEST(what_became_of_five_people_goes_as_counts),
        TEST(fewer_than_five_answers_stay_in_the_book),
        TEST(each_piece_of_the_host_sums_as_its_accounts_do),
        TEST(entries_are_of_an_exercise_over_all_sessions),
    };

    return cmocka_run_group_tests(tests, hub_server_start, hub_server_stop);
}
