#include "pos/people/roll_call.h"

#include "base/lang.h"
#include "pos/acts/act.h"
#include "ledger/presence.h"
#include "pos/acts/dates.h"
#include "pos/acts/session_step.h"
#include "pos/acts/permit.h"
#include "programme/programme_store.h"
#include "programme/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROLL_REFRESH, ROLL_RECORD, ROLL_TURN };
enum { ASK_MINUTES = 1, ASK_WHY, ASK_AHEAD, ASK_CORRECTION };
enum { NOON_S = 12 * 3600, HEAD_LINES = 3 };

static minutes planned(const struct roll_call *page)
{
    minutes amount = page->calendar.days[page->day - 1].planned[page->half];

    return amount > 0 ? amount : HALF_DAY_MINUTES;
}

int64_t roll_call_of(int day, int half)
{
    return HALF_COUNT * (day - 1) + (int)half + 1;
}

static void roll_call_begin(void *model, struct desk *desk, int64_t argument)
{
    struct roll_call *page = model;
    struct err err = ERR_EMPTY;
    struct moment now = till_now(desk->till);
    int64_t local_s = now.utc_s + now.offset_min * 60;

    page->day = 1;
    if (!programme_calendar(desk->till->db, &page->calendar, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    page->day = calendar_find(&page->calendar, moment_day(now));
    page->half = local_s % 86400 < 13 * 3600 ? HALF_AM : HALF_PM;
    if (page->day == 0)
        page->day = 1;
    if (argument > 0) {
        page->day = (int)(argument - 1) / HALF_COUNT + 1;
        page->half = (enum half)((argument - 1) % HALF_COUNT);
    }
}

/* -- Answers: 1 here, 2 absent, 3 excused, 4 a part of it, 0 not called; then the next person. --
 */

static struct effect answer_record(struct roll_call *page)
{
    page->answered = page->list.selected;
    if (!page->is_ahead || page->insisted)
        return perform(ROLL_RECORD);
    question_ask(&page->question, ASK_AHEAD,
                 _("Cette demi-journée n'est pas encore venue. Faire l'appel quand même ?"), "");
    page->question.yes_or_no = true;
    return NOTHING;
}

static struct effect answer_put(struct roll_call *page, minutes present, const char *reason)
{
    struct presence *presence = &page->presences[page->list.selected];

    *presence = (struct presence){ .called = true, .present = present };
    snprintf(presence->reason, sizeof presence->reason, "%s", reason);
    return answer_record(page);
}

/* An answer given by mistake: as if she had not been called. */
static struct effect answer_take_back(struct roll_call *page)
{
    if (!page->presences[page->list.selected].called)
        return BEEP;
    page->presences[page->list.selected] = (struct presence){ .called = false };
    return answer_record(page);
}

static struct effect answer_key(struct roll_call *page, uint32_t character)
{
    if (page->people.count == 0)
        return BEEP;
    if (character == '1')
        return answer_put(page, planned(page), "");
    if (character == '2')
        return answer_put(page, 0, "");
    if (character == '3')
        return answer_put(page, 0, "excused");
    if (character == '0')
        return answer_take_back(page);
    if (character == '4')
        question_ask(&page->question, ASK_MINUTES, _("Combien de minutes présente ?"),
                     page->people.list[page->list.selected].called_name);
    else
        return BEEP;
    return NOTHING;
}

static struct effect minutes_answered(struct roll_call *page)
{
    char *end;
    long amount = strtol(page->question.answer, &end, 10);

    if (*end != '\0' || amount < 1 || amount > planned(page)) {
        char fault[QUESTION_TEXT_MAX];

        snprintf(fault, sizeof fault, _("Un nombre de 1 à %d."), (int)planned(page));
        question_refuse(&page->question, fault);
        return BEEP;
    }
    page->minutes_said = (minutes)amount;
    question_ask(&page->question, ASK_WHY, _("Pourquoi pas tout le temps ?"),
                 _("Entrée garde ce mot ; ou en taper un autre."));
    question_offer(&page->question, _("retard"));
    return NOTHING;
}

static struct effect why_answered(struct roll_call *page)
{
    char reason[QUESTION_ANSWER_MAX];

    snprintf(reason, sizeof reason, "%s", page->question.answer);
    question_close(&page->question);
    return answer_put(page, page->minutes_said, reason);
}

static struct effect question_event(struct roll_call *page, const struct event *event)
{
    switch (question_update(&page->question, event)) {
    case QUESTION_OPEN: break;
    case QUESTION_LEFT:
        question_close(&page->question);
        return perform(ROLL_TURN); /* what the book says, again */
    case QUESTION_ANSWERED:
        if (page->question.purpose == ASK_MINUTES)
            return minutes_answered(page);
        if (page->question.purpose == ASK_WHY)
            return why_answered(page);
        if (page->question.purpose == ASK_AHEAD) {
            page->insisted = true;
            question_close(&page->question);
            return perform(ROLL_RECORD);
        }
        snprintf(page->reason, sizeof page->reason, "%s", page->question.answer);
        return perform(ROLL_RECORD);
    }
    return NOTHING;
}

/* Left and right: another half-day. */
static struct effect half_turn(struct roll_call *page, int step)
{
    int halves = 2 * page->calendar.day_count;
    int now = 2 * (page->day - 1) + (int)page->half + step;

    if (now < 0 || now >= halves)
        return NOTHING;
    page->day = now / 2 + 1;
    page->half = (enum half)(now % 2);
    page->insisted = false;
    page->list.selected = 0;
    return perform(ROLL_TURN);
}

static struct area roll_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + HEAD_LINES, area.width, area.height - HEAD_LINES };
}

struct effect roll_call_update(void *model, const struct event *event)
{
    struct roll_call *page = model;

    if (page->question.purpose != 0)
        return question_event(page, event);
    if (event->kind == EVENT_CLICK) /* the person, then a word of the legend */
        list_update(&page->list, event, roll_area(event->width, event->height), NULL);
    if (event->kind != EVENT_KEY)
        return NOTHING;
    switch ((int)event->key) {
    case PRESS_ENTER:
    case PRESS_RIGHT: return half_turn(page, 1);
    case PRESS_LEFT: return half_turn(page, -1);
    case PRESS_CHARACTER: return answer_key(page, event->character);
    default: list_update(&page->list, event, roll_area(event->width, event->height), NULL);
    }
    return NOTHING;
}

/* -- Asking the books. -- */

/* Only those who are in the group on that day are called. */
static void awaited_keep(struct people *people, int day)
{
    int kept = 0;

    for (int i = 0; i < people->count; i++)
        if (participant_is_awaited(&people->list[i], day))
            people->list[kept++] = people->list[i];
    people->count = kept;
}

static bool roll_read(struct roll_call *page, struct db *db, struct err *err)
{
    if (!people_read(db, &page->people, err))
        return false;
    awaited_keep(&page->people, page->day);
    for (int i = 0; i < page->people.count; i++) {
        struct attendance attendance;

        if (!records_attendance(db, page->people.list[i].badge, &attendance, err))
            return false;
        page->presences[i] = attendance.halves[page->day - 1][page->half];
    }
    list_set_count(&page->list, page->people.count);
    page->list.unnumbered = true;
    return true;
}

/* A day after today, or this afternoon before noon. */
static bool is_to_come(const struct roll_call *page, struct moment now)
{
    struct day date = page->calendar.days[page->day - 1].date;
    int64_t local_s = now.utc_s + now.offset_min * 60;
    int32_t today = moment_day(now).number;

    if (date.number == DAY_NONE_NUMBER)
        return false;
    return date.number > today ||
           (date.number == today && page->half == HALF_PM && local_s % 86400 < NOON_S);
}

static bool roll_write(struct roll_call *page, struct till *till, struct err *err)
{
    const char *badge = page->people.list[page->answered].badge;
    const struct act act = { ACTION_PEOPLE, badge, page->reason, false };

    if (!act_begin(till, &act, err))
        return false;

    bool good = presence_check(till, err) &&
                records_put_presence(till->db, badge, page->day, page->half,
                                     &page->presences[page->answered], err) &&
                presence_seal(till, err);

    if (!till_write_end(till, good, err))
        return false;
    session_notice_start(till);
    return true;
}

/* After the session is closed a correction asks for its reason, and stays visible. */
static void roll_record(struct roll_call *page, struct till *till)
{
    struct err err = ERR_EMPTY;

    if (roll_write(page, till, &err)) {
        question_close(&page->question);
        if (!page->presences[page->answered].called)
            notice_set(&page->notice, STYLE_GOOD, "%s", _("L'appel est repris pour elle."));
        else if (page->answered + 1 < page->people.count)
            page->list.selected = page->answered + 1;
        else
            notice_set(&page->notice, STYLE_GOOD, "%s", _("L'appel est inscrit."));
    } else if (err.code == ERR_CLOSED && page->question.purpose != ASK_CORRECTION) {
        question_ask(&page->question, ASK_CORRECTION, _("Pourquoi corriger l'appel ?"), err.text);
    } else {
        question_close(&page->question);
        page->presences[page->answered] = (struct presence){ .called = false };
        notice_fail(&page->notice, &err);
    }
}

static void roll_call_perform(void *model, struct desk *desk, int what)
{
    struct roll_call *page = model;
    struct err err = ERR_EMPTY;

    page->is_ahead = is_to_come(page, till_now(desk->till));
    if (what == ROLL_RECORD)
        roll_record(page, desk->till);
    else if (!roll_read(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

static void state_text(const struct presence *presence, minutes whole, char *out, size_t room)
{
    if (!presence->called)
        snprintf(out, room, "%s", _("[ ] pas appelée"));
    else if (presence->present == 0 && strcmp(presence->reason, "excused") == 0)
        snprintf(out, room, "%s", _("[e] excusée"));
    else if (presence->present == 0)
        snprintf(out, room, "%s", _("[-] absente"));
    else if (presence->present < whole)
        snprintf(out, room, _("[x] présente %d min : %.24s"), (int)presence->present,
                 presence->reason[0] ? presence->reason : "–");
    else
        snprintf(out, room, "%s", _("[x] présente"));
}

static struct list_row roll_row(const void *context, int i)
{
    const struct roll_call *page = context;
    const struct participant *participant = &page->people.list[i];
    char state[LIST_RIGHT_MAX], who[LIST_LEFT_MAX];

    state_text(&page->presences[i], planned(page), state, sizeof state);
    snprintf(who, sizeof who, "%s%s%s", participant->called_name,
             participant->called_name[0] ? "   " : "", participant->badge);
    return list_row_of(who, state, page->presences[i].called ? STYLE_TEXT : STYLE_STRONG);
}

void roll_call_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint HALVES[] = { { "< >", "" }, { NULL, NULL } };
    const struct roll_call *page = model;
    struct area area = frame_area(canvas);
    char day[48];
    struct frame frame = {
        .title = _("Appel"),
        .hints = HALVES,
        .back = "",
        .next = _("Suite"),
    };

    day_name(&page->calendar, page->day, day, sizeof day);
    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "< %s, %s >", day,
                      page->half == HALF_AM ? _("matin") : _("après-midi"));
    frame_legend_draw(
        canvas, area.x + 1, area.y + 1,
        _("1 présente  2 absente  3 excusée  4 une partie du temps  0 reprendre l'appel"));
    list_draw(&page->list, canvas, roll_area(canvas->width, canvas->height), roll_row, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind ROLL_CALL = {
    .title = N_("Appel"),
    .help = N_("1 présente, 2 absente, 3 excusée, 4 une partie du temps.\n"
               "0 reprend une réponse donnée par erreur. Chaque réponse est inscrite aussitôt.\n"
               "Gauche et droite : une autre demi-journée.\n"
               "Une demi-journée sans appel ne compte pour personne."),
    .model_size = sizeof(struct roll_call),
    .asks = permit_people_once,
    .begin = roll_call_begin,
    .update = roll_call_update,
    .perform = roll_call_perform,
    .draw = roll_call_draw,
};
