/* What a paper shows is also said: the marked text of a PDF, as readers aloud take it. */
#include "tests/support/paper_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

enum { WORD_MAX = 120 };

static struct buf asked(struct paper_bench *f, int number, const char *command)
{
    struct outlet outlet;
    bool good = false;

    outlet_open_memory(&outlet, 1 << 22);
    assert_true(paper_bench_make(f, number, &outlet, &good));
    assert_true(good);

    struct buf text = paper_bench_ask(command, &outlet);

    outlet_abandon(&outlet);
    return text;
}

/* Words in Latin letters and amounts: the order of Arabic ones differs between the two tools. */
static bool is_compared(const char *word)
{
    for (const char *at = word; *at; at++)
        if ((unsigned char)*at >= 0xD6 && (unsigned char)*at <= 0xDF)
            return false; /* Arabic, in two bytes */
        else if ((unsigned char)*at == 0xEF)
            return false; /* and its joined forms, in three */
    return true;
}

/* A full stop goes to the other end of a line that runs from the right. */
static const char *without_stops(char *word)
{
    size_t length = strlen(word);

    while (length > 0 && strchr(".,:;", word[length - 1]))
        word[--length] = '\0';
    return word + strspn(word, ".,:;");
}

static void every_word_is_said(struct paper_bench *f, int number)
{
    struct buf seen = asked(f, number, "pdftotext -raw %s -"),
               said = asked(f, number, "pdfinfo -struct-text %s 2>&1");
    char word[WORD_MAX];
    int length = 0;

    assert_null(strstr(buf_text(&said), "Warning"));
    for (const char *at = buf_text(&seen); sscanf(at, "%119s%n", word, &length) == 1; at += length)
        if (is_compared(word) && !strstr(buf_text(&said), without_stops(word)))
            fail_msg("paper %d shows « %s » and does not say it", number, word);
    buf_release(&seen);
    buf_release(&said);
}

static void every_paper_says_every_word_and_amount_that_it_shows(void **state)
{
    struct paper_bench *f = *state;

    for (int number = 0; number < BENCH_PAPERS; number++)
        every_word_is_said(f, number);
}

/* In Dari or English, or none, and a booklet that folds; the one above is in Arabic. */
static void they_say_it_in_every_language_and_folded(void **state)
{
    static const enum tongue TONGUES[] = { TONGUE_FR, TONGUE_EN, TONGUE_PRS };
    struct paper_bench *f = *state;

    for (int number = 0; number < BENCH_PAPERS; number++) { /* each paper in one of them */
        f->head.second = TONGUES[(size_t)number % COUNT_OF(TONGUES)];
        every_word_is_said(f, number);
    }
    f->head.second = TONGUE_PRS;
    f->head.booklet = SURFACE_A5;
    f->head.is_folded = true;
    every_word_is_said(f, 5);
}

static void a_result_is_a_table_of_names_and_amounts(void **state)
{
    struct buf said = asked(*state, 9, "pdfinfo -struct-text %s");

    assert_non_null(strstr(buf_text(&said), "H1 (block)"));
    assert_non_null(strstr(buf_text(&said), "Table (block)\n    TR\n      TH\n"));
    assert_non_null(strstr(buf_text(&said), "TD\n        \"356,40"));
    assert_non_null(strstr(buf_text(&said), "Figure"));
    buf_release(&said);
}

/* The drawer, the price, the star, the story: label beside figure is a table, not loose words. */
static void figures_beside_words_are_a_table(void **state)
{
    static const struct {
        int paper;
        const char *row;
    } TABLES[] = { { 17, "TH\n        \"500,00" },
                   { 19, "TD\n        \"60\"" },
                   { 20, "TD\n        \"275,68" },
                   { 22, "TD\n        \"2" },
                   { 28, "TD" } };

    for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
        struct buf said = asked(*state, TABLES[i].paper, "pdfinfo -struct-text %s 2>&1");

        if (!strstr(buf_text(&said), "Table (block)\n") ||
            !strstr(buf_text(&said), "    TR\n      TH\n") ||
            !strstr(buf_text(&said), TABLES[i].row))
            fail_msg("paper %d holds no table with %s:\n%s", TABLES[i].paper, TABLES[i].row,
                     buf_text(&said));
        buf_release(&said);
    }
}

/* What one may tick: twelve uses of an image, four things done a day, four answers, four kinds. */
static void what_is_ticked_is_a_list(void **state)
{
    static const int PAPERS[] = { 2, 5, 11, 26 }, LEAST[] = { 12, 28, 4, 4 };

    for (int i = 0; i < 4; i++) {
        struct buf said = asked(*state, PAPERS[i], "pdfinfo -struct %s 2>&1");
        const char *list = strstr(buf_text(&said), "L (block)\n");
        int items = 0;

        assert_non_null(list);
        for (const char *at = list; (at = strstr(at, "LI (block)")) != NULL; at++)
            items++;
        assert_true(items >= LEAST[i]);
        assert_non_null(strstr(list, "LBody (block)"));
        buf_release(&said);
    }
}

/* ISO 32000-1, 14.9.2 and 14.9.3. */
static void pictures_have_words_and_the_other_language_its_name(void **state)
{
    struct buf bytes = asked(*state, 5, "strings %s");

    assert_non_null(strstr(buf_text(&bytes), "/Alt <FEFF"));
    assert_non_null(strstr(buf_text(&bytes), "/Lang (ar)"));
    assert_non_null(strstr(buf_text(&bytes), "/Lang (fr)"));
    buf_release(&bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, paper_bench_setup, paper_bench_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_paper_says_every_word_and_amount_that_it_shows),
        TEST(they_say_it_in_every_language_and_folded),
        TEST(a_result_is_a_table_of_names_and_amounts),
        TEST(figures_beside_words_are_a_table),
        TEST(what_is_ticked_is_a_list),
        TEST(pictures_have_words_and_the_other_language_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
