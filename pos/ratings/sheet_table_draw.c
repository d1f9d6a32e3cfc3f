/* How a paper sheet looks while it is keyed in. */
#include "base/lang.h"
#include "pos/acts/dates.h"
#include "pos/ratings/mark_text.h"
#include "pos/ratings/sheet_table.h"

#include <stdio.h>

enum { HEAD_LINES = 5, NAME_COLUMNS = 15, CELL_COLUMNS = 4, DAY_ROOM = 48, LINE_ROOM = 320 };

static const char *person_name(const struct participant *person)
{
    return person->called_name[0] ? person->called_name : person->badge;
}

static void paper_words(const struct sheet_table *page, char *out, size_t room)
{
    if (page->sheet.kind == RATER_SELF) {
        snprintf(out, room, "%s", _("Chaque personne, pour elle-même"));
        return;
    }
    for (int i = 0; page->sheet.kind == RATER_PEER && i < page->people.count; i++)
        if (page->people.list[i].position == page->sheet.position) {
            snprintf(out, room, _("%s note les autres"), person_name(&page->people.list[i]));
            return;
        }
    snprintf(out, room, "%s", _("L'équipe note le groupe"));
}

/* -- The list of papers. -- */

static struct list_row paper_row(const void *context, int i)
{
    const struct sheet_table *page = context;
    char line[LIST_LEFT_MAX];

    if (i == 0)
        return list_row_of(_("Chaque personne, pour elle-même"), "", STYLE_TEXT);
    if (i == 1)
        return list_row_of(_("L'équipe note le groupe"), "", STYLE_TEXT);
    snprintf(line, sizeof line, _("%s note les autres"),
             person_name(&page->people.list[sheet_table_peer(page, i)]));
    return list_row_of(line, "", STYLE_TEXT);
}

static void papers_draw(const struct sheet_table *page, struct canvas *canvas, struct area area)
{
    char day[DAY_ROOM];

    day_name(&page->calendar, page->sheet.day, day, sizeof day);
    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "< %s >   %s", day,
                      _("Quelle feuille ?"));
    list_draw(&page->papers, canvas,
              (struct area){ area.x, area.y + 2, area.width, area.height - 2 }, paper_row, page);
}

/* -- The sheet. -- */

static void head_draw(const struct sheet_table *page, struct canvas *canvas, struct area area)
{
    const struct indicator *indicator = &page->grid.indicators[page->columns[page->column]];
    char day[DAY_ROOM], paper[LINE_ROOM], line[LINE_ROOM];
    int x = area.x + 1;

    day_name(&page->calendar, page->sheet.day, day, sizeof day);
    paper_words(page, paper, sizeof paper);
    canvas_put_format(canvas, x, area.y, STYLE_STRONG, "%s   %s", day, paper);
    if (page->row_count == 0 || page->column_count == 0)
        return;
    for (int i = 0; i < MARKS_MAX; i++) {
        int value = (i + 1) % MARKS_MAX;

        x = 3 + canvas_put_format(canvas, x, area.y + 1, STYLE_TEXT, "%d %s", value,
                                  wording_shown(&page->grid.marks[value]));
    }
    snprintf(line, sizeof line, "%s, %s : %s",
             person_name(&page->people.list[page->rows[page->row]]), indicator->id,
             wording_shown(&indicator->wording));
    canvas_put_fit(canvas, (struct area){ area.x + 1, area.y + 2, area.width - 2, 1 }, STYLE_STRONG,
                   line);
}

static void cell_draw(const struct sheet_table *page, struct canvas *canvas, int row, int column,
                      struct area at)
{
    static const char *const SHOWN[] = { " · ", " _ ", " 0 ", " 1 ", " 2 ", " 3 ", " 4 " };
    static const char *const HERE[] = { "[·]", "[_]", "[0]", "[1]", "[2]", "[3]", "[4]" };
    bool is_here = row == page->row && column == page->column;
    int value = page->cells[row][column] - MARK_NOT_ASKED;

    canvas_put(canvas, at.x, at.y,
               is_here                                      ? STYLE_SELECTED
               : page->cells[row][column] == MARK_NOT_ASKED ? STYLE_QUIET
                                                            : STYLE_TEXT,
               is_here ? HERE[value] : SHOWN[value]);
}

/* What fits of `count`, so that `at` is in view. */
static int first_shown(int at, int count, int fit)
{
    if (count <= fit || at < fit)
        return 0;
    return at - fit + 1;
}

static void cells_draw(const struct sheet_table *page, struct canvas *canvas, struct area area)
{
    int across = (area.width - NAME_COLUMNS - 2) / CELL_COLUMNS, down = area.height - 1;
    int left = first_shown(page->column, page->column_count, across);
    int top = first_shown(page->row, page->row_count, down);

    for (int i = left; i < page->column_count && i < left + across; i++) {
        int x = area.x + 1 + NAME_COLUMNS + (i - left) * CELL_COLUMNS;

        canvas_put(canvas, x, area.y, i == page->column ? STYLE_STRONG : STYLE_TEXT,
                   page->grid.indicators[page->columns[i]].id);
        for (int row = top; row < page->row_count && row < top + down; row++)
            cell_draw(page, canvas, row, i, (struct area){ x - 1, area.y + 1 + row - top, 3, 1 });
    }
    for (int row = top; row < page->row_count && row < top + down; row++) {
        char name[LINE_ROOM] = "";

        column_put(name, sizeof name, person_name(&page->people.list[page->rows[row]]),
                   NAME_COLUMNS - 2);
        canvas_put(canvas, area.x + 1, area.y + 1 + row - top,
                   row == page->row ? STYLE_STRONG : STYLE_TEXT, name);
    }
}

void sheet_table_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint CELLS[] = { { "F2", N_("Feuille") },
                                             { N_("flèches"), N_("Autre case") },
                                             { NULL, NULL } };
    static const struct key_hint PAPERS[] = { { N_("flèches"), N_("Autre jour") }, { NULL, NULL } };
    const struct sheet_table *page = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("Recopier une feuille"),
        .hints = page->chooses ? PAPERS : CELLS,
        .back = "",
        .next = page->chooses                     ? _("Choisir")
                : page->row + 1 < page->row_count ? _("Suite")
                                                  : NULL,
    };

    if (page->chooses) {
        papers_draw(page, canvas, area);
    } else {
        head_draw(page, canvas, area);
        if (page->row_count > 0 && page->column_count > 0)
            cells_draw(page, canvas,
                       (struct area){ area.x, area.y + HEAD_LINES - 1, area.width,
                                      area.height - HEAD_LINES + 1 });
    }
    frame_draw(canvas, &frame);
}
