#include "reports/figures/to_do.h"

#include "base/lang.h"
#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"
#include "reports/figures/rating_table.h"
#include "reports/figures/roll.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>

static const char SQL_PRICE_SHEETS[] = "SELECT count(*) FROM price_sheet";
static const char SQL_BATCHES[] = "SELECT count(*) FROM batch";
static const char SQL_SETTLED[] =
    "SELECT DISTINCT badge FROM follow_up_call WHERE result <> 'no-answer'";
/* Image: refused until it is given, but the question is due. */
static const char SQL_ASKED[] = "SELECT badge FROM consent WHERE use = 0";
static_assert(CONSENT_IMAGE == 0, "SQL_ASKED");
static const char SQL_HEARD[] = "SELECT DISTINCT badge FROM answer";

static bool count_read(struct db *db, const char *sql, int *out, struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);

    *out = stmt_next(&query) ? stmt_range(&query, 0, 0, INT_MAX) : 0;
    return stmt_finish(&query);
}

static void item_add(struct to_do *list, int day, enum to_do_task task, int done, int wanted)
{
    if (list->count < TO_DO_MAX)
        list->items[list->count++] = (struct to_do_item){ day, task, done, wanted };
}

/* One thing that a step brings, wanted where the format has that step. */
static void step_item_add(struct to_do *list, enum step step, enum to_do_task task, int done)
{
    int day = calendar_step_day(&list->calendar, step);

    if (day > 0)
        item_add(list, day, task, done, 1);
}

static int awaited(const struct people *people, int day)
{
    int count = 0;

    for (int i = 0; i < people->count; i++)
        count += participant_is_awaited(&people->list[i], day);
    return count;
}

/* Who left or was erased would hide another who was not asked. */
struct waiting {
    const struct people *people;
    int day;
    int done, wanted;
};

/* Of the badges that `sql` lists, those who are waited for on that day. */
static bool waiting_read(struct db *db, const char *sql, struct waiting *waiting, struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);

    waiting->wanted = awaited(waiting->people, waiting->day);
    while (stmt_next(&query)) {
        int person = people_find(waiting->people, stmt_text(&query, 0));

        waiting->done +=
            person >= 0 && participant_is_awaited(&waiting->people->list[person], waiting->day);
    }
    return stmt_finish(&query);
}

static bool calls_add(struct to_do *list, struct db *db, const struct people *people,
                      struct err *err)
{
    int called[DAYS_MAX] = { 0 };

    for (int i = 0; i < people->count; i++) {
        struct attendance attendance;

        if (!records_attendance(db, people->list[i].badge, &attendance, err))
            return false;
        for (int k = 0; k < list->calendar.day_count * HALF_COUNT; k++)
            called[k / HALF_COUNT] +=
                participant_is_awaited(&people->list[i], k / HALF_COUNT + 1) &&
                attendance.halves[k / HALF_COUNT][k % HALF_COUNT].called &&
                list->calendar.days[k / HALF_COUNT].planned[k % HALF_COUNT] > 0;
    }
    for (int day = 1; day <= list->calendar.day_count; day++) {
        const minutes *planned = list->calendar.days[day - 1].planned;
        int halves = (planned[HALF_AM] > 0) + (planned[HALF_PM] > 0);

        item_add(list, day, TASK_CALL, called[day - 1], halves * awaited(people, day));
    }
    return true;
}

/* How many people have at least one mark in that volet: first ones, or last ones. */
static int rated(const struct rating_table *marks, enum rater_kind rater, int volet, bool last)
{
    int people = 0;

    for (int i = 0; i < marks->people.count; i++) {
        bool has = false;

        for (int k = 0; k < marks->grid.indicator_count; k++) {
            struct pair pair = assessment_pair(&marks->assessments[i], rater, k);

            has = has || ((volet < 0 || marks->grid.indicators[k].volet == volet) &&
                          (last ? pair.end : pair.start) != 0);
        }
        people += has && participant_is_awaited(&marks->people.list[i], marks->calendar.day_count);
    }
    return people;
}

static bool ratings_add(struct to_do *list, struct db *db, struct err *err)
{
    struct rating_table *marks;
    int last = list->calendar.day_count;

    if (!rating_table_open(db, &marks, err))
        return false;

    int wanted = awaited(&marks->people, last);

    /* Volet B after a first common day, volet A after a second one: the words mean something then.
     * A format without a day for first ratings asks for none. */
    if (marks->grid.volet_count > 1 && list->calendar.creation_last >= 1)
        item_add(list, 1, TASK_START, rated(marks, RATER_SELF, 1, false), wanted);
    if (list->calendar.creation_last >= 1)
        item_add(list, list->calendar.creation_last > 1 ? 2 : 1, TASK_START,
                 rated(marks, RATER_SELF, 0, false), wanted);
    item_add(list, last, TASK_END, rated(marks, RATER_SELF, -1, true), wanted);
    item_add(list, last, TASK_SEEN, rated(marks, RATER_ANIMATOR, -1, true), wanted);
    rating_table_close(marks);
    return true;
}

static void items_sort(struct to_do *list)
{
    for (int i = 1; i < list->count; i++) {
        struct to_do_item item = list->items[i];
        int at = i;

        for (; at > 0 && list->items[at - 1].day > item.day; at--)
            list->items[at] = list->items[at - 1];
        list->items[at] = item;
    }
}

static bool waited_add(struct to_do *list, struct db *db, const struct people *people,
                       struct err *err)
{
    int last = list->calendar.day_count;
    const struct {
        const char *sql;
        enum to_do_task task;
        int day;   /* of the list */
        int among; /* those waited for on that day */
    } ITEMS[] = {
        { SQL_ASKED, TASK_CONSENT, 0, last + 1 },
        { SQL_HEARD, TASK_ANSWERS, last, last },
        { SQL_SETTLED, TASK_FOLLOW_UP, last + 1, 1 },
    };

    for (size_t i = 0; i < COUNT_OF(ITEMS); i++) {
        struct waiting waiting = { .people = people, .day = ITEMS[i].among };

        if (!waiting_read(db, ITEMS[i].sql, &waiting, err))
            return false;
        item_add(list, ITEMS[i].day, ITEMS[i].task, waiting.done, waiting.wanted);
    }
    return true;
}

bool to_do_read(struct db *db, struct to_do *out, struct err *err)
{
    struct people people;
    int sheets;
    int batches;
    int dated = 0;

    *out = (struct to_do){ 0 };
    if (!programme_calendar(db, &out->calendar, err) || !programme_state(db, &out->state, err) ||
        !people_read(db, &people, err) || !count_read(db, SQL_PRICE_SHEETS, &sheets, err) ||
        !count_read(db, SQL_BATCHES, &batches, err))
        return false;
    for (int i = 0; i < out->calendar.day_count; i++)
        dated += out->calendar.days[i].date.number != DAY_NONE_NUMBER;
    item_add(out, 0, TASK_PEOPLE, people.count, 1);
    item_add(out, 0, TASK_DATES, dated, out->calendar.day_count);
    if (!calls_add(out, db, &people, err) || !ratings_add(out, db, err))
        return false;
    step_item_add(out, STEP_OFFER, TASK_PRICE, sheets);
    step_item_add(out, STEP_PRODUCE, TASK_BATCH, batches);
    if (!waited_add(out, db, &people, err))
        return false;
    items_sort(out);
    return true;
}

const char *to_do_name(enum to_do_task task)
{
    static const char *const NAMES[] = {
        N_("participants inscrits"),
        N_("dates choisies"),
        N_("accord pour l'image demandé"),
        N_("appel fait"),
        N_("première note par soi-même"),
        N_("fiche de prix"),
        N_("fiche de lot"),
        N_("dernière note par soi-même"),
        N_("dernière note de l'animateur"),
        N_("réponses au bilan"),
        N_("appels, 4 à 6 mois après"),
    };

    return _(NAMES[task]);
}

static const char *to_do_word(enum to_do_task task)
{
    static const char *const WORDS[] = { "people",          "dates",   "consent",  "call",
                                         "first-rating",    "price",   "batch",    "last-rating",
                                         "animator-rating", "answers", "follow-up" };

    return WORDS[task];
}

static void item_row(const struct to_do *list, const struct to_do_item *item, struct page *page)
{
    char day[16];
    char missing[48];
    bool in_days = item->day >= 1 && item->day <= list->calendar.day_count;

    snprintf(day, sizeof day, "J%d", item->day);
    snprintf(missing, sizeof missing, _("il manque %d"), item->wanted - item->done);

    const struct cell cells[] = {
        in_days          ? cell_text(day)
        : item->day == 0 ? cell_word("before", _("avant"))
                         : cell_word("later", _("après")),
        in_days ? cell_date(list->calendar.days[item->day - 1].date) : CELL_NONE,
        cell_word(to_do_word(item->task), to_do_name(item->task)),
        cell_integer(item->done),
        cell_integer(item->wanted),
        cell_text(item->done >= item->wanted ? _("fait") : missing),
    };

    page_row(page, cells);
}

static void days_put(const struct to_do *list, struct page *page)
{
    for (int day = 1; day <= list->calendar.day_count; day++) {
        char with[AGENDA_TEXT_MAX], what[AGENDA_TEXT_MAX], papers[AGENDA_TEXT_MAX];
        char line[3 * AGENDA_TEXT_MAX + 80];

        agenda_with(&list->calendar, day, with);
        agenda_what(&list->calendar, day, what);
        agenda_papers(&list->calendar, day, papers);
        snprintf(line, sizeof line, _("J%d, avec : %s. %s À imprimer : %s."), day, with, what,
                 papers);
        page_sentence(page, line);
    }
}

static void correction_row(void *context, struct moment at, const char *what, const char *reason)
{
    const struct cell cells[] = { cell_time(at), cell_text(what), cell_text(reason) };

    page_row(context, cells);
}

bool to_do_corrections_put(struct db *db, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { "time", _("Quand"), CELL_TIME, READER_ALL, false },
        { "what", _("Correction"), CELL_TEXT, READER_ALL, false },
        { "reason", _("Raison"), CELL_TEXT, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .people_only = true };
    enum session_state state;

    if (!programme_state(db, &state, err))
        return false;
    if (state < SESSION_CLOSED)
        return true;
    page_section(page, _("Corrections après la fin"));
    page_begin_table(page, &table);

    bool good = programme_each_correction(db, correction_row, page, err);

    page_end_table(page);
    return good;
}

void to_do_page(const struct session *session, const struct to_do *list, struct page *page)
{
    const struct page_column columns[] = {
        { "day", _("Jour"), CELL_TEXT, READER_ALL, false },
        { "date", _("Date"), CELL_DATE, READER_ALL, false },
        { "task", _("À faire"), CELL_TEXT, READER_ALL, false },
        { "done", _("Fait"), CELL_INTEGER, READER_FILES, false },
        { "wanted", _("Attendu"), CELL_INTEGER, READER_FILES, false },
        { "state", "", CELL_TEXT, READER_PEOPLE, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };
    char line[80];

    people_page_title(page, _("Où en est la session"), session);
    snprintf(line, sizeof line, _("Session %s."), session_state_name(list->state));
    page_sentence(page, line);
    page_begin_table(page, &table);
    for (int i = 0; i < list->count; i++)
        item_row(list, &list->items[i], page);
    page_end_table(page);
    page_section(page, _("Jour par jour"));
    days_put(list, page);
}
