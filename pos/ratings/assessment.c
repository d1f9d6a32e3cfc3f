#include "pos/ratings/assessment.h"

#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>

const struct rater_choice ASSESSMENT_RATERS[RATER_CHOICES] = {
    { N_("La personne elle-même"), "self", { RATER_SELF, false } },
    { N_("L'animateur, ou les animateurs d'accord sur une note"),
      "animator",
      { RATER_ANIMATOR, false } },
    { N_("2e animateur, à part"), "animator:2", { RATER_ANIMATOR, false } },
    { N_("3e animateur, à part"), "animator:3", { RATER_ANIMATOR, false } },
    { N_("4e animateur, à part"), "animator:4", { RATER_ANIMATOR, false } },
    { N_("Les pairs : chacun note les autres, vie de groupe"), NULL, { RATER_PEER, false } },
    { N_("Les pairs, toutes les phrases"), NULL, { RATER_PEER, true } },
    { N_("La personne se souvient : comment j'étais à J1 ?"),
      "looking-back",
      { RATER_LOOKING_BACK, false } },
};

bool assessment_is_usual(const struct rater_choice *rater, const struct calendar *calendar, int day)
{
    return day == calendar->day_count ||
           (rater->asked.kind != RATER_PEER && rater->asked.kind != RATER_LOOKING_BACK);
}

bool assessment_is_by_peers(const struct asking *page)
{
    return ASSESSMENT_RATERS[page->rater].asked.kind == RATER_PEER;
}

int assessment_other(const struct asking *page, int i)
{
    return i < page->giver ? i : i + 1;
}

int assessment_others_done(const struct asking *page, int giver)
{
    int count = 0;

    for (int i = 0; i < page->people.count; i++)
        count += i != giver && page->done[giver][i] >= page->asked[i];
    return count;
}

/* -- Update. -- */

/* The line of a scanned badge in the list that is shown; -1: nobody there. */
static int line_of_code(const struct asking *page, const char *code)
{
    int person = people_find_code(&page->people, code);

    if (page->step == ASSESS_WHO || person < 0)
        return person;
    if (person == page->giver)
        return -1; /* nobody rates herself as a peer */
    return person < page->giver ? person : person - 1;
}

static struct effect begin_asking(struct asking *page)
{
    const struct rater_choice *rater = &ASSESSMENT_RATERS[page->rater];

    if (!page->insisted && !assessment_is_usual(rater, &page->calendar, page->day)) {
        question_ask(&page->question, ASK_INSIST,
                     rater->asked.kind == RATER_PEER ? _("Faire noter les pairs ce jour-là ?")
                                                     : _("Demander ce souvenir ce jour-là ?"),
                     rater->asked.kind == RATER_PEER
                         ? _("Au début, les gens se connaissent peu. D'habitude : le dernier jour.")
                         : _("« Comment j'étais à J1 » se demande d'habitude le dernier jour."));
        page->question.yes_or_no = true;
        return NOTHING;
    }
    if (assessment_is_by_peers(page) && page->step == ASSESS_WHO) {
        page->giver = page->list.selected;
        page->step = ASSESS_WHOM;
        list_set_count(&page->others, page->people.count - 1);
        return NOTHING;
    }
    page->subject = page->step == ASSESS_WHOM ? assessment_other(page, page->others.selected)
                                              : page->list.selected;
    return perform(ASSESS_BEGIN);
}

static struct effect day_turn(struct asking *page, int step)
{
    int day = page->day + step;

    if (day < 1 || day > page->calendar.day_count)
        return BEEP;
    page->day = day;
    page->insisted = false;
    return perform(ASSESS_REFRESH);
}

static struct area list_area(const struct event *event)
{
    struct area area = frame_area_of(event->width, event->height);

    return (struct area){ area.x, area.y + ASSESSMENT_HEAD_LINES, area.width,
                          area.height - ASSESSMENT_HEAD_LINES };
}

static struct effect who_event(struct asking *page, const struct event *event)
{
    struct list *list = page->step == ASSESS_WHOM ? &page->others : &page->list;

    if (event->kind == EVENT_SCAN) {
        int line = line_of_code(page, event->text);

        if (line < 0)
            return BEEP;
        list->selected = line;
        return begin_asking(page);
    }
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE) {
        if (page->step == ASSESS_WHO)
            return LEAVE;
        page->step = ASSESS_WHO;
    } else if (event->kind == EVENT_KEY && event->key == PRESS_RIGHT) {
        return day_turn(page, 1);
    } else if (event->kind == EVENT_KEY && event->key == PRESS_LEFT) {
        return day_turn(page, -1);
    } else if (event->kind == EVENT_KEY && (event->key == PRESS_MENU || event->character == '0')) {
        page->step = ASSESS_RATER;
        list_set_count(&page->raters, RATER_CHOICES);
        page->raters.selected = page->rater;
    } else if (list_update(list, event, list_area(event), NULL) != LIST_NONE) {
        return begin_asking(page);
    }
    return NOTHING;
}

static struct effect rater_event(struct asking *page, const struct event *event)
{
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE) {
        page->step = ASSESS_WHO;
    } else if (list_update(&page->raters, event, list_area(event), NULL) != LIST_NONE) {
        page->rater = page->raters.selected;
        page->insisted = false;
        page->step = ASSESS_WHO;
        return perform(ASSESS_REFRESH);
    }
    return NOTHING;
}

static struct effect ask_event(struct asking *page, const struct event *event)
{
    switch (inquiry_update(&page->inquiry, event)) {
    case INQUIRY_OPEN: break;
    case INQUIRY_GIVEN: return perform(ASSESS_RECORD);
    case INQUIRY_REFUSED: return BEEP;
    case INQUIRY_LEFT:
        page->step = assessment_is_by_peers(page) ? ASSESS_WHOM : ASSESS_WHO;
        return perform(ASSESS_REFRESH);
    }
    return NOTHING;
}

static struct effect question_event(struct asking *page, const struct event *event)
{
    switch (question_update(&page->question, event)) {
    case QUESTION_OPEN: break;
    case QUESTION_LEFT:
        if (page->question.purpose == ASK_CORRECTION)
            inquiry_withdraw(&page->inquiry);
        question_close(&page->question);
        break;
    case QUESTION_ANSWERED:
        if (page->question.purpose == ASK_CORRECTION) {
            snprintf(page->reason, sizeof page->reason, "%s", page->question.answer);
            return perform(ASSESS_RECORD);
        }
        question_close(&page->question);
        page->insisted = true;
        return begin_asking(page);
    }
    return NOTHING;
}

/* Thanked: the next one to be asked is already chosen. */
static struct effect done_event(struct asking *page, const struct event *event)
{
    if (event->kind == EVENT_KEY)
        page->step = ASSESS_WHO;
    return NOTHING;
}

struct effect assessment_update(void *model, const struct event *event)
{
    struct asking *page = model;

    if (page->question.purpose != 0)
        return question_event(page, event);
    switch (page->step) {
    case ASSESS_WHO:
    case ASSESS_WHOM: return who_event(page, event);
    case ASSESS_RATER: return rater_event(page, event);
    case ASSESS_ASK: return ask_event(page, event);
    case ASSESS_DONE: return done_event(page, event);
    }
    abort(); /* -Wswitch-enum: every step is handled above */
}
