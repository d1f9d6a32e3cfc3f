/* What is forgotten is forgotten in every byte; what is a figure stays. */
#include "programme/duty.h"
#include "programme/erasure.h"
#include "programme/workbook.h"
#include "tests/support/people_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct vault opened(struct people_book *book)
{
    struct vault vault = { 0 };

    assert_true(vault_open(book->db, &book->access, &vault, &book->err));
    return vault;
}

/* Enough rows, renamed often, that pages split and old bytes are left in gaps. */
static void crowd(struct people_book *book)
{
    people_book_add(book, 25);
    for (int round = 0; round < 5; round++)
        for (int i = 1; i <= 25; i++) {
            char badge[BADGE_MAX];
            char name[NAME_MAX_BYTES];

            snprintf(badge, sizeof badge, "P%d", i);
            snprintf(name, sizeof name, "Personne numéro %d de la ronde %d%.*s", i, round,
                     round * 4, "................");
            assert_true(people_put(book->db, badge, name, &book->err));
        }
}

static void presence(struct people_book *book, const char *badge, int day, minutes present,
                     const char *reason)
{
    struct presence one = { .called = true, .present = present };

    snprintf(one.reason, sizeof one.reason, "%s", reason);
    assert_true(records_put_presence(book->db, badge, day, HALF_AM, &one, &book->err));
}

/* Every place where a sentence can be written about P3. */
static void write_everywhere(struct people_book *book, struct vault *vault)
{
    const struct sheet sheet = { .birth_year = 1985,
                                 .schooling = "primary",
                                 .contact = "zelandine@exemple.test",
                                 .contract = "C-12 Zélandine" };
    const struct interview interview = { .appointment_day = DAY_NONE, .next_step = "Zélandine" };
    const struct opinion own = { "hot", "P3", "Quoi", "Moi, Zélandine" };
    const struct opinion other = { "hot", "animator", "Et Zélandine ?", "zélandine a ri" };
    const struct batch batch = { .product = "C1",
                                 .lot = "L-Zélandine",
                                 .day = 4,
                                 .made = 5,
                                 .materials = "farine de Zélandine" };
    struct recipe recipe = { .count = 1, .items = { { .ingredient = "sel de Zélandine" } } };
    const struct correction correction = { "P3 : Zélandine", "Zélandine malade", { 1, 0 }, "host" };

    assert_true(people_put(book->db, "P3", "Zélandine", &book->err));
    assert_true(people_set_sheet(book->db, vault, "P3", &sheet, &book->err));
    assert_true(people_set_interview(book->db, vault, "P3", &interview, &book->err));
    presence(book, "P3", 1, 210, "");
    presence(book, "P3", 2, 0, "Zélandine malade");
    presence(book, "P4", 2, 0, "chez Zélandine");
    assert_true(programme_set_day_note(book->db, 2, "Appeler Zélandine", &book->err));
    assert_true(workbook_add_opinion(book->db, &own, &book->err));
    assert_true(workbook_add_opinion(book->db, &other, &book->err));
    assert_true(workbook_add_batch(book->db, &batch, &book->err));
    assert_true(workbook_set_recipe(book->db, "C1", &recipe, &book->err));
    assert_true(duty_give(book->db, 1, "aide Zélandine", "P4", &book->err));
    assert_true(
        people_decide(book->db, "P3", CONSENT_IMAGE, true, day_of(2019, 11, 26), &book->err));
    for (int state = SESSION_OPEN; state <= SESSION_CLOSED; state++)
        assert_true(programme_advance(book->db, (enum session_state)state, &book->err));
    assert_true(programme_allow(book->db, &correction, &book->err));
}

static void assert_no_trace(struct people_book *book)
{
    static const char *const SPELLED[] = { "Zélandine", "zélandine", "zelandine" };

    for (size_t i = 0; i < COUNT_OF(SPELLED); i++)
        assert_int_equal(people_book_times(book, SPELLED[i]), 0);
}

static void an_erased_person_leaves_no_trace_in_any_byte_of_the_book(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct sheet sheet;
    static struct people people;
    int64_t kept = -1;

    crowd(book);
    write_everywhere(book, &vault);
    assert_true(people_book_times(book, "Zélandine") > 8); /* else the search proves nothing */

    assert_true(erasure_of_person(book->db, NULL, "P3", day_of(2019, 12, 2), &book->err));

    assert_no_trace(book);
    assert_true(people_read(book->db, &people, &book->err));
    assert_true(people.list[2].erased);
    assert_true(records_minutes(book->db, "P3", &kept, &book->err));
    assert_int_equal(kept, 210);
    assert_true(people_sheet(book->db, &vault, "P3", &sheet, &book->err));
    assert_true(sheet_is_empty(&sheet));
    vault_close(&vault);
}

/*
 * A history of words written, changed and taken away in which SQLite, in spite of
 * secure_delete, leaves old bytes in the gap of a page that was split. Such histories are rare:
 * these seeds were found by trying six hundred, with the same numbers (Numerical Recipes).
 */
static void live_through(struct people_book *book, uint32_t chance)
{
    char sql[1200];

    for (int step = 0; step < 400; step++) {
        uint32_t numbers[3];
        int size;

        chance = chance * 1664525U + 1013904223U;
        numbers[0] = (chance >> 16) % 600;
        chance = chance * 1664525U + 1013904223U;
        numbers[1] = (chance >> 16) % 10;
        if (numbers[1] < 4) {
            snprintf(sql, sizeof sql, "DELETE FROM opinion WHERE id = %d", (int)numbers[0] + 1);
            assert_true(db_script(book->db, sql, &book->err));
            continue;
        }
        chance = chance * 1664525U + 1013904223U;
        numbers[2] = (chance >> 16) % (numbers[1] < 8 ? 900 : 400);
        size = (int)numbers[2] + (numbers[1] < 8);
        snprintf(sql, sizeof sql,
                 numbers[1] < 8
                     ? "INSERT OR REPLACE INTO opinion VALUES (%d, 'hot', 'animator', 'q', '"
                     : "INSERT OR REPLACE INTO opinion VALUES (%d, 'hot', 'P3', 'q', 'Zelandine",
                 numbers[1] < 8 ? (int)numbers[0] + 1 : 300);
        for (int i = 0; i < size; i++)
            strcat(sql, ".");
        strcat(sql, "')");
        assert_true(db_script(book->db, sql, &book->err));
    }
}

static void no_gap_of_a_page_keeps_what_was_erased(void **state)
{
    static const uint32_t SEEDS[] = { 5, 18, 38, 107, 124, 151 };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(SEEDS); i++) {
        static struct people_book book;

        people_book_open(&book, false);
        people_book_add(&book, 3);
        assert_true(people_put(book.db, "P3", "Zelandine", &book.err));
        assert_true(db_begin(book.db, &book.err));
        live_through(&book, SEEDS[i]);
        assert_true(db_commit(book.db, &book.err));
        assert_true(erasure_of_person(book.db, NULL, "P3", day_of(2019, 12, 2), &book.err));
        assert_int_equal(people_book_times(&book, "Zelandine"), 0);
        people_book_close(&book);
    }
}

static void take_note(void *context, struct moment at, const char *what, const char *reason)
{
    (void)at;
    snprintf(context, 200, "%s|%s", what, reason);
}

static void the_badge_stands_where_the_name_was_and_corrections_stay_guarded(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    char text[DAY_NOTE_MAX] = "";

    crowd(book);
    write_everywhere(book, &vault);
    assert_true(erasure_of_person(book->db, NULL, "P3", day_of(2019, 12, 2), &book->err));
    assert_true(programme_day_note(book->db, 2, text, &book->err));
    assert_string_equal(text, "Appeler P3");
    assert_true(programme_each_correction(book->db, take_note, text, &book->err));
    assert_string_equal(text, "P3 : P3|P3 malade");
    assert_false(db_script(book->db, "UPDATE correction SET reason = 'autre'", &book->err));
    vault_close(&vault);
}

static void a_first_name_alone_is_found_too_unless_another_has_it(void **state)
{
    struct people_book *book = *state;
    char text[DAY_NOTE_MAX];

    assert_true(people_put(book->db, "P1", "Madame Amina Bensaïd", &book->err));
    assert_true(people_put(book->db, "P2", "Amina Keita", &book->err));
    assert_true(programme_set_day_note(book->db, 1, "Madame la maire, BENSAID, Amina", &book->err));
    assert_true(erasure_of_person(book->db, NULL, "P1", day_of(2019, 12, 2), &book->err));
    assert_true(programme_day_note(book->db, 1, text, &book->err));
    assert_string_equal(text, "Madame la maire, P1, Amina");
}

static void the_names_of_all_go_and_the_profile_stays(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct interview interview;
    struct consent consent;
    struct sheet sheet;

    crowd(book);
    write_everywhere(book, &vault);
    assert_true(erasure_of_names(book->db, &vault, &book->err));
    assert_no_trace(book);
    assert_int_equal(people_book_times(book, "Personne num"), 0);
    assert_true(people_sheet(book->db, &vault, "P3", &sheet, &book->err));
    assert_int_equal(sheet.birth_year, 1985);
    assert_string_equal(sheet.schooling, "primary");
    assert_string_equal(sheet.contact, "");
    assert_string_equal(sheet.contract, "");
    assert_true(people_interview(book->db, &vault, "P3", &interview, &book->err));
    assert_true(interview_is_empty(&interview));
    assert_true(people_consent(book->db, "P3", CONSENT_IMAGE, &consent, &book->err));
    assert_true(consent_is_given(&consent)); /* a quote may still be printed */
    vault_close(&vault);
}

static void while_the_group_still_meets_the_names_are_kept(void **state)
{
    struct people_book *book = *state;
    struct vault vault = { .is_open = false };

    people_book_add(book, 2);
    assert_false(erasure_of_names(book->db, &vault, &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
    assert_true(people_book_times(book, "Nom 1") > 0);
}

static void with_closed_sheets_the_names_stay_for_the_profile_would_be_lost(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);

    crowd(book);
    write_everywhere(book, &vault);
    vault_close(&vault);
    assert_false(erasure_of_names(book->db, &vault, &book->err));
    assert_int_equal(book->err.code, ERR_FORBIDDEN);
    assert_true(people_book_times(book, "Zélandine") > 0);
}

static void the_badge_of_an_erased_person_is_not_given_again(void **state)
{
    struct people_book *book = *state;

    people_book_add(book, 1);
    assert_true(erasure_of_person(book->db, NULL, "P1", day_of(2019, 12, 2), &book->err));
    assert_false(people_put(book->db, "P1", "Quelqu'un", &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
}

static void nobody_is_erased_by_a_wrong_badge(void **state)
{
    struct people_book *book = *state;

    people_book_add(book, 1);
    assert_false(erasure_of_person(book->db, NULL, "P9", day_of(2019, 12, 2), &book->err));
    assert_int_equal(book->err.code, ERR_NOT_FOUND);
}

static void erased_twice_is_erased(void **state)
{
    struct people_book *book = *state;

    people_book_add(book, 1);
    assert_true(erasure_of_person(book->db, NULL, "P1", day_of(2019, 12, 2), &book->err));
    assert_true(erasure_of_person(book->db, NULL, "P1", day_of(2019, 12, 3), &book->err));
}

int main(void)
{
#define TEST(name) PEOPLE_FILE_TEST(name)
    const struct CMUnitTest tests[] = {
        TEST(an_erased_person_leaves_no_trace_in_any_byte_of_the_book),
        cmocka_unit_test(no_gap_of_a_page_keeps_what_was_erased),
        TEST(the_badge_stands_where_the_name_was_and_corrections_stay_guarded),
        TEST(a_first_name_alone_is_found_too_unless_another_has_it),
        TEST(the_names_of_all_go_and_the_profile_stays),
        TEST(while_the_group_still_meets_the_names_are_kept),
        TEST(with_closed_sheets_the_names_stay_for_the_profile_would_be_lost),
        TEST(the_badge_of_an_erased_person_is_not_given_again),
        TEST(nobody_is_erased_by_a_wrong_badge),
        TEST(erased_twice_is_erased),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
