/* What the morning check says of the battery, from a folder like /sys/class/power_supply. */
#include "pos/machine/morning_check.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

/* A part of the laptop, with the one file that the check reads; all of them in `folder`. */
static void part_put(const struct folder *folder, const char *part, const char *file,
                     const char *text)
{
    char path[FOLDER_PATH_MAX];
    char name[64];

    assert_int_equal(mkdir(folder_path(folder, part, path), 0700), 0);
    snprintf(name, sizeof name, "%s/%s", part, file);
    folder_write(folder, name, text, strlen(text));
}

/* The line for a battery and a charger whose files hold these; NULL: that part is missing. */
static struct morning_check_line line_for(const char *capacity, const char *online)
{
    struct folder folder = folder_make();
    struct power power;

    if (capacity)
        part_put(&folder, "BATT", "capacity", capacity);
    if (online)
        part_put(&folder, "ADP1", "online", online);
    power = power_read(folder.path);
    folder_remove(&folder);
    return power_line(&power);
}

static void a_low_battery_that_charges_is_good(void **state)
{
    struct morning_check_line line = line_for("12\n", "1\n");

    (void)state;
    assert_true(line.good);
    assert_string_equal(line.word, "ready");
    assert_string_equal(line.text, "12 %.");
}

static void a_low_battery_alone_asks_for_the_charger(void **state)
{
    struct morning_check_line line = line_for("39\n", "0\n");

    (void)state;
    assert_false(line.good);
    assert_string_equal(line.word, "low");
    assert_string_equal(line.text, "39 % : brancher le chargeur.");
}

static void a_battery_at_forty_percent_lasts_without_the_charger(void **state)
{
    struct morning_check_line line = line_for("40\n", "0\n");

    (void)state;
    assert_true(line.good);
    assert_string_equal(line.text, "40 %.");
}

static void a_machine_without_battery_is_told_to_stay_plugged(void **state)
{
    struct morning_check_line line = line_for(NULL, "1\n");

    (void)state;
    assert_true(line.good);
    assert_string_equal(line.word, "none");
    assert_non_null(strstr(line.text, "garder la prise"));
}

static void a_folder_that_is_missing_is_no_battery(void **state)
{
    struct power power = power_read("/nonexistent/power_supply");

    (void)state;
    assert_false(power.has_battery);
    assert_false(power.is_plugged);
}

static void a_level_that_is_no_level_is_no_battery(void **state)
{
    static const char *const LEVELS[] = {
        "", "\n", "full\n", "-5\n", "255\n", "50%\n", "99999999999999999999999\n"
    };

    (void)state;
    for (size_t i = 0; i < sizeof LEVELS / sizeof LEVELS[0]; i++)
        assert_string_equal(line_for(LEVELS[i], NULL).word, "none");
}

static void a_charger_that_says_garbage_is_not_plugged(void **state)
{
    (void)state;
    assert_string_equal(line_for("10\n", "1 yes\n").word, "low");
    assert_string_equal(line_for("10\n", "").word, "low");
}

static void of_two_batteries_the_fullest_speaks(void **state)
{
    struct folder folder = folder_make();
    struct power power;

    (void)state;
    part_put(&folder, "BAT0", "capacity", "15\n");
    part_put(&folder, "BAT1", "capacity", "80\n");
    part_put(&folder, "hidpp_battery_0", "capacity", "95\n"); /* a mouse */
    power = power_read(folder.path);
    folder_remove(&folder);
    assert_int_equal(power.percent, 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_low_battery_that_charges_is_good),
        cmocka_unit_test(a_low_battery_alone_asks_for_the_charger),
        cmocka_unit_test(a_battery_at_forty_percent_lasts_without_the_charger),
        cmocka_unit_test(a_machine_without_battery_is_told_to_stay_plugged),
        cmocka_unit_test(a_folder_that_is_missing_is_no_battery),
        cmocka_unit_test(a_level_that_is_no_level_is_no_battery),
        cmocka_unit_test(a_charger_that_says_garbage_is_not_plugged),
        cmocka_unit_test(of_two_batteries_the_fullest_speaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
