/*
 * Keyboard layouts: which character a key gives.
 *
 * A scanner that plays a keyboard sends positions (HID usage page 7), not
 * characters; what they mean depends on the layout the gun was set to, which
 * only the gun knows. Two layouts are met here: US and French AZERTY.
 */
#ifndef DRIVERS_KEY_LAYOUT_H
#define DRIVERS_KEY_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

enum key_layout { KEY_LAYOUT_US, KEY_LAYOUT_FR };

/* Bits of the first byte of a boot keyboard report (HID 1.11, appendix B.1). */
enum {
    KEY_LEFT_CONTROL = 0x01,
    KEY_LEFT_SHIFT = 0x02,
    KEY_LEFT_ALT = 0x04,
    KEY_RIGHT_CONTROL = 0x10,
    KEY_RIGHT_SHIFT = 0x20,
    KEY_RIGHT_ALT = 0x40,
};

/* Usages with a meaning of their own. */
enum {
    KEY_ROLL_OVER = 0x01, /* 1..3: the keyboard lost count */
    KEY_ERROR_LAST = 0x03,
    KEY_ENTER = 0x28,
    KEY_TAB = 0x2B,
    KEY_CAPS_LOCK = 0x39,
    KEY_PAD_ENTER = 0x58,
    KEY_PAD_ONE = 0x59,
    KEY_PAD_ZERO = 0x62,
};

/*
 * The character of `usage` (0..255) under `modifiers`; 0 when it gives none. With `caps_lock`
 * letters change case, and in French the digit row gives digits, as guns set to French expect.
 */
uint32_t key_layout_character(enum key_layout layout, int usage, unsigned modifiers,
                              bool caps_lock);

/*
 * What a gun meant: a character that the machine's layout `read_as` made of a key press, given
 * back as the character that `sent_as` has on that key. 0: `read_as` cannot type it.
 */
uint32_t key_layout_remap(enum key_layout read_as, enum key_layout sent_as, uint32_t character);

#endif
