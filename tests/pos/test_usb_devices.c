/* The devices in the program's own loop: what wakes it up, and what does not. */
#include "pos/devices.h"

#include "tests/support/emulated_usb.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct emulated_usb *usb;
    struct loop loop;
    struct devices devices;
    struct err err;
};

static void on_signal(void *context, int signal_number)
{
    (void)context;
    (void)signal_number;
}

static void on_scan(void *context, const struct scan *scan)
{
    (void)context;
    (void)scan;
}

static void on_notice(void *context, const char *text)
{
    (void)context;
    (void)text;
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    f->usb = emulated_usb_open();
    *state = f;
    return loop_init(&f->loop, on_signal, NULL, &f->err) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    devices_close(&f->devices);
    loop_release(&f->loop);
    emulated_usb_close(f->usb);
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

static bool was_woken;

static void bell(void *context, int events)
{
    (void)context;
    (void)events;
    was_woken = true;
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(with_printer_and_scanner_idle_no_timer_is_armed),
        TEST(without_devices_the_loop_turns_only_for_what_was_asked),
        TEST(a_printer_plugged_in_later_is_found_by_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
