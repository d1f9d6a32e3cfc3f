#include "pos/machine/device_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static int set_up(void **state)
{
    static char folder[] = "/tmp/flashcoop-memory-XXXXXX";

    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    setenv("XDG_CONFIG_HOME", folder, 1);
    *state = folder;
    return 0;
}

static int tear_down(void **state)
{
    char path[200];

    snprintf(path, sizeof path, "%s/flashcoop/devices.csv", (char *)*state);
    unlink(path);
    snprintf(path, sizeof path, "%s/flashcoop", (char *)*state);
    rmdir(path);
    rmdir(*state);
    return 0;
}

static void what_was_said_is_remembered(void **state)
{
    struct device_memory memory, again;
    struct usb_known scanner = { { 0x05e0, 0x1200, "SYM,\"1\"" },
                                 ROLE_SCANNER,
                                 { KEY_LAYOUT_FR, 80, SUFFIX_TAB } };
    struct usb_known keyboard = { { 0x046d, 0xc31c, "" },
                                  ROLE_KEYBOARD,
                                  { KEY_LAYOUT_US, 100, SUFFIX_UNKNOWN } };
    struct err err = ERR_EMPTY;

    (void)state;
    assert_true(device_memory_read(&memory, &err));
    assert_int_equal(memory.known_count, 0);
    assert_int_equal(memory.wedge, WEDGE_GUESS);
    device_memory_put(&memory, &scanner);
    device_memory_put(&memory, &keyboard);
    scanner.settings.silence_ms = 90; /* said again: in place of the first */
    device_memory_put(&memory, &scanner);
    memory.wedge = WEDGE_FR_READS_US;
    assert_true(device_memory_write(&memory, &err));
    assert_true(device_memory_read(&again, &err));
    assert_int_equal(again.known_count, 2);
    assert_string_equal(again.known[0].id.serial, "SYM,\"1\"");
    assert_int_equal(again.known[0].settings.layout, KEY_LAYOUT_FR);
    assert_int_equal(again.known[0].settings.silence_ms, 90);
    assert_int_equal(again.known[0].settings.suffix, SUFFIX_TAB);
    assert_int_equal(again.known[1].settings.suffix, SUFFIX_UNKNOWN);
    assert_int_equal(again.known[1].role, ROLE_KEYBOARD);
    assert_int_equal(again.wedge, WEDGE_FR_READS_US);
}

static void a_broken_file_is_said_and_no_keyboard_is_taken(void **state)
{
    struct device_memory memory;
    struct err err = ERR_EMPTY;
    char path[200];
    FILE *file;

    snprintf(path, sizeof path, "%s/flashcoop", (char *)*state);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/flashcoop/devices.csv", (char *)*state);
    file = fopen(path, "w");
    fputs("role,vendor\r\ncat,05e0\r\n", file);
    fclose(file);
    assert_false(device_memory_read(&memory, &err));
    assert_int_equal(memory.known_count, 0);
    assert_non_null(strstr(err.text, "devices.csv:2"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_said_is_remembered, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_broken_file_is_said_and_no_keyboard_is_taken, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
