#include "pos/ratings/person_marks.h"

#include "base/lang.h"
#include "pos/ratings/grid_page.h"
#include "pos/ratings/mark_text.h"
#include "programme/records.h"
#include "pos/acts/permit.h"

#include <stdio.h>
#include <string.h>

enum { MARKS_REFRESH };
enum {
    HEAD_LINES = 6,
    FOOT_LINES = 3,
    LIST_MARGIN = 5, /* of pos/ui/list: the mark and the digit */
    ID_COLUMNS = 4,
    BARS_COLUMNS = 7,
    MEDIAN_COLUMNS = 7,
    GAP_COLUMNS = 9,
    RIGHT_COLUMNS = BARS_COLUMNS + MEDIAN_COLUMNS + 2 * GAP_COLUMNS,
};

int64_t person_marks_argument(int person, int volet, int rater)
{
    return ((int64_t)rater * VOLETS_MAX + volet) * PARTICIPANTS_MAX + person;
}

static void person_marks_begin(void *model, struct desk *desk, int64_t argument)
{
    struct person_marks *page = model;

    (void)desk;
    page->person = (int)(argument % PARTICIPANTS_MAX);
    page->volet = (int)(argument / PARTICIPANTS_MAX % VOLETS_MAX);
    page->rater = (int)(argument / PARTICIPANTS_MAX / VOLETS_MAX);
}

bool gap_to_peers(const struct assessment *assessment, int indicator, int *twelfths)
{
    int halves;

    if (!gap_find(assessment_pair(assessment, RATER_SELF, indicator).end,
                  assessment_peers(assessment, indicator), &halves))
        return false;
    *twelfths = halves * (STEP / 2);
    return true;
}

bool gap_to_animator(const struct assessment *assessment, int indicator, int *twelfths)
{
    int self = assessment_pair(assessment, RATER_SELF, indicator).end;
    int seen = assessment_pair(assessment, RATER_ANIMATOR, indicator).end;

    if (self == 0 || seen == 0)
        return false;
    *twelfths = self - seen;
    return true;
}

/* -- Update. -- */

static void volet_take(struct person_marks *page)
{
    const struct grid *grid = &page->marks.grid;
    int count = 0;

    for (int i = 0; i < grid->indicator_count; i++)
        if (grid->indicators[i].volet == page->volet)
            page->indicators[count++] = i;
    list_set_count(&page->list, count);
    page->list.selected = 0;
}

static struct effect volet_turn(struct person_marks *page, int step)
{
    int volet = page->volet + step;

    if (volet < 0 || volet >= page->marks.grid.volet_count)
        return BEEP;
    page->volet = volet;
    volet_take(page);
    return NOTHING;
}

/* The next volet, then the next person, then back. */
static struct effect page_turn(struct person_marks *page)
{
    if (page->volet + 1 < page->marks.grid.volet_count)
        return volet_turn(page, 1);
    if (page->person + 1 >= page->marks.people.count)
        return LEAVE;
    page->person++;
    page->volet = 0;
    volet_take(page);
    return NOTHING;
}

struct effect person_marks_update(void *model, const struct event *event)
{
    struct person_marks *page = model;
    struct area area = { 0, 0, 1, INDICATORS_MAX };

    if (event->kind != EVENT_KEY)
        return NOTHING;
    if (!page->is_known)
        return BEEP;
    if (event->key == PRESS_ENTER)
        return page_turn(page);
    if (event->key == PRESS_RIGHT || event->key == PRESS_LEFT)
        return volet_turn(page, event->key == PRESS_RIGHT ? 1 : -1);
    if (event->key == PRESS_MENU || event->character == '0')
        page->rater = 1 - page->rater;
    else
        list_update(&page->list, event, area, NULL);
    return NOTHING;
}

/* -- Asking the book. -- */

static bool person_marks_read(struct person_marks *page, struct db *db, struct err *err)
{
    if (!rating_table_read(db, &page->marks, err))
        return false;
    for (int i = 0; i < page->marks.people.count; i++)
        if (!records_cards(db, page->marks.people.list[i].badge, &page->marks.grid, page->cards[i],
                           err))
            return false;
    progress_compute(&page->marks, &page->progress);
    volet_take(page);
    return true;
}

static void person_marks_perform(void *model, struct desk *desk, int what)
{
    struct person_marks *page = model;
    struct err err = ERR_EMPTY;

    (void)what;
    page->is_known = person_marks_read(page, desk->till->db, &err);
    if (!page->is_known)
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

struct row_context {
    const struct person_marks *page;
    int sentence_columns;
};

static void gap_put(char *out, size_t room, bool is_known, int twelfths)
{
    char gap[MARK_TEXT_MAX] = "–";

    if (is_known)
        gap_format(twelfths, gap);
    column_put(out, room, gap, GAP_COLUMNS);
}

static struct list_row indicator_row(const void *given, int i)
{
    const struct row_context *context = given;
    const struct person_marks *page = context->page;
    const struct assessment *assessment = &page->marks.assessments[page->person];
    int k = page->indicators[i];
    const struct indicator *indicator = &page->marks.grid.indicators[k];
    struct pair pair = assessment_pair(assessment, grid_rater_kind(page->rater), k);
    struct list_row row = { .style = STYLE_TEXT };
    char text[MARK_TEXT_MAX];
    int gap = 0;
    bool is_known;

    snprintf(text, sizeof text, "%s%s", indicator->id, indicator->counts ? "" : "*");
    column_put(row.left, sizeof row.left, text, ID_COLUMNS);
    column_put(row.left, sizeof row.left, wording_shown(&indicator->wording),
               context->sentence_columns);
    column_put(row.left, sizeof row.left, "", 1);
    mark_format_bars(pair.start, text);
    column_put(row.left, sizeof row.left, text, BARS_COLUMNS);
    mark_format_bars(pair.end, text);
    column_put(row.right, sizeof row.right, text, BARS_COLUMNS);
    mark_format(assessment_peers(assessment, k) * (STEP / 2), text);
    column_put(row.right, sizeof row.right, text, MEDIAN_COLUMNS);
    is_known = gap_to_peers(assessment, k, &gap);
    gap_put(row.right, sizeof row.right, is_known, gap);
    is_known = gap_to_animator(assessment, k, &gap);
    gap_put(row.right, sizeof row.right, is_known, gap);
    return row;
}

static const char *name_of(const struct person_marks *page)
{
    const struct participant *person = &page->marks.people.list[page->person];

    return person->called_name[0] ? person->called_name : person->badge;
}

/* "+27 % (5 paires sur 6)": an index with its base. */
static void index_format(const struct progression *progression, char out[2 * INDEX_TEXT_MAX])
{
    char index[INDEX_TEXT_MAX];

    progress_format_index(progression, index);
    if (progression->shown)
        snprintf(out, 2 * INDEX_TEXT_MAX,
                 lang_plural("%s (%d paire sur %d)", "%s (%d paires sur %d)", progression->pairs),
                 index, progression->pairs, progression->indicators);
    else
        snprintf(out, 2 * INDEX_TEXT_MAX, "%s", index);
}

static void head_draw(const struct person_marks *page, struct canvas *canvas, struct area area)
{
    const struct grid *grid = &page->marks.grid;
    const struct progression *volet =
        &page->progress.persons[page->person][page->volet][page->rater];
    const struct progression *all =
        &page->progress.persons[page->person][grid->volet_count][page->rater];
    char line[2 * WORDING_MAX];
    char moves[MOVES_TEXT_MAX];
    char index[2 * INDEX_TEXT_MAX];

    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, name_of(page));
    snprintf(line, sizeof line, _("%s %d"), grid->id, grid->version);
    canvas_put_right(canvas, area.x + area.width - 1, area.y, STYLE_QUIET, line);
    snprintf(line, sizeof line, _("< %s : %s >  %s"), grid->volets[page->volet].id,
             wording_shown(&grid->volets[page->volet].wording), grid_rater_name(page->rater));
    canvas_put_fit(canvas, (struct area){ area.x + 1, area.y + 1, area.width - 2, 1 }, STYLE_STRONG,
                   line);
    progress_format_moves(volet, moves);
    index_format(volet, index);
    canvas_put(canvas, area.x + 1, area.y + 2, STYLE_TEXT, moves);
    snprintf(line, sizeof line, _("Ici : %s"), index);
    canvas_put(canvas, area.x + 1, area.y + 3, STYLE_TEXT, line);
    index_format(all, index);
    snprintf(line, sizeof line, _("Ensemble : %s"), index);
    canvas_put(canvas, area.x + 1, area.y + 4, STYLE_QUIET, line);
}

static void columns_draw(struct canvas *canvas, struct area area, int y)
{
    int right = area.x + area.width - 1 - RIGHT_COLUMNS;

    canvas_put_right(canvas, right - 3, y, STYLE_KEY, _("avant"));
    canvas_put(canvas, right, y, STYLE_KEY, _("après"));
    canvas_put(canvas, right + BARS_COLUMNS, y, STYLE_KEY, _("pairs"));
    canvas_put(canvas, right + BARS_COLUMNS + MEDIAN_COLUMNS, y, STYLE_KEY, _("- p."));
    canvas_put(canvas, right + BARS_COLUMNS + MEDIAN_COLUMNS + GAP_COLUMNS, y, STYLE_KEY,
               _("- a."));
}

/* The selected sentence in full, and how the person remembers J1. */
static void sentence_draw(const struct person_marks *page, struct canvas *canvas, struct area line)
{
    int k = page->list.count > 0 ? page->indicators[page->list.selected] : 0;
    int before = page->marks.assessments[page->person].looking_back[k];
    char text[2 * WORDING_MAX];

    canvas_put_fit(canvas, line, STYLE_STRONG,
                   wording_shown(&page->marks.grid.indicators[k].wording));
    if (before == 0)
        return;
    snprintf(text, sizeof text, _(" J1 dans son souvenir : %s"), mark_bars(before));
    canvas_put_right(canvas, line.x + line.width, line.y, STYLE_TEXT, text);
}

/* "Cartes reçues : A2 x 2, B4 x 1" */
static void cards_draw(const struct person_marks *page, struct canvas *canvas, struct area line)
{
    char text[256];
    size_t length = (size_t)snprintf(text, sizeof text, "%s", _("Cartes reçues :"));
    bool any = false;

    for (int i = 0; i < page->marks.grid.indicator_count && length < sizeof text; i++) {
        int count = page->cards[page->person][i];

        if (count > 0)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s %s x %d",
                                       any ? "," : "", page->marks.grid.indicators[i].id, count);
        any = any || count > 0;
    }
    if (any)
        canvas_put_fit(canvas, line, STYLE_TEXT, text);
}

void person_marks_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint HINTS[] = { { N_("0"), N_("Qui ?") },
                                             { "< >", "" },
                                             { NULL, NULL } };
    const struct person_marks *page = model;
    struct area area = frame_area(canvas);
    struct area list = { area.x, area.y + HEAD_LINES, area.width,
                         area.height - HEAD_LINES - FOOT_LINES };
    struct row_context context = { page, area.width - LIST_MARGIN - ID_COLUMNS - 1 - BARS_COLUMNS -
                                             RIGHT_COLUMNS - 3 };
    struct frame frame = {
        .title = _("Mes progrès"),
        .hints = HINTS,
        .back = "",
        .next = page->volet + 1 < page->marks.grid.volet_count ? _("Suite")
                : page->person + 1 < page->marks.people.count  ? _("Suivante")
                                                               : _("Retour"),
    };

    if (page->is_known) {
        head_draw(page, canvas, area);
        columns_draw(canvas, area, area.y + HEAD_LINES - 1);
        list_draw(&page->list, canvas, list, indicator_row, &context);
        sentence_draw(page, canvas,
                      (struct area){ area.x + 1, list.y + list.height, area.width - 2, 1 });
        cards_draw(page, canvas,
                   (struct area){ area.x + 1, list.y + list.height + 1, area.width - 2, 1 });
    }
    frame_draw(canvas, &frame);
}

const struct screen_kind PERSON_MARKS = {
    .title = N_("Mes progrès"),
    .help = N_("Avant et après, phrase par phrase.\n"
               "- p. : la personne moins les pairs. - a. : moins l'animateur.\n"
               "« Plafond » : la moitié était tout en haut au départ.\n"
               "Les pairs se montrent à partir de trois, sans nom.\n"
               "Un écart de -1 encourage : les autres la voient plus haut.\n"
               "Un écart de +1 se parle à l'entretien. Aucune feuille ne le porte."),
    .admits = permit_people,
    .model_size = sizeof(struct person_marks),
    .begin = person_marks_begin,
    .update = person_marks_update,
    .perform = person_marks_perform,
    .draw = person_marks_draw,
};
