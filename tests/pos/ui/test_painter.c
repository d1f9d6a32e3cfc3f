/* Whatever was shown before, the terminal shows the canvas: read back from an emulated one. */
#include "pos/ui/painter.h"
#include "pos/ui/pixels.h"
#include "tests/support/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <vterm.h>

#include <term.h> /* last: it takes common words for itself */

enum { WIDTH = 60, HEIGHT = 16 };
static const uint32_t SECOND_HALF = UINT32_MAX /* of a wide character */;

static struct painter painter, fresh;
static struct canvas canvas;

/* A terminal of its own, fed by a painter. */
struct glass {
    VTerm *vterm;
    VTermScreen *screen;
};

static struct glass glass_open(void)
{
    struct glass glass = { .vterm = vterm_new(HEIGHT, WIDTH) };

    vterm_set_utf8(glass.vterm, 1);
    glass.screen = vterm_obtain_screen(glass.vterm);
    vterm_screen_reset(glass.screen, 1);
    return glass;
}

static size_t glass_show(struct glass glass, struct painter *by)
{
    struct buf out = buf_init(PAINTER_BYTES_MAX);
    size_t length;

    painter_draw(by, &canvas, &out);
    length = out.length;
    vterm_input_write(glass.vterm, buf_text(&out), length);
    buf_release(&out);
    return length;
}

static VTermScreenCell glass_cell(struct glass glass, int x, int y)
{
    VTermScreenCell cell;

    memset(&cell, 0, sizeof cell);
    vterm_screen_get_cell(glass.screen, (VTermPos){ .row = y, .col = x }, &cell);
    if (cell.chars[0] == 0)
        cell.chars[0] = ' ';
    return cell;
}

/* A blank is its ground alone; what stands behind the first half of a character has no look. */
static void expect_same_cell(VTermScreenCell one, VTermScreenCell two)
{
    assert_int_equal(one.chars[0], two.chars[0]);
    if (one.chars[0] == SECOND_HALF)
        return;
    assert_int_equal(one.attrs.reverse, two.attrs.reverse);
    assert_int_equal(one.attrs.underline, two.attrs.underline);
    assert_true(vterm_color_is_equal(&one.bg, &two.bg));
    if (one.chars[0] == ' ')
        return;
    assert_true(vterm_color_is_equal(&one.fg, &two.fg));
    assert_int_equal(one.attrs.bold, two.attrs.bold);
}

static void expect_same(struct glass a, struct glass b)
{
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            expect_same_cell(glass_cell(a, x, y), glass_cell(b, x, y));
}

static void expect_text(struct glass glass)
{
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            if (canvas.cells[y][x].code_point >= ' ' && canvas.cells[y][x].code_point < 0x7F)
                assert_int_equal(glass_cell(glass, x, y).chars[0], canvas.cells[y][x].code_point);
}

static void scribble(struct chance *chance)
{
    static const char *const WORDS[] = {
        "Cookie", "      ", "12,50 €", "été", "漢字", "▄▄ ▄", "✔ ►"
    };
    struct area area = { chance_below(chance, WIDTH), chance_below(chance, HEIGHT),
                         chance_below(chance, WIDTH), 1 + chance_below(chance, 4) };
    enum style style = (enum style)chance_below(chance, STYLE_COUNT);

    switch (chance_below(chance, 4)) {
    case 0: canvas_fill(&canvas, area, style, ' '); break;
    case 1: canvas_set_ground(&canvas, area, COLOUR(0xDAEDEC)); break;
    case 2:
        canvas_put_pixel(&canvas, area.x, 2 * area.y + 1,
                         COLOUR(chance_below(chance, 8) * 0x1F3F07));
        break;
    default:
        canvas_put(&canvas, area.x, area.y, style,
                   WORDS[chance_below(chance, (int)(sizeof WORDS / sizeof WORDS[0]))]);
    }
}

static void play(const char *type, bool plain)
{
    struct chance chance = { 7 };
    struct glass glass = glass_open();
    int status;

    if (setupterm(type, 1, &status) != 0)
        return; /* not described on this machine */
    painter_init(&painter, plain, true);
    painter_init(&fresh, plain, true);
    canvas_init(&canvas, WIDTH, HEIGHT);
    canvas.depth = painter.depth;
    canvas.half_blocks = !plain;
    for (int round = 0; round < 300; round++) {
        struct glass clean = glass_open();

        for (int i = chance_below(&chance, 6); i >= 0; i--)
            scribble(&chance);
        glass_show(glass, &painter);
        painter_forget(&fresh);
        glass_show(clean, &fresh);
        expect_same(glass, clean);
        expect_text(glass);
        vterm_free(clean.vterm);
    }
    vterm_free(glass.vterm);
    del_curterm(cur_term);
}

static void what_changed_gives_the_same_screen_as_all_of_it(void **state)
{
    static const char *const TYPES[] = { "xterm-256color", "tmux-256color",   "screen",
                                         "xterm",          "screen-256color", "linux" };

    (void)state;
    for (size_t i = 0; i < sizeof TYPES / sizeof TYPES[0]; i++)
        play(TYPES[i], false);
    play("vt100", true);
    play("xterm-mono", false);
}

/* Letters, of which one is another colour: its row, its place, its colour, and nothing else. */
static void a_changed_cell_costs_a_few_bytes(void **state)
{
    struct glass glass = glass_open();
    int status;

    (void)state;
    assert_int_equal(setupterm("xterm-256color", 1, &status), 0);
    painter_init(&painter, false, true);
    canvas_init(&canvas, WIDTH, HEIGHT);
    canvas_put(&canvas, 3, 3, STYLE_TEXT, "Cookie choco");
    glass_show(glass, &painter);
    assert_int_equal(glass_show(glass, &painter), 0);
    canvas_put(&canvas, 3, 3, STYLE_STRONG, "C");
    assert_in_range(glass_show(glass, &painter), 1, 12);
    canvas_put(&canvas, 3, 3, STYLE_SELECTED, "Cookie choco");
    assert_in_range(glass_show(glass, &painter), 1, 12 + 20);
    canvas_fill(&canvas, canvas_area(&canvas), STYLE_TEXT, ' ');
    assert_in_range(glass_show(glass, &painter), 1, 40);
    vterm_free(glass.vterm);
    del_curterm(cur_term);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_changed_gives_the_same_screen_as_all_of_it),
        cmocka_unit_test(a_changed_cell_costs_a_few_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
