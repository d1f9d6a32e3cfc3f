/* What the rating screen asks of the book, and writes into it. */
#include "base/lang.h"
#include "pos/ratings/assessment.h"
#include "pos/ratings/rating_act.h"
#include "programme/programme_store.h"
#include "programme/records.h"

#include <stdio.h>
#include <string.h>

void assessment_begin(void *model, struct desk *desk, int64_t argument)
{
    struct asking *page = model;
    struct err err = ERR_EMPTY;
    bool has_second = false;

    page->rater = (int)argument;
    page->day = 1;
    if (!programme_calendar(desk->till->db, &page->calendar, &err) ||
        !programme_grid(desk->till->db, &page->grid, &err) ||
        !programme_second_tongue(desk->till->db, &page->second, &has_second, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    if (!has_second)
        page->second = TONGUE_FR;
    page->day = calendar_find(&page->calendar, moment_day(till_now(desk->till)));
    if (page->day == 0)
        page->day = 1;
}

/* -- Who was asked. -- */

static struct asked_day day_of_person(const struct asking *page, int person)
{
    return (struct asked_day){ &page->calendar, page->day, page->people.list[person].stopped_day,
                               page->started[person] };
}

static const char *rater_word(const struct asking *page)
{
    const char *word = ASSESSMENT_RATERS[page->rater].word;

    return word ? word : page->people.list[page->giver].badge;
}

struct starting {
    bool *started; /* of one person */
    int day;
};

static void rating_start(void *context, const char *badge, const struct rating *rating)
{
    const struct starting *starting = context;

    (void)badge;
    if (rating->day < starting->day && rater_kind_of(rating->rater) == RATER_SELF)
        starting->started[rating->indicator] = true;
}

static bool start_read(struct asking *page, struct db *db, int person, struct err *err)
{
    struct starting starting = { page->started[person], page->day };

    memset(page->started[person], 0, sizeof page->started[person]);
    return records_each_rating(db, page->people.list[person].badge, &page->grid, rating_start,
                               &starting, err);
}

struct counting {
    struct asking *page;
    int subject;
    bool wanted[INDICATORS_MAX];
};

static void rating_count(void *context, const char *badge, const struct rating *rating)
{
    struct counting *counting = context;
    struct asking *page = counting->page;
    const char *word = ASSESSMENT_RATERS[page->rater].word;
    int giver = 0;

    (void)badge;
    if (rating->day != page->day || !counting->wanted[rating->indicator])
        return;
    if (!word)
        giver = people_find(&page->people, rating->rater);
    else if (strcmp(rating->rater, word) != 0)
        return;
    if (giver >= 0)
        page->done[giver][counting->subject]++;
}

static bool person_count(struct asking *page, struct db *db, int person, struct err *err)
{
    struct asked_day when = day_of_person(page, person);
    struct counting counting = { .page = page, .subject = person };
    int indicators[INDICATORS_MAX];
    int count =
        sentences_asked(&page->grid, &when, ASSESSMENT_RATERS[page->rater].asked, indicators);

    for (int i = 0; i < count; i++)
        counting.wanted[indicators[i]] = true;
    page->asked[person] = count;
    return records_each_rating(db, page->people.list[person].badge, &page->grid, rating_count,
                               &counting, err);
}

static bool asking_read(struct asking *page, struct db *db, struct err *err)
{
    if (!people_read_named(db, &page->people, err))
        return false;
    list_set_count(&page->list, page->people.count);
    memset(page->done, 0, sizeof page->done);
    for (int i = 0; i < page->people.count; i++)
        if (!start_read(page, db, i, err) || !person_count(page, db, i, err))
            return false;
    return true;
}

/* -- Asking one person. -- */

struct loading {
    struct asking *page;
    const char *rater;
};

static void rating_load(void *context, const char *badge, const struct rating *rating)
{
    const struct loading *loading = context;
    struct asking *page = loading->page;

    (void)badge;
    if (rating->day != page->day || strcmp(rating->rater, loading->rater) != 0)
        return;
    for (int i = 0; i < page->inquiry.count; i++)
        if (page->indicators[i] == rating->indicator)
            page->inquiry.values[i] = rating->value;
}

static void asking_start(struct asking *page, struct db *db)
{
    struct asked_day when = day_of_person(page, page->subject);
    struct loading loading = { page, rater_word(page) };
    struct err err = ERR_EMPTY;
    int count =
        sentences_asked(&page->grid, &when, ASSESSMENT_RATERS[page->rater].asked, page->indicators);

    if (count == 0 || page->people.count == 0) {
        notice_set(&page->notice, STYLE_WARNING, "%s",
                   _("Il n'y a rien à évaluer ce jour-là : changer de jour."));
        return;
    }
    inquiry_begin(&page->inquiry, count, MARKS_MAX - 1);
    if (!records_each_rating(db, page->people.list[page->subject].badge, &page->grid, rating_load,
                             &loading, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    inquiry_resume(&page->inquiry);
    page->step = ASSESS_ASK;
}

/* -- Recording. -- */

/* An answer that is kept as it was is no correction. */
static bool rating_write(const struct asking *page, struct till *till, struct err *err)
{
    struct rating rating = { .indicator = page->indicators[page->inquiry.at],
                             .day = page->day,
                             .value = page->inquiry.values[page->inquiry.at] };
    const struct rating_act act = { page->people.list[page->subject].badge, &rating, &page->grid,
                                    &page->calendar, page->reason };

    if (rating.value == page->inquiry.before)
        return true;
    snprintf(rating.rater, sizeof rating.rater, "%s", rater_word(page));
    return rating_act_record(till, &act, err);
}

/* The next line of a list that is not finished, from the one after `at` on; `at` when none is. */
static void others_choose_next(struct asking *page)
{
    int count = page->people.count - 1;

    for (int step = 1; step <= count; step++) {
        int line = (page->others.selected + step) % count;
        int person = assessment_other(page, line);

        if (page->done[page->giver][person] < page->asked[person]) {
            page->others.selected = line;
            return;
        }
    }
}

static bool person_is_done(const struct asking *page, int person)
{
    if (assessment_is_by_peers(page))
        return assessment_others_done(page, person) >= page->people.count - 1;
    return page->done[0][person] >= page->asked[person];
}

static void list_choose_next(struct asking *page)
{
    for (int step = 1; step < page->people.count; step++) {
        int person = (page->list.selected + step) % page->people.count;

        if (!person_is_done(page, person) && page->people.list[person].stopped_day == 0) {
            page->list.selected = person;
            return;
        }
    }
}

/* A peer goes on with the next person; whoever has said everything is thanked. */
static void asking_end(struct asking *page, struct db *db)
{
    struct err err = ERR_EMPTY;

    page->step = ASSESS_DONE;
    if (!asking_read(page, db, &err))
        notice_fail(&page->notice, &err);
    if (assessment_is_by_peers(page) && !person_is_done(page, page->giver)) {
        page->step = ASSESS_WHOM;
        others_choose_next(page);
        notice_set(&page->notice, STYLE_GOOD, _(" C'est inscrit. Ensuite : %s. "),
                   page->people.list[assessment_other(page, page->others.selected)].called_name);
        return;
    }
    list_choose_next(page);
}

static void rating_record(struct asking *page, struct till *till)
{
    struct err err = ERR_EMPTY;

    if (rating_write(page, till, &err)) {
        question_close(&page->question);
        if (!inquiry_next(&page->inquiry))
            asking_end(page, till->db);
    } else if (err.code == ERR_CLOSED && page->question.purpose != ASK_CORRECTION) {
        question_ask(&page->question, ASK_CORRECTION, _("Pourquoi corriger l'évaluation ?"),
                     err.text);
    } else {
        question_close(&page->question);
        inquiry_withdraw(&page->inquiry);
        notice_fail(&page->notice, &err);
    }
}

void assessment_perform(void *model, struct desk *desk, int what)
{
    struct asking *page = model;
    struct err err = ERR_EMPTY;

    if (what == ASSESS_BEGIN)
        asking_start(page, desk->till->db);
    else if (what == ASSESS_RECORD)
        rating_record(page, desk->till);
    else if (!asking_read(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
}
