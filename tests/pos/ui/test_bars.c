/* Lines with bars: whoever has a share is seen, however many share the window. */
#include "pos/ui/bars.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { PEOPLE_MAX = 40, NAME_ROOM = 8 };

static char names[PEOPLE_MAX][NAME_ROOM];

static struct bar_line line_of(const void *context, int i)
{
    (void)context;
    return (struct bar_line){ names[i], 1000 + i };
}

static bool canvas_shows(const struct canvas *canvas, const char *text)
{
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x + (int)strlen(text) <= canvas->width; x++) {
            size_t same = 0;

            while (text[same] && canvas->cells[y][x + (int)same].code_point == (uint32_t)text[same])
                same++;
            if (!text[same])
                return true;
        }
    return false;
}

static void each_of_a_large_group_is_seen(void **state)
{
    static struct canvas canvas;

    (void)state;
    for (int i = 0; i < PEOPLE_MAX; i++)
        snprintf(names[i], sizeof names[i], "N%02d", i);
    for (int count = 1; count <= PEOPLE_MAX; count++) {
        canvas_init(&canvas, 80, 24);
        bar_lines_draw(&canvas, (struct area){ 1, 9, 78, 11 }, count, line_of, NULL);
        for (int i = 0; i < count; i++) {
            char amount[NAME_ROOM];

            snprintf(amount, sizeof amount, "10,%02d", i);
            if (!canvas_shows(&canvas, names[i]) || !canvas_shows(&canvas, amount))
                fail_msg("%d people: %s is not seen", count, names[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(each_of_a_large_group_is_seen) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
