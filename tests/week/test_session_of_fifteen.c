/*
 * A whole session of fifteen with people who join, leave and come back, through
 * the real program; hours, shares, index and papers against sums made here, from
 * the same rows, without any of the program's own code.
 */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PEOPLE = 15, DAYS = 7, SENTENCES = 15, PLANNED = 210, FILE_MAX = 1 << 17 };

/* A1 to A7, B1 to B8; A7, B7 and B8 are observed only. */
static const char *const IDS[SENTENCES] = { "A1", "A2", "A3", "A4", "A5", "A6", "A7", "B1",
                                            "B2", "B3", "B4", "B5", "B6", "B7", "B8" };

static bool sentence_counts(int sentence)
{
    return sentence != 6 && sentence < 13;
}

static struct session {
    bool is_in[PEOPLE][DAYS];
    int present[PEOPLE][DAYS][2];
    int marks[PEOPLE][DAYS][SENTENCES]; /* by herself; 0 none */
    char text[FILE_MAX];
    unsigned chance;
} session;

static int chance_below(int limit)
{
    session.chance = session.chance * 1103515245u + 12345u;
    return (int)(session.chance >> 16) % limit;
}

/* P3 joins on J2, P4 leaves after J4, P5 is away on J3 to J5, P6 stays until the market. */
static void people_come_and_go(void)
{
    for (int person = 0; person < PEOPLE; person++)
        for (int day = 0; day < DAYS; day++) {
            bool away = (person == 2 && day < 1) || (person == 3 && day > 3) ||
                        (person == 4 && day >= 2 && day <= 4) || (person == 5 && day > 4);

            session.is_in[person][day] = !away;
        }
}

static void rows_add(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void rows_add(const char *format, ...)
{
    size_t length = strlen(session.text);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(session.text + length, sizeof session.text - length, format, arguments);
    va_end(arguments);
    assert_true(strlen(session.text) + 1 < sizeof session.text);
}

static void rows_take(struct shell *shell, const char *kind)
{
    char line[80];

    snprintf(line, sizeof line, "$F import b.flashcoop %s -", kind);
    shell_do(shell, line, session.text);
    session.text[0] = '\0';
}

static void people_enter(struct shell *shell)
{
    rows_add("badge,name\n");
    for (int person = 0; person < PEOPLE; person++)
        rows_add("P%d,Personne %d\n", person + 1, person + 1);
    rows_take(shell, "participants");
    rows_add("badge,from,to\nP3,2,\nP4,1,4\nP5,1,2\nP5,6,\nP6,1,5\n");
    rows_take(shell, "stays");
}

static void half_is_called(int person, int day, int half)
{
    static const int MINUTES[] = { 210, 210, 210, 210, 150, 0 };
    int present = MINUTES[chance_below(6)];

    session.present[person][day][half] = present;
    rows_add("P%d,%d,%s,%d\n", person + 1, day + 1, half ? "pm" : "am", present);
}

static void roll_is_called(struct shell *shell)
{
    rows_add("badge,day,half,minutes\n");
    for (int person = 0; person < PEOPLE; person++)
        for (int day = 0; day < DAYS; day++)
            for (int half = 0; half < 2 && session.is_in[person][day]; half++)
                half_is_called(person, day, half);
    rows_take(shell, "attendance");
}

static void mark_give(int person, int day, int sentence)
{
    int value = chance_below(3) ? 1 + chance_below(4) : 0;

    session.marks[person][day][sentence] = value;
    rows_add("P%d,self,%s,%d,%c\n", person + 1, IDS[sentence], day + 1, "-1234"[value]);
}

/* Every third mark is missing; those of J4 are in no pair. */
static void marks_are_given(struct shell *shell)
{
    rows_add("badge,rater,indicator,day,value\n");
    for (int person = 0; person < PEOPLE; person++)
        for (int day = 0; day < DAYS; day++)
            for (int i = 0; i < SENTENCES && session.is_in[person][day]; i++)
                mark_give(person, day, i);
    rows_take(shell, "ratings");
}

static void market_is_held(struct shell *shell)
{
    shell_do(shell, "$F cash b.flashcoop open 20", NULL);
    shell_do(shell, "$F sell b.flashcoop",
             "add C1 7\npay cash 10.50\nadd B1 31\npay card 139.50\nquit\n");
    shell_do(shell, "$F close b.flashcoop day --counted 30.50", NULL);
    shell_do(shell, "$F share b.flashcoop --rule minutes --vote 13/0/0", NULL);
}

static int set_up(void **state)
{
    struct shell *shell;

    if (shell_set_up(state) != 0)
        return -1;
    shell = *state;
    memset(&session, 0, sizeof session);
    session.chance = 20261130u;
    people_come_and_go();
    shell_make_book(shell);
    people_enter(shell);
    roll_is_called(shell);
    marks_are_given(shell);
    market_is_held(shell);
    return 0;
}

/* -- What must come of it. -- */

static int minutes_of(int person)
{
    int sum = 0;

    for (int day = 0; day < DAYS; day++)
        sum += session.present[person][day][0] + session.present[person][day][1];
    return sum;
}

static int called_of(int person)
{
    int count = 0;

    for (int day = 0; day < DAYS; day++)
        count += 2 * session.is_in[person][day];
    return count;
}

static int attended_of(int person)
{
    int count = 0;

    for (int day = 0; day < DAYS; day++)
        count += (session.present[person][day][0] > 0) + (session.present[person][day][1] > 0);
    return count;
}

static void hours_are_those_of_her_own_days(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F report b.flashcoop attendance --format csv", NULL);
    for (int person = 0; person < PEOPLE; person++) {
        char row[120];

        snprintf(row, sizeof row, "P%d,Personne %d,%d,%d,%d,%d", person + 1, person + 1,
                 minutes_of(person), called_of(person) * PLANNED, attended_of(person),
                 called_of(person));
        if (!strstr(shell->out, row))
            fail_msg("%s is not in:\n%s", row, shell->out);
    }
}

/* "12.34" as cents. */
static long cents_of(const char *text)
{
    char *end;
    long euros = strtol(text, &end, 10);

    return euros * 100 + strtol(end + 1, NULL, 10);
}

static void shares_follow_minutes_to_the_cent(void **state)
{
    struct shell *shell = *state;
    long total = cents_of(shell_value(shell, "result", "to_share"));
    long sum = 0, minutes = 0;

    assert_true(total > 10000);
    for (int person = 0; person < PEOPLE; person++)
        minutes += minutes_of(person);
    shell_do(shell, "$F report b.flashcoop shares --format csv", NULL);
    for (int person = 0; person < PEOPLE; person++) {
        char begin[40];
        const char *row;
        long share;

        snprintf(begin, sizeof begin, "\nP%d,", person + 1);
        row = strstr(shell->out, begin);
        assert_non_null(row);
        row = strchr(row + 1, '\n') ? strchr(row + 1, '\n') : row + strlen(row);
        while (row[-1] != ',')
            row--;
        share = cents_of(row);
        sum += share;
        /* Within a cent of the exact part, whichever way the odd cents went. */
        assert_true(labs(share * minutes - total * minutes_of(person)) < minutes);
    }
    assert_int_equal(sum, total);
}

struct pairs {
    int count, sum, up, same, down, ceiling;
};

/* First mark of J1 to J3, last of J5 to J7, sentence by sentence (domain, section 4). */
static struct pairs pairs_of(int person, int volet)
{
    struct pairs pairs = { 0 };

    for (int i = volet ? 7 : 0; i < (volet ? SENTENCES : 7); i++) {
        int start = 0, end = 0;

        for (int day = 2; day >= 0; day--)
            start = session.marks[person][day][i] ? session.marks[person][day][i] : start;
        for (int day = 4; day < DAYS; day++)
            end = session.marks[person][day][i] ? session.marks[person][day][i] : end;
        if (!sentence_counts(i) || !start || !end)
            continue;
        pairs.count++;
        pairs.sum += end - start;
        pairs.up += end > start;
        pairs.same += end == start;
        pairs.down += end < start;
        pairs.ceiling += start == 4;
    }
    return pairs;
}

/* 100 S / 3 n with one decimal, half away from zero; nothing below 4 of 6 pairs. */
static void index_write(const struct pairs *pairs, char *out, size_t room)
{
    int tenths = 2 * abs(pairs->sum) * 1000 / (3 * (pairs->count ? pairs->count : 1));

    tenths = (tenths + 1) / 2;
    if (pairs->count < 4)
        snprintf(out, room, "%s", "");
    else
        snprintf(out, room, "%s%d.%d", pairs->sum < 0 && tenths > 0 ? "-" : "", tenths / 10,
                 tenths % 10);
}

static void indexes_are_made_of_first_and_last_marks(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F report b.flashcoop progress --format csv", NULL);
    for (int person = 0; person < PEOPLE; person++)
        for (int volet = 0; volet < 2; volet++) {
            struct pairs pairs = pairs_of(person, volet);
            char row[120], index[16];

            index_write(&pairs, index, sizeof index);
            snprintf(row, sizeof row, "P%d,%c,self,%d,%d,%d,%d,%d,%d,%s", person + 1, "AB"[volet],
                     pairs.count, pairs.sum, pairs.up, pairs.same, pairs.down, pairs.ceiling,
                     index);
            if (!strstr(shell->out, row))
                fail_msg("%s is not in:\n%s", row, shell->out);
        }
}

static void papers_say_the_same(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F report b.flashcoop papers -o papers 2>/dev/null", NULL);
    for (int person = 0; person < PEOPLE; person++) {
        struct pairs a = pairs_of(person, 0), b = pairs_of(person, 1);
        char line[160], wanted[80];
        int minutes = minutes_of(person);

        snprintf(
            line, sizeof line,
            "pdftotext -layout papers/formation/attestation-P%d.pdf - | tr -s '\\302\\240' ' '",
            person + 1);
        shell_do(shell, line, NULL);
        snprintf(wanted, sizeof wanted, minutes % 60 ? "%d h %02d" : "%d h", minutes / 60,
                 minutes % 60);
        if (!strstr(shell->out, wanted))
            fail_msg("P%d: %s is not in:\n%s", person + 1, wanted, shell->out);
        snprintf(line, sizeof line, "pdftotext -layout papers/ma-fiche-P%d.pdf -", person + 1);
        shell_do(shell, line, NULL);
        snprintf(wanted, sizeof wanted, "%d plus haut · %d pareil · %d plus bas", a.up + b.up,
                 a.same + b.same, a.down + b.down);
        if (a.count + b.count > 0 && !strstr(shell->out, wanted))
            fail_msg("P%d: %s is not in:\n%s", person + 1, wanted, shell->out);
    }
    assert_int_equal(shell_run(shell, "test -e papers/livret-P3.pdf", NULL), 0);
    shell_do(shell, "pdftotext papers/livret-P3.pdf - | grep -c '^Jour 1$' || true", NULL);
    assert_string_equal(shell->out, "0\n"); /* she joined on J2 */
    shell_do(shell, "pdftotext papers/livret-P5.pdf - | grep -c '^Jour [345]$' || true", NULL);
    assert_string_equal(shell->out, "0\n");
}

/* Every PDF of the folder is sound, and says every word that it shows (P11). */
static void every_paper_is_sound_and_says_what_it_shows(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F report b.flashcoop papers -o papers 2>/dev/null", NULL);
    shell_do(shell,
             "for f in papers/*-P3.pdf papers/*[a-z].pdf papers/formation/*-P3.pdf "
             "papers/formation/*[a-z].pdf; do "
             "qpdf --check \"$f\" >/dev/null 2>&1 || echo \"unsound $f\"; "
             "pdfinfo -struct-text \"$f\" >said 2>/dev/null; "
             "for w in $(pdftotext -raw \"$f\" - | tr -s '[:space:]' '\\n' | "
             "sed 's/^[.,:;]*//; s/[.,:;]*$//' | sort -u); do "
             "grep -qF -- \"$w\" said || echo \"$f does not say $w\"; done; done",
             NULL);
    assert_string_equal(shell->out, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(hours_are_those_of_her_own_days),
        TEST(shares_follow_minutes_to_the_cent),
        TEST(indexes_are_made_of_first_and_last_marks),
        TEST(papers_say_the_same),
        TEST(every_paper_is_sound_and_says_what_it_shows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
