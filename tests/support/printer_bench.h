/*
 * A bench with one emulated printer, the real driver, and a job of JOB_BYTES known bytes. The
 * functions assert with cmocka.
 */
#ifndef TESTS_SUPPORT_PRINTER_BENCH_H
#define TESTS_SUPPORT_PRINTER_BENCH_H

#include "drivers/usb_printer.h"
#include "tests/support/bus_loop.h"
#include "tests/support/emulated_usb.h"

enum { JOB_BYTES = 20000 };

struct printer_bench {
    struct emulated_usb *usb;
    struct emulated_device *device;
    struct bus_loop loop;
    struct usb_printer *handle;
    struct printer printer;
    unsigned char job[JOB_BYTES], printed[2 * JOB_BYTES];
    struct err err;
};

extern const struct usb_printer_limits BENCH_LIMITS; /* short, so that tests are */

int bench_set_up(void **state);
int bench_tear_down(void **state);

void bench_open_driver(struct printer_bench *f);
void bench_plug_and_open(struct printer_bench *f);
void bench_start(struct printer_bench *f);
void bench_print(struct printer_bench *f); /* and wait for the end */
void bench_expect_printed(struct printer_bench *f, size_t length);

const struct printer_job *bench_job(struct printer_bench *f);
enum printer_state bench_state(struct printer_bench *f);

/* For bus_loop_until(). */
bool bench_is_settled(void *context);
bool bench_job_is_over(void *context);

#endif
