/* Posters, banners and what else a printer cuts. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Beyond the edge the printer cuts: what is left is the real size, and no white line stays. */
static void what_goes_to_a_printer_has_bleed_in_the_colour_of_the_group(void **state)
{
    static const struct {
        const char *file;
        const char *boxes; /* media, crop and trim, in points */
    } CUT[] = {
        { "kakemono", "2437.80 5697.64|14.17 14.17 2423.62 5683.47|" },  /* 5 mm */
        { "banderole", "8617.32 2948.03|56.69 56.69 8560.63 2891.34|" }, /* 20 mm */
        { "affiche-a3", "858.90 1207.56|8.50 8.50 850.39 1199.06|" },    /* 3 mm */
        { "carte-a6", "314.65 436.54|8.50 8.50 306.14 428.03|" },
    };
    struct shell *shell = *state;

    shell_do(shell,
             "$F new b.flashcoop --name Éclair --host H && "
             "$F set b.flashcoop colour '#1a6b3c' && $F kit b.flashcoop -o kit",
             NULL);
    for (size_t i = 0; i < sizeof CUT / sizeof CUT[0]; i++) {
        char line[300];

        snprintf(line, sizeof line,
                 "f=kit/%s.pdf; pdfinfo -box $f | awk '/^MediaBox/ { printf \"%%s %%s|\", $4, $5 }"
                 " /^TrimBox/ { printf \"%%s %%s %%s %%s|\", $2, $3, $4, $5 }'; "
                 "pdftoppm -r 12.7 -W 1 -H 1 $f | tail -c 3 | od -An -tu1",
                 CUT[i].file);
        shell_do(shell, line, NULL);
        assert_memory_equal(shell->out, CUT[i].boxes, strlen(CUT[i].boxes));
        assert_string_equal(shell->out + strlen(CUT[i].boxes), "  25 102  57\n");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_goes_to_a_printer_has_bleed_in_the_colour_of_the_group,
                                        shell_set_up, shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
