/* One row for each thing that can be had, and each thing behind every door that is promised. */
#include "reports/catalogue/catalogue.h"

#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

enum { DOOR_COUNT = DOOR_EXPORT + 1, ROWS_MAX = 200 };

/* Every row once, whatever the doors it stands behind. */
static int rows_read(const struct catalogue_row *rows[ROWS_MAX])
{
    int count = 0;

    for (int door = 0; door < DOOR_COUNT; door++)
        for (const struct catalogue_row *row = NULL;
             (row = catalogue_next(row, (enum door)door)) != NULL;) {
            int place = 0;

            while (place < count && rows[place] != row)
                place++;
            assert_true(place < ROWS_MAX);
            rows[place] = row;
            count += place == count;
        }
    return count;
}

static const char *file_of(const struct catalogue_row *row)
{
    return row->file ? row->file : row->name;
}

static void no_name_stands_twice(void **state)
{
    const struct catalogue_row *rows[ROWS_MAX];
    int count = rows_read(rows);

    (void)state;
    assert_true(count > 50);
    for (int i = 0; i < count; i++)
        for (int k = 0; k < i; k++) {
            assert_string_not_equal(rows[i]->name, rows[k]->name);
            assert_string_not_equal(file_of(rows[i]), file_of(rows[k]));
            assert_string_not_equal(file_of(rows[i]), rows[k]->name);
        }
}

static void what_a_screen_offers_has_a_title(void **state)
{
    const struct catalogue_row *rows[ROWS_MAX];
    int count = rows_read(rows);

    (void)state;
    for (int i = 0; i < count; i++) {
        assert_true(rows[i]->title || !(rows[i]->slip || rows[i]->when));
        assert_true(!rows[i]->slip == !rows[i]->job);
        assert_true(!rows[i]->when || rows[i]->paper || rows[i]->report);
    }
}

static void help_names_all_that_a_command_knows(void **state)
{
    static const struct {
        const char *command;
        enum door door;
    } COMMANDS[] = { { "report", DOOR_REPORT },
                     { "print", DOOR_PRINTER },
                     { "export", DOOR_EXPORT } };
    struct shell *shell = *state;

    for (size_t i = 0; i < COUNT_OF(COMMANDS); i++) {
        struct buf names = buf_init(1000);
        char line[100];

        catalogue_names(COMMANDS[i].door, &names);
        snprintf(line, sizeof line, "$F help --table | grep '^command.%s'", COMMANDS[i].command);
        assert_non_null(strstr(shell_do(shell, line, NULL), buf_text(&names)));
        buf_release(&names);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_name_stands_twice),
        cmocka_unit_test(what_a_screen_offers_has_a_title),
        cmocka_unit_test_setup_teardown(help_names_all_that_a_command_knows, shell_set_up,
                                        shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
