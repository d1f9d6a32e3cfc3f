/* Reports of a gun gone mad: no crash, and every code that comes out is clean text. */
#include "base/text.h"
#include "drivers/scanner.h"
#include "drivers/wedge.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void judge(const struct scan *scan)
{
    if (scan->text[0] == '\0' || !text_is_clean(scan->text))
        abort();
}

/* The first byte says how long the report descriptor is; then reports, each after its length. */
static void feed(struct scanner *scanner, const uint8_t *data, size_t size)
{
    struct scan scan;
    int64_t now_ms = 0;

    for (size_t i = 0; i < size;) {
        size_t length = data[i] % 66;

        now_ms += data[i] / 66 * 60;
        i++;
        if (length > size - i)
            length = size - i;
        scanner_feed(scanner, data + i, length, now_ms);
        i += length;
        while (scanner_take(scanner, &scan))
            judge(&scan);
    }
    scanner_tick(scanner, now_ms + SCAN_SILENCE_MS);
    while (scanner_take(scanner, &scan))
        judge(&scan);
}

static void type(const uint8_t *data, size_t size)
{
    static struct wedge wedge;
    struct scan scan;
    uint32_t character;

    wedge_init(&wedge, WEDGE_GUESS);
    for (size_t i = 0; i < size; i++) {
        wedge_feed(&wedge, data[i] ? data[i] : 1, (int64_t)i * (data[0] % 40));
        while (wedge_take_typed(&wedge, &character)) {
        }
        if (wedge_take_scan(&wedge, &scan))
            judge(&scan);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct scanner scanner;
    size_t descriptor = size > 0 ? data[0] : 0;

    if (size == 0)
        return 0;
    data++;
    size--;
    if (descriptor > size)
        descriptor = size;
    scanner_init(&scanner, scanner_settings_usual(), hid_report_of(data, descriptor));
    feed(&scanner, data + descriptor, size - descriptor);
    scanner_init(&scanner,
                 (struct scanner_settings){ KEY_LAYOUT_FR, SCAN_SILENCE_MS, SUFFIX_UNKNOWN },
                 hid_report_boot_keyboard());
    feed(&scanner, data, size);
    type(data, size);
    return 0;
}
