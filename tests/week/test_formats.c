/*
 * Sessions of other lengths, played by commands: hours and shares by a computation of their own,
 * and no paper names a day that the session has not.
 */
#include "programme/format.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PEOPLE = 3, TEXT_MAX = 60000 };

/* Minutes of `person` (0..2) in that half: not all the same, some nothing. */
static int minutes_of(int person, int day, int half, int planned)
{
    int away = (person + day + half) % 5 == 0;

    return away ? 0 : planned - (person * 30) % (planned + 1);
}

static bool is_there(const char *name, int person, int day)
{
    return strcmp(name, "open") != 0 || person > 0 || day == 2; /* P1 comes on J2 alone */
}

/* The whole roll, and what each person was there in all. */
static void call_everybody(struct shell *shell, const char *name, int64_t spent[PEOPLE])
{
    static char rows[TEXT_MAX];
    struct format format;
    struct err err = ERR_EMPTY;
    size_t length = 0;

    assert_true(format_find(name, &format, &err));
    length += (size_t)snprintf(rows, sizeof rows, "badge,day,half,minutes\n");
    for (int i = 0; i < format.calendar.day_count * HALF_COUNT * PEOPLE; i++) {
        int person = i % PEOPLE, half = i / PEOPLE % HALF_COUNT, day = i / PEOPLE / HALF_COUNT + 1;
        int planned = (int)format.calendar.days[day - 1].planned[half];
        int there = minutes_of(person, day, half, planned);

        if (planned == 0 || !is_there(name, person, day))
            continue;
        spent[person] += there;
        length += (size_t)snprintf(rows + length, sizeof rows - length, "P%d,%d,%s,%d\n",
                                   person + 1, day, half == HALF_AM ? "am" : "pm", there);
    }
    shell_do(shell, "$F import s.flashcoop attendance -", rows);
}

/* Floor, then the cents left to the largest fractions, the first of the list on a tie. */
static void share_apart(int64_t pool, const int64_t weights[PEOPLE], int64_t out[PEOPLE])
{
    int64_t sum = 0, left = pool;
    bool given[PEOPLE] = { false };

    for (int i = 0; i < PEOPLE; i++)
        sum += weights[i];
    for (int i = 0; i < PEOPLE; i++)
        left -= out[i] = pool * weights[i] / sum;
    for (; left > 0; left--) {
        int best = -1;

        for (int i = 0; i < PEOPLE; i++)
            if (!given[i] && (best < 0 || pool * weights[i] % sum > pool * weights[best] % sum))
                best = i;
        given[best] = true;
        out[best]++;
    }
}

static void make_session(struct shell *shell, const char *name)
{
    char line[200];

    snprintf(line, sizeof line,
             "rm -rf s.flashcoop p && $F new s.flashcoop --name Essai --host H "
             "--format %s",
             name);
    shell_do(shell, line, NULL);
    shell_do(shell, "$F import s.flashcoop participants -",
             "badge,name\nP1,Awa\nP2,Ali\nP3,Lise\n");
    if (strcmp(name, "open") == 0)
        shell_do(shell, "$F import s.flashcoop stays -", "badge,from,to\nP1,2,2\n");
    shell_do(shell, "$F import s.flashcoop products -", "code,label,price,vat\nC1,Sac,131.17,0\n");
    shell_do(shell, "$F sell s.flashcoop", "add C1\npay card 131.17\nquit\n");
    shell_do(shell, "$F close s.flashcoop day --counted 0", NULL);
}

static void hours_and_shares_are_right(struct shell *shell, const char *name)
{
    int64_t spent[PEOPLE] = { 0 }, shares[PEOPLE];
    char expected[400];
    size_t length;

    call_everybody(shell, name, spent);
    share_apart(13117, spent, shares);
    shell_do(shell,
             "$F share s.flashcoop --rule minutes --format csv | cut -d, -f1,3,4 | tr -d '\r'",
             NULL);
    length = (size_t)snprintf(expected, sizeof expected, "badge,weight,share\n");
    for (int i = 0; i < PEOPLE; i++)
        length += (size_t)snprintf(expected + length, sizeof expected - length,
                                   "P%d,%lld,%lld.%02lld\n", i + 1, (long long)spent[i],
                                   (long long)shares[i] / 100, (long long)shares[i] % 100);
    assert_string_equal(shell->out, expected);
    shell_do(shell,
             "$F report s.flashcoop balance --format csv | "
             "awk -F, 'NR > 1 { d += $(NF-2); c += $(NF-1) } "
             "END { same = d > 0 && d - c < 0.001 && c - d < 0.001; print same }'",
             NULL);
    assert_string_equal(shell->out, "1\n");
}

/* The highest day that any paper of the folder, its index or the list of days names. */
static void no_paper_names_a_day_that_is_not_there(struct shell *shell, const char *name)
{
    struct format format;
    struct err err = ERR_EMPTY;

    assert_true(format_find(name, &format, &err));
    shell_do(
        shell,
        "$F report s.flashcoop papers -o p >o 2>e; $F report s.flashcoop agenda >p/agenda.txt; "
        "$F kit s.flashcoop -o k >o 2>e; { for f in k/*.pdf p/*.pdf p/*/*.pdf; do pdftotext \"$f\" "
        "-; done; cat p/*.txt p/*/*.txt; } | "
        "grep -oE '(J|Jour )[0-9]+' | tr -dc '0-9\\n' | sort -n | tail -1",
        NULL);
    assert_int_equal(atoi(shell->out), format.calendar.day_count);
}

static void every_format_is_played_whole(void **state)
{
    static const char *const NAMES[] = { "1", "4", "7", "10", "weeks", "open", "youth" };
    struct shell *shell = *state;

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        make_session(shell, NAMES[i]);
        hours_and_shares_are_right(shell, NAMES[i]);
        no_paper_names_a_day_that_is_not_there(shell, NAMES[i]);
        shell_do(shell, "$F close s.flashcoop session && $F verify s.flashcoop", NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_format_is_played_whole, shell_set_up,
                                        shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
