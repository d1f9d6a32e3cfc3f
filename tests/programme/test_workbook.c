#include "programme/workbook.h"
#include "tests/support/people_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_price_sheet_comes_back(void **state)
{
    struct people_book *book = *state;
    const struct price_sheet sheet = { 60, 4200, 25, 3000, 300, 0 };
    struct price_sheet back;
    bool found;

    assert_true(workbook_price_sheet(book->db, "COOKIE", &back, &found, &book->err));
    assert_false(found);
    assert_true(workbook_set_price_sheet(book->db, "COOKIE", &sheet, &book->err));
    assert_true(workbook_price_sheet(book->db, "COOKIE", &back, &found, &book->err));
    assert_true(found);
    assert_memory_equal(&back, &sheet, offsetof(struct price_sheet, rate));
}

static void a_recipe_sums_its_cost_and_is_replaced_whole(void **state)
{
    struct people_book *book = *state;
    struct recipe recipe = { 2, { { "farine", "500 g", 60 }, { "beurre", "250 g", 215 } } };
    struct recipe back;

    assert_true(workbook_set_recipe(book->db, "COOKIE", &recipe, &book->err));
    recipe.count = 1;
    assert_true(workbook_set_recipe(book->db, "COOKIE", &recipe, &book->err));
    assert_true(workbook_recipe(book->db, "COOKIE", &back, &book->err));
    assert_int_equal(back.count, 1);
    assert_int_equal(recipe_cost_cents(&back), 60);
    recipe.items[0].cost_cents = -1;
    assert_false(workbook_set_recipe(book->db, "COOKIE", &recipe, &book->err));
}

static void batch_seen(void *context, const struct batch *batch)
{
    *(struct batch *)context = *batch;
}

static void a_lot_is_made_once(void **state)
{
    struct people_book *book = *state;
    const struct batch batch = { .product = "COOKIE",
                                 .lot = "J4-1",
                                 .day = 4,
                                 .made = 60,
                                 .lost = 3,
                                 .allergens = "lait, blé" };
    struct batch seen = { 0 };

    assert_true(workbook_add_batch(book->db, &batch, &book->err));
    assert_false(workbook_add_batch(book->db, &batch, &book->err));
    assert_string_equal(book->err.text, "Le lot J4-1 existe déjà : en prendre un autre.");
    book->err = ERR_EMPTY;
    assert_true(workbook_each_batch(book->db, batch_seen, &seen, &book->err));
    assert_string_equal(seen.allergens, "lait, blé");
    assert_int_equal(seen.made - seen.lost, 57);
}

static enum follow_up_state state_on(struct people_book *book, struct day today)
{
    const struct follow_up_window window = { day_of(2020, 4, 5), day_of(2020, 6, 5) };
    struct follow_up follow_up;

    assert_true(workbook_follow_up(book->db, "P1", window, today, &follow_up, &book->err));
    return follow_up.state;
}

static void a_cold_review_waits_is_due_then_late(void **state)
{
    struct people_book *book = *state;

    assert_int_equal(state_on(book, day_of(2020, 4, 4)), FOLLOW_UP_WAITING);
    assert_int_equal(state_on(book, day_of(2020, 4, 5)), FOLLOW_UP_DUE);
    assert_int_equal(state_on(book, day_of(2020, 6, 5)), FOLLOW_UP_DUE);
    assert_int_equal(state_on(book, day_of(2020, 6, 6)), FOLLOW_UP_LATE);
}

static void a_call_without_answer_settles_nothing(void **state)
{
    struct people_book *book = *state;
    struct follow_up_call call = { "P1", day_of(2020, 4, 10), "telephone", "no-answer" };

    assert_true(workbook_add_call(book->db, &call, &book->err));
    assert_int_equal(state_on(book, day_of(2020, 4, 11)), FOLLOW_UP_DUE);
    memcpy(call.result, "answered", sizeof "answered");
    assert_true(workbook_add_call(book->db, &call, &book->err));
    assert_int_equal(state_on(book, day_of(2020, 7, 1)), FOLLOW_UP_ANSWERED);
}

static void without_dates_nothing_is_due(void **state)
{
    struct people_book *book = *state;
    const struct follow_up_window none = { DAY_NONE, DAY_NONE };
    struct follow_up follow_up;

    assert_true(
        workbook_follow_up(book->db, "P1", none, day_of(2020, 1, 1), &follow_up, &book->err));
    assert_int_equal(follow_up.state, FOLLOW_UP_UNDATED);
}

static void what_is_said_again_replaces_and_nothing_takes_away(void **state)
{
    struct people_book *book = *state;
    struct opinion opinion = { "hot", "animator", "HA1", "Bien." };
    char words[OPINION_WORDS_MAX];

    assert_true(workbook_put_opinion(book->db, &opinion, &book->err));
    opinion.words = "Très bien.";
    assert_true(workbook_put_opinion(book->db, &opinion, &book->err));
    assert_true(workbook_opinion(book->db, "animator", "HA1", words, &book->err));
    assert_string_equal(words, "Très bien.");
    opinion.words = "";
    assert_true(workbook_put_opinion(book->db, &opinion, &book->err));
    assert_true(workbook_opinion(book->db, "animator", "HA1", words, &book->err));
    assert_string_equal(words, "");
}

static void words_too_long_to_keep_are_refused_whole(void **state)
{
    struct people_book *book = *state;
    static char words[OPINION_WORDS_MAX + 1];
    const struct opinion opinion = { "hot", "animator", "HA1", words };

    memset(words, 'a', OPINION_WORDS_MAX);
    assert_false(opinion_check(&opinion, &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
}

int main(void)
{
#define TEST(name) PEOPLE_BOOK_TEST(name, 1)
    const struct CMUnitTest tests[] = {
        TEST(a_price_sheet_comes_back),
        TEST(a_recipe_sums_its_cost_and_is_replaced_whole),
        TEST(a_lot_is_made_once),
        TEST(a_cold_review_waits_is_due_then_late),
        TEST(a_call_without_answer_settles_nothing),
        TEST(what_is_said_again_replaces_and_nothing_takes_away),
        TEST(words_too_long_to_keep_are_refused_whole),
        TEST(without_dates_nothing_is_due),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
