/*
 * A gun that types: text → the boot keyboard reports a gun set to some layout would send, press
 * and release for each character.
 */
#ifndef TESTS_SUPPORT_TYPING_H
#define TESTS_SUPPORT_TYPING_H

#include "drivers/key_layout.h"

#include <stddef.h>

enum { TYPED_REPORT_BYTES = 8, TYPED_REPORTS_MAX = 256 };

struct typing {
    unsigned char reports[TYPED_REPORTS_MAX][TYPED_REPORT_BYTES];
    int count;
};

/* The reports of `text` (ASCII) and of `suffix` ("\r", "\t", "\n", "\r\n", ""). */
struct typing typing_of(enum key_layout layout, const char *text, const char *suffix);

/* The same from the keypad for digits. */
struct typing typing_of_keypad(const char *digits, const char *suffix);

void typing_press(struct typing *typing, unsigned char modifiers, unsigned char usage);
void typing_release(struct typing *typing);

#endif
