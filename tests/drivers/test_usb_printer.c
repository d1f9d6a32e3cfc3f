#include "tests/support/printer_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void the_kernel_gets_its_printer_back(void **state)
{
    struct printer_bench *f = *state;
    struct emulated_shape shape = emulated_printer_shape();

    f->device = emulated_plug(f->usb, &shape);
    assert_string_equal(emulated_driver(f->device), "usblp");
    bench_open_driver(f);
    assert_string_equal(emulated_driver(f->device), "usbfs");
    usb_printer_close(f->handle);
    f->handle = NULL;
    assert_string_equal(emulated_driver(f->device), "usblp");
}

static void without_a_printer_the_driver_opens_and_says_so(void **state)
{
    struct printer_bench *f = *state;

    bench_open_driver(f);
    assert_int_equal(bench_state(f), PRINTER_ABSENT);
    assert_false(f->printer.kind->start(f->printer.self, f->job, JOB_BYTES,
                                        bus_loop_now_ms(&f->loop), &f->err));
    assert_int_equal(f->err.code, ERR_DEVICE);
    assert_string_equal(f->err.text, "Pas d'imprimante : vérifier le câble et le courant.");
}

static void endpoints_and_profile_come_from_the_device(void **state)
{
    struct printer_bench *f = *state;
    struct emulated_shape shape = emulated_printer_shape();

    shape.out_endpoint = 0x03;
    shape.in_endpoint = 0x81;
    shape.device_id = "MFG:EPSON;MDL:TM-T88V;";
    f->device = emulated_plug(f->usb, &shape);
    bench_open_driver(f);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    bench_expect_printed(f, JOB_BYTES);
    assert_int_equal(f->printer.kind->profile(f->printer.self).columns, 42);
}

static bool is_absent(void *context)
{
    struct printer_bench *f = context;

    return bench_state(f) == PRINTER_ABSENT;
}

static bool is_ready(void *context)
{
    struct printer_bench *f = context;

    return bench_state(f) == PRINTER_READY && bench_is_settled(f);
}

static void unplugged_in_mid_job_it_is_unknown_and_replugged_it_prints_again(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    for (int manner = UNPLUG_NO_DEVICE; manner <= UNPLUG_PROTOCOL_ERROR_FIRST; manner++) {
        emulated_unplug_as(f->device, (enum emulated_unplug)manner);
        emulated_unplug_after(f->device, 6000);
        bench_print(f);
        assert_int_equal(bench_job(f)->state, JOB_UNKNOWN);
        assert_true(bench_job(f)->sent > 0 && bench_job(f)->sent < JOB_BYTES);
        emulated_replug(f->device);
        assert_true(bus_loop_until(&f->loop, is_ready, f));
        bench_print(f);
        assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    }
}

static void unplugged_while_idle_it_is_absent_and_comes_back(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    for (int manner = UNPLUG_NO_DEVICE; manner <= UNPLUG_PROTOCOL_ERROR_FIRST; manner++) {
        emulated_unplug(f->device, (enum emulated_unplug)manner);
        assert_true(bus_loop_until(&f->loop, is_absent, f));
        emulated_replug(f->device);
        assert_true(bus_loop_until(&f->loop, is_ready, f));
    }
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
}

static void a_held_printer_is_busy_until_it_is_let_go(void **state)
{
    struct printer_bench *f = *state;
    struct emulated_shape shape = emulated_printer_shape();

    f->device = emulated_plug(f->usb, &shape);
    emulated_hold(f->device, true);
    bench_open_driver(f);
    assert_int_equal(bench_state(f), PRINTER_BUSY);
    assert_false(f->printer.kind->start(f->printer.self, f->job, JOB_BYTES,
                                        bus_loop_now_ms(&f->loop), &f->err));
    assert_int_equal(f->err.code, ERR_BUSY);
    emulated_hold(f->device, false);
    f->err = ERR_EMPTY;
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
}

static void without_permission_the_hint_says_what_to_do(void **state)
{
    struct printer_bench *f = *state;
    struct emulated_shape shape = emulated_printer_shape();
    bool is_root = geteuid() == 0;

    f->device = emulated_plug(f->usb, &shape);
    emulated_forbid(f->device);
    bus_loop_open(&f->loop);
    if (is_root)
        assert_int_equal(seteuid(65534), 0);
    bench_open_driver(f);
    if (is_root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(bench_state(f), PRINTER_DENIED);
    assert_non_null(strstr(printer_state_sentence(bench_state(f)), "make install"));
}

static void of_two_printers_the_chosen_one_prints(void **state)
{
    struct printer_bench *f = *state;
    struct emulated_shape shape = emulated_printer_shape();
    struct emulated_device *other = emulated_plug(f->usb, &shape);
    struct usb_id wanted = { 0x04b8, 0x0e15, "EPS0002" };
    struct usb_printer_seen seen[USB_PRINTERS_MAX];
    unsigned char byte;

    shape.serial = "EPS0002";
    f->device = emulated_plug(f->usb, &shape);
    bus_loop_open(&f->loop);
    assert_int_equal(usb_printer_list(f->loop.bus, seen, USB_PRINTERS_MAX), 2);
    assert_string_equal(seen[0].driver, "usblp");
    assert_true(usb_printer_open(f->loop.bus, &wanted, BENCH_LIMITS, &f->handle, &f->err));
    f->printer = usb_printer_as_printer(f->handle);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    bench_expect_printed(f, JOB_BYTES);
    assert_int_equal(emulated_printed(other, &byte, 1), 0);
}

static void malformed_descriptors_are_no_printer_and_no_crash(void **state)
{
    struct printer_bench *f = *state;
    struct emulated_shape shape = emulated_printer_shape(), good = shape;
    static const unsigned char CUT[] = { 18, 1, 0, 2, 0, 0, 0, 64, 0xb8, 4, 0x15, 0x0e, 0,
                                         1,  1, 2, 3, 1, 9, 2, 32, 0,    1, 1,    0,    0xC0,
                                         1,  9, 4, 0, 0, 2, 7, 1,  2,    0, 7,    5 };
    static const unsigned char ZERO[] = { 18,   1, 0, 2,    0, 0, 0, 64, 0xb8, 4,  0x15,
                                          0x0e, 0, 1, 1,    2, 3, 1, 9,  2,    32, 0,
                                          1,    1, 0, 0xC0, 1, 0, 4, 0,  0,    2 };

    shape.descriptors = CUT;
    shape.descriptor_bytes = sizeof CUT;
    emulated_plug(f->usb, &shape);
    shape.descriptors = ZERO;
    shape.descriptor_bytes = sizeof ZERO;
    emulated_plug(f->usb, &shape);
    f->device = emulated_plug(f->usb, &good);
    bench_open_driver(f);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    bench_expect_printed(f, JOB_BYTES);
}

static void with_the_printer_idle_no_timer_is_armed(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    bench_print(f);
    assert_int_equal(usb_bus_deadline_ms(f->loop.bus, bus_loop_now_ms(&f->loop)), -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_set_up, bench_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_kernel_gets_its_printer_back),
        TEST(without_a_printer_the_driver_opens_and_says_so),
        TEST(endpoints_and_profile_come_from_the_device),
        TEST(unplugged_in_mid_job_it_is_unknown_and_replugged_it_prints_again),
        TEST(unplugged_while_idle_it_is_absent_and_comes_back),
        TEST(a_held_printer_is_busy_until_it_is_let_go),
        TEST(without_permission_the_hint_says_what_to_do),
        TEST(of_two_printers_the_chosen_one_prints),
        TEST(malformed_descriptors_are_no_printer_and_no_crash),
        TEST(with_the_printer_idle_no_timer_is_armed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
