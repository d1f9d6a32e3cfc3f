#include "pos/ratings/sheet_table.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/ratings/rating_act.h"
#include "programme/programme_store.h"
#include "programme/records.h"
#include "pos/acts/permit.h"

#include <stdio.h>
#include <string.h>

enum { TABLE_SHOWN, TABLE_OPEN, TABLE_RECORD };
enum { ASK_CORRECTION = 1 };
enum { ARGUMENT_DAYS = 1000, ARGUMENT_PEOPLE = 1000 };

int64_t sheet_argument(const struct sheet_place *sheet)
{
    return ((int64_t)sheet->kind * ARGUMENT_DAYS + sheet->day) * ARGUMENT_PEOPLE + sheet->position;
}

/* -- Where the next digit goes. -- */

static bool is_asked(const struct sheet_table *page, int row, int column)
{
    return page->cells[row][column] != MARK_NOT_ASKED;
}

/* The next cell of the sheet, row by row; false past the last. */
static bool cell_step(struct sheet_table *page, int step)
{
    int cells = page->row_count * page->column_count;
    int at = page->row * page->column_count + page->column + step;

    while (at >= 0 && at < cells &&
           !is_asked(page, at / page->column_count, at % page->column_count))
        at += step;
    if (at < 0 || at >= cells)
        return false;
    page->row = at / page->column_count;
    page->column = at % page->column_count;
    return true;
}

static bool row_is_full(const struct sheet_table *page, int row)
{
    for (int i = 0; i < page->column_count; i++)
        if (page->cells[row][i] == MARK_WAITING)
            return false;
    return true;
}

/* The first cell of the row that waits for a digit; the first one asked when none does. */
static void row_enter(struct sheet_table *page, int row)
{
    page->row = row;
    for (page->column = 0; page->column < page->column_count - 1; page->column++)
        if (page->cells[row][page->column] == MARK_WAITING)
            return;
    if (page->cells[row][page->column] == MARK_WAITING)
        return;
    for (page->column = 0; page->column < page->column_count - 1; page->column++)
        if (is_asked(page, row, page->column))
            return;
}

static struct effect row_move(struct sheet_table *page, int to)
{
    if (to < 0 || to >= page->row_count)
        return BEEP;
    row_enter(page, to);
    return NOTHING;
}

bool sheet_table_go(struct desk *desk, bool is_there, const char *code, struct notice *notice)
{
    struct sheet_place sheet;
    int session;

    if (!sheet_code_read(code, &sheet, &session))
        return false;
    if (sheet_is_foreign(session, desk->till->session.id)) {
        notice_set(notice, STYLE_WARNING,
                   _("Cette feuille est d'une autre session que %s : rien n'est noté."),
                   desk->till->session.name);
        return true;
    }
    if (is_there)
        return false;
    desk_jump(desk, &SHEET_TABLE, sheet_argument(&sheet));
    return true;
}

/* -- Update. -- */

static struct effect scanned(struct sheet_table *page, const char *code)
{
    struct sheet_place sheet;
    int session; /* judged by the loop, before */
    int person = people_find_code(&page->people, code);

    if (sheet_code_read(code, &sheet, &session)) {
        page->sheet = sheet;
        page->chooses = false;
        return perform(TABLE_OPEN);
    }
    for (int i = 0; person >= 0 && i < page->row_count; i++)
        if (page->rows[i] == person)
            return row_move(page, i);
    return BEEP;
}

int sheet_table_peer(const struct sheet_table *page, int i)
{
    const struct sheet_place everybody = { RATER_PEER, page->sheet.day, 0 };
    int peers[PARTICIPANTS_MAX];
    int count = sheet_rows(page->people.list, page->people.count, &everybody, peers);

    return i - SHEET_KINDS < count ? peers[i - SHEET_KINDS] : -1;
}

static void papers_count(struct sheet_table *page)
{
    int count = SHEET_KINDS;

    while (sheet_table_peer(page, count) >= 0)
        count++;
    list_set_count(&page->papers, count);
}

static struct effect paper_chosen(struct sheet_table *page, int line)
{
    page->chooses = false;
    page->sheet.kind = line == 0 ? RATER_SELF : line == 1 ? RATER_ANIMATOR : RATER_PEER;
    page->sheet.position =
        line < SHEET_KINDS ? 0 : page->people.list[sheet_table_peer(page, line)].position;
    return perform(TABLE_OPEN);
}

static struct effect papers_event(struct sheet_table *page, const struct event *event)
{
    struct area area = frame_area_of(event->width, event->height);
    int step = event->key == PRESS_RIGHT ? 1 : event->key == PRESS_LEFT ? -1 : 0;
    int line;

    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE) {
        page->chooses = false;
        return perform(TABLE_OPEN);
    }
    if (event->kind == EVENT_KEY && step != 0) {
        if (page->sheet.day + step < 1 || page->sheet.day + step > page->calendar.day_count)
            return BEEP;
        page->sheet.day += step;
        papers_count(page);
        return NOTHING;
    }
    line = list_update(&page->papers, event,
                       (struct area){ area.x, area.y + 2, area.width, area.height - 2 }, NULL);
    return line == LIST_NONE ? NOTHING : paper_chosen(page, line);
}

static struct effect digit_typed(struct sheet_table *page, uint32_t character)
{
    if (character < '0' || character >= '0' + MARKS_MAX || page->row_count == 0 ||
        page->column_count == 0 || !is_asked(page, page->row, page->column))
        return BEEP;
    page->typed = (int)(character - '0');
    return perform(TABLE_RECORD);
}

static struct effect cell_key(struct sheet_table *page, const struct event *event)
{
    bool moved = true;

    switch ((int)event->key) {
    case PRESS_ESCAPE: return LEAVE;
    case PRESS_MENU:
        page->chooses = true;
        papers_count(page);
        break;
    case PRESS_CHARACTER: return digit_typed(page, event->character);
    case PRESS_LEFT:
    case PRESS_BACKSPACE: moved = cell_step(page, -1); break;
    case PRESS_RIGHT: moved = cell_step(page, 1); break;
    case PRESS_UP: return row_move(page, page->row - 1);
    case PRESS_DOWN:
    case PRESS_ENTER: return row_move(page, page->row + 1);
    default: break;
    }
    return (struct effect){ moved ? EFFECT_NONE : EFFECT_BEEP, 0 };
}

struct effect sheet_table_update(void *model, const struct event *event)
{
    struct sheet_table *page = model;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, page->reason, TABLE_RECORD);
    if (event->kind == EVENT_SCAN)
        return scanned(page, event->text);
    if (page->chooses)
        return papers_event(page, event);
    return event->kind == EVENT_KEY ? cell_key(page, event) : NOTHING;
}

/* -- Asking the book. -- */

static void sheet_table_begin(void *model, struct desk *desk, int64_t argument)
{
    struct sheet_table *page = model;
    struct err err = ERR_EMPTY;

    page->sheet = (struct sheet_place){ RATER_SELF, 1, 0 };
    if (!programme_calendar(desk->till->db, &page->calendar, &err) ||
        !programme_grid(desk->till->db, &page->grid, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    if (argument > 0) {
        page->sheet.kind = (enum rater_kind)(argument / ARGUMENT_PEOPLE / ARGUMENT_DAYS);
        page->sheet.day = (int)(argument / ARGUMENT_PEOPLE % ARGUMENT_DAYS);
        page->sheet.position = (int)(argument % ARGUMENT_PEOPLE);
        return;
    }
    page->sheet.day = calendar_find(&page->calendar, moment_day(till_now(desk->till)));
    if (page->sheet.day == 0)
        page->sheet.day = page->calendar.day_count; /* papers are keyed in afterwards */
}

static const char *rater_word(const struct sheet_table *page)
{
    if (page->sheet.kind == RATER_SELF)
        return "self";
    for (int i = 0; page->sheet.kind == RATER_PEER && i < page->people.count; i++)
        if (page->people.list[i].position == page->sheet.position)
            return page->people.list[i].badge;
    return page->sheet.kind == RATER_PEER ? NULL : "animator";
}

/* What one person was rated: on earlier days by herself, on this one by whom the sheet is. */
struct row_reading {
    const struct sheet_table *page;
    bool started[INDICATORS_MAX];
    int given[INDICATORS_MAX];
};

static void rating_take(void *context, const char *badge, const struct rating *rating)
{
    struct row_reading *reading = context;
    const char *word = rater_word(reading->page);

    (void)badge;
    if (rating->day < reading->page->sheet.day && rater_kind_of(rating->rater) == RATER_SELF)
        reading->started[rating->indicator] = true;
    if (rating->day == reading->page->sheet.day && word && strcmp(rating->rater, word) == 0)
        reading->given[rating->indicator] = rating->value;
}

/* Which of the grid's sentences she is asked, and what was keyed in; beside the grid. */
static bool row_read(struct sheet_table *page, struct db *db, int row, struct err *err)
{
    const struct participant *person = &page->people.list[page->rows[row]];
    struct row_reading reading = { .page = page };
    const struct asked_day when = { &page->calendar, page->sheet.day, person->stopped_day,
                                    reading.started };
    int asked[INDICATORS_MAX], count;

    for (int i = 0; i < INDICATORS_MAX; i++)
        reading.given[i] = MARK_WAITING;
    if (!records_each_rating(db, person->badge, &page->grid, rating_take, &reading, err))
        return false;
    count =
        sentences_asked(&page->grid, &when, (struct asked_rater){ page->sheet.kind, false }, asked);
    for (int i = 0; i < INDICATORS_MAX; i++)
        page->cells[row][i] = MARK_NOT_ASKED;
    for (int i = 0; i < count; i++)
        page->cells[row][asked[i]] = reading.given[asked[i]];
    return true;
}

/* Only the sentences that somebody is asked have a column. */
static void columns_keep(struct sheet_table *page)
{
    page->column_count = 0;
    for (int i = 0; i < page->grid.indicator_count; i++) {
        bool any = false;

        for (int row = 0; row < page->row_count; row++)
            any = any || page->cells[row][i] != MARK_NOT_ASKED;
        if (!any)
            continue;
        for (int row = 0; row < page->row_count; row++)
            page->cells[row][page->column_count] = page->cells[row][i];
        page->columns[page->column_count++] = i;
    }
}

static bool table_read(struct sheet_table *page, struct db *db, struct err *err)
{
    if (page->sheet.day > page->calendar.day_count)
        page->sheet.day = page->calendar.day_count;
    if (!people_read_named(db, &page->people, err))
        return false;
    page->row_count = sheet_rows(page->people.list, page->people.count, &page->sheet, page->rows);
    for (int row = 0; row < page->row_count; row++)
        if (!row_read(page, db, row, err))
            return false;
    columns_keep(page);
    return true;
}

/* The row of the person on the sheet, else the first one that is not finished. */
static void place_choose(struct sheet_table *page)
{
    bool is_own = page->sheet.kind == RATER_SELF && page->sheet.position > 0;
    int row = 0;

    if (page->sheet.kind == RATER_PEER && !rater_word(page))
        page->row_count = 0;
    if (page->row_count == 0 || page->column_count == 0) {
        notice_set(&page->notice, STYLE_WARNING, "%s",
                   _("Il n'y a rien à recopier pour ce jour-là : F2 change de feuille."));
        return;
    }
    while (row < page->row_count &&
           (is_own ? page->people.list[page->rows[row]].position != page->sheet.position
                   : row_is_full(page, row)))
        row++;
    if (is_own && row == page->row_count)
        notice_set(&page->notice, STYLE_WARNING, "%s",
                   _("Cette feuille est d'une personne qui n'est pas là ce jour-là."));
    row_enter(page, row < page->row_count ? row : 0);
}

static void table_open(struct sheet_table *page, struct db *db)
{
    struct err err = ERR_EMPTY;

    if (table_read(page, db, &err))
        place_choose(page);
    else
        notice_fail(&page->notice, &err);
}

static bool cell_write(const struct sheet_table *page, struct till *till, struct err *err)
{
    struct rating rating = { .indicator = page->columns[page->column],
                             .day = page->sheet.day,
                             .value = page->typed };
    const struct rating_act act = { page->people.list[page->rows[page->row]].badge, &rating,
                                    &page->grid, &page->calendar, page->reason };

    if (page->typed == page->cells[page->row][page->column])
        return true; /* kept as it was: no correction */
    snprintf(rating.rater, sizeof rating.rater, "%s", rater_word(page));
    return rating_act_record(till, &act, err);
}

static void cell_record(struct sheet_table *page, struct till *till)
{
    struct err err = ERR_EMPTY;

    if (cell_write(page, till, &err)) {
        question_close(&page->question);
        page->cells[page->row][page->column] = page->typed;
        if (!cell_step(page, 1))
            notice_set(&page->notice, STYLE_GOOD, "%s", _(" La feuille est recopiée. "));
    } else {
        reason_refused(&page->question, &page->notice, ASK_CORRECTION,
                       _("Pourquoi corriger l'évaluation ?"), &err);
    }
}

static void sheet_table_perform(void *model, struct desk *desk, int what)
{
    struct sheet_table *page = model;

    if (what == TABLE_RECORD)
        cell_record(page, desk->till);
    else
        table_open(page, desk->till->db);
}

const struct screen_kind SHEET_TABLE = {
    .title = N_("Recopier une feuille"),
    .help = N_("Une ligne par personne, une colonne par phrase, comme sur la feuille.\n"
               "Taper les chiffres l'un après l'autre, et 0 pour « ? ».\n"
               "Chaque chiffre est inscrit aussitôt. Les flèches vont à une autre case.\n"
               "F2 choisit la feuille et le jour. Scanner son code l'ouvre aussi."),
    .admits = permit_people,
    .model_size = sizeof(struct sheet_table),
    .takes_escape = true,
    .begin = sheet_table_begin,
    .update = sheet_table_update,
    .perform = sheet_table_perform,
    .draw = sheet_table_draw,
};
