/* The devices in the program's own loop: what wakes it up, and what does not. */
#include "pos/machine/devices.h"

#include "tests/support/emulated_usb.h"
#include "tests/support/folder.h"
#include "tests/support/typing.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct emulated_usb *usb;
    struct loop loop;
    struct devices devices;
    struct folder folder; /* of what is remembered */
    struct emulated_device *scanner;
    char scanned[SCAN_TEXT_MAX], noticed[300];
    struct err err;
};

static void on_signal(void *context, int signal_number)
{
    (void)context;
    (void)signal_number;
}

static void on_scan(void *context, const struct scan *scan)
{
    struct fixture *f = context;

    snprintf(f->scanned, sizeof f->scanned, "%s", scan->text);
}

static void on_notice(void *context, const char *text)
{
    struct fixture *f = context;

    snprintf(f->noticed, sizeof f->noticed, "%s", text);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    f->usb = emulated_usb_open();
    f->folder = folder_make();
    setenv("XDG_CONFIG_HOME", f->folder.path, 1);
    *state = f;
    return loop_init(&f->loop, on_signal, NULL, &f->err) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    devices_close(&f->devices);
    loop_release(&f->loop);
    emulated_usb_close(f->usb);
    folder_remove(&f->folder);
    free(f);
    return 0;
}

static void open_devices(struct fixture *f)
{
    struct devices_owner owner = { f, on_scan, on_notice, NULL };

    devices_open(&f->devices, &f->loop, &owner);
    while (devices_are_asking(&f->devices))
        assert_true(loop_turn(&f->loop, &f->err));
}

static int armed_timers(const struct loop *loop)
{
    int count = 0;

    for (size_t i = 0; i < LOOP_TIMERS_MAX; i++)
        count += loop->timers[i].deadline_ms != 0;
    return count;
}

static bool was_woken;

static void bell(void *context, int events)
{
    (void)context;
    (void)events;
    was_woken = true;
}

/* An emulated node always polls as ready, so turns are counted where there is none (below). */
static void with_printer_and_scanner_idle_no_timer_is_armed(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape printer = emulated_printer_shape(), scanner = emulated_scanner_shape();

    emulated_plug(f->usb, &printer);
    emulated_plug(f->usb, &scanner);
    open_devices(f);
    assert_int_equal(devices_printer_state(&f->devices), PRINTER_READY);
    assert_int_equal(armed_timers(&f->loop), 0);
}

/* Not only at one moment: in no turn of half a second is anything armed but the test's own bell. */
static void with_both_devices_no_turn_of_the_loop_is_a_timers(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape printer = emulated_printer_shape(), scanner = emulated_scanner_shape();
    struct usb_known known = { { 0x05e0, 0x1200, "SYM0001" },
                               ROLE_SCANNER,
                               scanner_settings_usual() };

    emulated_plug(f->usb, &printer);
    emulated_plug(f->usb, &scanner);
    open_devices(f);
    assert_true(devices_tell(&f->devices, &known, &f->err));
    while (armed_timers(&f->loop) > 0)
        assert_true(loop_turn(&f->loop, &f->err));
    was_woken = false;
    assert_true(loop_arm(&f->loop, 500, bell, f));
    while (!was_woken) {
        assert_int_equal(armed_timers(&f->loop), 1);
        assert_true(loop_turn(&f->loop, &f->err));
    }
    assert_int_equal(armed_timers(&f->loop), 0);
}

static void without_devices_the_loop_turns_only_for_what_was_asked(void **state)
{
    struct fixture *f = *state;

    open_devices(f);
    assert_true(loop_arm(&f->loop, 0, bell, f)); /* libusb's own first word is heard meanwhile */
    assert_true(loop_turn(&f->loop, &f->err));
    assert_int_equal(armed_timers(&f->loop), 0);

    int64_t turns = f->loop.turns;

    was_woken = false;
    assert_true(loop_arm(&f->loop, 300, bell, f));
    while (!was_woken)
        assert_true(loop_turn(&f->loop, &f->err));
    assert_int_equal(f->loop.turns, turns + 1); /* it slept until the bell */
}

static void a_printer_plugged_in_later_is_found_by_itself(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape printer = emulated_printer_shape();

    open_devices(f);
    assert_int_equal(devices_printer_state(&f->devices), PRINTER_ABSENT);
    emulated_plug(f->usb, &printer);
    while (devices_printer_state(&f->devices) != PRINTER_READY)
        assert_true(loop_turn(&f->loop, &f->err));
}

/* -- A keyboard that is called a scanner. -- */

static void call_it_a_scanner(struct fixture *f, int patience_ms)
{
    struct emulated_shape scanner = emulated_scanner_shape();
    struct usb_known known = { { 0x05e0, 0x1200, "SYM0001" },
                               ROLE_SCANNER,
                               scanner_settings_usual() };

    known.settings.silence_ms = SCAN_PATIENCE_MS; /* its suffix ends a code, no busy machine */
    f->scanner = emulated_plug(f->usb, &scanner);
    open_devices(f);
    devices_try(&f->devices, &known, patience_ms);
    assert_string_equal(emulated_driver(f->scanner), "usbfs");
}

static void type(struct fixture *f, const char *text)
{
    struct typing typing = typing_of(KEY_LAYOUT_US, text, "\t");

    for (int i = 0; i < typing.count; i++)
        emulated_report(f->scanner, typing.reports[i], TYPED_REPORT_BYTES);
}

static int remembered(struct fixture *f)
{
    struct device_memory memory;

    assert_true(device_memory_read(&memory, &f->err));
    return memory.known_count;
}

static void without_a_code_it_is_given_back_and_not_remembered(void **state)
{
    struct fixture *f = *state;

    call_it_a_scanner(f, 50);
    while (f->noticed[0] == '\0')
        assert_true(loop_turn(&f->loop, &f->err));
    assert_string_equal(emulated_driver(f->scanner), "usbhid"); /* one can type on it again */
    assert_int_equal(remembered(f), 0);
}

static void its_first_code_proves_it_and_it_is_remembered(void **state)
{
    struct fixture *f = *state;

    call_it_a_scanner(f, TRIAL_MS);
    type(f, "96385074");
    while (f->noticed[0] == '\0')
        assert_true(loop_turn(&f->loop, &f->err));
    assert_string_equal(f->scanned, "96385074");
    assert_string_equal(emulated_driver(f->scanner), "usbfs");
    assert_int_equal(remembered(f), 1);
    assert_false(f->devices.trying);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(with_printer_and_scanner_idle_no_timer_is_armed),
        TEST(with_both_devices_no_turn_of_the_loop_is_a_timers),
        TEST(without_a_code_it_is_given_back_and_not_remembered),
        TEST(its_first_code_proves_it_and_it_is_remembered),
        TEST(without_devices_the_loop_turns_only_for_what_was_asked),
        TEST(a_printer_plugged_in_later_is_found_by_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
