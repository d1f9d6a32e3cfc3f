#include "pos/ratings/grid_page.h"

#include "base/lang.h"
#include "pos/ratings/mark_text.h"
#include "pos/ratings/person_marks.h"
#include "pos/acts/permit.h"

#include <stdio.h>
#include <string.h>

enum { GRID_REFRESH, GRID_OPEN };
enum {
    HEAD_LINES = 4,
    GROUP_LINES = 4,
    LIST_MARGIN = 5, /* of pos/ui/list: the mark and the digit */
    NAME_COLUMNS = 13,
    TOTAL_COLUMNS = 15,
    CELL_COLUMNS = 5,
    WIDE_CELL_COLUMNS = 9, /* "2,5>3,3": several animators */
};

enum rater_kind grid_rater_kind(int rater)
{
    return rater == 0 ? RATER_SELF : RATER_ANIMATOR;
}

const char *grid_rater_name(int rater)
{
    return rater == 0 ? _("soi-même") : _("l'animateur");
}

/* The indicators of a volet, as places in the grid; returns their number. */
static int volet_indicators(const struct grid *grid, int volet, int out[INDICATORS_MAX])
{
    int count = 0;

    for (int i = 0; i < grid->indicator_count; i++)
        if (grid->indicators[i].volet == volet)
            out[count++] = i;
    return count;
}

static int cell_columns(const struct grid_page *page)
{
    bool several = false;

    for (int i = 0; i < page->marks.people.count; i++)
        several = several || page->marks.assessments[i].animator_count > 1;
    return several && page->rater == 1 ? WIDE_CELL_COLUMNS : CELL_COLUMNS;
}

static int cells_shown(const struct grid_page *page, int width)
{
    return (width - LIST_MARGIN - NAME_COLUMNS - TOTAL_COLUMNS) / cell_columns(page);
}

/* -- Update. -- */

static struct area list_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + HEAD_LINES, area.width,
                          area.height - HEAD_LINES - GROUP_LINES };
}

/* Right and left: the next columns of the volet, then the next volet. */
static struct effect columns_turn(struct grid_page *page, int step, int width)
{
    int shown = cells_shown(page, width);
    int indicators[INDICATORS_MAX];
    int first = page->first + step * shown;

    if (first >= 0 && first < volet_indicators(&page->marks.grid, page->volet, indicators)) {
        page->first = first;
    } else if (page->volet + step >= 0 && page->volet + step < page->marks.grid.volet_count) {
        page->volet += step;
        page->first = 0;
    } else {
        return BEEP;
    }
    return NOTHING;
}

static void rater_turn(struct grid_page *page)
{
    page->rater = 1 - page->rater;
    page->first = 0; /* the cells may have another width */
}

struct effect grid_page_update(void *model, const struct event *event)
{
    struct grid_page *page = model;
    struct area area = list_area(event->width, event->height);

    if (!page->is_known)
        return BEEP;
    if (event->kind == EVENT_KEY && event->key == PRESS_RIGHT)
        return columns_turn(page, 1, area.width);
    if (event->kind == EVENT_KEY && event->key == PRESS_LEFT)
        return columns_turn(page, -1, area.width);
    if (event->kind == EVENT_KEY && (event->key == PRESS_MENU || event->character == '0'))
        rater_turn(page);
    else if (list_update(&page->list, event, area, NULL) != LIST_NONE)
        return perform(GRID_OPEN);
    return NOTHING;
}

/* -- Asking the book. -- */

static void grid_page_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static void grid_page_perform(void *model, struct desk *desk, int what)
{
    struct grid_page *page = model;
    struct err err = ERR_EMPTY;

    if (what == GRID_OPEN) {
        desk_go(desk, &PERSON_MARKS,
                person_marks_argument(page->list.selected, page->volet, page->rater));
        return;
    }
    page->is_known = rating_table_read(desk->till->db, &page->marks, &err);
    if (!page->is_known) {
        notice_fail(&page->notice, &err);
        return;
    }
    progress_compute(&page->marks, &page->progress);
    list_set_count(&page->list, page->marks.people.count);
}

/* -- Drawing. -- */

struct row_context {
    const struct grid_page *page;
    int indicators[INDICATORS_MAX];
    int count; /* of them, those that are shown */
};

static struct row_context row_context_of(const struct grid_page *page, int width)
{
    struct row_context context = { .page = page };
    int all[INDICATORS_MAX];
    int count = volet_indicators(&page->marks.grid, page->volet, all);
    int shown = cells_shown(page, width);

    for (int i = page->first; i < count && context.count < shown; i++)
        context.indicators[context.count++] = all[i];
    return context;
}

static struct list_row person_row(const void *given, int i)
{
    const struct row_context *context = given;
    const struct grid_page *page = context->page;
    const struct participant *person = &page->marks.people.list[i];
    const struct progression *moves = &page->progress.persons[i][page->volet][page->rater];
    char left[LIST_LEFT_MAX] = "";
    char right[LIST_RIGHT_MAX];

    column_put(left, sizeof left, person->called_name[0] ? person->called_name : person->badge,
               NAME_COLUMNS - 1);
    column_put(left, sizeof left, "", 1);
    for (int k = 0; k < context->count; k++) {
        struct pair pair = assessment_pair(&page->marks.assessments[i],
                                           grid_rater_kind(page->rater), context->indicators[k]);
        char cell[MARK_TEXT_MAX];

        pair_format(&pair, cell);
        column_put(left, sizeof left, cell, cell_columns(page));
    }
    snprintf(right, sizeof right, "+%d =%d -%d", moves->up, moves->same, moves->down);
    return list_row_of(left, right, person->stopped_day > 0 ? STYLE_QUIET : STYLE_TEXT);
}

static void columns_draw(const struct row_context *context, struct canvas *canvas, int x, int y)
{
    const struct grid *grid = &context->page->marks.grid;

    for (int k = 0; k < context->count; k++) {
        const struct indicator *indicator = &grid->indicators[context->indicators[k]];
        char head[INDICATOR_ID_MAX + 2];

        snprintf(head, sizeof head, "%s%s", indicator->id, indicator->counts ? "" : "*");
        canvas_put(canvas, x + k * cell_columns(context->page), y, STYLE_STRONG, head);
    }
}

static void head_draw(const struct grid_page *page, struct canvas *canvas, struct area area)
{
    const struct grid *grid = &page->marks.grid;
    const struct volet *volet = &grid->volets[page->volet];
    char line[2 * WORDING_MAX];

    snprintf(line, sizeof line, _("%s %d (%s)"), wording_shown(&grid->name), grid->version,
             grid->id);
    canvas_put_fit(canvas, (struct area){ area.x + 1, area.y, area.width - 2, 1 }, STYLE_QUIET,
                   line);
    snprintf(line, sizeof line, _("< %s : %s >  %s"), volet->id, wording_shown(&volet->wording),
             grid_rater_name(page->rater));
    canvas_put_fit(canvas, (struct area){ area.x + 1, area.y + 1, area.width - 2, 1 }, STYLE_STRONG,
                   line);
}

static void group_draw(const struct grid_page *page, struct canvas *canvas, struct area area)
{
    char text[GROUP_TEXT_MAX];
    char line[GROUP_TEXT_MAX + 32];

    progress_format_group(&page->progress.groups[page->volet][page->rater], text);
    snprintf(line, sizeof line, _("Groupe : %s"), text);
    canvas_put_wrapped(canvas, area, STYLE_TEXT, line);
}

void grid_page_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint HINTS[] = { { N_("0"), N_("Qui ?") },
                                             { N_("flèches"), N_("Suite") },
                                             { NULL, NULL } };
    const struct grid_page *page = model;
    struct area area = frame_area(canvas);
    struct area list = list_area(canvas->width, canvas->height);
    struct frame frame = {
        .title = _("Grille"),
        .hints = HINTS,
        .back = "",
        .next = page->is_known && page->list.count > 0 ? _("Ouvrir") : NULL,
    };

    if (page->is_known) {
        struct row_context context = row_context_of(page, area.width);

        head_draw(page, canvas, area);
        columns_draw(&context, canvas, area.x + LIST_MARGIN + NAME_COLUMNS,
                     area.y + HEAD_LINES - 1);
        list_draw(&page->list, canvas, list, person_row, &context);
        group_draw(page, canvas,
                   (struct area){ area.x + 1, list.y + list.height, area.width - 2, GROUP_LINES });
    }
    frame_draw(canvas, &frame);
}

const struct screen_kind GRID_PAGE = {
    .title = N_("Grille"),
    .help = N_("Pour chaque phrase : la première note, puis la dernière.\n"
               "À droite, combien sont plus haut (+), pareil (=), plus bas (-).\n"
               "Un tiret n'est jamais zéro. Personne n'est classé.\n"
               "0 montre les notes de l'animateur. Entrée ouvre une personne."),
    .admits = permit_people,
    .model_size = sizeof(struct grid_page),
    .begin = grid_page_begin,
    .update = grid_page_update,
    .perform = grid_page_perform,
    .draw = grid_page_draw,
};
