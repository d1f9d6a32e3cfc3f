#include "drivers/usb_printer.h"

#include "tests/support/bus_loop.h"
#include "tests/support/emulated_usb.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { JOB_BYTES = 20000 };

struct fixture {
    struct emulated_usb *usb;
    struct emulated_device *device;
    struct bus_loop loop;
    struct usb_printer *handle;
    struct printer printer;
    unsigned char job[JOB_BYTES], printed[2 * JOB_BYTES];
    struct err err;
};

static const struct usb_printer_limits QUICK = {
    .chunk_bytes = 4096, .chunk_ms = 60, .status_ms = 300, .progress_ms = 400
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    for (size_t i = 0; i < JOB_BYTES; i++)
        f->job[i] = (unsigned char)(32 + i % 95);
    f->usb = emulated_usb_open();
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    usb_printer_close(f->handle);
    if (f->loop.bus)
        bus_loop_close(&f->loop);
    emulated_usb_close(f->usb);
    free(f);
    return 0;
}

static bool is_settled(void *context)
{
    struct fixture *f = context;

    return !f->printer.kind->asking(f->printer.self);
}

static bool job_is_over(void *context)
{
    struct fixture *f = context;

    return f->printer.kind->job(f->printer.self)->state != JOB_RUNNING;
}

static const struct printer_job *job_of(struct fixture *f)
{
    return f->printer.kind->job(f->printer.self);
}

static enum printer_state state_of(struct fixture *f)
{
    return f->printer.kind->state(f->printer.self);
}

static void open_driver(struct fixture *f)
{
    if (!f->loop.bus)
        bus_loop_open(&f->loop);
    assert_true(usb_printer_open(f->loop.bus, NULL, QUICK, &f->handle, &f->err));
    f->printer = usb_printer_as_printer(f->handle);
    assert_true(bus_loop_until(&f->loop, is_settled, f));
}

static void plug_and_open(struct fixture *f)
{
    struct emulated_shape shape = emulated_printer_shape();

    f->device = emulated_plug(f->usb, &shape);
    open_driver(f);
}

static void start_job(struct fixture *f)
{
    assert_true(f->printer.kind->start(f->printer.self, f->job, JOB_BYTES,
                                       bus_loop_now_ms(&f->loop), &f->err));
}

static void print(struct fixture *f)
{
    start_job(f);
    assert_true(bus_loop_until(&f->loop, job_is_over, f));
}

static void expect_printed(struct fixture *f, size_t length)
{
    assert_int_equal(emulated_printed(f->device, f->printed, sizeof f->printed), length);
    assert_memory_equal(f->printed, f->job, length);
}

static void a_normal_job_is_printed_byte_for_byte(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    assert_int_equal(state_of(f), PRINTER_READY);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
    assert_int_equal(job_of(f)->sent, JOB_BYTES);
    expect_printed(f, JOB_BYTES);
}

static void the_kernel_gets_its_printer_back(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape shape = emulated_printer_shape();

    f->device = emulated_plug(f->usb, &shape);
    assert_string_equal(emulated_driver(f->device), "usblp");
    open_driver(f);
    assert_string_equal(emulated_driver(f->device), "usbfs");
    usb_printer_close(f->handle);
    f->handle = NULL;
    assert_string_equal(emulated_driver(f->device), "usblp");
}

static void without_a_printer_the_driver_opens_and_says_so(void **state)
{
    struct fixture *f = *state;

    open_driver(f);
    assert_int_equal(state_of(f), PRINTER_ABSENT);
    assert_false(f->printer.kind->start(f->printer.self, f->job, JOB_BYTES,
                                        bus_loop_now_ms(&f->loop), &f->err));
    assert_int_equal(f->err.code, ERR_DEVICE);
    assert_string_equal(f->err.text, "Pas d'imprimante : vérifier le câble et le courant.");
}

static void endpoints_and_profile_come_from_the_device(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape shape = emulated_printer_shape();

    shape.out_endpoint = 0x03;
    shape.in_endpoint = 0x81;
    shape.device_id = "MFG:EPSON;MDL:TM-T88V;";
    f->device = emulated_plug(f->usb, &shape);
    open_driver(f);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
    expect_printed(f, JOB_BYTES);
    assert_int_equal(f->printer.kind->profile(f->printer.self).columns, 42);
}

static bool first_part_is_taken(void *context)
{
    struct fixture *f = context;

    return emulated_printed(f->device, f->printed, sizeof f->printed) == 1000 && job_of(f)->waiting;
}

static void a_short_write_goes_on_at_its_offset(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    emulated_room(f->device, 1000);
    start_job(f);
    assert_true(bus_loop_until(&f->loop, first_part_is_taken, f));
    assert_int_equal(job_of(f)->sent, 1000);
    emulated_room(f->device, -1);
    assert_true(bus_loop_until(&f->loop, job_is_over, f));
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
    expect_printed(f, JOB_BYTES);
}

static bool some_more_room(void *context)
{
    struct fixture *f = context;

    emulated_room(f->device, 700); /* a print head that eats what it is given, little by little */
    return job_is_over(f);
}

static void a_slow_printer_is_waited_for(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    emulated_room(f->device, 0);
    start_job(f);
    assert_true(bus_loop_until(&f->loop, some_more_room, f));
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
    expect_printed(f, JOB_BYTES);
}

static void a_printer_that_takes_nothing_ends_the_job_as_failed(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    emulated_room(f->device, 0);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_FAILED);
    assert_int_equal(job_of(f)->sent, 0);
}

static bool says_paper_out(void *context)
{
    struct fixture *f = context;

    return job_of(f)->waiting && job_of(f)->printer_state == PRINTER_PAPER_OUT;
}

static void paper_out_in_mid_job_is_said_and_the_job_goes_on_once_refilled(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    emulated_room(f->device, 5000);
    start_job(f);
    emulated_port_status(f->device, 0x38);
    assert_true(bus_loop_until(&f->loop, says_paper_out, f));
    emulated_port_status(f->device, 0x18);
    emulated_room(f->device, -1);
    assert_true(bus_loop_until(&f->loop, job_is_over, f));
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
    expect_printed(f, JOB_BYTES);
}

static void paper_out_for_too_long_leaves_the_job_unknown(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    emulated_room(f->device, 5000);
    emulated_port_status(f->device, 0x38);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_UNKNOWN);
    assert_int_equal(job_of(f)->printer_state, PRINTER_PAPER_OUT);
    assert_false(job_of(f)->silent);
}

static void without_paper_or_with_the_cover_open_nothing_is_sent(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    emulated_answer(f->device, 4, 0x72);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_FAILED);
    assert_int_equal(job_of(f)->printer_state, PRINTER_PAPER_OUT);
    emulated_answer(f->device, 4, 0x12);
    emulated_answer(f->device, 2, 0x16);
    print(f);
    assert_int_equal(job_of(f)->printer_state, PRINTER_COVER_OPEN);
    expect_printed(f, 0);
    emulated_answer(f->device, 2, 0x12);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
    expect_printed(f, JOB_BYTES);
}

static bool cover_opens_at_the_end(void *context)
{
    struct fixture *f = context;

    if (job_of(f)->sent > 0)
        emulated_answer(f->device, 2, 0x16);
    return job_is_over(f);
}

static void a_cover_opened_meanwhile_makes_the_end_unknown(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    emulated_room(f->device, 1000);
    start_job(f);
    assert_true(bus_loop_until(&f->loop, first_part_is_taken, f));
    emulated_room(f->device, -1);
    assert_true(bus_loop_until(&f->loop, cover_opens_at_the_end, f));
    assert_int_equal(job_of(f)->state, JOB_UNKNOWN);
    assert_int_equal(job_of(f)->printer_state, PRINTER_COVER_OPEN);
}

static void a_stall_is_cleared_and_nothing_is_lost_or_doubled(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    emulated_stall_after(f->device, 6000);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
    expect_printed(f, JOB_BYTES);
    assert_int_equal(emulated_resets(f->device), 1);
}

static void a_printer_that_never_answers_prints_and_is_called_silent(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape shape = emulated_printer_shape();

    f->device = emulated_plug(f->usb, &shape);
    emulated_mute(f->device);
    open_driver(f);
    assert_int_equal(state_of(f), PRINTER_SILENT);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_UNKNOWN);
    assert_true(job_of(f)->silent);
    expect_printed(f, JOB_BYTES);
}

static void a_printer_without_a_way_back_prints(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape shape = emulated_printer_shape();

    shape.in_endpoint = 0;
    shape.protocol = 1;
    shape.device_id = NULL;
    f->device = emulated_plug(f->usb, &shape);
    open_driver(f);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_UNKNOWN);
    assert_true(job_of(f)->silent);
    expect_printed(f, JOB_BYTES);
}

static void stale_and_impossible_answers_are_not_believed(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    emulated_say(f->device, "\x32\x72\xFF", 3); /* nobody asked: paper out, error, noise */
    print(f);
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
    emulated_answer(f->device, 4, 0xFF);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
}

static bool is_absent(void *context)
{
    struct fixture *f = context;

    return state_of(f) == PRINTER_ABSENT;
}

static bool is_ready(void *context)
{
    struct fixture *f = context;

    return state_of(f) == PRINTER_READY && is_settled(f);
}

static void unplugged_in_mid_job_it_is_unknown_and_replugged_it_prints_again(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    emulated_unplug_after(f->device, 6000);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_UNKNOWN);
    assert_true(job_of(f)->sent > 0 && job_of(f)->sent < JOB_BYTES);
    emulated_replug(f->device);
    assert_true(bus_loop_until(&f->loop, is_ready, f));
    print(f);
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
}

static void unplugged_while_idle_it_is_absent_and_comes_back(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    for (int manner = UNPLUG_NO_DEVICE; manner <= UNPLUG_PROTOCOL_ERROR_FIRST; manner++) {
        emulated_unplug(f->device, (enum emulated_unplug)manner);
        assert_true(bus_loop_until(&f->loop, is_absent, f));
        emulated_replug(f->device);
        assert_true(bus_loop_until(&f->loop, is_ready, f));
    }
    print(f);
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
}

static void a_cut_off_job_does_not_eat_the_next_one(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    emulated_room(f->device, 2000);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_UNKNOWN);
    emulated_room(f->device, -1);

    int resets = emulated_resets(f->device);

    print(f);
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
    assert_int_equal(emulated_resets(f->device), resets + 1);
}

static void a_held_printer_is_busy_until_it_is_let_go(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape shape = emulated_printer_shape();

    f->device = emulated_plug(f->usb, &shape);
    emulated_hold(f->device, true);
    open_driver(f);
    assert_int_equal(state_of(f), PRINTER_BUSY);
    assert_false(f->printer.kind->start(f->printer.self, f->job, JOB_BYTES,
                                        bus_loop_now_ms(&f->loop), &f->err));
    assert_int_equal(f->err.code, ERR_BUSY);
    emulated_hold(f->device, false);
    f->err = ERR_EMPTY;
    print(f);
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
}

static void without_permission_the_hint_says_what_to_do(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape shape = emulated_printer_shape();
    bool is_root = geteuid() == 0;

    f->device = emulated_plug(f->usb, &shape);
    emulated_forbid(f->device);
    bus_loop_open(&f->loop);
    if (is_root)
        assert_int_equal(seteuid(65534), 0);
    open_driver(f);
    if (is_root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(state_of(f), PRINTER_DENIED);
    assert_non_null(strstr(printer_state_sentence(state_of(f)), "make install"));
}

static void of_two_printers_the_chosen_one_prints(void **state)
{
    struct fixture *f = *state;
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
    assert_true(usb_printer_open(f->loop.bus, &wanted, QUICK, &f->handle, &f->err));
    f->printer = usb_printer_as_printer(f->handle);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
    expect_printed(f, JOB_BYTES);
    assert_int_equal(emulated_printed(other, &byte, 1), 0);
}

static void malformed_descriptors_are_no_printer_and_no_crash(void **state)
{
    struct fixture *f = *state;
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
    open_driver(f);
    print(f);
    assert_int_equal(job_of(f)->state, JOB_PRINTED);
    expect_printed(f, JOB_BYTES);
}

static void with_the_printer_idle_no_timer_is_armed(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f);
    print(f);
    assert_int_equal(usb_bus_deadline_ms(f->loop.bus, bus_loop_now_ms(&f->loop)), -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_normal_job_is_printed_byte_for_byte),
        TEST(the_kernel_gets_its_printer_back),
        TEST(without_a_printer_the_driver_opens_and_says_so),
        TEST(endpoints_and_profile_come_from_the_device),
        TEST(a_short_write_goes_on_at_its_offset),
        TEST(a_slow_printer_is_waited_for),
        TEST(a_printer_that_takes_nothing_ends_the_job_as_failed),
        TEST(paper_out_in_mid_job_is_said_and_the_job_goes_on_once_refilled),
        TEST(paper_out_for_too_long_leaves_the_job_unknown),
        TEST(without_paper_or_with_the_cover_open_nothing_is_sent),
        TEST(a_cover_opened_meanwhile_makes_the_end_unknown),
        TEST(a_stall_is_cleared_and_nothing_is_lost_or_doubled),
        TEST(a_printer_that_never_answers_prints_and_is_called_silent),
        TEST(a_printer_without_a_way_back_prints),
        TEST(stale_and_impossible_answers_are_not_believed),
        TEST(unplugged_in_mid_job_it_is_unknown_and_replugged_it_prints_again),
        TEST(unplugged_while_idle_it_is_absent_and_comes_back),
        TEST(a_cut_off_job_does_not_eat_the_next_one),
        TEST(a_held_printer_is_busy_until_it_is_let_go),
        TEST(without_permission_the_hint_says_what_to_do),
        TEST(of_two_printers_the_chosen_one_prints),
        TEST(malformed_descriptors_are_no_printer_and_no_crash),
        TEST(with_the_printer_idle_no_timer_is_armed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
