#include "pos/session/day_page.h"

#include "base/lang.h"
#include "pos/acts/act.h"
#include "base/text.h"
#include "pos/acts/badge.h"
#include "pos/acts/date_limits.h"
#include "pos/acts/dates.h"
#include "pos/session/day_note.h"
#include "pos/session/days.h"
#include "pos/acts/places.h"
#include "pos/acts/permit.h"
#include "pos/session/day_papers.h"
#include "programme/duty.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_REFRESH, DAY_RECORD, DAY_GO };
enum { ASK_VALUE = 1, ASK_REASON };
enum { DAY_HEAD_LINES = 4 };

enum { DAY_PAGE_LINES = 4 };

static struct area day_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    area.y += DAY_HEAD_LINES;
    area.height -= DAY_HEAD_LINES;
    return list_page(area, DAY_PAGE_LINES);
}

static int check_count(const struct day_page *page)
{
    int count = 0;

    while (page->checks[count].word)
        count++;
    return count;
}

static struct calendar_day *chosen_day(struct day_page *page)
{
    return &page->calendar.days[page->day - 1];
}

static void day_page_begin(void *model, struct desk *desk, int64_t argument)
{
    struct day_page *page = model;

    (void)desk;
    page->day = (int)argument;
}

/* -- Update. -- */

static struct effect value_ask(struct day_page *page, int row)
{
    static const char *const TITLES[] = { N_("Quelle date pour ce jour ?"),
                                          N_("Combien de minutes le matin ?"),
                                          N_("Combien de minutes l'après-midi ?") };
    const struct calendar_day *day = chosen_day(page);
    bool is_dated = day->date.number != DAY_NONE_NUMBER;
    char offered[QUESTION_ANSWER_MAX];

    question_ask(&page->question, ASK_VALUE, _(TITLES[row]),
                 row == DAY_ROW_DATE ? _("Comme 26/11 ou 26/11/2019, entre les dates voisines.")
                                     : _("3 h 30 = 210. 0 : rien ce demi-jour."));
    if (row == DAY_ROW_DATE)
        date_to_type(is_dated ? day->date : date_offered(&page->calendar, page->day), offered,
                     sizeof offered);
    else
        snprintf(offered, sizeof offered, "%d", (int)day->planned[row - DAY_ROW_AM]);
    question_offer(&page->question, offered);
    return NOTHING;
}

static struct effect row_chosen(struct day_page *page, int row)
{
    page->value[0] = '\0';
    if (row <= DAY_ROW_PM)
        return value_ask(page, row);
    return perform(row < DAY_ROWS ? DAY_GO : DAY_RECORD);
}

static struct effect day_page_update(void *model, const struct event *event)
{
    struct day_page *page = model;
    struct area area = day_area(event->width, event->height);
    int row;

    if (page->question.purpose != 0) {
        enum question_outcome outcome = question_update(&page->question, event);

        if (outcome == QUESTION_LEFT)
            question_close(&page->question);
        if (outcome == QUESTION_ANSWERED && page->question.purpose == ASK_VALUE)
            memcpy(page->value, page->question.answer, sizeof page->value);
        return outcome == QUESTION_ANSWERED ? perform(DAY_RECORD) : NOTHING;
    }
    if (event->kind == EVENT_KEY && event->key == PRESS_CHARACTER && event->character == ' ')
        return page->list.selected >= DAY_ROWS ? row_chosen(page, page->list.selected) : BEEP;
    row = list_update(&page->list, event, area, NULL);
    return row == LIST_NONE ? NOTHING : row_chosen(page, row);
}

/* -- Asking the book. -- */

static bool roles_read(struct day_page *page, struct db *db, struct err *err)
{
    struct duties duties;
    size_t used = 0;

    page->roles[0] = '\0';
    if (!duty_read(db, page->day, &duties, err))
        return false;
    for (int i = 0; i < duties.count && used + 1 < sizeof page->roles; i++) {
        char name[NAME_MAX_BYTES];

        badge_write_name(db, duties.list[i].badge, name);
        used += (size_t)snprintf(page->roles + used, sizeof page->roles - used, "%s%s : %s",
                                 used > 0 ? ", " : "", duty_role_name(duties.list[i].role), name);
    }
    page->roles[text_fit_bytes(page->roles, LIST_RIGHT_MAX - 20)] = '\0';
    return true;
}

static bool day_read(struct day_page *page, struct db *db, struct err *err)
{
    if (!programme_calendar(db, &page->calendar, err) ||
        !programme_day_note(db, page->day, page->note, err) || !roles_read(page, db, err))
        return false;
    agenda_checks_of_day(&page->calendar, page->day, page->checks);
    for (int i = 0; i < check_count(page); i++)
        if (!programme_is_ticked(db, page->day, page->checks[i].word, &page->ticked[i], err))
            return false;
    list_set_count(&page->list, DAY_ROWS + check_count(page));
    return true;
}

static bool minutes_parse(const char *text, minutes *out, struct err *err)
{
    char *end;
    long number = strtol(text, &end, 10);

    if (end == text || *end != '\0' || number < 0 || number > HALF_DAY_MINUTES_MAX)
        return err_fail(err, ERR_INPUT, _("Des minutes, de 0 à %d."), (int)HALF_DAY_MINUTES_MAX);
    *out = (minutes)number;
    return true;
}

/* Where a date without a year is looked for: by the day before, else by today. */
static struct day near_day(const struct day_page *page)
{
    struct day before = page->day > 1 ? page->calendar.days[page->day - 2].date : DAY_NONE;

    return before.number != DAY_NONE_NUMBER ? before : page->clock_day;
}

/* What the chosen line becomes, inside the transaction. */
static bool value_put(struct day_page *page, struct till *till, const char *reason, struct err *err)
{
    struct db *db = till->db;
    struct calendar calendar = page->calendar;
    int row = page->list.selected;
    struct day date;

    if (row >= DAY_ROWS)
        return programme_tick(db, page->day, page->checks[row - DAY_ROWS].word,
                              !page->ticked[row - DAY_ROWS], err);
    if (row == DAY_ROW_DATE)
        return date_typed(page->value, near_day(page), &date, err) &&
               date_limits_check(till, DAY_OF_SESSION, date, reason, err) &&
               calendar_move(&calendar, page->day, date, err) &&
               programme_set_calendar(db, &calendar, err);
    return minutes_parse(page->value, &calendar.days[page->day - 1].planned[row - DAY_ROW_AM],
                         err) &&
           programme_set_calendar(db, &calendar, err);
}

static void what_write(const struct day_page *page, char *out, size_t room)
{
    static const char *const WORDS[] = { "date", "am", "pm" };
    int row = page->list.selected;

    if (row >= DAY_ROWS)
        snprintf(out, room, "J%d %s", page->day, page->checks[row - DAY_ROWS].word);
    else
        snprintf(out, room, "J%d %s %s", page->day, WORDS[row], page->value);
}

static bool change_write(struct day_page *page, struct till *till, struct err *err)
{
    char what[128];
    const struct act act = {
        .action = page->list.selected >= DAY_ROWS ? ACTION_PEOPLE : ACTION_SET_UP,
        .what = what,
        .reason = page->question.purpose == ASK_REASON ? page->question.answer : "",
    };

    what_write(page, what, sizeof what);
    return act_begin(till, &act, err) &&
           till_write_end(till, value_put(page, till, act.reason, err), err);
}

static void change_record(struct day_page *page, struct till *till)
{
    struct err err = ERR_EMPTY;
    int purpose = page->question.purpose;

    if (change_write(page, till, &err)) {
        question_close(&page->question);
    } else if ((err.code == ERR_CLOSED || err.code == ERR_REASON) && purpose != ASK_REASON &&
               !till->session_is_closed) {
        question_ask(&page->question, ASK_REASON, _("Pourquoi corriger ?"), err.text);
    } else if (purpose != 0) {
        question_refuse(&page->question, err.text);
    } else {
        notice_fail(&page->notice, &err);
    }
}

static void row_open(struct day_page *page, struct desk *desk)
{
    if (page->list.selected == DAY_ROW_CALL)
        desk_go(desk, &ROLL_CALL, roll_call_of(page->day, HALF_AM));
    else if (page->list.selected == DAY_ROW_NOTE)
        desk_go(desk, &DAY_NOTE, page->day);
    else if (page->list.selected == DAY_ROW_ROLES)
        desk_go(desk, &DUTIES, page->day);
    else
        desk_go(desk, &DAY_PAPERS, page->day);
}

static void day_page_perform(void *model, struct desk *desk, int what)
{
    struct day_page *page = model;
    struct err err = ERR_EMPTY;

    if (what == DAY_GO) {
        row_open(page, desk);
        return;
    }
    page->clock_day = moment_day(till_now(desk->till));
    if (what == DAY_RECORD)
        change_record(page, desk->till);
    if (!day_read(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

static void minutes_write(minutes planned, char *out, size_t room)
{
    if (planned == 0)
        snprintf(out, room, "%s", _("rien"));
    else if (planned % 60 == 0)
        snprintf(out, room, "%d h", (int)planned / 60);
    else
        snprintf(out, room, "%d h %02d", (int)planned / 60, (int)planned % 60);
}

static struct list_row check_row(const struct day_page *page, int i)
{
    char left[LIST_LEFT_MAX];

    snprintf(left, sizeof left, "%s %s", page->ticked[i] ? "[x]" : "[ ]", _(page->checks[i].name));
    return list_row_of(left, "", page->ticked[i] ? STYLE_TEXT : STYLE_STRONG);
}

/* What to print before. */
static void papers_write(const struct day_page *page, char out[LIST_RIGHT_MAX])
{
    char papers[AGENDA_TEXT_MAX];

    agenda_papers(&page->calendar, page->day, papers);
    snprintf(out, LIST_RIGHT_MAX, "%.*s", text_start_bytes(papers, LIST_RIGHT_MAX - 1), papers);
}

static struct list_row day_page_row(const void *context, int i)
{
    static const char *const NAMES[DAY_ROWS] = { N_("Date"),           N_("Matin"),
                                                 N_("Après-midi"),     N_("Appel"),
                                                 N_("Note du jour"),   N_("Rôles du jour"),
                                                 N_("Papiers du jour") };
    const struct day_page *page = context;
    const struct calendar_day *day = &page->calendar.days[page->day - 1];
    char right[LIST_RIGHT_MAX] = "";

    if (i >= DAY_ROWS)
        return check_row(page, i - DAY_ROWS);
    if (i == DAY_ROW_DATE && day->date.number == DAY_NONE_NUMBER)
        snprintf(right, sizeof right, "%s", _("sans date"));
    else if (i == DAY_ROW_DATE)
        day_format_weekday(day->date, right, sizeof right);
    else if (i <= DAY_ROW_PM)
        minutes_write(day->planned[i - DAY_ROW_AM], right, sizeof right);
    else if (i == DAY_ROW_NOTE)
        snprintf(right, sizeof right, "%.*s", (int)text_fit_bytes(page->note, LIST_RIGHT_MAX - 20),
                 page->note);
    else if (i == DAY_ROW_ROLES)
        snprintf(right, sizeof right, "%s", page->roles);
    else if (i == DAY_ROW_PAPERS)
        papers_write(page, right);
    return list_row_of(_(NAMES[i]), right, STYLE_TEXT);
}

/* What the day is for; beside what is to be prepared, who comes. */
static void head_draw(const struct day_page *page, struct canvas *canvas, struct area area)
{
    char words[AGENDA_TEXT_MAX];
    char line[AGENDA_TEXT_MAX + 80];

    if (page->list.selected >= 2 * DAY_PAGE_LINES)
        return;
    if (page->list.selected >= DAY_PAGE_LINES) {
        agenda_with(&page->calendar, page->day, words);
        snprintf(line, sizeof line, _("Avec : %s."), words);
    } else {
        agenda_what(&page->calendar, page->day, words);
        snprintf(line, sizeof line, "%s", words);
    }
    canvas_put_fit(canvas, (struct area){ area.x + 1, area.y, area.width - 1, 1 }, STYLE_STRONG,
                   line);
}

static void day_page_draw(const void *model, struct canvas *canvas)
{
    const struct day_page *page = model;
    int row = page->list.selected;
    char title[48];
    struct frame frame = {
        .title = title,
        .back = "",
        .next = row <= DAY_ROW_PM              ? _("Changer")
                : row < DAY_ROWS               ? _("Ouvrir")
                : page->ticked[row - DAY_ROWS] ? _("Décocher")
                                               : _("Cocher"),
    };

    day_name(&page->calendar, page->day, title, sizeof title);
    head_draw(page, canvas, frame_area(canvas));
    list_draw(&page->list, canvas, day_area(canvas->width, canvas->height), day_page_row, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind DAY_PAGE = {
    .title = N_("Un jour"),
    .help = N_("Entrée change la ligne choisie. Sur la liste, elle coche et décoche.\n"
               "Une date s'écrit 26/11/2019. Elle reste entre les jours voisins.\n"
               "Changer une date ne perd rien de ce qui est inscrit.\n"
               "0 minute : rien ce demi-jour, il ne compte pour personne."),
    .model_size = sizeof(struct day_page),
    .takes_text = true,
    .asks = permit_set_up_once,
    .begin = day_page_begin,
    .update = day_page_update,
    .perform = day_page_perform,
    .draw = day_page_draw,
};
