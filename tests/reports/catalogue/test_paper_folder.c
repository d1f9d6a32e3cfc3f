#include "reports/catalogue/paper_folder.h"

#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"
#include "tests/support/folder.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct moment MADE_AT = { 1575500000, 60 };

static int folder_setup(void **state)
{
    const struct day days[] = { { 18226 }, { 18227 }, { 18228 }, { 18229 },
                                { 18233 }, { 18234 }, { 18235 } };

    assert_int_equal(till_fixture_setup(state), 0);

    struct till_fixture *f = *state;

    assert_true(programme_store_create(f->db, &f->err));
    assert_true(programme_set_dates(f->db, days, 7, &f->err));
    return 0;
}

static void add_people(struct till_fixture *f, int count)
{
    for (int i = 1; i <= count; i++) {
        char badge[BADGE_MAX], name[NAME_MAX_BYTES];

        snprintf(badge, sizeof badge, "P%d", i);
        snprintf(name, sizeof name, "Aïcha %d", i);
        assert_true(people_put(f->db, badge, name, &f->err));
    }
}

static bool write_papers(struct till_fixture *f, const char *path, bool force)
{
    const struct paper_folder folder = { .path = path, .force = force, .made_at = MADE_AT };

    return paper_folder_write(&f->till, &folder, &f->err);
}

static uint64_t sum_of(const struct folder *folder)
{
    struct folder evidence;

    folder_path(folder, "formation", evidence.path);
    return folder_sum(folder) * 31 + folder_sum(&evidence);
}

/* Everybody was there every half-day. */
static void call_all(struct till_fixture *f, int count)
{
    const struct presence here = { .called = true, .present = HALF_DAY_MINUTES };

    for (int half_day = 0; half_day < count * 14; half_day++) {
        char badge[BADGE_MAX];

        snprintf(badge, sizeof badge, "P%d", half_day / 14 + 1);
        assert_true(records_put_presence(f->db, badge, half_day % 14 / 2 + 1,
                                         half_day % 2 ? HALF_PM : HALF_AM, &here, &f->err));
    }
}

static void every_person_gets_her_papers_and_the_index_names_them(void **state)
{
    struct till_fixture *f = *state;
    struct folder folder = folder_make();
    struct buf index = buf_init(1 << 20);
    char path[FOLDER_PATH_MAX];

    add_people(f, 3);
    call_all(f, 3);
    assert_true(write_papers(f, folder.path, false));
    assert_true(folder_has(&folder, "livret-P3.pdf"));
    assert_true(folder_has(&folder, "ma-fiche-P1.pdf"));
    assert_true(folder_has(&folder, "formation/attestation-P2.pdf"));
    assert_true(buf_read_file(&index, folder_path(&folder, "index.csv", path), &f->err));
    assert_non_null(strstr(buf_text(&index), "livret-P3.pdf"));
    assert_non_null(strstr(buf_text(&index), "formation/attestation-P2.pdf"));
    assert_true(folder_has(&folder, "formation/index.csv"));
    assert_null(strstr(buf_text(&index), "parts.pdf")); /* nothing is decided yet */
    buf_release(&index);
    folder_remove(&folder);
}

static void the_same_book_gives_the_same_bytes(void **state)
{
    struct till_fixture *f = *state;
    struct folder folder = folder_make();
    uint64_t first;

    add_people(f, 2);
    assert_true(write_papers(f, folder.path, false));
    first = sum_of(&folder);
    assert_true(write_papers(f, folder.path, true));
    assert_true(sum_of(&folder) == first);
    folder_remove(&folder);
}

static void papers_that_exist_are_not_overwritten(void **state)
{
    struct till_fixture *f = *state;
    struct folder folder = folder_make();
    uint64_t first;

    add_people(f, 1);
    assert_true(write_papers(f, folder.path, false));
    first = sum_of(&folder);
    add_people(f, 2);
    assert_false(write_papers(f, folder.path, false));
    assert_int_equal(f->err.code, ERR_INPUT);
    assert_true(sum_of(&folder) == first);
    folder_remove(&folder);
}

static void a_session_without_anybody_has_its_papers_too(void **state)
{
    struct till_fixture *f = *state;
    struct folder folder = folder_make();

    assert_true(write_papers(f, folder.path, false));
    assert_true(folder_has(&folder, "badges.pdf"));
    assert_true(folder_has(&folder, "resultat.pdf"));
    assert_true(folder_has(&folder, "accueil-vierge.pdf"));
    assert_true(folder_has(&folder, "droit-image-vierge.pdf"));
    assert_true(folder_has(&folder, "livret-vierge.pdf"));
    assert_true(folder_has(&folder, "etiquettes.pdf"));
    assert_true(folder_has(&folder, "caisse.pdf"));
    folder_remove(&folder);
}

static void put_contents(struct till_fixture *f, const char *code, const char *allergens,
                         const char *label)
{
    struct product product;

    assert_true(product_find(f->db, code, &product, &f->err));
    snprintf(product.allergens, sizeof product.allergens, "%s", allergens);
    snprintf(product.label, sizeof product.label, "%s", label);
    assert_true(till_put_product(&f->till, &product, &f->err));
}

/* P. 5 of the reference: refused while a half-day is uncalled. */
static void no_certificate_without_the_whole_call(void **state)
{
    struct till_fixture *f = *state;
    struct folder folder = folder_make();
    struct paper_refusals refusals = { .failed = 0 };
    const struct paper_folder order = { .path = folder.path,
                                        .made_at = MADE_AT,
                                        .refusals = &refusals };

    add_people(f, 2);
    call_all(f, 1);
    assert_true(paper_folder_write(&f->till, &order, &f->err));
    assert_true(folder_has(&folder, "formation/attestation-P1.pdf"));
    assert_true(folder_has(&folder, "formation/certificat-P1.pdf"));
    assert_false(folder_has(&folder, "formation/attestation-P2.pdf"));
    assert_false(folder_has(&folder, "formation/certificat-P2.pdf"));
    assert_non_null(
        strstr(buf_text(&refusals.lines), "Aïcha 2 : 14 demi-journées ne sont pas appelées"));
    assert_non_null(strstr(buf_text(&refusals.lines), "etoile-P1.pdf: "));
    buf_release(&refusals.lines);
    folder_remove(&folder);
}

static void each_page_says_of_how_many(void **state)
{
    struct till_fixture *f = *state;
    struct folder folder = folder_make();
    char command[FOLDER_PATH_MAX + 80], line[16] = "";
    FILE *pipe;

    add_people(f, 1);
    assert_true(write_papers(f, folder.path, false));
    snprintf(command, sizeof command,
             "pdftotext -f 3 -l 3 %s/livret-P1.pdf - | grep -c '^page 3/8$'", folder.path);
    pipe = popen(command, "r");
    assert_non_null(pipe);
    assert_non_null(fgets(line, sizeof line, pipe));
    pclose(pipe);
    assert_string_equal(line, "1\n");
    folder_remove(&folder);
}

static void unknown_allergens_refuse_label_and_notice_and_nothing_else(void **state)
{
    struct till_fixture *f = *state;
    struct folder folder = folder_make();
    struct paper_refusals refusals = { .failed = 0 };
    const struct paper_folder order = {
        .path = folder.path, .force = true, .made_at = MADE_AT, .refusals = &refusals
    };
    struct buf index = buf_init(1 << 20);
    char path[FOLDER_PATH_MAX];

    assert_true(write_papers(f, folder.path, false));
    assert_true(folder_has(&folder, "composition.pdf"));
    put_contents(f, "C1", "", "Cookie");
    assert_true(paper_folder_write(&f->till, &order, &f->err));
    assert_int_equal(refusals.not_yet, 2); /* nobody is in the group: no certificate is missing */
    assert_int_equal(refusals.failed, 0);
    assert_false(
        folder_has(&folder, "composition.pdf")); /* the old one said what is no more true */
    assert_false(folder_has(&folder, "etiquettes.pdf"));
    assert_true(folder_has(&folder, "etiquettes-prix.pdf"));
    assert_non_null(strstr(buf_text(&refusals.lines), "composition.pdf: Cookie"));
    assert_true(buf_read_file(&index, folder_path(&folder, "index.txt", path), &f->err));
    assert_non_null(strstr(buf_text(&index), "composition.pdf: Cookie"));
    buf_release(&index);
    buf_release(&refusals.lines);
    folder_remove(&folder);
}

static void a_name_without_a_font_stops_its_own_paper_only(void **state)
{
    struct till_fixture *f = *state;
    struct folder folder = folder_make();
    struct paper_refusals refusals = { .failed = 0 };
    const struct paper_folder order = { .path = folder.path,
                                        .made_at = MADE_AT,
                                        .refusals = &refusals };

    put_contents(f, "C1", "gluten", "Cookie \U0010FFFD"); /* for private use: nobody draws it */
    assert_true(paper_folder_write(&f->till, &order, &f->err));
    assert_true(refusals.failed > 0);
    assert_non_null(strstr(buf_text(&refusals.lines), "etiquettes-prix.pdf: "));
    assert_true(folder_has(&folder, "badges.pdf"));
    assert_true(folder_has(&folder, "production.pdf"));
    assert_true(folder_has(&folder, "rapport.pdf"));
    assert_true(folder_has(&folder, "index.csv"));
    buf_release(&refusals.lines);
    folder_remove(&folder);
}

/* Who signs by that name gets no paper without it; all others are made. */
static void a_session_or_host_without_a_font_stops_only_what_it_signs(void **state)
{
    static const char *const MADE[] = { "livret-P1.pdf",    "badges.pdf",  "ma-flashcoop-P1.pdf",
                                        "fiches-prix.pdf",  "rapport.pdf", "compter-caisse.pdf",
                                        "ventes-papier.pdf" };
    struct till_fixture *f = *state;
    struct session session = f->till.session;
    struct folder folder = folder_make();
    struct paper_refusals refusals = { .failed = 0 };
    const struct paper_folder order = { .path = folder.path,
                                        .made_at = MADE_AT,
                                        .refusals = &refusals };

    add_people(f, 1);
    call_all(f, 1);
    snprintf(session.name, sizeof session.name, "Marché \U0010FFFD");
    snprintf(session.host, sizeof session.host, "\U0010FFFD");
    snprintf(session.venue, sizeof session.venue, "\U0010FFFD");
    assert_true(till_put_session(&f->till, &session, &f->err));
    assert_true(paper_folder_write(&f->till, &order, &f->err));
    for (size_t i = 0; i < COUNT_OF(MADE); i++)
        assert_true(folder_has(&folder, MADE[i]));
    assert_non_null(strstr(buf_text(&refusals.lines), "formation/attestation-P1.pdf: "));
    assert_false(folder_has(&folder, "formation/attestation-P1.pdf"));
    buf_release(&refusals.lines);
    folder_remove(&folder);
}

static void close_and_share(struct till_fixture *f)
{
    struct distribution distribution = { .rule = SHARE_EQUAL, .sharer_count = 2, .votes_for = 2 };
    struct closing closing;

    till_fixture_sell(f, "C1", 20, PAY_CARD);
    assert_true(closing_close(&f->till, PERIOD_DAY, 0, "", &closing, &f->err));
    assert_true(result_read(&f->till, 0, &distribution.result, &f->err));
    snprintf(distribution.sharers[0].badge, ACTOR_MAX, "P1");
    snprintf(distribution.sharers[1].badge, ACTOR_MAX, "P2");
    assert_true(distribution_compute(&distribution, &f->err));
    assert_true(distribution_record(&f->till, &distribution, &f->err));
}

static void shares_are_printed_once_they_are_decided(void **state)
{
    struct till_fixture *f = *state;
    struct folder folder = folder_make();

    add_people(f, 2);
    close_and_share(f);
    assert_true(write_papers(f, folder.path, false));
    assert_true(folder_has(&folder, "parts.pdf"));
    folder_remove(&folder);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_person_gets_her_papers_and_the_index_names_them),
        TEST(the_same_book_gives_the_same_bytes),
        TEST(papers_that_exist_are_not_overwritten),
        TEST(a_session_without_anybody_has_its_papers_too),
        TEST(no_certificate_without_the_whole_call),
        TEST(each_page_says_of_how_many),
        TEST(unknown_allergens_refuse_label_and_notice_and_nothing_else),
        TEST(a_name_without_a_font_stops_its_own_paper_only),
        TEST(a_session_or_host_without_a_font_stops_only_what_it_signs),
        TEST(shares_are_printed_once_they_are_decided),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
