/*
 * The screens of the documentation, drawn from the real program: what it sends to an emulated
 * terminal becomes one PNG a screen. Nothing in it depends on when or how often it runs.
 *
 *   build/tests/program/draw_screens FOLDER
 */
#include "tests/support/market.h"

#include "base/text.h"
#include "pos/ui/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>
#include <cmocka.h>
#include <vterm.h>

enum { CELL_WIDTH = 8, CELL_HEIGHT = 16, BASELINE = 12, FONT_SIZE = 13 };
#define SCREENS_CLOCK "2019-11-29T10:00:00+00:00"
#define BOOK          "mamcookies.flashcoop"

static const char *folder; /* where the pictures go */

static const char PRODUCTS[] = "code,label,price,vat\n"
                               "C1,Cookie au chocolat,\"1,50\",\"5,5\"\n"
                               "C2,Cookie aux noisettes,\"1,50\",\"5,5\"\n"
                               "J1,Jus de pomme,\"2,00\",\"5,5\"\n"
                               "M1,Pot de miel,\"6,50\",\"5,5\"\n"
                               "P1,Pain au levain,\"3,20\",\"5,5\"\n"
                               "S1,Sac en toile,\"8,00\",20\n"
                               "V1,Savon à la rose,\"4,00\",20\n"
                               "B1,Bougie,\"5,00\",20\n";
static const char PEOPLE[] = "badge,name\nP1,Amina\nP2,Nadia\nP3,Karim\nP4,Lise\nP5,Yusuf\n";

/* What is pressed to come to a screen: a key that begins with Escape alone, other characters one by
 * one. `name` NULL: nothing is drawn yet. */
static const struct station {
    int width, height;
    const char *keys;
    const char *then; /* what stands on the screen by then */
    const char *name;
} STATIONS[] = {
    { 100, 30, "", "Vendre", "home" },
    { 100, 30, HOME_ROLL, "Amina", "roll-call" },
    { 100, 30, KEY_ESCAPE_BYTES, "Maintenant", NULL },
    { 100, 30, HOME_OFFER, "Papiers de caisse", NULL },
    { 100, 30, "1", "levain", "goods" },
    { 100, 30, KEY_ESCAPE_BYTES, "Papiers de caisse", NULL },
    { 100, 30, KEY_ESCAPE_BYTES, "Maintenant", NULL },
    { 80, 24, HOME_SELL, "levain", NULL },
    { 80, 24, "aac", "5,00", NULL },
    { 80, 24, "", "2×", "till-small" },
    { 120, 36, "", "2×", "till-large" },
    { 80, 24, "0", "Rembourser", "gestures" },
    { 80, 24, KEY_ESCAPE_BYTES, "2×", NULL },
    { 100, 30, "\r", "compte juste", "payment" },
    { 100, 30, "c", "Rendre", "payment-note" },
    { 80, 24, "\r", "inscrit", "change" },
    { 80, 24, "\r", "levain", NULL },
    { 80, 24, "d", "1×", NULL },
    { 100, 30, "\r", "compte juste", NULL },
    { 100, 30, "2", "acceptée", "card" },
    { 80, 24, "\r", "A-2 inscrit", NULL },
    { 80, 24, KEY_F1_BYTES, "Aide", "help" },
    { 80, 24, KEY_ESCAPE_BYTES, "inscrit", NULL },
    { 80, 24, "/", "Chercher", "palette" },
    { 80, 24, KEY_ESCAPE_BYTES, "inscrit", NULL },
    { 80, 24, "\r", "levain", NULL },
    { 80, 24, KEY_ESCAPE_BYTES, "Maintenant", NULL },
    { 100, 30, HOME_MONEY, "histoire", NULL },
    { 100, 30, "7", "11 h", "story" },
    { 100, 30, "\r", "Le partage", NULL },
    { 100, 30, "\r\r\r", "taxe", "story-shares" },
    { 100, 30, KEY_ESCAPE_BYTES, "histoire", NULL },
    { 100, 30, KEY_ESCAPE_BYTES, "Confiance", NULL },
    { 100, 30, "8", "Code du Z", "trust" },
    { 100, 30, KEY_ESCAPE_BYTES, "histoire", NULL },
    { 100, 30, KEY_ESCAPE_BYTES, "Maintenant", NULL },
    { 100, 30, HOME_RATING, "Points forts", NULL },
    { 100, 30, "1", "Amina", NULL },
    { 100, 30, "\r", "1 / 8", "rating" },
};

/* As xterm and its like show the colours 16 to 255; libvterm spreads them evenly, too dark. */
static void palette_colour(int index, uint8_t rgb[3])
{
    static const uint8_t RAMP[] = { 0, 95, 135, 175, 215, 255 };
    int cube = index - 16;
    bool is_grey = index >= 232;

    rgb[0] = is_grey ? (uint8_t)(8 + 10 * (index - 232)) : RAMP[cube / 36];
    rgb[1] = is_grey ? rgb[0] : RAMP[cube / 6 % 6];
    rgb[2] = is_grey ? rgb[0] : RAMP[cube % 6];
}

static void colour_take(cairo_t *cairo, VTermScreen *grid, VTermColor found)
{
    uint8_t rgb[3];

    if (VTERM_COLOR_IS_INDEXED(&found) && found.indexed.idx >= 16) {
        palette_colour(found.indexed.idx, rgb);
    } else {
        vterm_screen_convert_color_to_rgb(grid, &found);
        memcpy(rgb, (uint8_t[]){ found.rgb.red, found.rgb.green, found.rgb.blue }, 3);
    }
    cairo_set_source_rgb(cairo, rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0);
}

static void part_fill(cairo_t *cairo, struct area area)
{
    cairo_rectangle(cairo, area.x, area.y, area.width, area.height);
    cairo_fill(cairo);
}

static void glyph_draw(cairo_t *cairo, struct area cell, const VTermScreenCell *found)
{
    uint32_t code_point = found->chars[0];
    char text[8];

    if (code_point == 0 || code_point == ' ' || code_point == UINT32_MAX)
        return;
    if (code_point == 0x2584) {
        part_fill(cairo,
                  (struct area){ cell.x, cell.y + CELL_HEIGHT / 2, CELL_WIDTH, CELL_HEIGHT / 2 });
        return;
    }
    text[text_put(code_point, text)] = '\0';
    cairo_select_font_face(cairo, "DejaVu Sans Mono", CAIRO_FONT_SLANT_NORMAL,
                           found->attrs.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_move_to(cairo, cell.x, cell.y + BASELINE);
    cairo_show_text(cairo, text);
}

static void screen_draw(struct screen *screen, const char *name)
{
    VTermScreen *grid = vterm_obtain_screen(screen->vterm);
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, screen->width * CELL_WIDTH, screen->height * CELL_HEIGHT);
    cairo_t *cairo = cairo_create(surface);
    char path[512];

    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    cairo_set_font_size(cairo, FONT_SIZE);
    for (int y = 0; y < screen->height; y++) {
        for (int x = 0; x < screen->width; x++) {
            struct area cell = { x * CELL_WIDTH, y * CELL_HEIGHT, CELL_WIDTH, CELL_HEIGHT };
            VTermScreenCell found;

            vterm_screen_get_cell(grid, (VTermPos){ y, x }, &found);
            colour_take(cairo, grid, found.bg);
            part_fill(cairo, cell);
            colour_take(cairo, grid, found.fg);
            glyph_draw(cairo, cell, &found);
        }
    }
    snprintf(path, sizeof path, "%s/%s.png", folder, name);
    assert_int_equal(cairo_surface_write_to_png(surface, path), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

static void file_write(const struct screen *screen, const char *name, const char *text)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", screen->folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* A book of a market day, made by the commands that people have. */
static void book_make(const struct screen *screen)
{
    char command[2048];

    file_write(screen, "products.csv", PRODUCTS);
    file_write(screen, "people.csv", PEOPLE);
    snprintf(command, sizeof command,
             "p=$(pwd)/%s; cd %s && export HOME=%s FLASHCOOP_LANG=fr TZ=UTC0 FLASHCOOP_CLOCK=%s "
             "FLASHCOOP_CHANCE=pictures && $p new " BOOK
             " --name MamCookies --host MamCoop --dates "
             "2019-11-25,2019-11-26,2019-11-27,2019-11-28,2019-11-29,2019-11-30,2019-12-01 && "
             "$p import " BOOK " products products.csv && "
             "$p import " BOOK " participants people.csv",
             "build/flashcoop-tested", screen->folder, screen->folder, SCREENS_CLOCK);
    assert_int_equal(system(command), 0);
}

static void keys_press(struct screen *screen, const char *keys)
{
    if (keys[0] == '\033')
        screen_key(screen, keys);
    for (; keys[0] != '\033' && *keys; keys++) {
        const char key[2] = { *keys, '\0' };

        screen_key(screen, key);
        screen_settle(screen);
    }
}

static void the_screens_are_drawn(void **state)
{
    struct screen screen = { .fd = -1 };
    char book[256];

    (void)state;
    snprintf(screen.folder, sizeof screen.folder, "/tmp/flashcoop-screen-XXXXXX");
    assert_non_null(mkdtemp(screen.folder));
    book_make(&screen);
    snprintf(book, sizeof book, "%s/" BOOK, screen.folder);
    screen_open(&screen, (struct screen_options){ .width = STATIONS[0].width,
                                                  .height = STATIONS[0].height,
                                                  .lang = "fr",
                                                  .book = book,
                                                  .clock = SCREENS_CLOCK });
    screen_wait(&screen, "MamCookies");
    for (size_t i = 0; i < COUNT_OF(STATIONS); i++) {
        const struct station *station = &STATIONS[i];

        keys_press(&screen, station->keys);
        if (screen.width != station->width)
            screen_resize(&screen, station->width, station->height);
        screen_wait(&screen, station->then);
        screen_settle(&screen);
        if (station->name)
            screen_draw(&screen, station->name);
    }
    screen_close(&screen);
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_screens_are_drawn) };

    folder = count > 1 ? arguments[1] : ".";
    return cmocka_run_group_tests(tests, NULL, NULL);
}
