#include "tests/support/printer_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const struct usb_printer_limits BENCH_LIMITS = {
    .chunk_bytes = 4096, .chunk_ms = 60, .status_ms = 300, .progress_ms = 400
};

int bench_set_up(void **state)
{
    struct printer_bench *f = calloc(1, sizeof *f);

    for (size_t i = 0; i < JOB_BYTES; i++)
        f->job[i] = (unsigned char)(32 + i % 95);
    f->usb = emulated_usb_open();
    *state = f;
    return 0;
}

int bench_tear_down(void **state)
{
    struct printer_bench *f = *state;

    usb_printer_close(f->handle);
    if (f->loop.bus)
        bus_loop_close(&f->loop);
    emulated_usb_close(f->usb);
    free(f);
    return 0;
}

bool bench_is_settled(void *context)
{
    struct printer_bench *f = context;

    return !f->printer.kind->asking(f->printer.self);
}

bool bench_job_is_over(void *context)
{
    struct printer_bench *f = context;

    return f->printer.kind->job(f->printer.self)->state != JOB_RUNNING;
}

const struct printer_job *bench_job(struct printer_bench *f)
{
    return f->printer.kind->job(f->printer.self);
}

enum printer_state bench_state(struct printer_bench *f)
{
    return f->printer.kind->state(f->printer.self);
}

void bench_open_driver(struct printer_bench *f)
{
    if (!f->loop.bus)
        bus_loop_open(&f->loop);
    assert_true(usb_printer_open(f->loop.bus, NULL, BENCH_LIMITS, &f->handle, &f->err));
    f->printer = usb_printer_as_printer(f->handle);
    assert_true(bus_loop_until(&f->loop, bench_is_settled, f));
}

void bench_plug_and_open(struct printer_bench *f)
{
    struct emulated_shape shape = emulated_printer_shape();

    f->device = emulated_plug(f->usb, &shape);
    bench_open_driver(f);
}

void bench_start(struct printer_bench *f)
{
    assert_true(f->printer.kind->start(f->printer.self, f->job, JOB_BYTES,
                                       bus_loop_now_ms(&f->loop), &f->err));
}

void bench_print(struct printer_bench *f)
{
    bench_start(f);
    assert_true(bus_loop_until(&f->loop, bench_job_is_over, f));
}

void bench_expect_printed(struct printer_bench *f, size_t length)
{
    assert_int_equal(emulated_printed(f->device, f->printed, sizeof f->printed), length);
    assert_memory_equal(f->printed, f->job, length);
}
