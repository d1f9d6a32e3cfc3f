#include "drivers/hid_report.h"

#include <string.h>

/* Short items, tag and type together (HID 1.11, 6.2.2.4 to 6.2.2.8), size bits cleared. */
enum {
    ITEM_INPUT = 0x80,
    ITEM_COLLECTION = 0xA0,
    ITEM_USAGE_PAGE = 0x04,
    ITEM_REPORT_SIZE = 0x74,
    ITEM_REPORT_ID = 0x84,
    ITEM_REPORT_COUNT = 0x94,
    ITEM_USAGE = 0x08,
    ITEM_USAGE_MINIMUM = 0x18,
    ITEM_LONG = 0xFE,
    INPUT_CONSTANT = 0x01,
};

#define PAGE(usage_page, usage) ((uint32_t)(usage_page) << 16 | (uint32_t)(usage))

static const uint32_t KEYBOARD = PAGE(0x01, 0x06), BYTE_COUNT = PAGE(0x01, 0x3B);
static const uint32_t MODIFIER_FIRST = PAGE(0x07, 0xE0);
static const uint32_t SCANNER = PAGE(0x8C, 0x02), BADGE_READER = PAGE(0x8C, 0x01);
static const uint32_t SYMBOLOGY_1 = PAGE(0x8C, 0xFB);
static const uint32_t DECODED = PAGE(0x8C, 0xFE), CONTINUED = PAGE(0x8C, 0xFF);

enum { USAGES_MAX = 16, REPORT_IDS_MAX = 256, FIELD_BITS_MAX = HID_REPORT_MAX * 8 };

struct parser {
    struct hid_report found;
    enum hid_kind application; /* of the collection we are in */
    uint32_t page;
    int size, count, id;
    uint32_t usages[USAGES_MAX]; /* since the last main item */
    int usage_count;
    int used_bits[REPORT_IDS_MAX]; /* of each report number so far */
};

static struct hid_report nothing(void)
{
    return (struct hid_report){ .kind = HID_OTHER,
                                .modifiers_bit = -1,
                                .keys_bit = -1,
                                .length_bit = -1,
                                .data_bit = -1,
                                .symbology_bit = -1,
                                .continued_bit = -1 };
}

struct hid_report hid_report_boot_keyboard(void)
{
    struct hid_report report = nothing();

    report.kind = HID_KEYBOARD;
    report.modifiers_bit = 0;
    report.keys_bit = 16;
    report.key_count = HID_KEYS_MAX;
    return report;
}

static void keyboard_field(struct parser *parser, uint32_t usage, int bit, int count)
{
    struct hid_report *found = &parser->found;

    if (usage == MODIFIER_FIRST && parser->size == 1 && count >= 8)
        found->modifiers_bit = bit;
    else if (parser->page == 0x07 && parser->size == 8 && found->keys_bit < 0) {
        found->keys_bit = bit;
        found->key_count = count < HID_KEYS_MAX ? count : HID_KEYS_MAX;
    }
}

/* One usage of a field: `bit` is where it starts. */
static void scanner_field(struct parser *parser, uint32_t usage, int bit, int count)
{
    struct hid_report *found = &parser->found;

    if (usage == BYTE_COUNT && parser->size <= 16) {
        found->length_bit = bit;
        found->length_size = parser->size;
    } else if (usage == SYMBOLOGY_1 && parser->size == 8) {
        found->symbology_bit = bit;
    } else if (usage == DECODED && parser->size == 8) {
        found->data_bit = bit;
        found->data_bytes = count;
    } else if (usage == CONTINUED && parser->size == 1) {
        found->continued_bit = bit;
    }
}

/*
 * Usages are dealt out one a value; the last one takes all values left. A keyboard's key array
 * has a range instead, whose first usage stands for it.
 */
static void input_usages(struct parser *parser, int bit)
{
    for (int i = 0; i < parser->usage_count && i < parser->count; i++) {
        bool last = i == parser->usage_count - 1;
        int count = last ? parser->count - i : 1;
        int at = bit + i * parser->size;

        if (parser->found.kind == HID_KEYBOARD)
            keyboard_field(parser, parser->usages[i], at, count);
        else
            scanner_field(parser, parser->usages[i], at, count);
    }
}

static void input_item(struct parser *parser, uint32_t flags)
{
    struct hid_report *found = &parser->found;
    int *used = &parser->used_bits[parser->id];
    int bit = *used + (parser->id ? 8 : 0);

    if (parser->size < 0 || parser->size > 32 || parser->count < 0 ||
        parser->count > FIELD_BITS_MAX || *used + parser->size * parser->count > FIELD_BITS_MAX)
        return;
    *used += parser->size * parser->count;
    if ((flags & INPUT_CONSTANT) || parser->application == HID_OTHER)
        return;
    /* The first report that says something is the one; others (media keys) are not ours. */
    if (found->kind == HID_OTHER) {
        found->kind = parser->application;
        found->report_id = parser->id;
    }
    if (found->kind == parser->application && found->report_id == parser->id)
        input_usages(parser, bit);
}

static void usage_item(struct parser *parser, uint32_t value, size_t size)
{
    uint32_t usage = size == 4 ? value : PAGE(parser->page, value);

    if (parser->usage_count < USAGES_MAX)
        parser->usages[parser->usage_count++] = usage;
}

static void collection_item(struct parser *parser, uint32_t type)
{
    uint32_t usage = parser->usage_count ? parser->usages[parser->usage_count - 1] : 0;

    if (type != 1) /* not an application */
        return;
    parser->application = usage == KEYBOARD                           ? HID_KEYBOARD
                          : usage == SCANNER || usage == BADGE_READER ? HID_SCANNER
                                                                      : HID_OTHER;
}

static void item_take(struct parser *parser, unsigned tag, uint32_t value, size_t size)
{
    switch (tag) {
    case ITEM_USAGE_PAGE: parser->page = value & 0xFFFF; return;
    case ITEM_REPORT_SIZE: parser->size = value > 64 ? -1 : (int)value; return;
    case ITEM_REPORT_COUNT: parser->count = value > FIELD_BITS_MAX ? -1 : (int)value; return;
    case ITEM_REPORT_ID: parser->id = (int)(value & 0xFF); return;
    case ITEM_USAGE:
    case ITEM_USAGE_MINIMUM: usage_item(parser, value, size); return;
    case ITEM_INPUT: input_item(parser, value); break;
    case ITEM_COLLECTION: collection_item(parser, value); break;
    default: break;
    }
    if ((tag & 0x0C) == 0) /* a main item ends the local ones */
        parser->usage_count = 0;
}

/* A scanner without its data, a keyboard without keys: not one. */
static bool is_whole(const struct hid_report *report)
{
    if (report->kind == HID_KEYBOARD)
        return report->keys_bit >= 0;
    return report->kind == HID_SCANNER && report->data_bit >= 0;
}

struct hid_report hid_report_of(const unsigned char *descriptor, size_t length)
{
    static const size_t SIZES[] = { 0, 1, 2, 4 };
    struct parser parser = { .found = nothing(), .application = HID_OTHER };

    for (size_t i = 0; i < length;) {
        unsigned prefix = descriptor[i];
        size_t size = SIZES[prefix & 3];
        uint32_t value = 0;

        if (prefix == ITEM_LONG) {
            i += 3 + (i + 1 < length ? descriptor[i + 1] : 0U);
            continue;
        }
        if (i + 1 + size > length)
            break;
        for (size_t byte = 0; byte < size; byte++)
            value |= (uint32_t)descriptor[i + 1 + byte] << (8 * byte);
        item_take(&parser, prefix & 0xFCU, value, size);
        i += 1 + size;
    }
    return is_whole(&parser.found) ? parser.found : nothing();
}

/* `size` bits from `bit`, little-endian; 0 beyond the end. */
static uint32_t bits_at(const unsigned char *report, size_t length, int bit, int size)
{
    uint32_t value = 0;

    for (int i = 0; i < size; i++) {
        size_t at = (size_t)(bit + i);

        if (at / 8 < length && (report[at / 8] >> (at % 8) & 1))
            value |= 1U << i;
    }
    return value;
}

static bool is_ours(const struct hid_report *layout, const unsigned char *report, size_t length)
{
    return length > 0 && (layout->report_id == 0 || report[0] == layout->report_id);
}

bool hid_report_keys(const struct hid_report *layout, const unsigned char *report, size_t length,
                     struct hid_keys *out)
{
    if (layout->kind != HID_KEYBOARD || !is_ours(layout, report, length) ||
        length * 8 < (size_t)layout->keys_bit + 8)
        return false;

    *out = (struct hid_keys){ .count = layout->key_count };
    if (layout->modifiers_bit >= 0)
        out->modifiers = (unsigned char)bits_at(report, length, layout->modifiers_bit, 8);
    for (int i = 0; i < layout->key_count; i++)
        out->usages[i] = (unsigned char)bits_at(report, length, layout->keys_bit + 8 * i, 8);
    return true;
}

/* Devices send the identifier as "]E0" or without the bracket, as "E0" and a zero. */
static void symbology_take(struct hid_code *code, const unsigned char *report, size_t length,
                           int bit)
{
    char bytes[3] = "";

    for (int i = 0; i < 3; i++)
        bytes[i] = (char)bits_at(report, length, bit + 8 * i, 8);
    if (bytes[0] == 0 || bytes[1] == 0)
        return;
    if (bytes[0] == ']')
        memcpy(code->symbology, bytes, 3);
    else
        memcpy(code->symbology, (char[3]){ ']', bytes[0], bytes[1] }, 3);
}

bool hid_report_code(const struct hid_report *layout, const unsigned char *report, size_t length,
                     struct hid_code *out)
{
    if (layout->kind != HID_SCANNER || !is_ours(layout, report, length) ||
        length * 8 < (size_t)layout->data_bit + 8)
        return false;

    size_t count =
        layout->data_bytes < HID_REPORT_MAX ? (size_t)layout->data_bytes : HID_REPORT_MAX;

    if (layout->length_bit >= 0) {
        size_t said = bits_at(report, length, layout->length_bit, layout->length_size);
        count = said < count ? said : count;
    }
    *out = (struct hid_code){ .length = 0 };
    out->continued =
        layout->continued_bit >= 0 && bits_at(report, length, layout->continued_bit, 1);
    if (layout->symbology_bit >= 0)
        symbology_take(out, report, length, layout->symbology_bit);
    for (size_t i = 0; i < count && (size_t)layout->data_bit / 8 + i < length; i++)
        out->bytes[out->length++] =
            (unsigned char)bits_at(report, length, layout->data_bit + 8 * (int)i, 8);
    /* Without a byte count the rest of the report is zero bytes. */
    while (layout->length_bit < 0 && out->length > 0 && out->bytes[out->length - 1] == 0)
        out->length--;
    return true;
}
