#include "pos/ui/painter.h"

#include "base/text.h"
#include "pos/ui/colours.h"

#include <string.h>
#include <term.h>

enum {
    PEN_BOLD = 1,
    PEN_UNDERLINE = 2,
    PEN_REVERSE = 4,
    PEN_DIM = 8,
    GAP_REWRITTEN = 4,       /* so many characters are shorter than a move over them */
    BLANKS_ERASED = 10,      /* from so many on erasing is shorter than blanks */
    UNCERTAIN_FROM = 0x2590, /* terminals do not agree how wide such characters are */
    NEVER_SHOWN = 0x7FFFFFFF,
};

void capability_put(struct buf *out, const char *sequence)
{
    for (const char *at = sequence; at && *at; at++) {
        if (at[0] == '$' && at[1] == '<' && strchr(at, '>'))
            at = strchr(at, '>');
        else
            buf_put_byte(out, (unsigned char)*at);
    }
}

void painter_init(struct painter *painter, bool plain, bool colours)
{
    int count = colours && set_a_foreground && set_a_background ? tigetnum("colors") : 0;

    memset(painter, 0, sizeof *painter); /* as a value it would stand on the stack, too */
    painter->plain = plain;
    painter->depth = count > 256    ? DEPTH_TRUE
                     : count >= 256 ? DEPTH_256
                     : count >= 16  ? DEPTH_16
                     : count >= 8   ? DEPTH_8
                                    : DEPTH_NONE;
    painter_forget(painter);
}

void painter_forget(struct painter *painter)
{
    painter->shown_is_known = false;
    painter->pen_is_known = false;
    painter->x = painter->y = -1;
    painter->cursor_is_shown = -1;
}

/* -- How a cell looks. -- */

/*
 * With 8 colours patches of background under black or white text, readable on whatever the
 * terminal has; from 16 on the whole screen is ours (pos/ui/colours).
 */
static struct pen pen_of_8(enum style style)
{
    enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };
    static const struct pen PATCHES[STYLE_COUNT] = {
        [STYLE_TITLE] = { WHITE, BLUE, PEN_BOLD }, [STYLE_GOOD] = { BLACK, GREEN, 0 },
        [STYLE_WARNING] = { BLACK, YELLOW, 0 },    [STYLE_ERROR] = { WHITE, RED, PEN_BOLD },
        [STYLE_PRACTICE] = { BLACK, MAGENTA, 0 },  [STYLE_TILE + 0] = { BLACK, GREEN, 0 },
        [STYLE_TILE + 1] = { BLACK, YELLOW, 0 },   [STYLE_TILE + 2] = { BLACK, CYAN, 0 },
        [STYLE_TILE + 3] = { BLACK, MAGENTA, 0 },  [STYLE_TILE + 4] = { WHITE, RED, 0 },
        [STYLE_TILE + 5] = { WHITE, BLUE, 0 },     [STYLE_TILE + 6] = { BLACK, WHITE, 0 },
        [STYLE_TILE + 7] = { BLACK, GREEN, 0 },    [STYLE_PAPER] = { BLACK, WHITE, 0 },
    };

    return PATCHES[style];
}

static struct pen pen_of_style(enum style style, enum canvas_depth depth)
{
    static const unsigned PLAIN[STYLE_TILE] = {
        [STYLE_STRONG] = PEN_BOLD,      [STYLE_TITLE] = PEN_REVERSE,
        [STYLE_KEY] = PEN_BOLD,         [STYLE_NEXT] = PEN_REVERSE | PEN_BOLD,
        [STYLE_SELECTED] = PEN_REVERSE, [STYLE_FIELD] = PEN_UNDERLINE,
        [STYLE_GOOD] = PEN_BOLD,        [STYLE_WARNING] = PEN_BOLD,
        [STYLE_ERROR] = PEN_REVERSE,    [STYLE_PRACTICE] = PEN_REVERSE | PEN_BOLD,
    };
    struct pen pen = { PEN_PLAIN, PEN_PLAIN, 0 };
    struct pen patch = depth == DEPTH_8 ? pen_of_8(style) : pen;

    if (patch.ink != patch.ground)
        return patch;
    if (style == STYLE_PAPER)
        pen.attributes = PEN_REVERSE; /* most terminals without colours are light on dark */
    else if (style >= STYLE_TILE)
        pen.attributes = PEN_BOLD;
    else
        pen.attributes = style == STYLE_QUIET && depth == DEPTH_8 ? PEN_DIM : PLAIN[style];
    return pen;
}

static struct pen pen_of_cell(const struct painter *painter, const struct canvas_cell *cell)
{
    struct style_look look;
    struct pen pen;

    if (painter->depth < DEPTH_16)
        return pen_of_style((enum style)cell->style, painter->depth);
    look = colours_of_style((enum style)cell->style, painter->depth);
    pen.ink = cell->ink == COLOUR_OF_STYLE ? look.ink : colour_number(cell->ink, painter->depth);
    pen.ground =
        cell->ground == COLOUR_OF_STYLE ? look.ground : colour_number(cell->ground, painter->depth);
    pen.attributes = (look.bold && painter->depth > DEPTH_16 ? PEN_BOLD : 0) |
                     (look.underline ? PEN_UNDERLINE : 0);
    return pen;
}

static bool is_blank(const struct canvas_cell *cell, struct pen pen)
{
    return cell->code_point == ' ' && !(pen.attributes & (PEN_UNDERLINE | PEN_REVERSE));
}

/* -- The pen. -- */

static void pen_reset(struct painter *painter)
{
    capability_put(painter->out, exit_attribute_mode);
    painter->pen = (struct pen){ PEN_PLAIN, PEN_PLAIN, 0 };
    painter->pen_is_known = true;
}

/* Takes attributes away, the bold of common terminals without the colours. */
static void pen_lift(struct painter *painter, struct pen wanted)
{
    unsigned gone = painter->pen.attributes & ~wanted.attributes;
    bool plain_again = (wanted.ink == PEN_PLAIN && painter->pen.ink != PEN_PLAIN) ||
                       (wanted.ground == PEN_PLAIN && painter->pen.ground != PEN_PLAIN);

    if (!painter->pen_is_known || plain_again) {
        pen_reset(painter);
        return;
    }
    if (gone == PEN_BOLD && painter->depth >= DEPTH_16 &&
        strcmp(enter_bold_mode ? enter_bold_mode : "", "\033[1m") == 0)
        buf_put_text(painter->out, "\033[22m");
    else if (gone == PEN_UNDERLINE && painter->depth >= DEPTH_16 && exit_underline_mode)
        capability_put(painter->out, exit_underline_mode);
    else if (gone != 0)
        pen_reset(painter);
    painter->pen.attributes &= wanted.attributes;
}

/* "ESC [ 1 m ESC [ 4 m" from `start` on becomes "ESC [ 1 ; 4 m": a screen over ssh is shorter. */
static void pen_join(struct buf *out, size_t start)
{
    size_t end = start;

    for (size_t at = start; at < out->length; at++) {
        bool joins = at > start + 2 && at + 2 < out->length && out->data[at] == 'm' &&
                     out->data[at - 1] != '[' && out->data[at + 1] == '\033' &&
                     out->data[at + 2] == '[' && out->data[at + 3] != 'm';

        out->data[end++] = joins ? ';' : out->data[at];
        at += joins ? 2 : 0;
    }
    if (end < out->length) {
        out->length = end;
        out->data[end] = '\0';
    }
}

static void pen_take(struct painter *painter, struct pen wanted)
{
    const struct {
        unsigned attribute;
        const char *sequence;
    } MODES[] = {
        { PEN_BOLD, enter_bold_mode },
        { PEN_UNDERLINE, enter_underline_mode },
        { PEN_REVERSE, enter_reverse_mode ? enter_reverse_mode : enter_standout_mode },
        { PEN_DIM, enter_dim_mode },
    };

    size_t start = painter->out->length;

    pen_lift(painter, wanted);
    for (size_t i = 0; i < COUNT_OF(MODES); i++)
        if (wanted.attributes & ~painter->pen.attributes & MODES[i].attribute)
            capability_put(painter->out, MODES[i].sequence);
    if (wanted.ink != painter->pen.ink)
        capability_put(painter->out, tparm(set_a_foreground, (long)wanted.ink));
    if (wanted.ground != painter->pen.ground)
        capability_put(painter->out, tparm(set_a_background, (long)wanted.ground));
    pen_join(painter->out, start);
    painter->pen = wanted;
}

/* For a blank: its ink and weight stay as they are. */
static void pen_take_ground(struct painter *painter, struct pen wanted)
{
    const unsigned unseen = PEN_BOLD | PEN_DIM;

    if (painter->pen_is_known && (wanted.ground != PEN_PLAIN || painter->pen.ground == PEN_PLAIN)) {
        wanted.ink = painter->pen.ink;
        wanted.attributes = painter->pen.attributes & unseen;
    }
    pen_take(painter, wanted);
}

/* -- The cursor. -- */

static bool cell_is_shown(const struct painter *painter, int x, int y,
                          const struct canvas_cell *cell)
{
    const struct canvas_cell *shown = &painter->shown.cells[y][x];

    return shown->code_point == cell->code_point && shown->style == cell->style &&
           shown->ink == cell->ink && shown->ground == cell->ground;
}

static bool pens_are_equal(struct pen a, struct pen b)
{
    return a.ink == b.ink && a.ground == b.ground && a.attributes == b.attributes;
}

/* What an old terminal shows instead: accents fall, frames become + - |. */
static uint32_t plain_character(uint32_t code_point)
{
    static const char LATIN[] = /* U+00A0 to U+00FF */
        " !cLoY|S\"ca<--R-o+23'uP.,1o>123?AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTs"
        "aaaaaaaceeeeiiiidnooooo/ouuuuyty";

    if (code_point < 0x80)
        return code_point;
    if (code_point >= 0xA0 && code_point <= 0xFF)
        return (unsigned char)LATIN[code_point - 0xA0];
    switch (code_point) {
    case 0x2013:
    case 0x2014:
    case 0x2212:
    case 0x2500: return '-';
    case 0x2026: return '.';
    case 0x2550: return '=';
    case 0x2502: return '|';
    case 0x2580: return '"';
    case 0x2584: return '_';
    case 0x2588: return '#';
    case 0x20AC: return 'E';
    case 0x0153: return 'o';
    case 0x2019: return '\'';
    default: return code_point >= 0x250C && code_point <= 0x254B ? '+' : '?';
    }
}

static void character_put(struct painter *painter, const struct canvas *canvas, uint32_t code_point)
{
    int width = text_char_width_cols(code_point);
    char bytes[4];

    buf_put(painter->out, bytes,
            text_put(painter->plain ? plain_character(code_point) : code_point, bytes));
    if (painter->plain && width == 2)
        buf_put_byte(painter->out, ' ');
    painter->x += width;
    if (painter->x >= canvas->width || (code_point >= UNCERTAIN_FROM && !painter->plain))
        painter->x = -1;
}

/* The few cells before `x` that are shown already, again: shorter than a move over them. */
static bool gap_rewrite(struct painter *painter, const struct canvas *canvas, int x)
{
    const struct canvas_cell *row = canvas->cells[painter->y];

    for (int at = painter->x; at < x; at++)
        if (row[at].code_point >= 0x80 || row[at].code_point == 0 || !painter->pen_is_known ||
            !pens_are_equal(pen_of_cell(painter, &row[at]), painter->pen))
            return false;
    while (painter->x < x)
        character_put(painter, canvas, row[painter->x].code_point);
    return true;
}

static void cursor_go(struct painter *painter, const struct canvas *canvas, int x, int y)
{
    int gap = x - painter->x;
    bool same_row = painter->x >= 0 && painter->y == y;

    if (same_row && gap == 0)
        return;
    if (same_row && gap > 0 && gap <= GAP_REWRITTEN && gap_rewrite(painter, canvas, x))
        return;
    if (same_row && gap > 0 && parm_right_cursor)
        capability_put(painter->out, tparm(parm_right_cursor, (long)gap));
    else
        capability_put(painter->out, tparm(cursor_address, (long)y, (long)x));
    painter->x = x;
    painter->y = y;
}

/* -- Cells. -- */

/* Blanks of one ground from `x` on. */
static int blanks_from(const struct painter *painter, const struct canvas *canvas, int x, int y)
{
    struct pen first = pen_of_cell(painter, &canvas->cells[y][x]);
    int end = x;

    for (; end < canvas->width; end++) {
        const struct canvas_cell *cell = &canvas->cells[y][end];
        struct pen pen = pen_of_cell(painter, cell);

        if (!is_blank(cell, pen) || pen.ground != first.ground)
            break;
    }
    return end - x;
}

/* What an erased cell looks like is for the terminal to say, where it is not its own ground. */
static bool erases_to(struct pen pen)
{
    return pen.ground == PEN_PLAIN || back_color_erase;
}

/* A run of blanks by one sequence; returns the cells that were taken, 0: not worth it. */
static int blanks_erase(struct painter *painter, const struct canvas *canvas, int x, int y)
{
    struct pen pen = pen_of_cell(painter, &canvas->cells[y][x]);
    int count = blanks_from(painter, canvas, x, y);
    bool to_end = x + count == canvas->width && clr_eol;

    if (!erases_to(pen) || count < (to_end ? GAP_REWRITTEN : BLANKS_ERASED) ||
        (!to_end && !erase_chars))
        return 0;
    cursor_go(painter, canvas, x, y);
    pen_take_ground(painter, pen);
    capability_put(painter->out, to_end ? clr_eol : tparm(erase_chars, (long)count));
    return count;
}

/* Writing there would scroll the screens of some. */
static bool is_corner(const struct canvas *canvas, int x, int y)
{
    return auto_right_margin && !eat_newline_glitch && x == canvas->width - 1 &&
           y == canvas->height - 1;
}

static void cell_put(struct painter *painter, const struct canvas *canvas, int x, int y)
{
    const struct canvas_cell *cell = &canvas->cells[y][x];
    struct pen pen = pen_of_cell(painter, cell);

    if (cell->code_point == 0 || is_corner(canvas, x, y))
        return; /* the wide character before it covers this cell */
    cursor_go(painter, canvas, x, y);
    if (is_blank(cell, pen))
        pen_take_ground(painter, pen);
    else
        pen_take(painter, pen);
    character_put(painter, canvas, cell->code_point);
}

static void row_draw(struct painter *painter, const struct canvas *canvas, int y)
{
    int x = 0;

    while (x < canvas->width) {
        const struct canvas_cell *cell = &canvas->cells[y][x];
        int erased = 0;

        if (cell_is_shown(painter, x, y, cell)) {
            x++;
            continue;
        }
        if (is_blank(cell, pen_of_cell(painter, cell)))
            erased = blanks_erase(painter, canvas, x, y);
        if (erased == 0)
            cell_put(painter, canvas, x, y);
        x += erased > 0 ? erased : 1;
    }
}

/* Everything is paper, as far as the terminal erases with it. */
static void screen_clear(struct painter *painter, const struct canvas *canvas)
{
    struct canvas_cell blank = { .code_point = ' ', .style = STYLE_TEXT };
    struct pen pen = pen_of_cell(painter, &blank);

    pen_take(painter, pen);
    capability_put(painter->out, clear_screen);
    painter->x = painter->y = -1;
    if (!erases_to(pen) || !clear_screen)
        blank.code_point = NEVER_SHOWN;
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++)
            painter->shown.cells[y][x] = blank;
}

static void cursor_show(struct painter *painter, const struct canvas *canvas)
{
    int shown = canvas->cursor_x >= 0;

    if (shown)
        cursor_go(painter, canvas, canvas->cursor_x, canvas->cursor_y);
    if (shown != painter->cursor_is_shown)
        capability_put(painter->out, shown ? cursor_normal : cursor_invisible);
    painter->cursor_is_shown = shown;
}

void painter_draw(struct painter *painter, const struct canvas *canvas, struct buf *out)
{
    painter->out = out;
    if (painter->shown.width != canvas->width || painter->shown.height != canvas->height)
        painter->shown_is_known = false;
    if (!painter->shown_is_known)
        screen_clear(painter, canvas);
    for (int y = 0; y < canvas->height; y++)
        row_draw(painter, canvas, y);
    cursor_show(painter, canvas);
    painter->out = NULL;
    for (int y = 0; y < canvas->height; y++)
        memcpy(painter->shown.cells[y], canvas->cells[y],
               sizeof canvas->cells[y][0] * (size_t)canvas->width);
    painter->shown.width = canvas->width;
    painter->shown.height = canvas->height;
    painter->shown_is_known = true;
    if (out->failed)
        painter_forget(painter); /* no memory: the next one is whole again */
}
