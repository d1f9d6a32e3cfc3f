#include "pos/stall/sharing.h"

#include "base/lang.h"
#include "pos/acts/why.h"
#include "ledger/billing/job.h"
#include "programme/records.h"
#include "pos/ui/reason.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHARING_REFRESH, SHARING_RECORD, SHARING_TO_VOTE };
enum { ASK_RESERVE = 1, ASK_MIX };
enum { TABLE_Y = 5, WORDS_LINES = 3 };

static const enum sharing_rule COLUMNS[SHARING_RULES] = {
    SHARE_EQUAL,
    SHARE_MINUTES,
    SHARE_MIX,
    [SHARING_POINTS] = SHARE_POINTS,
    [SHARING_BY_HAND] = SHARE_MANUAL,
};
static const char *const OPEN_SECRET[] = { N_("à main levée"), N_("à bulletin secret"), NULL };

static bool count_check(const char *value, struct err *err)
{
    char *end;
    long count = strtol(value, &end, 10);

    if (*end != '\0' || count < 0 || count > SHARERS_MAX)
        return err_fail(err, ERR_INPUT, _("Un nombre de personnes, en chiffres."));
    return true;
}

const struct form_rule VOTE_RULES[VOTE_FIELDS] = {
    [VOTE_FOR] = { .label = N_("Pour"), .check = count_check, .required = true },
    [VOTE_AGAINST] = { .label = N_("Contre"), .check = count_check, .required = true },
    [VOTE_ABSTAIN] = { .label = N_("Abstention"), .check = count_check, .required = true },
    [VOTE_SECRET] = { .label = N_("Vote"), .choices = OPEN_SECRET, .hint = N_("gauche, droite") },
};

static int64_t sharing_weight(struct sharing *page, int rule, int person, struct err *err)
{
    const char *amount = page->draft.amounts[person];
    cents typed = 0;

    if (rule == SHARING_POINTS)
        return atol(page->draft.points[person]);
    if (rule == SHARING_BY_HAND && amount[0] != '\0' && !money_parse(amount, &typed, err))
        return 0;
    if (rule == SHARING_BY_HAND)
        page->by_hand += typed;
    if (rule == SHARING_BY_HAND)
        return typed;
    return COLUMNS[rule] == SHARE_EQUAL ? 1 : page->minutes[person];
}

static_assert((int)BADGE_MAX == (int)ACTOR_MAX, "the ledger and the programme write badges alike");

void sharing_compute(struct sharing *page)
{
    page->by_hand = 0;
    for (int rule = 0; rule < SHARING_RULES; rule++) {
        struct distribution *distribution = &page->rules[rule];

        *distribution = (struct distribution){
            .rule = page->by_hours && COLUMNS[rule] == SHARE_MINUTES ? SHARE_HOURS : COLUMNS[rule],
            .mix = page->draft.mix,
            .result = page->result,
            .sharer_count = page->people.count
        };
        page->faults[rule] = ERR_EMPTY;
        for (int i = 0; i < page->people.count; i++) {
            memcpy(distribution->sharers[i].badge, page->people.list[i].badge, BADGE_MAX);
            distribution->sharers[i].weight = sharing_weight(page, rule, i, &page->faults[rule]);
        }
        if (page->faults[rule].code != ERR_NONE ||
            !distribution_compute(distribution, &page->faults[rule]))
            for (int i = 0; i < page->people.count; i++)
                distribution->sharers[i].share = 0;
    }
}

static void sharing_begin(void *model, struct desk *desk, int64_t argument)
{
    struct sharing *page = model;

    (void)desk;
    (void)argument;
    page->draft.mix = 5000;
    for (int i = 0; i < VOTE_FIELDS; i++)
        form_set(&page->draft.vote, i, i == VOTE_FOR ? "" : "0");
}

/* -- Update. -- */

/* What is being typed for the chosen person: euros in the last column, else points. */
static char *weight_text(struct sharing *page, size_t *room)
{
    int person = page->list.selected % PARTICIPANTS_MAX;

    *room = page->draft.rule == SHARING_BY_HAND ? AMOUNT_TEXT_MAX : POINTS_TEXT_MAX;
    return page->draft.rule == SHARING_BY_HAND ? page->draft.amounts[person]
                                               : page->draft.points[person];
}

static struct effect weight_type(struct sharing *page, uint32_t character)
{
    size_t room;
    char *text = weight_text(page, &room);
    size_t length = strlen(text);

    if (page->list.selected >= page->people.count || length + 1 >= room)
        return BEEP;
    text[length] = (char)character;
    text[length + 1] = '\0';
    if (page->draft.rule != SHARING_BY_HAND)
        page->draft.rule = SHARING_POINTS; /* typing points means the points rule */
    sharing_compute(page);
    return NOTHING;
}

static struct effect weight_erase(struct sharing *page, bool all)
{
    size_t room;
    char *text = weight_text(page, &room);
    size_t length = strlen(text);

    if (page->list.selected < page->people.count && length > 0)
        text[all ? 0 : length - 1] = '\0';
    sharing_compute(page);
    return NOTHING;
}

static struct effect compare_enter(struct sharing *page)
{
    if (page->list.selected == page->people.count + SHARING_ROW_RESERVE) {
        question_ask(&page->question, ASK_RESERVE, _("Garder combien, en pour cent ?"),
                     _("Pour une cause, la fête, le groupe suivant. 0 : aucune."));
        return NOTHING;
    }
    if (page->list.selected == page->people.count + SHARING_ROW_MIX) {
        question_ask(&page->question, ASK_MIX, _("Règle mixte : quelle part égale, en % ?"),
                     _("Le reste est partagé selon le temps."));
        return NOTHING;
    }
    if (page->faults[page->draft.rule].code != ERR_NONE) {
        notice_fail(&page->notice, &page->faults[page->draft.rule]);
        return BEEP;
    }
    return perform(SHARING_TO_VOTE);
}

struct area sharing_table(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + TABLE_Y, area.width,
                          area.height - TABLE_Y - WORDS_LINES };
}

static void sharing_move(struct sharing *page, const struct event *event)
{
    struct area table = sharing_table(event->width, event->height);

    table.height++; /* the sign of the page stands below */
    list_update(&page->list, event, table, NULL);
}

static struct effect compare_key(struct sharing *page, const struct event *event)
{
    int *rule = &page->draft.rule;
    bool digit =
        event->key == PRESS_CHARACTER &&
        ((event->character >= '0' && event->character <= '9') ||
         (*rule == SHARING_BY_HAND && (event->character == ',' || event->character == '.')));

    if (event->key == PRESS_ESCAPE)
        return LEAVE;
    if (event->key == PRESS_ENTER)
        return compare_enter(page);
    if (event->key == PRESS_BACKSPACE || event->key == PRESS_DELETE)
        return weight_erase(page, event->key == PRESS_DELETE);
    if (digit)
        return weight_type(page, event->character);
    if (event->key == PRESS_LEFT || event->key == PRESS_RIGHT)
        *rule = (*rule + SHARING_RULES + (event->key == PRESS_RIGHT ? 1 : -1)) % SHARING_RULES;
    else if (event->key != PRESS_CHARACTER)
        sharing_move(page, event);
    return NOTHING;
}

static struct effect percent_answered(struct sharing *page)
{
    struct err err = ERR_EMPTY;
    basis_points percent;
    int purpose = page->question.purpose;

    if (!rate_parse(page->question.answer, &percent, &err)) {
        question_refuse(&page->question, err.text);
        return BEEP;
    }
    question_close(&page->question);
    if (purpose == ASK_MIX) {
        page->draft.mix = percent;
        sharing_compute(page);
        return NOTHING;
    }
    page->draft.reserve = percent;
    return perform(SHARING_REFRESH);
}

static struct effect vote_event(struct sharing *page, const struct event *event)
{
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE) {
        page->step = SHARING_COMPARE;
        return NOTHING;
    }
    if (form_update(&page->draft.vote, VOTE_RULES, VOTE_FIELDS, event) == FORM_DONE)
        return perform(SHARING_RECORD);
    return NOTHING;
}

struct effect sharing_update(void *model, const struct event *event)
{
    struct sharing *page = model;

    if (page->question.purpose == ASK_WHY)
        return reason_event(&page->question, event, NULL, SHARING_RECORD);
    if (page->question.purpose != 0) {
        enum question_outcome outcome = question_update(&page->question, event);

        if (outcome == QUESTION_LEFT)
            question_close(&page->question);
        return outcome == QUESTION_ANSWERED ? percent_answered(page) : NOTHING;
    }
    if (page->step == SHARING_VOTE)
        return vote_event(page, event);
    if (event->kind != EVENT_KEY)
        return NOTHING;
    if (page->step == SHARING_COMPARE)
        return compare_key(page, event);
    if (event->key == PRESS_ENTER || event->key == PRESS_ESCAPE)
        return LEAVE;
    return NOTHING;
}

/* -- Asking the books. -- */

/* Where clients were worked for, the hours there weigh, and not those in the group. */
static bool minutes_read(struct sharing *page, struct db *db, struct err *err)
{
    page->by_hours = false;
    for (int i = 0; i < page->people.count; i++) {
        if (!job_minutes(db, page->people.list[i].badge, &page->minutes[i], err))
            return false;
        page->by_hours = page->by_hours || page->minutes[i] > 0;
    }
    for (int i = 0; i < page->people.count && !page->by_hours; i++)
        if (!records_minutes(db, page->people.list[i].badge, &page->minutes[i], err))
            return false;
    return true;
}

static bool sharing_read(struct sharing *page, struct till *till, struct err *err)
{
    struct distribution last;
    struct moment time;

    if (!people_read(till->db, &page->people, err) ||
        !result_read(till, page->draft.reserve, &page->result, err) ||
        !distribution_find(till->db, &last, &page->was_decided, &time, err))
        return false;
    page->decided = last.rule;
    if (!minutes_read(page, till->db, err))
        return false;
    list_set_count(&page->list, page->people.count + SHARING_EXTRA_ROWS);
    page->list.unnumbered = true;
    sharing_compute(page);
    return true;
}

static bool sharing_record(struct sharing *page, struct desk *desk, struct err *err)
{
    struct distribution *chosen = &page->rules[page->draft.rule];
    const struct form_value *votes = page->draft.vote.values;

    chosen->votes_for = atoi(votes[VOTE_FOR].text);
    chosen->votes_against = atoi(votes[VOTE_AGAINST].text);
    chosen->votes_abstain = atoi(votes[VOTE_ABSTAIN].text);
    chosen->vote_is_secret = form_choice(&page->draft.vote, VOTE_SECRET) == 1;
    why_begin(&page->question, desk->till);

    bool good = distribution_record(desk->till, chosen, err);

    why_done(&page->question, desk->till, good);
    if (!good)
        return false;
    page->step = SHARING_DONE;
    desk->forget_draft = true;
    return true;
}

static void vote_begin(struct sharing *page, struct till *till)
{
    struct err err = ERR_EMPTY;

    if (!distribution_may(till, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    page->step = SHARING_VOTE;
    page->draft.vote.at = VOTE_FOR;
}

static void sharing_perform(void *model, struct desk *desk, int what)
{
    struct sharing *page = model;
    struct err err = ERR_EMPTY;
    bool good;

    if (what == SHARING_TO_VOTE) {
        vote_begin(page, desk->till);
        return;
    }
    good = what == SHARING_RECORD ? sharing_record(page, desk, &err)
                                  : sharing_read(page, desk->till, &err);
    if (!good)
        why_refused(&page->question, &page->notice, &err);
}

const struct screen_kind SHARING = {
    .title = N_("Partage"),
    .help = N_("En haut, d'où vient la somme. En dessous, chaque règle.\n"
               "Gauche et droite changent de règle, haut et bas de personne.\n"
               "Des chiffres donnent des points. « À la main », ils donnent des euros.\n"
               "Sous les personnes : l'argent gardé, et la part égale.\n"
               "Rien n'est inscrit avant le vote du groupe."),
    .model_size = sizeof(struct sharing),
    .draft_offset = offsetof(struct sharing, draft),
    .draft_size = sizeof(struct sharing_draft),
    .draft_name = "sharing",
    .takes_text = true,
    .takes_escape = true,
    .begin = sharing_begin,
    .update = sharing_update,
    .perform = sharing_perform,
    .draw = sharing_draw,
};
