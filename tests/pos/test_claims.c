/*
 * What no output may claim: that the session caused a change, a level, a
 * certification, an aptitude, a ranking, a percentage without its base. Read in every text
 * that the program makes of a session: all papers, all spreadsheets, all reports, the network's
 * table, in French and in English.
 */
#include "tests/support/shell.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "reports/catalogue/catalogue.h"

enum { TEXT_MAX = 4 << 20, INDICATORS = 15 };

static const char *indicator_name(int i, char out[8])
{
    snprintf(out, 8, "%c%d", i < 7 ? 'A' : 'B', i < 7 ? i + 1 : i - 6);
    return out;
}

static void write_rows(struct shell *shell, const char *name, struct buf *rows)
{
    shell_write(shell, name, buf_text(rows));
    buf_release(rows);
}

static void write_people(struct shell *shell, int people)
{
    struct buf rows = buf_init(TEXT_MAX), roll = buf_init(TEXT_MAX);

    buf_put_text(&rows, "badge,name,birth_year,schooling,employment,prescriber\n");
    buf_put_text(&roll, "badge,day,half,minutes,reason\n");
    for (int i = 1; i <= people; i++) {
        buf_printf(&rows, "P%d,Nom%d,%d,primary,none,Mission locale\n", i, i, 1970 + i);
        for (int day = 1; day <= 7; day++) /* the last one stops after J3 */
            if (people < 4 || i < people || day <= 3)
                buf_printf(&roll, "P%d,%d,am,210,\nP%d,%d,pm,%d,%s\n", i, day, i, day,
                           day == 3 ? 0 : 210, day == 3 ? "excused" : "");
    }
    write_rows(shell, "p.csv", &rows);
    write_rows(shell, "a.csv", &roll);
}

/* Everybody rates before; all but the last one of a larger group after. */
static void write_marks(struct shell *shell, int people)
{
    struct buf marks = buf_init(TEXT_MAX), answers = buf_init(TEXT_MAX);
    char name[8];

    buf_put_text(&marks, "badge,rater,indicator,day,value\n");
    buf_put_text(&answers, "badge,statement,answer\n");
    for (int i = 1; i <= people; i++) {
        for (int k = 0; k < INDICATORS; k++) {
            indicator_name(k, name);
            buf_printf(&marks, "P%d,self,%s,2,2\nP%d,animator,%s,2,2\n", i, name, i, name);
            if (people < 4 || i < people)
                buf_printf(&marks, "P%d,self,%s,7,%d\nP%d,animator,%s,7,%d\n", i, name,
                           3 - (k + i) % 3 + 1, i, name, 2 + (k + i) % 2);
        }
        for (int k = 1; k <= 6; k++)
            buf_printf(&answers, "P%d,I%d,%s\n", i, k,
                       (i + k) % 3 == 0   ? "yes"
                       : (i + k) % 3 == 1 ? "little"
                                          : "unknown");
    }
    write_rows(shell, "r.csv", &marks);
    write_rows(shell, "s.csv", &answers);
}

/* A session that went all its way; `rated` false: nobody rated or answered anything. */
static void make_session(struct shell *shell, int people, bool rated)
{
    shell_make_book(shell);
    write_people(shell, people);
    write_marks(shell, people);
    shell_do(shell,
             "export FLASHCOOP_CLOCK=2019-11-25T09:00+01:00; $F set b.flashcoop dates "
             "2019-11-26,2019-11-27,2019-11-28,2019-11-29,2019-12-03,2019-12-04,2019-12-05",
             NULL);
    if (people > 0)
        shell_do(shell,
                 "$F import b.flashcoop participants p.csv && "
                 "$F import b.flashcoop attendance a.csv",
                 NULL);
    if (people > 0 && rated)
        shell_do(shell,
                 "$F import b.flashcoop ratings r.csv && $F import b.flashcoop answers s.csv",
                 NULL);
    shell_do(shell, "$F sell b.flashcoop && $F close b.flashcoop day",
             "add C1 20\npay card 30\nquit\n");
    if (people > 0)
        shell_do(shell, "$F share b.flashcoop --rule minutes", NULL);
}

/*
 * Everything that the program writes about the session, in two files: with papers as they look
 * (look.txt: columns side by side), and as they are written (said.txt: sentences whole).
 */
static void gather(struct shell *shell, const char *lang, const char *second)
{
    char line[1600];

    snprintf(
        line, sizeof line,
        "export FLASHCOOP_CLOCK=2020-05-06T10:00+02:00 FLASHCOOP_LANG=%s; "
        "$F set b.flashcoop second-language %s; "
        "$F report b.flashcoop papers -o papers --force && "
        "for f in papers/*.xlsx papers/formation/*.xlsx; do "
        "unzip -p $f xl/worksheets/sheet1.xml | sed 's/<[^>]*>/ /g; s/  */ /g'; echo; echo; "
        "done >said.txt; "
        "for r in attendance grid progress impact follow-up agenda session products result; do "
        "$F report b.flashcoop $r || exit 1; done >>said.txt; "
        "$F consolidate b.flashcoop >>said.txt; cat papers/index.txt >>said.txt; "
        "cp said.txt look.txt; "
        "for f in papers/*.pdf papers/formation/*.pdf; do "
        "pdftotext -layout $f - >>look.txt || exit 1; "
        "pdftotext -raw $f - >>said.txt || exit 1; done",
        lang, second);
    shell_do(shell, line, NULL);
}

static struct buf text_of(struct shell *shell, const char *name)
{
    struct buf text = buf_init(TEXT_MAX);
    char path[FOLDER_PATH_MAX];
    struct err err = ERR_EMPTY;

    assert_true(buf_read_file(&text, folder_path(&shell->folder, name, path), &err));
    assert_true(text.length > 10000); /* not an empty folder */
    return text;
}

/* Words of a claim, where they deny it or name the paper. */
static const char *const DENIALS[] = {
    "ne mesure pas un niveau",      "measures no level",   "aucun classement",   "no ranking",
    "ne sont pas classées",         "are not ranked",      "n'est pas un échec", "is no failure",
    "certificate of participation", "de préférence avant", "best before",
};

static const char *const CLAIMS[] = {
    "session a changé", "session changed", "grâce à",       "parce que",
    "certifié",         "certifie ",       "certification", "cléa",
    "niveau",           " apte ",          "aptitude",      "meilleur",
    "classé",           "classement",      "échou",         "échec",
    "prouve",           "a causé",         "thanks to",     "because",
    "certified",        "certification",   " clea ",        " level",
    "skilled ",         " best ",          " rank",         "proves",
    "failure",          "caused",
};

static void blank(struct buf *text, const char *words)
{
    for (char *at = strstr(text->data, words); at; at = strstr(at + 1, words))
        memset(at, '.', strlen(words));
}

/* Lines are broken anywhere, sentences begin with capitals: one space for any run of blanks, and
 * small letters. */
static void join_lines(struct buf *text)
{
    size_t length = 0;

    for (size_t i = 0; i < text->length; i++) {
        bool is_blank = strchr(" \n\f", text->data[i]) != NULL;

        if (!is_blank || (length > 0 && text->data[length - 1] != ' '))
            text->data[length++] = is_blank ? ' ' : (char)tolower((unsigned char)text->data[i]);
    }
    text->data[length] = '\0';
    text->length = length;
}

static void nothing_is_claimed(struct buf *text)
{
    join_lines(text);
    for (size_t i = 0; i < COUNT_OF(DENIALS); i++)
        blank(text, DENIALS[i]);
    for (size_t i = 0; i < COUNT_OF(CLAIMS); i++) {
        const char *at = strstr(buf_text(text), CLAIMS[i]);

        if (at)
            fail_msg("« %s » in « %.120s »", CLAIMS[i], at - 40 > text->data ? at - 40 : at);
    }
}

/* A digit, perhaps a hard space, a percent sign. */
static const char *next_percent(const char *text)
{
    for (const char *at = strchr(text, '%'); at; at = strchr(at + 1, '%')) {
        const char *before = at - 1;

        while (before > text && (*before == ' ' || (*before & 0x80)))
            before--;
        if (before >= text && *before >= '0' && *before <= '9')
            return at;
    }
    return NULL;
}

/* What a percentage is of, in the same paragraph: a count of a count, or a tax. */
static bool has_base(const char *paragraph)
{
    static const char *const BASES[] = { " sur ", " of ",  "TVA",         "VAT",        "Paires",
                                         "Pairs", "TTC à", "non imprimé", "not printed" };

    for (size_t i = 0; i < COUNT_OF(BASES); i++)
        if (strstr(paragraph, BASES[i]))
            return true;
    return false;
}

/* The first paragraph with a percentage alone, in `out`; false: every one has its base. */
static bool find_bare_percent(const char *text, char *out, size_t room)
{
    while (*text) {
        size_t length = 0;

        while (text[length] && text[length] != '\f' && strncmp(text + length, "\n\n", 2) != 0)
            length++;
        snprintf(out, room, "%.*s", (int)length, text);
        if (next_percent(out) && !has_base(out))
            return true;
        text += length + (text[length] != '\0');
    }
    return false;
}

static void every_percentage_has_its_base(struct buf *text)
{
    char *paragraph = malloc(TEXT_MAX);

    blank(text, "95 %"); /* of a margin, in the headings of its column */
    blank(text, "95%");

    assert_non_null(paragraph);
    if (find_bare_percent(buf_text(text), paragraph, TEXT_MAX))
        fail_msg("a percentage of what? « %.600s »", paragraph);
    free(paragraph);
}

static void the_eye_that_looks_for_bare_percentages_sees(void **state)
{
    char found[200];

    (void)state;
    assert_true(find_bare_percent("Ils sont 6.\n\nOui : 78 %.\n", found, sizeof found));
    assert_non_null(strstr(found, "78"));
    assert_true(find_bare_percent("Oui : 78\u00a0%.", found, sizeof found));
    assert_false(find_bare_percent("Oui : 28 sur 36 (78 %).\n\nRien.", found, sizeof found));
}

static void check_all(struct shell *shell, const char *second)
{
    static const char *const LANGUAGES[] = { "fr", "en" };

    for (size_t i = 0; i < COUNT_OF(LANGUAGES); i++) {
        struct buf look, said;

        gather(shell, LANGUAGES[i], second);
        look = text_of(shell, "look.txt");
        said = text_of(shell, "said.txt");
        every_percentage_has_its_base(&look);
        nothing_is_claimed(&said);
        buf_release(&look);
        buf_release(&said);
    }
}

static void the_names_of_the_reports_claim_nothing(void **state)
{
    struct buf names = buf_init(TEXT_MAX);

    (void)state;
    for (const struct catalogue_row *row = NULL; (row = catalogue_next(row, DOOR_SCREEN)) != NULL;)
        buf_printf(&names, "%s\n", row->title);
    assert_true(names.length > 100);
    nothing_is_claimed(&names);
    buf_release(&names);
}

static void seven_people_are_told_nothing_that_figures_do_not_carry(void **state)
{
    struct shell *shell = *state;

    make_session(shell, 7, true);
    check_all(shell, "en"); /* which says both languages in one */
}

static void few_people_or_none_are_told_nothing_more(void **state)
{
    struct shell *shell = *state;

    for (int people = 0; people <= 3; people++) {
        make_session(shell, people, true);
        check_all(shell, "ar");
        shell_do(shell, "rm -rf b.flashcoop* papers", NULL);
    }
}

static void people_whom_nobody_rated_are_told_so(void **state)
{
    struct shell *shell = *state;
    struct buf text;

    make_session(shell, 4, false);
    check_all(shell, "prs");
    gather(shell, "fr", "none");
    text = text_of(shell, "said.txt");
    assert_non_null(strstr(buf_text(&text), "Personne n'a encore répondu"));
    assert_non_null(strstr(buf_text(&text), "Il manque des notes du début ou de la fin."));
    assert_non_null(strstr(buf_text(&text), "aucun progrès mesuré (indice) : 0 sur 4"));
    buf_release(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_eye_that_looks_for_bare_percentages_sees),
        cmocka_unit_test(the_names_of_the_reports_claim_nothing),
        TEST(seven_people_are_told_nothing_that_figures_do_not_carry),
        TEST(few_people_or_none_are_told_nothing_more),
        TEST(people_whom_nobody_rated_are_told_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
