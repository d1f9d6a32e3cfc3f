/*
 * Names too wide for their place: two of them never read alike, on tiles, in lists, on one line.
 * Sets of names are drawn by chance that begin, go on or end alike.
 */
#include "base/text.h"
#include "pos/ui/list.h"
#include "pos/ui/tiles.h"
#include "tests/support/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { NAMES = 8, NAME_MAX = 96, SETS = 2000, READ_MAX = 256 };

struct names {
    char text[NAMES][NAME_MAX];
    struct telling telling[NAMES];
};

static void a_name_is_shortened_where_others_say_the_same(void **state)
{
    static const struct {
        const char *name, *other, *fitted;
        int width;
    } CASES[] = {
        { "Cookie chocolat", "Cookie noisette", "Cook…chocolat", 13 },
        { "Cookie noisette", "Cookie chocolat", "Cook…noisette", 13 },
        { "Cookies chocolat noir grand", "Cookies chocolat noir petit", "Cookies c…grand", 15 },
        { "Sac noir taille unique", "Sac brun taille unique", "Sa…noir…ique", 12 },
        { "Écharpe en laine d'agneau", "Bonnet", "Éc…d'agneau", 11 },
        { "Jus de pomme", "Jus de poire", "Jus de pomme", 12 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct telling telling = { .count = 0 };
        char fitted[NAME_FIT_MAX];

        telling_add(&telling, CASES[i].name, CASES[i].other);
        name_fit(CASES[i].name, &telling, CASES[i].width, fitted);
        assert_string_equal(fitted, CASES[i].fitted);
        assert_true(text_width_cols(fitted) <= CASES[i].width);
    }
}

/* A few words behind what is there: of so few that much is shared. */
static void words_put(struct chance *chance, char out[NAME_MAX])
{
    static const char *const WORDS[] = { "Cookies", "chocolat", "noir",  "noisette", "grand",
                                         "grande",  "petit",    "été",   "caramel",  "caramélisé",
                                         "sans",    "de",       "laine", "modèle" };
    size_t used = strlen(out);

    for (int i = 1 + chance_below(chance, 3); i > 0; i--)
        used += (size_t)snprintf(out + used, NAME_MAX - used, "%s%s", used > 0 ? " " : "",
                                 WORDS[chance_below(chance, (int)(sizeof WORDS / sizeof *WORDS))]);
}

static bool is_there(const struct names *names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names->text[i], name) == 0)
            return true;
    return false;
}

/* Half of them go on where another one ends, as long as it is not too long itself. */
static void names_make(struct chance *chance, struct names *names)
{
    for (int i = 0; i < NAMES;) {
        const char *other = names->text[i > 0 ? chance_below(chance, i) : 0];
        char name[NAME_MAX] = "";

        if (i > 0 && strlen(other) < 30 && chance_below(chance, 2))
            memcpy(name, other, sizeof name);
        words_put(chance, name);
        if (!is_there(names, i, name))
            memcpy(names->text[i++], name, NAME_MAX);
    }
    for (int i = 0; i < NAMES; i++) {
        names->telling[i] = (struct telling){ .count = 0 };
        for (int other = 0; other < NAMES; other++)
            telling_add(&names->telling[i], names->text[i], names->text[other]);
    }
}

static void area_read(const struct canvas *canvas, struct area area, char out[READ_MAX])
{
    size_t used = 0;

    for (int y = area.y; y < area.y + area.height; y++)
        for (int x = area.x; x < area.x + area.width; x++)
            used += (size_t)snprintf(out + used, READ_MAX - used, "%x.",
                                     (unsigned)canvas->cells[y][x].code_point);
}

static void differ(char read[NAMES][READ_MAX], const struct names *names)
{
    for (int i = 0; i < NAMES; i++)
        for (int other = 0; other < i; other++)
            if (strcmp(read[i], read[other]) == 0)
                fail_msg("\"%s\" reads like \"%s\"", names->text[i], names->text[other]);
}

static struct tile name_tile(const void *context, int i)
{
    const struct names *names = context;

    return (struct tile){ .name = names->text[i], .telling = names->telling[i] };
}

static void tiles_look_at(const struct names *names, enum canvas_depth depth, int name_line)
{
    struct area area = { 1, 2, 47, 17 }; /* of a window of 80 by 24 */
    struct tiles tiles = { .count = NAMES, .selected = TILES_NONE };
    struct tiles_grid grid = tiles_grid_of(&tiles, area);
    static struct canvas canvas;
    char read[NAMES][READ_MAX];

    canvas_init(&canvas, 80, 24);
    canvas.depth = depth;
    canvas.half_blocks = depth == DEPTH_TRUE;
    tiles_draw(&tiles, &canvas, area, name_tile, names);
    for (int i = 0; i < NAMES; i++) {
        int top = area.y + i / grid.columns * (grid.height + 1);
        struct area name = { area.x + i % grid.columns * (grid.width + 1), top + name_line,
                             grid.width, 2 };

        area_read(&canvas, name, read[i]);
    }
    differ(read, names);
}

static void no_two_tiles_read_alike(void **state)
{
    struct chance chance = { 7 };
    struct names names;

    (void)state;
    for (int set = 0; set < SETS; set++) {
        names_make(&chance, &names);
        tiles_look_at(&names, DEPTH_NONE, 1);
        tiles_look_at(&names, DEPTH_TRUE, 6);
    }
}

static struct list_row name_row(const void *context, int i)
{
    const struct names *names = context;

    return list_row_of(names->text[i], "3,50 €", STYLE_TEXT);
}

static void no_two_lines_of_a_list_read_alike(void **state)
{
    struct area area = { 0, 0, 34, NAMES };
    struct list list = { .count = NAMES, .unnumbered = true, .selected = NAMES - 1 };
    struct chance chance = { 8 };
    struct names names;
    static struct canvas canvas;

    (void)state;
    for (int set = 0; set < SETS; set++) {
        char read[NAMES][READ_MAX];

        names_make(&chance, &names);
        canvas_init(&canvas, 80, 24);
        list_draw(&list, &canvas, area, name_row, &names);
        for (int i = 0; i < NAMES; i++)
            area_read(&canvas, (struct area){ 5, i, 20, 1 }, read[i]);
        differ(read, &names);
    }
}

/* The ticket at the right of the tiles. */
static void no_two_lines_of_a_ticket_read_alike(void **state)
{
    struct chance chance = { 9 };
    struct names names;

    (void)state;
    for (int set = 0; set < SETS; set++) {
        char read[NAMES][NAME_FIT_MAX], cut[NAMES][READ_MAX];

        names_make(&chance, &names);
        for (int i = 0; i < NAMES; i++) {
            name_fit(names.text[i], &names.telling[i], 17, read[i]);
            assert_true(text_width_cols(read[i]) <= 17);
            snprintf(cut[i], sizeof cut[i], "%.*s", READ_MAX - 1, read[i]);
        }
        differ(cut, &names);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_shortened_where_others_say_the_same),
        cmocka_unit_test(no_two_tiles_read_alike),
        cmocka_unit_test(no_two_lines_of_a_list_read_alike),
        cmocka_unit_test(no_two_lines_of_a_ticket_read_alike),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
