/* A report descriptor read, and reports taken apart with it: whatever comes, no further. */
#include "drivers/hid_report.h"
#include "drivers/key_layout.h"
#include "tests/support/pos_scanner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

static void a_point_of_sale_descriptor_is_understood(void **state)
{
    struct hid_report report = hid_report_of(POS_DESCRIPTOR, POS_DESCRIPTOR_BYTES);

    (void)state;
    assert_int_equal(report.kind, HID_SCANNER);
    assert_int_equal(report.report_id, 2);
    assert_int_equal(report.length_bit, 8);
    assert_int_equal(report.symbology_bit, 16);
    assert_int_equal(report.data_bit, 40);
    assert_int_equal(report.data_bytes, 56);
    assert_int_equal(report.continued_bit, 61 * 8);
}

static void a_keyboard_descriptor_with_a_report_number_is_understood(void **state)
{
    static const unsigned char KEYBOARD[] = {
        0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0x85, 0x01, 0x05, 0x07, 0x19, 0xE0,
        0x29, 0xE7, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02,
        0x95, 0x01, 0x75, 0x08, 0x81, 0x03, 0x95, 0x06, 0x75, 0x08, 0x15, 0x00,
        0x25, 0x65, 0x05, 0x07, 0x19, 0x00, 0x29, 0x65, 0x81, 0x00, 0xC0,
    };
    struct hid_report report = hid_report_of(KEYBOARD, sizeof KEYBOARD);
    static const unsigned char SHIFT_ONE[9] = { 1, KEY_LEFT_SHIFT, 0, 0x1E };
    struct hid_keys keys;

    (void)state;
    assert_int_equal(report.kind, HID_KEYBOARD);
    assert_true(hid_report_keys(&report, SHIFT_ONE, sizeof SHIFT_ONE, &keys));
    assert_int_equal(keys.modifiers, KEY_LEFT_SHIFT);
    assert_int_equal(keys.usages[0], 0x1E);
    assert_int_equal(keys.count, 6);
}

static void a_mouse_is_neither(void **state)
{
    static const unsigned char MOUSE[] = { 0x05, 0x01, 0x09, 0x02, 0xA1, 0x01, 0x09, 0x01,
                                           0xA1, 0x00, 0x05, 0x09, 0x19, 0x01, 0x29, 0x03,
                                           0x95, 0x03, 0x75, 0x01, 0x81, 0x02, 0xC0, 0xC0 };

    (void)state;
    assert_int_equal(hid_report_of(MOUSE, sizeof MOUSE).kind, HID_OTHER);
    assert_int_equal(hid_report_of(MOUSE, 0).kind, HID_OTHER);
}

/* A fixed sequence of noise: whatever comes, the next true code is read. */
/* The bytes of the items that are there as a whole; none of these is a long one. */
static size_t whole_items(const unsigned char *descriptor, size_t length)
{
    static const size_t SIZES[] = { 0, 1, 2, 4 };
    size_t end = 0;

    while (end < length && end + 1 + SIZES[descriptor[end] & 3] <= length)
        end += 1 + SIZES[descriptor[end] & 3];
    return end;
}

/* An item that is cut is none: its other bytes are somebody else's. */
static void a_descriptor_is_read_to_its_end_and_no_further(void **state)
{
    (void)state;
    for (size_t length = 0; length <= POS_DESCRIPTOR_BYTES; length++) {
        struct hid_report cut = hid_report_of(POS_DESCRIPTOR, length);
        struct hid_report whole =
            hid_report_of(POS_DESCRIPTOR, whole_items(POS_DESCRIPTOR, length));

        assert_memory_equal(&cut, &whole, sizeof cut);
    }
}

/* The last bytes before a page that nobody may read. */
static unsigned char *edge_make(unsigned char **page, size_t length)
{
    size_t size = (size_t)sysconf(_SC_PAGESIZE);

    *page = mmap(NULL, 2 * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(*page != MAP_FAILED);
    assert_int_equal(mprotect(*page + size, size, PROT_NONE), 0);
    return *page + size - length;
}

/* Whatever a report promises, it is as long as it came. */
static void a_report_is_read_to_its_end_and_no_further(void **state)
{
    struct hid_report layout = hid_report_of(POS_DESCRIPTOR, POS_DESCRIPTOR_BYTES);
    struct hid_report keyboard = hid_report_boot_keyboard();
    unsigned char whole[POS_REPORT_BYTES];

    (void)state;
    pos_report(whole, "]E0", "4006381333931", true);
    whole[1] = 255; /* more than there is room for */
    for (size_t length = 0; length <= sizeof whole; length++) {
        unsigned char *page;
        unsigned char *report = edge_make(&page, length);
        struct hid_code code = { .length = 0 };
        struct hid_keys keys;

        memcpy(report, whole, length);
        assert_int_equal(hid_report_code(&layout, report, length, &code), length > 5);
        assert_int_equal(code.length, length > 61 ? 56 : length > 5 ? length - 5 : 0);
        assert_int_equal(hid_report_keys(&keyboard, report, length, &keys), length > 2);
        munmap(page, 2 * (size_t)sysconf(_SC_PAGESIZE));
    }
}

static void usages_without_end_do_no_harm(void **state)
{
    enum { BEFORE = 12, USAGES = 400 }; /* after the number of the report */
    unsigned char long_one[POS_DESCRIPTOR_BYTES + 2 * USAGES + 2];
    struct hid_report expected = hid_report_of(POS_DESCRIPTOR, POS_DESCRIPTOR_BYTES);
    struct hid_report found;
    unsigned char *out = long_one + BEFORE;

    (void)state;
    memcpy(long_one, POS_DESCRIPTOR, BEFORE);
    for (int i = 0; i < USAGES; i++) {
        *out++ = 0x09;
        *out++ = 0xFE;
    }
    *out++ = 0x81; /* of no bits at all */
    *out++ = 0x03;
    memcpy(out, POS_DESCRIPTOR + BEFORE, POS_DESCRIPTOR_BYTES - BEFORE);
    found = hid_report_of(long_one, sizeof long_one);
    assert_memory_equal(&found, &expected, sizeof found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_of_sale_descriptor_is_understood),
        cmocka_unit_test(a_keyboard_descriptor_with_a_report_number_is_understood),
        cmocka_unit_test(a_mouse_is_neither),
        cmocka_unit_test(a_descriptor_is_read_to_its_end_and_no_further),
        cmocka_unit_test(a_report_is_read_to_its_end_and_no_further),
        cmocka_unit_test(usages_without_end_do_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
