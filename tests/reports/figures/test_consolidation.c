/* Consolidation vector of the programme's reference, section 8. */
#include "reports/figures/consolidation.h"

#include "programme/published.h"
#include "tests/support/people_book.h"
#include "tests/support/rendered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The seven published sessions, with their head counts, as books in memory. */
static struct consolidation *seven(int other_grid)
{
    static struct published list[PUBLISHED_COUNT];
    struct consolidation *all = consolidation_open();

    published_load(list);
    for (int i = 0; i < PUBLISHED_COUNT; i++) {
        struct people_book book;
        struct session session = { .is_example = true };
        const struct consolidated_money money = { list[i].turnover_cents, 0, 0 };

        people_book_open(&book, true);
        people_book_add(&book, list[i].participants);
        snprintf(session.name, sizeof session.name, "%s", list[i].name);
        snprintf(session.host, sizeof session.host, "%s", list[i].host);
        snprintf(session.place, sizeof session.place, "%s", list[i].place);
        snprintf(session.venue, sizeof session.venue, "%s", list[i].venue);
        assert_true(
            field_set(&SESSION_FIELDS[SESSION_SECTOR], &session, list[i].sector, &book.err));
        assert_true(programme_set_dates(book.db, list[i].days, list[i].day_count, &book.err));
        if (i == other_grid) {
            static struct grid grid;

            grid_default(&grid);
            grid.version = 2;
            assert_true(programme_set_grid(book.db, &grid, &book.err));
        }
        assert_true(consolidation_add(all, book.db, &session, &money, &book.err));
        people_book_close(&book);
    }
    return all;
}

static void the_seven_sessions_total_43_people_and_4804_74(void **state)
{
    struct consolidation *all = seven(-1);
    struct rendered out;
    const char *text;

    (void)state;
    rendered_begin(&out, PAGE_CSV);
    consolidation_page(all, out.page);
    text = rendered_text(&out);
    assert_non_null(strstr(text, "name,host,place,first_day,last_day,participants,venue,turnover,"
                                 "net_sales,result,sector\r\n"));
    assert_non_null(strstr(text, "Coopkies,La Maison de l'Initiative,Toulouse,2019-11-18,"
                                 "2019-11-26,4,"));
    assert_non_null(strstr(text, "TOTAL,,,,,43,,4804.74,0.00,0.00,\r\n"));
    rendered_end(&out);
    consolidation_close(all);
}

static void the_mean_is_111_74_per_participant_and_nobody_is_ranked(void **state)
{
    struct consolidation *all = seven(-1);
    struct rendered out;
    const char *text;

    (void)state;
    rendered_begin(&out, PAGE_TEXT);
    consolidation_page(all, out.page);
    text = rendered_text(&out);
    assert_non_null(strstr(text, "111,74"));
    assert_non_null(strstr(text, "culinaire 5, textile 2."));
    assert_true(strstr(text, "Apé'phémère") < strstr(text, "Cuisine sans"));
    rendered_end(&out);
    consolidation_close(all);
}

static void per_participant_toulouse_made_51_19_and_albi_278(void **state)
{
    struct consolidation *all = seven(-1);
    const struct fact_box *toulouse = &all->sessions[2].facts;
    const struct fact_box *albi = &all->sessions[6].facts;

    (void)state;
    assert_int_equal(money_scale(toulouse->turnover, 1, toulouse->participants), 5119);
    assert_int_equal(money_scale(albi->turnover, 1, albi->participants), 27800);
    consolidation_close(all);
}

static void another_grid_enters_the_facts_and_not_the_indexes(void **state)
{
    struct consolidation *all = seven(6);
    struct rendered out;

    (void)state;
    rendered_begin(&out, PAGE_TEXT);
    consolidation_page(all, out.page);
    assert_non_null(strstr(rendered_text(&out), "1 session a une autre grille"));
    assert_non_null(strstr(buf_text(&out.outlet.block), "volet A : 37 personnes."));
    assert_int_equal(all->participants, 43);
    rendered_end(&out);
    consolidation_close(all);
}

static void five_of_seven_and_three_of_four_pool_to_eight_of_eleven(void **state)
{
    struct consolidation *all = consolidation_open();
    struct rendered out;

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct people_book book;
        const struct session session = { .name = "S" };
        const struct consolidated_money money = { 0, 0, 0 };
        int people = i == 0 ? 7 : 4;
        int yes = i == 0 ? 5 : 3;

        people_book_open(&book, true);
        people_book_add(&book, people);
        for (int k = 1; k <= people; k++) {
            char badge[BADGE_MAX];

            snprintf(badge, sizeof badge, "P%d", k);
            assert_true(records_put_answer(book.db, badge, "I1", k <= yes ? ANSWER_YES : ANSWER_NO,
                                           &book.err));
        }
        assert_true(consolidation_add(all, book.db, &session, &money, &book.err));
        people_book_close(&book);
    }
    rendered_begin(&out, PAGE_TEXT);
    consolidation_page(all, out.page);
    assert_non_null(strstr(rendered_text(&out), "8 sur 11 (73 %)"));
    rendered_end(&out);
    consolidation_close(all);
}

static void a_fact_box_gives_its_dates_as_they_were_typed(void **state)
{
    struct consolidation *all = seven(-1);
    struct rendered out;
    const char *text;

    (void)state;
    rendered_begin(&out, PAGE_CSV);
    fact_box_page(&all->sessions[3].facts, out.page);
    text = rendered_text(&out);
    assert_non_null(strstr(text, "key,value\r\nname,MamCookies\r\nhost,CDP49\r\nplace,Angers\r\n"
                                 "dates,\"2019-11-26,2019-11-27,"));
    assert_non_null(strstr(text, "participants,6\r\nvenue,Les galeries recyclettes\r\n"
                                 "turnover,376.00\r\nsector,food\r\n"));
    rendered_end(&out);
    consolidation_close(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_seven_sessions_total_43_people_and_4804_74),
        cmocka_unit_test(the_mean_is_111_74_per_participant_and_nobody_is_ranked),
        cmocka_unit_test(per_participant_toulouse_made_51_19_and_albi_278),
        cmocka_unit_test(another_grid_enters_the_facts_and_not_the_indexes),
        cmocka_unit_test(five_of_seven_and_three_of_four_pool_to_eight_of_eleven),
        cmocka_unit_test(a_fact_box_gives_its_dates_as_they_were_typed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
