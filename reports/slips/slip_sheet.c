#include "reports/slips/slip_sheet.h"

#include "base/lang.h"
#include "reports/figures/receipt_qr.h"
#include "reports/print/surface.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIECES_MAX = 1200, PIECE_TEXT_MAX = 1000, COLUMNS = 3 };

static const mm MARGIN = 12, COLUMN = 58, GUTTER = 6, PAGE_HEIGHT = 297, LEAD = 0.8;
static const mm BARS_HEIGHT = 16, QR_SIDE = 24, RULE_HEIGHT = 3, LINE_HEIGHT = 4.5, AFTER_CUT = 6;

enum piece_kind { PIECE_LINE, PIECE_BARS, PIECE_QR, PIECE_RULE, PIECE_FEED };

/* One thing of the slip being written: a slip is placed only when its height is known. */
struct piece {
    enum piece_kind kind;
    struct text_style style;
    int line_count; /* of PIECE_FEED */
    char left[PIECE_TEXT_MAX], right[48];
};

struct slip_sheet {
    struct surface *surface;
    struct escpos_listener listener;
    struct piece pieces[PIECES_MAX];
    int count;
    int column; /* COLUMNS: no page is begun */
    mm y;
};

static struct piece *piece_add(struct slip_sheet *sheet, enum piece_kind kind)
{
    struct piece *piece = &sheet->pieces[sheet->count];

    if (sheet->count < PIECES_MAX - 1)
        sheet->count++;
    *piece = (struct piece){ .kind = kind };
    return piece;
}

static struct text_style style_of(const struct escpos *printer)
{
    static const enum surface_align ALIGNS[] = {
        [ALIGN_LEFT] = ALIGN_START, [ALIGN_CENTRE] = ALIGN_MIDDLE, [ALIGN_RIGHT] = ALIGN_END
    };

    return (struct text_style){ .size_pt = printer->width_factor > 1 ? 16 : 9,
                                .bold = printer->bold,
                                .align = ALIGNS[printer->alignment] };
}

static void on_line(void *context, const struct escpos *printer, const char *left,
                    const char *right)
{
    struct piece *piece = piece_add(context, PIECE_LINE);

    piece->style = style_of(printer);
    snprintf(piece->left, sizeof piece->left, "%s", left);
    snprintf(piece->right, sizeof piece->right, "%s", right);
}

static void on_bars(void *context, const struct escpos *printer, enum escpos_bars kind,
                    const char *text)
{
    struct piece *piece = piece_add(context, kind == BARS_QR ? PIECE_QR : PIECE_BARS);

    piece->style = style_of(printer);
    snprintf(piece->left, sizeof piece->left, "%s", text);
}

static void on_feed(void *context, int line_count)
{
    piece_add(context, PIECE_FEED)->line_count = line_count;
}

static void on_rule(void *context)
{
    piece_add(context, PIECE_RULE);
}

/* -- Heights. -- */

/* What stands at the right leaves so much to the left. */
static mm room_beside(struct slip_sheet *sheet, const struct piece *piece)
{
    mm used = 0;

    if (piece->right[0] == '\0')
        return COLUMN;
    surface_measure(sheet->surface, &piece->style, piece->right, COLUMN, &used);
    return COLUMN - used - 2;
}

static mm piece_height(struct slip_sheet *sheet, const struct piece *piece)
{
    switch (piece->kind) {
    case PIECE_BARS: return BARS_HEIGHT + LINE_HEIGHT;
    case PIECE_QR: return QR_SIDE + 2;
    case PIECE_RULE: return RULE_HEIGHT;
    case PIECE_FEED: return LINE_HEIGHT * piece->line_count;
    case PIECE_LINE: break;
    }
    return LEAD + (piece->left[0] ? surface_measure(sheet->surface, &piece->style, piece->left,
                                                    room_beside(sheet, piece), NULL)
                                  : LINE_HEIGHT);
}

/* -- Drawing. -- */

static mm column_x(const struct slip_sheet *sheet)
{
    return MARGIN + sheet->column * (COLUMN + GUTTER);
}

static void text_draw(struct slip_sheet *sheet, const struct text_style *style, const char *text,
                      mm width)
{
    if (text[0] == '\0')
        return;
    surface_tag(sheet->surface, "P", true);
    surface_text(sheet->surface, style, text, box_at(column_x(sheet), sheet->y, width));
    surface_tag(sheet->surface, "P", false);
}

static void line_draw(struct slip_sheet *sheet, const struct piece *piece)
{
    struct text_style right = piece->style;

    right.align = ALIGN_END;
    text_draw(sheet, &piece->style, piece->left, room_beside(sheet, piece));
    text_draw(sheet, &right, piece->right, COLUMN);
}

static void bars_draw(struct slip_sheet *sheet, const struct piece *piece)
{
    struct text_style digits = { .size_pt = 9, .align = ALIGN_MIDDLE };
    struct slip_sheet below = *sheet;
    struct box place = { column_x(sheet) + 6, sheet->y + 1, COLUMN - 12, BARS_HEIGHT - 2 };

    surface_barcode(sheet->surface, piece->left, place);
    below.y = sheet->y + BARS_HEIGHT;
    text_draw(&below, &digits, piece->left, COLUMN);
}

static void qr_draw(struct slip_sheet *sheet, const struct piece *piece)
{
    static struct code_matrix EMPTY;
    struct code_matrix code = EMPTY;
    struct err ignored = ERR_EMPTY;

    if (!receipt_qr_make(piece->left, &code, &ignored) || code.size == 0)
        return; /* its words stand on the slip as well */

    mm side = QR_SIDE / code.size;
    mm x = column_x(sheet) + (COLUMN - QR_SIDE) / 2;

    for (int row = 0; row < code.size; row++)
        for (int column = 0; column < code.size; column++) {
            struct shape dot = { .kind = SHAPE_RECT,
                                 .x = x + side * column,
                                 .y = sheet->y + 1 + side * row,
                                 .width = side,
                                 .height = side,
                                 .filled = true,
                                 .ink = INK_BLACK };

            if (code.dark[row][column])
                surface_shape(sheet->surface, &dot);
        }
}

static void rule_draw(struct slip_sheet *sheet, bool to_cut)
{
    struct shape line = { .kind = SHAPE_LINE,
                          .x = column_x(sheet),
                          .y = sheet->y + RULE_HEIGHT / 2,
                          .width = COLUMN,
                          .dashed = to_cut,
                          .ink = to_cut ? INK_PALE : INK_BLACK,
                          .line = to_cut ? 0.3 : 0.2 };

    surface_shape(sheet->surface, &line);
}

static void piece_draw(struct slip_sheet *sheet, const struct piece *piece)
{
    switch (piece->kind) {
    case PIECE_LINE: line_draw(sheet, piece); break;
    case PIECE_BARS: bars_draw(sheet, piece); break;
    case PIECE_QR: qr_draw(sheet, piece); break;
    case PIECE_RULE: rule_draw(sheet, false); break;
    case PIECE_FEED: break;
    }
}

static void column_next(struct slip_sheet *sheet)
{
    if (++sheet->column >= COLUMNS) {
        surface_page(sheet->surface, SURFACE_A4);
        sheet->column = 0;
    }
    sheet->y = MARGIN;
}

/* A slip goes whole into a column where it can; one longer than a page goes on in the next. */
static void on_cut(void *context)
{
    struct slip_sheet *sheet = context;
    mm height = 0;

    for (int i = 0; i < sheet->count; i++)
        height += piece_height(sheet, &sheet->pieces[i]);
    if (sheet->column == COLUMNS || (sheet->y + height > PAGE_HEIGHT - MARGIN && sheet->y > MARGIN))
        column_next(sheet);
    for (int i = 0; i < sheet->count; i++) {
        const struct piece *piece = &sheet->pieces[i];
        mm needed = piece_height(sheet, piece);

        if (sheet->y + needed > PAGE_HEIGHT - MARGIN)
            column_next(sheet);
        piece_draw(sheet, piece);
        sheet->y += needed;
    }
    sheet->y += RULE_HEIGHT;
    rule_draw(sheet, true);
    sheet->y += AFTER_CUT;
    sheet->count = 0;
}

bool slip_sheet_open(const char *title, struct moment made_at, struct outlet *outlet,
                     struct slip_sheet **out, struct err *err)
{
    struct slip_sheet *sheet = calloc(1, sizeof *sheet);
    const struct surface_target target = {
        .title = title,
        .language = lang_current() == LANG_EN ? "en" : "fr",
        .made_at = made_at,
        .outlet = outlet,
    };

    if (!sheet)
        return err_fail(err, ERR_STORAGE, "%s", _("Plus de mémoire : fermer d'autres programmes."));
    if (!surface_open(&target, &sheet->surface, err)) {
        free(sheet);
        return false;
    }
    sheet->listener = (struct escpos_listener){ sheet, on_line, on_bars, on_feed, on_rule, on_cut };
    sheet->column = COLUMNS;
    *out = sheet;
    return true;
}

const struct escpos_listener *slip_sheet_listener(const struct slip_sheet *sheet)
{
    return &sheet->listener;
}

bool slip_sheet_close(struct slip_sheet *sheet, struct err *err)
{
    bool good;

    if (sheet->count > 0)
        on_cut(sheet);
    if (sheet->column == COLUMNS)
        column_next(sheet); /* nothing was written: a page all the same */
    good = surface_finish(sheet->surface, err);
    free(sheet);
    return good;
}

void slip_sheet_abandon(struct slip_sheet *sheet)
{
    surface_abandon(sheet->surface);
    free(sheet);
}
