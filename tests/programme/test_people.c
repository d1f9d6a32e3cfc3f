#include "programme/workbook.h"
#include "tests/support/people_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct vault opened(struct people_book *book)
{
    struct vault vault = { 0 };

    assert_true(vault_open(book->db, &book->access, &vault, &book->err));
    return vault;
}

static void people_stand_in_the_order_they_came(void **state)
{
    struct people_book *book = *state;
    static struct people people;

    people_book_add(book, 3);
    assert_true(people_put(book->db, "P2", "Deuxième", &book->err));
    assert_true(people_read(book->db, &people, &book->err));
    assert_int_equal(people.count, 3);
    assert_string_equal(people.list[1].badge, "P2");
    assert_string_equal(people.list[1].called_name, "Deuxième");
    assert_int_equal(people.list[2].position, 3);
}

static void a_full_group_takes_nobody_more(void **state)
{
    struct people_book *book = *state;

    people_book_add(book, PARTICIPANTS_MAX);
    assert_false(people_put(book->db, "P99", "Quelqu'un", &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
}

static void a_sheet_is_not_readable_in_the_file(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct sheet sheet = { .birth_year = 1985, .expectations = "Rencontrer du monde" };
    struct sheet back;

    people_book_add(book, 1);
    assert_true(people_set_sheet(book->db, &vault, "P1", &sheet, &book->err));
    assert_true(people_sheet(book->db, &vault, "P1", &back, &book->err));
    assert_string_equal(back.expectations, "Rencontrer du monde");
    assert_int_equal(people_book_times(book, "Rencontrer"), 0);
    assert_true(people_book_times(book, "Nom 1") > 0); /* the search finds what is plain */
    vault_close(&vault);
}

static void a_sheet_moved_to_another_badge_does_not_open(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct sheet sheet = { .birth_year = 1985 };

    people_book_add(book, 2);
    assert_true(people_set_sheet(book->db, &vault, "P1", &sheet, &book->err));
    assert_true(db_script(book->db,
                          "UPDATE participant SET sheet = (SELECT sheet FROM participant "
                          "WHERE badge = 'P1') WHERE badge = 'P2'",
                          &book->err));
    assert_false(people_sheet(book->db, &vault, "P2", &sheet, &book->err));
    assert_int_equal(book->err.code, ERR_FORBIDDEN);
    vault_close(&vault);
}

static void with_a_passphrase_only_the_passphrase_opens_the_sheets(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct vault again = { 0 };
    struct vault_access access = book->access;
    bool is_protected = false;

    access.passphrase = "quatre petits cookies";
    assert_true(vault_protect(book->db, &vault, &access, &book->err));
    assert_true(vault_is_protected(book->db, &book->access, &is_protected, &book->err));
    assert_true(is_protected);

    assert_false(vault_open(book->db, &book->access, &again, &book->err));
    assert_int_equal(book->err.code, ERR_FORBIDDEN);
    book->err = ERR_EMPTY;
    access.passphrase = "cinq petits cookies";
    assert_false(vault_open(book->db, &access, &again, &book->err));
    assert_string_equal(book->err.text, "La phrase secrète n'est pas la bonne.");
    book->err = ERR_EMPTY;
    access.passphrase = "quatre petits cookies";
    assert_true(vault_open(book->db, &access, &again, &book->err));
    assert_memory_equal(again.key, vault.key, sizeof vault.key);
}

static void on_another_machine_without_passphrase_the_sheets_stay_closed(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct vault_access elsewhere = { .folder = "/tmp/flashcoop-nowhere" };

    vault_close(&vault);
    assert_false(vault_open(book->db, &elsewhere, &vault, &book->err));
    assert_int_equal(book->err.code, ERR_FORBIDDEN);
    assert_false(vault.is_open);
}

static void the_image_is_refused_until_she_agrees_and_again_once_taken_back(void **state)
{
    struct people_book *book = *state;
    struct consent consent;

    people_book_add(book, 1);
    assert_true(people_consent(book->db, "P1", CONSENT_IMAGE, &consent, &book->err));
    assert_false(consent_is_given(&consent));
    assert_true(
        people_decide(book->db, "P1", CONSENT_IMAGE, true, day_of(2019, 11, 26), &book->err));
    assert_true(people_consent(book->db, "P1", CONSENT_IMAGE, &consent, &book->err));
    assert_true(consent_is_given(&consent));
    assert_true(
        people_decide(book->db, "P1", CONSENT_IMAGE, false, day_of(2019, 12, 1), &book->err));
    assert_true(people_consent(book->db, "P1", CONSENT_IMAGE, &consent, &book->err));
    assert_false(consent_is_given(&consent));
    assert_int_equal(consent.decided.number, day_of(2019, 11, 26).number);
    assert_int_equal(consent.revoked.number, day_of(2019, 12, 1).number);
    assert_true(people_consent(book->db, "P1", CONSENT_QUOTE, &consent, &book->err));
    assert_false(consent_is_given(&consent));
}

static void a_person_can_take_everything_away(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct sheet sheet = { .birth_year = 1985, .project = "ouvrir un salon" };
    const struct interview interview = { .appointment_day = DAY_NONE, .notes = "Stage en mars" };
    const struct presence presence = { .called = true, .present = 150, .reason = "bus" };
    struct buf out = buf_init(1 << 20);

    people_book_add(book, 2);
    assert_true(people_set_sheet(book->db, &vault, "P1", &sheet, &book->err));
    assert_true(people_set_interview(book->db, &vault, "P1", &interview, &book->err));
    assert_true(records_put_presence(book->db, "P1", 1, HALF_AM, &presence, &book->err));
    assert_true(records_put_answer(book->db, "P1", "I1", ANSWER_YES, &book->err));
    assert_true(people_export(book->db, &vault, "P1", &out, &book->err));
    assert_non_null(strstr(buf_text(&out), "name,Nom 1\r\n"));
    assert_non_null(strstr(buf_text(&out), "project,ouvrir un salon\r\n"));
    assert_non_null(strstr(buf_text(&out), "interview,Stage en mars\r\n"));
    assert_non_null(strstr(buf_text(&out), "attendance J1 am,150 min bus\r\n"));
    assert_non_null(strstr(buf_text(&out), "answer I1,yes\r\n"));
    assert_non_null(strstr(buf_text(&out), "consent image,no\r\n"));
    assert_null(strstr(buf_text(&out), "Nom 2"));
    buf_release(&out);
    vault_close(&vault);
}

static void what_she_answered_is_given_with_the_question(void **state)
{
    struct people_book *book = *state;
    const struct opinion opinion = { "hot", "P1", "HM1", "La vente." };
    const struct opinion older = { "cold", "P1", "Et maintenant ?", "Un stage." };
    struct buf out = buf_init(1 << 20);

    people_book_add(book, 1);
    assert_true(workbook_add_opinion(book->db, &opinion, &book->err));
    assert_true(workbook_add_opinion(book->db, &older, &book->err));
    assert_true(people_export(book->db, NULL, "P1", &out, &book->err));
    assert_non_null(strstr(buf_text(&out), "hot HM1 Qu'est-ce que j'ai aimé ?,La vente.\r\n"));
    assert_non_null(strstr(buf_text(&out), "cold Et maintenant ?,Un stage.\r\n"));
    buf_release(&out);
}

static void what_peers_said_is_given_without_their_badges(void **state)
{
    struct people_book *book = *state;
    static struct grid grid;
    const struct rating rating = { .rater = "P2", .indicator = 0, .day = 7, .value = 3 };
    struct buf out = buf_init(1 << 20);

    people_book_add(book, 2);
    grid_default(&grid);
    assert_true(records_put_rating(book->db, "P1", &rating, &grid, &book->err));
    assert_true(people_export(book->db, NULL, "P1", &out, &book->err));
    assert_non_null(strstr(buf_text(&out), "rating A1 J7 peer,3\r\n"));
    assert_null(strstr(buf_text(&out), "P2"));
    buf_release(&out);
}

static void the_contract_is_kept_and_given_with_the_rest(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct sheet sheet = { .contract = "CAPE 2019-114" };
    struct buf out = buf_init(1 << 20);

    people_book_add(book, 1);
    assert_true(people_set_sheet(book->db, &vault, "P1", &sheet, &book->err));
    assert_int_equal(people_book_times(book, "CAPE"), 0);
    assert_true(people_export(book->db, &vault, "P1", &out, &book->err));
    assert_non_null(strstr(buf_text(&out), "contract,CAPE 2019-114\r\n"));
    buf_release(&out);
    vault_close(&vault);
}

static void an_interview_comes_back_as_it_was_written_and_is_not_readable_in_the_file(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct interview interview = { .appointment_day = day_of(2020, 1, 12),
                                   .next_step = "Stage en mars",
                                   .notes = "Une ligne\nDeux lignes" };
    struct interview back;

    people_book_add(book, 1);
    assert_true(people_interview(book->db, &vault, "P1", &back, &book->err));
    assert_true(interview_is_empty(&back));
    assert_true(people_set_interview(book->db, &vault, "P1", &interview, &book->err));
    assert_true(people_interview(book->db, &vault, "P1", &back, &book->err));
    assert_string_equal(back.next_step, "Stage en mars");
    assert_string_equal(back.notes, "Une ligne\nDeux lignes");
    assert_int_equal(back.appointment_day.number, day_of(2020, 1, 12).number);
    assert_false(back.on_sheet); /* her agreement is never supposed */
    assert_int_equal(people_book_times(book, "Stage"), 0);
    vault_close(&vault);
}

static void a_badge_that_is_the_name_is_refused_for_the_journal_keeps_it(void **state)
{
    struct people_book *book = *state;

    assert_false(people_put(book->db, "AWA", "Awa", &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
    assert_non_null(strstr(book->err.text, "P1"));
}

int main(void)
{
#define TEST(name) PEOPLE_FILE_TEST(name)
    const struct CMUnitTest tests[] = {
        TEST(people_stand_in_the_order_they_came),
        TEST(a_full_group_takes_nobody_more),
        TEST(a_sheet_is_not_readable_in_the_file),
        TEST(a_sheet_moved_to_another_badge_does_not_open),
        TEST(with_a_passphrase_only_the_passphrase_opens_the_sheets),
        TEST(on_another_machine_without_passphrase_the_sheets_stay_closed),
        TEST(the_image_is_refused_until_she_agrees_and_again_once_taken_back),
        TEST(a_person_can_take_everything_away),
        TEST(what_she_answered_is_given_with_the_question),
        TEST(what_peers_said_is_given_without_their_badges),
        TEST(the_contract_is_kept_and_given_with_the_rest),
        TEST(an_interview_comes_back_as_it_was_written_and_is_not_readable_in_the_file),
        TEST(a_badge_that_is_the_name_is_refused_for_the_journal_keeps_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
