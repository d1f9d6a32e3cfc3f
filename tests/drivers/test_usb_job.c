#include "tests/support/printer_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_normal_job_is_printed_byte_for_byte(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    assert_int_equal(bench_state(f), PRINTER_READY);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    assert_int_equal(bench_job(f)->sent, JOB_BYTES);
    bench_expect_printed(f, JOB_BYTES);
}

static bool first_part_is_taken(void *context)
{
    struct printer_bench *f = context;

    return emulated_printed(f->device, f->printed, sizeof f->printed) == 1000 &&
           bench_job(f)->waiting;
}

static void a_short_write_goes_on_at_its_offset(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    emulated_room(f->device, 1000);
    bench_start(f);
    assert_true(bus_loop_until(&f->loop, first_part_is_taken, f));
    assert_int_equal(bench_job(f)->sent, 1000);
    emulated_room(f->device, -1);
    assert_true(bus_loop_until(&f->loop, bench_job_is_over, f));
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    bench_expect_printed(f, JOB_BYTES);
}

static bool some_more_room(void *context)
{
    struct printer_bench *f = context;

    emulated_room(f->device,
                  700); /* a bench_print head that eats what it is given, little by little */
    return bench_job_is_over(f);
}

static void a_slow_printer_is_waited_for(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    emulated_room(f->device, 0);
    bench_start(f);
    assert_true(bus_loop_until(&f->loop, some_more_room, f));
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    bench_expect_printed(f, JOB_BYTES);
}

static void a_printer_that_takes_nothing_ends_the_job_as_failed(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    emulated_room(f->device, 0);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_FAILED);
    assert_int_equal(bench_job(f)->sent, 0);
}

static bool says_paper_out(void *context)
{
    struct printer_bench *f = context;

    return bench_job(f)->waiting && bench_job(f)->printer_state == PRINTER_PAPER_OUT;
}

static void paper_out_in_mid_job_is_said_and_the_job_goes_on_once_refilled(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    emulated_room(f->device, 5000);
    bench_start(f);
    emulated_port_status(f->device, 0x38);
    assert_true(bus_loop_until(&f->loop, says_paper_out, f));
    emulated_port_status(f->device, 0x18);
    emulated_room(f->device, -1);
    assert_true(bus_loop_until(&f->loop, bench_job_is_over, f));
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    bench_expect_printed(f, JOB_BYTES);
}

static void paper_out_for_too_long_leaves_the_job_unknown(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    emulated_room(f->device, 5000);
    emulated_port_status(f->device, 0x38);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_UNKNOWN);
    assert_int_equal(bench_job(f)->printer_state, PRINTER_PAPER_OUT);
    assert_false(bench_job(f)->silent);
}

static void without_paper_or_with_the_cover_open_nothing_is_sent(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    emulated_answer(f->device, 4, 0x72);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_FAILED);
    assert_int_equal(bench_job(f)->printer_state, PRINTER_PAPER_OUT);
    emulated_answer(f->device, 4, 0x12);
    emulated_answer(f->device, 2, 0x16);
    bench_print(f);
    assert_int_equal(bench_job(f)->printer_state, PRINTER_COVER_OPEN);
    bench_expect_printed(f, 0);
    emulated_answer(f->device, 2, 0x12);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    bench_expect_printed(f, JOB_BYTES);
}

static bool cover_opens_at_the_end(void *context)
{
    struct printer_bench *f = context;

    if (bench_job(f)->sent > 0)
        emulated_answer(f->device, 2, 0x16);
    return bench_job_is_over(f);
}

static void a_cover_opened_meanwhile_makes_the_end_unknown(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    emulated_room(f->device, 1000);
    bench_start(f);
    assert_true(bus_loop_until(&f->loop, first_part_is_taken, f));
    emulated_room(f->device, -1);
    assert_true(bus_loop_until(&f->loop, cover_opens_at_the_end, f));
    assert_int_equal(bench_job(f)->state, JOB_UNKNOWN);
    assert_int_equal(bench_job(f)->printer_state, PRINTER_COVER_OPEN);
}

static void a_stall_is_cleared_and_nothing_is_lost_or_doubled(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    emulated_stall_after(f->device, 6000);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    bench_expect_printed(f, JOB_BYTES);
    assert_int_equal(emulated_resets(f->device), 1);
}

/* Cleared a few times, then given up: the till goes on. */
static void a_printer_that_stalls_without_end_is_given_up(void **state)
{
    struct printer_bench *f = *state;
    int cleared;

    bench_plug_and_open(f);
    emulated_stall_for_ever(f->device);
    bench_start(f);
    assert_true(bus_loop_until(&f->loop, bench_job_is_over, f));
    assert_int_not_equal(bench_job(f)->state, JOB_PRINTED);
    cleared = emulated_resets(f->device);
    assert_true(cleared >= 3 && cleared <= 4);
}

static bool room_once_it_waits(void *context)
{
    struct printer_bench *f = context;

    if (bench_job(f)->waiting)
        emulated_room(f->device, 1500);
    return bench_job_is_over(f);
}

/* As long as something goes in, it is not given up, however long all of it takes. */
static void the_window_begins_again_with_each_part_that_is_taken(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    emulated_room(f->device, 0);
    bench_start(f);
    assert_true(bus_loop_until(&f->loop, room_once_it_waits, f));
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    bench_expect_printed(f, JOB_BYTES);
}

static void a_printer_that_never_answers_prints_and_is_called_silent(void **state)
{
    struct printer_bench *f = *state;
    struct emulated_shape shape = emulated_printer_shape();

    f->device = emulated_plug(f->usb, &shape);
    emulated_mute(f->device);
    bench_open_driver(f);
    assert_int_equal(bench_state(f), PRINTER_SILENT);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_UNKNOWN);
    assert_true(bench_job(f)->silent);
    bench_expect_printed(f, JOB_BYTES);
}

static void a_printer_without_a_way_back_prints(void **state)
{
    struct printer_bench *f = *state;
    struct emulated_shape shape = emulated_printer_shape();

    shape.in_endpoint = 0;
    shape.protocol = 1;
    shape.device_id = NULL;
    f->device = emulated_plug(f->usb, &shape);
    bench_open_driver(f);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_UNKNOWN);
    assert_true(bench_job(f)->silent);
    bench_expect_printed(f, JOB_BYTES);
}

static void stale_and_impossible_answers_are_not_believed(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    emulated_say(f->device, "\x32\x72\xFF", 3); /* nobody asked: paper out, error, noise */
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    emulated_answer(f->device, 4, 0xFF);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
}

/* -- The drawer: now, or not at all. -- */

static void open_drawer(struct printer_bench *f)
{
    int64_t now_ms = bus_loop_now_ms(&f->loop);

    assert_true(f->printer.kind->open_drawer(f->printer.self, now_ms, &f->err));
    assert_true(bus_loop_until(&f->loop, bench_job_is_over, f));
}

static void expect_bytes(struct printer_bench *f, const void *bytes, size_t length)
{
    unsigned char out[64];

    assert_int_equal(emulated_printed(f->device, out, sizeof out), length);
    assert_memory_equal(out, bytes, length);
}

static void a_printer_that_prints_opens_the_drawer_by_its_pulse(void **state)
{
    static const unsigned char PULSE[] = { 0x1B, 'p', 0, 25, 250 };
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    open_drawer(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    expect_bytes(f, PULSE, sizeof PULSE);
}

static void without_paper_a_printer_that_can_opens_it_at_once_and_never_later(void **state)
{
    static const unsigned char AT_ONCE[] = { 0x10, 0x14, 1, 0, 1 };
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    emulated_answer(f->device, 4, 0x72);
    open_drawer(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    expect_bytes(f, AT_ONCE, sizeof AT_ONCE);
    emulated_answer(f->device, 4, 0x12); /* a new roll */
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    assert_int_equal(emulated_printed(f->device, f->printed, sizeof f->printed),
                     sizeof AT_ONCE + JOB_BYTES); /* the roll brought no second pulse */
    assert_memory_equal(f->printed + sizeof AT_ONCE, f->job, JOB_BYTES);
}

static void without_paper_a_printer_that_cannot_leaves_it_closed_for_good(void **state)
{
    struct printer_bench *f = *state;
    struct emulated_shape shape = emulated_printer_shape();

    shape.vendor = 0x6868;
    shape.product = 0x0200;
    f->device = emulated_plug(f->usb, &shape);
    bench_open_driver(f);
    assert_true(bus_loop_until(&f->loop, bench_is_settled, f));
    emulated_answer(f->device, 4, 0x72);
    open_drawer(f);
    assert_int_equal(bench_job(f)->state, JOB_FAILED);
    bench_expect_printed(f, 0);
    emulated_answer(f->device, 4, 0x12);
    bench_print(f);
    bench_expect_printed(f, JOB_BYTES);
}

static void a_cut_off_job_does_not_eat_the_next_one(void **state)
{
    struct printer_bench *f = *state;

    bench_plug_and_open(f);
    emulated_room(f->device, 2000);
    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_UNKNOWN);
    emulated_room(f->device, -1);

    int resets = emulated_resets(f->device);

    bench_print(f);
    assert_int_equal(bench_job(f)->state, JOB_PRINTED);
    assert_int_equal(emulated_resets(f->device), resets + 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_set_up, bench_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_normal_job_is_printed_byte_for_byte),
        TEST(a_short_write_goes_on_at_its_offset),
        TEST(a_slow_printer_is_waited_for),
        TEST(a_printer_that_takes_nothing_ends_the_job_as_failed),
        TEST(paper_out_in_mid_job_is_said_and_the_job_goes_on_once_refilled),
        TEST(paper_out_for_too_long_leaves_the_job_unknown),
        TEST(without_paper_or_with_the_cover_open_nothing_is_sent),
        TEST(a_cover_opened_meanwhile_makes_the_end_unknown),
        TEST(a_printer_that_stalls_without_end_is_given_up),
        TEST(the_window_begins_again_with_each_part_that_is_taken),
        TEST(a_stall_is_cleared_and_nothing_is_lost_or_doubled),
        TEST(a_printer_that_never_answers_prints_and_is_called_silent),
        TEST(a_printer_without_a_way_back_prints),
        TEST(stale_and_impossible_answers_are_not_believed),
        TEST(a_printer_that_prints_opens_the_drawer_by_its_pulse),
        TEST(without_paper_a_printer_that_can_opens_it_at_once_and_never_later),
        TEST(without_paper_a_printer_that_cannot_leaves_it_closed_for_good),
        TEST(a_cut_off_job_does_not_eat_the_next_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
