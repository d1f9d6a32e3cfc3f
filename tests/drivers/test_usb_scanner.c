#include "drivers/usb_scanner.h"

#include "tests/support/bus_loop.h"
#include "tests/support/emulated_usb.h"
#include "tests/support/typing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SCANS_MAX = 400 };

struct fixture {
    struct emulated_usb *usb;
    struct emulated_device *device;
    struct bus_loop loop;
    struct usb_scanners *scanners;
    struct scan scans[SCANS_MAX];
    int scan_count, wanted_count;
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    f->usb = emulated_usb_open();
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    usb_scanners_close(f->scanners);
    if (f->loop.bus)
        bus_loop_close(&f->loop);
    emulated_usb_close(f->usb);
    free(f);
    return 0;
}

static struct usb_known known_as(enum usb_scanner_role role, enum key_layout layout)
{
    return (struct usb_known){ { 0x05e0, 0x1200, "SYM0001" },
                               role,
                               { layout, SCAN_SILENCE_MS, SUFFIX_UNKNOWN } };
}

static void open_driver(struct fixture *f, const struct usb_known *known)
{
    bus_loop_open(&f->loop);
    assert_true(usb_scanners_open(f->loop.bus, known, known ? 1 : 0, &f->scanners, &f->err));
}

static void plug_and_open(struct fixture *f, enum key_layout layout)
{
    struct emulated_shape shape = emulated_scanner_shape();
    struct usb_known known = known_as(ROLE_SCANNER, layout);

    f->device = emulated_plug(f->usb, &shape);
    open_driver(f, &known);
}

static void send(struct emulated_device *device, const struct typing *typing)
{
    for (int i = 0; i < typing->count; i++)
        emulated_report(device, typing->reports[i], TYPED_REPORT_BYTES);
}

static bool has_enough(void *context)
{
    struct fixture *f = context;

    while (f->scan_count < SCANS_MAX && usb_scanners_take(f->scanners, &f->scans[f->scan_count]))
        f->scan_count++;
    return f->scan_count >= f->wanted_count;
}

static void expect_scan(struct fixture *f, const char *text)
{
    f->scan_count = 0;
    f->wanted_count = 1;
    assert_true(bus_loop_until(&f->loop, has_enough, f));
    assert_int_equal(f->scan_count, 1);
    assert_string_equal(f->scans[0].text, text);
}

static enum usb_scanner_state only_state(struct fixture *f)
{
    struct usb_scanner_seen seen[USB_SCANNERS_MAX];

    assert_int_equal(usb_scanners_list(f->scanners, seen, USB_SCANNERS_MAX), 1);
    return seen[0].state;
}

static void every_layout_and_suffix_is_read(void **state)
{
    static const char *const SUFFIXES[] = { "\r", "\t", "\r\n", "" };
    struct fixture *f = *state;
    struct emulated_shape shape = emulated_scanner_shape();

    f->device = emulated_plug(f->usb, &shape);
    open_driver(f, NULL);
    for (int layout = KEY_LAYOUT_US; layout <= KEY_LAYOUT_FR; layout++) {
        struct usb_known known = known_as(ROLE_SCANNER, (enum key_layout)layout);

        usb_scanners_tell(f->scanners, &known, bus_loop_now_ms(&f->loop));
        for (size_t i = 0; i < COUNT_OF(SUFFIXES); i++) {
            struct typing typing = typing_of((enum key_layout)layout, "4006381333931", SUFFIXES[i]);

            send(f->device, &typing);
            expect_scan(f, "4006381333931");
        }
    }
}

static void the_laptops_keyboard_is_never_taken(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape shape = emulated_scanner_shape();

    f->device = emulated_plug(f->usb, &shape);
    open_driver(f, NULL);
    assert_int_equal(only_state(f), SCANNER_UNASKED);
    assert_string_equal(emulated_driver(f->device), "usbhid");

    struct usb_known known = known_as(ROLE_KEYBOARD, KEY_LAYOUT_US);

    usb_scanners_tell(f->scanners, &known, bus_loop_now_ms(&f->loop));
    assert_int_equal(only_state(f), SCANNER_LEFT);
    assert_string_equal(emulated_driver(f->device), "usbhid");
}

static void a_scanner_of_the_same_model_is_not_the_one_that_was_meant(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape shape = emulated_scanner_shape();
    struct usb_known known = known_as(ROLE_SCANNER, KEY_LAYOUT_US);

    shape.serial = "SYM0002";
    f->device = emulated_plug(f->usb, &shape);
    open_driver(f, &known);
    assert_int_equal(only_state(f), SCANNER_UNASKED);
}

static void the_kernel_gets_its_scanner_back(void **state)
{
    struct fixture *f = *state;

    plug_and_open(f, KEY_LAYOUT_US);
    assert_string_equal(emulated_driver(f->device), "usbfs");
    usb_scanners_close(f->scanners);
    f->scanners = NULL;
    assert_string_equal(emulated_driver(f->device), "usbhid");
}

static void two_hundred_scans_are_all_there_and_in_order(void **state)
{
    struct fixture *f = *state;
    char code[16];

    plug_and_open(f, KEY_LAYOUT_FR);
    for (int i = 0; i < 200; i++) {
        snprintf(code, sizeof code, "2%07d", i);

        struct typing typing = typing_of(KEY_LAYOUT_FR, code, "\r\n");

        send(f->device, &typing);
        f->wanted_count = i > SCAN_QUEUE_MAX / 2 ? i - SCAN_QUEUE_MAX / 2 : 0;
        assert_true(bus_loop_until(&f->loop, has_enough, f));
    }
    f->wanted_count = 200;
    assert_true(bus_loop_until(&f->loop, has_enough, f));
    assert_int_equal(f->scan_count, 200);
    for (int i = 0; i < 200; i++) {
        snprintf(code, sizeof code, "2%07d", i);
        assert_string_equal(f->scans[i].text, code);
    }
}

static void two_scanners_are_not_mixed_up(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape shape = emulated_scanner_shape();
    struct usb_known known = known_as(ROLE_SCANNER, KEY_LAYOUT_FR);
    struct typing us = typing_of(KEY_LAYOUT_US, "AZ111111", "\r");
    struct typing fr = typing_of(KEY_LAYOUT_FR, "AZ222222", "\r");

    plug_and_open(f, KEY_LAYOUT_US);
    shape.serial = "SYM0002";

    struct emulated_device *other = emulated_plug(f->usb, &shape);

    snprintf(known.id.serial, sizeof known.id.serial, "SYM0002");
    usb_scanners_tell(f->scanners, &known, bus_loop_now_ms(&f->loop));
    for (int i = 0; i < us.count; i++) { /* key by key in turn */
        emulated_report(f->device, us.reports[i], TYPED_REPORT_BYTES);
        emulated_report(other, fr.reports[i], TYPED_REPORT_BYTES);
    }
    f->wanted_count = 2;
    assert_true(bus_loop_until(&f->loop, has_enough, f));
    assert_true(strcmp(f->scans[0].text, "AZ111111") == 0 ||
                strcmp(f->scans[1].text, "AZ111111") == 0);
    assert_true(strcmp(f->scans[0].text, "AZ222222") == 0 ||
                strcmp(f->scans[1].text, "AZ222222") == 0);
}

static bool is_gone(void *context)
{
    struct fixture *f = context;
    struct usb_scanner_seen seen[USB_SCANNERS_MAX];

    return usb_scanners_list(f->scanners, seen, USB_SCANNERS_MAX) == 0;
}

static bool is_reading(void *context)
{
    struct fixture *f = context;
    struct usb_scanner_seen seen[USB_SCANNERS_MAX];

    return usb_scanners_list(f->scanners, seen, USB_SCANNERS_MAX) == 1 &&
           seen[0].state == SCANNER_READING;
}

static bool is_drained(void *context)
{
    struct fixture *f = context;

    return emulated_is_drained(f->device);
}

static void unplugged_in_mid_scan_leaves_nothing_and_replugged_it_reads(void **state)
{
    struct fixture *f = *state;
    struct typing half = typing_of(KEY_LAYOUT_US, "400638", "");
    struct typing whole = typing_of(KEY_LAYOUT_US, "96385074", "\r");

    plug_and_open(f, KEY_LAYOUT_US);
    for (int manner = UNPLUG_NO_DEVICE; manner <= UNPLUG_PROTOCOL_ERROR_FIRST; manner++) {
        send(f->device, &half);
        assert_true(bus_loop_until(&f->loop, is_drained, f));
        emulated_unplug(f->device, (enum emulated_unplug)manner);
        assert_true(bus_loop_until(&f->loop, is_gone, f));
        emulated_replug(f->device);
        assert_true(bus_loop_until(&f->loop, is_reading, f));
        send(f->device, &whole);
        expect_scan(f, "96385074");
    }
}

static void empty_and_garbage_reports_do_no_harm(void **state)
{
    struct fixture *f = *state;
    struct typing whole = typing_of(KEY_LAYOUT_US, "96385074", "\r");
    unsigned char noise[8];
    uint32_t seed = 1;

    plug_and_open(f, KEY_LAYOUT_US);
    for (int i = 0; i < 300; i++) {
        for (size_t byte = 0; byte < sizeof noise; byte++) {
            seed = seed * 1664525 + 1013904223;
            noise[byte] = (unsigned char)(seed >> 24);
        }
        emulated_report(f->device, noise, seed % 9);
    }
    assert_true(bus_loop_until(&f->loop, is_drained, f));
    f->wanted_count = 0;
    assert_true(bus_loop_until(&f->loop, has_enough, f));
    memset(noise, 0, sizeof noise);
    emulated_report(f->device, noise, 8);
    noise[2] = KEY_ENTER;
    emulated_report(f->device, noise, 8);
    noise[2] = 0;
    emulated_report(f->device, noise, 8);
    assert_true(bus_loop_until(&f->loop, is_drained, f));
    usb_bus_handle(f->loop.bus, bus_loop_now_ms(&f->loop));
    has_enough(f);
    /* Noise may have pressed Caps Lock: digits do not care in this layout. */
    send(f->device, &whole);
    expect_scan(f, "96385074");
}

static void an_empty_report_does_not_repeat_the_one_before(void **state)
{
    struct fixture *f = *state;
    struct typing typing = typing_of(KEY_LAYOUT_US, "1122", "\r");

    plug_and_open(f, KEY_LAYOUT_US);
    for (int i = 0; i < typing.count; i++) {
        emulated_report(f->device, typing.reports[i], TYPED_REPORT_BYTES);
        emulated_report(f->device, typing.reports[i], 0);
    }
    expect_scan(f, "1122");
}

/* As in test_scanner: report 2, byte count, AIM identifier, 56 bytes, one flag. */
static const unsigned char POS_DESCRIPTOR[] = {
    0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x85, 0x02, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75,
    0x08, 0x95, 0x01, 0x05, 0x01, 0x09, 0x3B, 0x81, 0x02, 0x05, 0x8C, 0x95, 0x03, 0x09,
    0xFB, 0x09, 0xFC, 0x09, 0xFD, 0x81, 0x02, 0x09, 0xFE, 0x95, 0x38, 0x82, 0x02, 0x01,
    0x09, 0xFF, 0x75, 0x01, 0x95, 0x01, 0x81, 0x02, 0x75, 0x07, 0x81, 0x03, 0xC0,
};

static struct emulated_shape pos_shape(void)
{
    struct emulated_shape shape = emulated_scanner_shape();

    shape.product = 0x1300;
    shape.subclass = shape.protocol = 0;
    shape.report_descriptor = POS_DESCRIPTOR;
    shape.report_descriptor_bytes = sizeof POS_DESCRIPTOR;
    return shape;
}

static void expect_code_report(struct fixture *f)
{
    unsigned char report[62] = { 2, 13, ']', 'E', '0' };

    memcpy(report + 5, "4006381333931", 13);
    emulated_report(f->device, report, sizeof report);
    expect_scan(f, "4006381333931");
    assert_int_equal(f->scans[0].symbology, SCAN_EAN);
}

static void a_point_of_sale_scanner_is_taken_unasked(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape shape = pos_shape();

    f->device = emulated_plug(f->usb, &shape);
    open_driver(f, NULL);
    assert_int_equal(only_state(f), SCANNER_READING);
    expect_code_report(f);
}

static void a_point_of_sale_scanner_that_nobody_has_is_asked_itself(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape shape = pos_shape();

    shape.kernel_driver = NULL;
    shape.report_descriptor_hidden = true;
    f->device = emulated_plug(f->usb, &shape);
    open_driver(f, NULL);
    assert_true(bus_loop_until(&f->loop, is_reading, f));
    expect_code_report(f);
}

static void a_tablet_is_not_touched(void **state)
{
    static const unsigned char TABLET[] = { 0x05, 0x0D, 0x09, 0x02, 0xA1, 0x01, 0x09, 0x30,
                                            0x75, 0x08, 0x95, 0x01, 0x81, 0x02, 0xC0 };
    struct fixture *f = *state;
    struct emulated_shape shape = pos_shape();

    shape.report_descriptor = TABLET;
    shape.report_descriptor_bytes = sizeof TABLET;
    f->device = emulated_plug(f->usb, &shape);
    open_driver(f, NULL);
    assert_string_equal(emulated_driver(f->device), "usbhid");
    assert_true(is_gone(f));
}

static void the_card_teaches_layout_and_device(void **state)
{
    struct fixture *f = *state;
    struct typing card = typing_of(KEY_LAYOUT_FR, SCANNER_CARD, "\r");
    struct typing code = typing_of(KEY_LAYOUT_FR, "AZQ12345", "\r");
    struct usb_known learned;

    plug_and_open(f, KEY_LAYOUT_US);
    assert_false(usb_scanners_learn(f->scanners, &learned));
    send(f->device, &card);
    f->wanted_count = 1;
    assert_true(bus_loop_until(&f->loop, has_enough, f));
    assert_true(usb_scanners_learn(f->scanners, &learned));
    assert_string_equal(learned.id.serial, "SYM0001");
    assert_int_equal(learned.settings.layout, KEY_LAYOUT_FR);
    usb_scanners_tell(f->scanners, &learned, bus_loop_now_ms(&f->loop));
    send(f->device, &code);
    expect_scan(f, "AZQ12345");
}

static void a_held_scanner_is_busy(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape shape = emulated_scanner_shape();
    struct usb_known known = known_as(ROLE_SCANNER, KEY_LAYOUT_US);

    f->device = emulated_plug(f->usb, &shape);
    emulated_hold(f->device, true);
    open_driver(f, &known);
    assert_int_equal(only_state(f), SCANNER_BUSY);
    assert_non_null(strstr(usb_scanner_state_sentence(SCANNER_BUSY), "autre programme"));
    emulated_hold(f->device, false);
    usb_bus_rescan(f->loop.bus, bus_loop_now_ms(&f->loop));
    assert_int_equal(only_state(f), SCANNER_READING);
}

static void with_the_scanner_idle_no_timer_is_armed(void **state)
{
    struct fixture *f = *state;
    struct typing whole = typing_of(KEY_LAYOUT_US, "96385074", "\r");

    plug_and_open(f, KEY_LAYOUT_US);
    send(f->device, &whole);
    expect_scan(f, "96385074");
    assert_int_equal(usb_bus_deadline_ms(f->loop.bus, bus_loop_now_ms(&f->loop)), -1);
}

static void without_any_device_nothing_wakes_the_loop(void **state)
{
    struct fixture *f = *state;

    open_driver(f, NULL);
    usb_bus_handle(f->loop.bus, bus_loop_now_ms(&f->loop)); /* libusb's own word that it is open */
    assert_int_equal(usb_bus_deadline_ms(f->loop.bus, bus_loop_now_ms(&f->loop)), -1);
    assert_int_equal(poll(f->loop.fds, (nfds_t)f->loop.count, 0), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_layout_and_suffix_is_read),
        TEST(the_laptops_keyboard_is_never_taken),
        TEST(a_scanner_of_the_same_model_is_not_the_one_that_was_meant),
        TEST(the_kernel_gets_its_scanner_back),
        TEST(two_hundred_scans_are_all_there_and_in_order),
        TEST(two_scanners_are_not_mixed_up),
        TEST(unplugged_in_mid_scan_leaves_nothing_and_replugged_it_reads),
        TEST(empty_and_garbage_reports_do_no_harm),
        TEST(an_empty_report_does_not_repeat_the_one_before),
        TEST(a_point_of_sale_scanner_is_taken_unasked),
        TEST(a_point_of_sale_scanner_that_nobody_has_is_asked_itself),
        TEST(a_tablet_is_not_touched),
        TEST(the_card_teaches_layout_and_device),
        TEST(a_held_scanner_is_busy),
        TEST(with_the_scanner_idle_no_timer_is_armed),
        TEST(without_any_device_nothing_wakes_the_loop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
