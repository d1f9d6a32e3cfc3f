/* Where a text stands in its place: each language begins at its own side. */
#include "reports/print/surface.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEFT_MM = 30, WIDTH_MM = 100 };

static const double POINTS = 72 / 25.4; /* in a millimetre */

/* The first and the last point of all words, across the page, in points. */
struct span {
    double first, last;
};

static struct span span_of(const struct outlet *outlet)
{
    char path[] = "/tmp/surface-XXXXXX", line[300];
    struct span span = { 1e9, 0 };
    int file = mkstemp(path);
    FILE *words;

    assert_int_equal(write(file, outlet->block.data, outlet->block.length), outlet->block.length);
    close(file);
    snprintf(line, sizeof line, "pdftotext -bbox %s - | grep '<word '", path);
    words = popen(line, "r");
    while (fgets(line, sizeof line, words)) {
        double first = strtod(strstr(line, "xMin=\"") + 6, NULL);
        double last = strtod(strstr(line, "xMax=\"") + 6, NULL);

        span.first = first < span.first ? first : span.first;
        span.last = last > span.last ? last : span.last;
    }
    pclose(words);
    unlink(path);
    return span;
}

static struct span written(const char *text, enum surface_align align)
{
    const struct text_style style = { .size_pt = 12, .align = align, .ink = INK_DARK };
    struct outlet outlet;
    struct surface_target target = { .title = "Essai", .language = "fr", .outlet = &outlet };
    struct surface *surface = NULL;
    struct err err = ERR_EMPTY;
    struct span span;

    outlet_open_memory(&outlet, 1 << 24);
    if (!surface_open(&target, &surface, &err))
        fail_msg("%s", err.text);
    surface_page(surface, SURFACE_A4);
    surface_text(surface, &style, text, box_at(LEFT_MM, 40, WIDTH_MM));
    if (!surface_finish(surface, &err))
        fail_msg("%s", err.text);
    span = span_of(&outlet);
    outlet_abandon(&outlet);
    return span;
}

static bool is_near(double points, double where_mm)
{
    return points > where_mm * POINTS - 3 && points < where_mm * POINTS + 3;
}

#define ARABIC "\u0645\u0631\u062D\u0628\u0627"

static void what_is_read_from_the_right_begins_there(void **state)
{
    static const char *const LINES[] = { ARABIC, ARABIC "\n" ARABIC };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(LINES); i++) {
        assert_true(is_near(written(LINES[i], ALIGN_START).last, LEFT_MM + WIDTH_MM));
        assert_true(is_near(written(LINES[i], ALIGN_END).first, LEFT_MM));
    }
}

static void what_is_read_from_the_left_begins_there(void **state)
{
    static const char *const LINES[] = { "Bonjour", "Bonjour\nBonjour" };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(LINES); i++) {
        assert_true(is_near(written(LINES[i], ALIGN_START).first, LEFT_MM));
        assert_true(is_near(written(LINES[i], ALIGN_END).last, LEFT_MM + WIDTH_MM));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_from_the_right_begins_there),
        cmocka_unit_test(what_is_read_from_the_left_begins_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
