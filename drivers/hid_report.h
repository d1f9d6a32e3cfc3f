/*
 * Where things are in the reports of a HID device: its report descriptor read
 * (HID 1.11, 6.2.2), and reports taken apart with it. Pure, and safe on any bytes.
 *
 * Only what a till needs: keys of a keyboard (usage page 7) and decoded codes of
 * a point-of-sale scanner (usage page 0x8C).
 */
#ifndef DRIVERS_HID_REPORT_H
#define DRIVERS_HID_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HID_KEYS_MAX = 6, HID_REPORT_MAX = 1024, HID_DESCRIPTOR_MAX = 4096 };

enum hid_kind { HID_OTHER, HID_KEYBOARD, HID_SCANNER };

struct hid_report {
    enum hid_kind kind;
    int report_id; /* first byte of the report; 0 = reports have none */
    /* All offsets count bits from the start of the report, its number included; -1 = not there. */
    int modifiers_bit, keys_bit, key_count; /* HID_KEYBOARD: 8 flags; key_count bytes */
    int length_bit, length_size;            /* HID_SCANNER: byte count, and its width in bits */
    int data_bit, data_bytes;
    int symbology_bit; /* three bytes, "]E0" without or with "]" */
    int continued_bit; /* one flag: the code goes on in the next report */
};

struct hid_keys {
    unsigned char modifiers;
    unsigned char usages[HID_KEYS_MAX]; /* 0 = no key */
    int count;
};

struct hid_code {
    unsigned char bytes[HID_REPORT_MAX];
    size_t length;
    char symbology[4]; /* "]E0", or "" when the report does not say */
    bool continued;
};

/* Modifiers, a reserved byte, six keys: what every boot keyboard sends (HID 1.11, B.1). */
struct hid_report hid_report_boot_keyboard(void);

/* The first keyboard or scanner that the descriptor describes; kind HID_OTHER when there is none.
 */
struct hid_report hid_report_of(const unsigned char *descriptor, size_t length);

/* False: not a report of that kind, too short, or another report number. */
bool hid_report_keys(const struct hid_report *layout, const unsigned char *report, size_t length,
                     struct hid_keys *out);
bool hid_report_code(const struct hid_report *layout, const unsigned char *report, size_t length,
                     struct hid_code *out);

#endif
