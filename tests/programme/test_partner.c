/* Who stands around the group: files in, what is kept, what is refused. */
#include "programme/files/partner_import.h"

#include "programme/partner.h"
#include "tests/support/people_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD                                                                                       \
    "key,kind,name,organisation,job,roles,days,start,end,email,phone,inside,signs,publish\n"

static struct partners *read_all(struct people_book *book)
{
    struct partners *partners = partners_open(book->db, &book->err);

    assert_non_null(partners);
    return partners;
}

static void more_rows_of_one_key_are_more_moments_of_one_partner(void **state)
{
    struct people_book *book = *state;
    struct partners *partners;
    char days[64];

    assert_true(people_book_read(
        book, import_partners,
        HEAD "anna,animator,Anna Roy,cae,conseillère,animate;support,1;2,,,,,yes,yes,\n"
             "anna,animator,Anna Roy,,,,5,9h30,12:00,,,,,\n"
             "cae,organisation,La Coopérative,,,,,,,,,,,\n"));
    assert_int_equal(book->taken, 2);
    partners = read_all(book);
    assert_int_equal(partners->count, 2);
    assert_int_equal(partners->list[0].slot_count, 3);
    partner_days_format(&partners->list[0], days, sizeof days);
    assert_string_equal(days, "1;2;5");
    assert_int_equal(partners->list[0].slots[2].start, 570);
    assert_int_equal(partners->list[0].slots[2].end, 720);
    assert_string_equal(partner_house(partners, &partners->list[0]), "La Coopérative");
    assert_true(partner_has_role(&partners->list[0], PARTNER_SUPPORT));
    assert_true(partners->list[0].signs);
    free(partners);
}

/* domain-papers §1: "publish agrees to the name on public papers (person default no, organisation
 * yes)" */
static void a_person_is_on_no_public_paper_unless_she_says_so(void **state)
{
    struct people_book *book = *state;
    struct partners *partners;

    assert_true(people_book_read(book, import_partners,
                                 "key,kind,name\nleo,guest,Léo\nmairie,organisation,Mairie\n"));
    partners = read_all(book);
    assert_false(partners->list[0].publish);
    assert_true(partners->list[1].publish);
    free(partners);
}

static void a_known_key_is_updated_and_what_is_empty_stays(void **state)
{
    struct people_book *book = *state;
    struct partners *partners;

    assert_true(people_book_read(book, import_partners,
                                 HEAD
                                 "leo,guest,Léo,,boulanger,produce,4,,,leo@ex.org,0601,,,yes\n"));
    assert_true(
        people_book_read(book, import_partners, HEAD "leo,guest,Léo Petit,,,,,,,,0602,,,\n"));
    partners = read_all(book);
    assert_int_equal(partners->count, 1);
    assert_string_equal(partners->list[0].name, "Léo Petit");
    assert_string_equal(partners->list[0].job, "boulanger");
    assert_string_equal(partners->list[0].email, "leo@ex.org");
    assert_string_equal(partners->list[0].phone, "0602");
    assert_int_equal(partners->list[0].slot_count, 1);
    assert_true(partners->list[0].publish);
    free(partners);
}

static void every_bad_row_is_named_and_nothing_is_kept(void **state)
{
    struct people_book *book = *state;
    struct partners *partners;

    assert_false(people_book_read(book, import_partners,
                                  HEAD
                                  "a,friend,A,,,,,,,,,,,\n"          /* a kind of its own */
                                  "b,guest,B,,,sing,,,,,,,,\n"       /* a role of its own */
                                  "c,guest,C,,,,8,,,,,,,\n"          /* beyond J7 */
                                  "d,guest,D,,,,2,12:00,9:00,,,,,\n" /* ends before it begins */
                                  "e,guest,E,,,,2,9:00,,,,,,\n"      /* no end */
                                  "f,guest,F,,,,,9:00,10:00,,,,,\n"  /* no day */
                                  "g,guest,G,,,,2,25:00,26:00,,,,,\n"
                                  "h h,guest,H,,,,,,,,,,,\n"
                                  "i,guest,I,,,,,,,,,maybe,,\n"
                                  "j,guest,J\u202e,,,,,,,,,,,\n"
                                  "k,guest,K\a,,,,,,,,,,,\n"
                                  "l,guest,L,,,,,,,,,,,\n"));
    assert_int_equal(book->faults.count, 11);
    partners = read_all(book);
    assert_int_equal(partners->count, 0);
    free(partners);
}

static void two_moments_of_a_day_do_not_overlap(void **state)
{
    struct people_book *book = *state;

    assert_false(
        people_book_read(book, import_partners,
                         HEAD "a,guest,A,,,,2,9:00,11:00,,,,,\na,guest,A,,,,2,10:30,12:00,,,,,\n"));
    assert_int_equal(book->refused.code, ERR_INPUT);
    assert_true(
        people_book_read(book, import_partners,
                         HEAD "a,guest,A,,,,2,9:00,11:00,,,,,\na,guest,A,,,,2,11:00,12:00,,,,,\n"));
}

static void names_in_any_script_stand_as_they_were_written(void **state)
{
    struct people_book *book = *state;
    struct partners *partners;

    assert_true(
        people_book_read(book, import_partners,
                         "key,kind,name\na,guest,سارة\nb,guest,\"<Li & \"\"Wang\"\"> 王\"\n"));
    partners = read_all(book);
    assert_string_equal(partners->list[0].name, "سارة");
    assert_string_equal(partners->list[1].name, "<Li & \"Wang\"> 王");
    free(partners);
}

static void a_moment_without_a_clock_is_as_long_as_its_day(void **state)
{
    struct calendar calendar;
    struct err err = ERR_EMPTY;
    const struct partner partner = { .slot_count = 2, .slots = { { 1, 0, 0 }, { 2, 540, 600 } } };

    (void)state;
    assert_true(calendar_init(&calendar, 7, &err));
    calendar.days[0].planned[HALF_PM] = 0;
    assert_int_equal(partner_minutes(&partner, &calendar), 210 + 60);
    assert_true(partner_is_there(&partner, 1, HALF_PM));
    assert_true(partner_is_there(&partner, 2, HALF_AM));
    assert_false(partner_is_there(&partner, 2, HALF_PM));
    assert_false(partner_is_there(&partner, 3, HALF_AM));
}

static void who_is_erased_leaves_no_name_and_no_telephone(void **state)
{
    struct people_book *book = *state;
    struct partners *partners;

    assert_true(people_book_read(book, import_partners,
                                 HEAD
                                 "leo,guest,Léo,,boulanger,produce,4,,,leo@ex.org,0601,,,yes\n"));
    assert_true(partner_erase(book->db, "leo", &book->err));
    partners = read_all(book);
    assert_string_equal(partners->list[0].name, "");
    assert_string_equal(partners->list[0].phone, "");
    assert_string_equal(partners->list[0].email, "");
    assert_int_equal(partners->list[0].slot_count, 1);
    free(partners);
}

static void clocks_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *text;
        int at;
    } GOOD[] = { { "9:30", 570 }, { "09:05", 545 }, { "9h", 540 },
                 { "9H15", 555 }, { "0:00", 0 },    { "24:00", 1440 } };
    static const char *const BAD[] = { "",      "9",    "9:",   "9:60", "24:01", "25:00",
                                       "-1:00", "9:3x", "9:-5", "x",    ":30",   "+9:00" };
    int at;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(GOOD); i++) {
        assert_true(clock_parse(GOOD[i].text, &at));
        assert_int_equal(at, GOOD[i].at);
    }
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        assert_false(clock_parse(BAD[i], &at));
}

#define BOOK_TEST(name) PEOPLE_BOOK_TEST(name, 0)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOOK_TEST(more_rows_of_one_key_are_more_moments_of_one_partner),
        BOOK_TEST(a_person_is_on_no_public_paper_unless_she_says_so),
        BOOK_TEST(a_known_key_is_updated_and_what_is_empty_stays),
        BOOK_TEST(every_bad_row_is_named_and_nothing_is_kept),
        BOOK_TEST(two_moments_of_a_day_do_not_overlap),
        BOOK_TEST(names_in_any_script_stand_as_they_were_written),
        cmocka_unit_test(a_moment_without_a_clock_is_as_long_as_its_day),
        BOOK_TEST(who_is_erased_leaves_no_name_and_no_telephone),
        cmocka_unit_test(clocks_are_read_as_people_write_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
