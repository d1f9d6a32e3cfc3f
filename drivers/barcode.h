/*
 * The numbers under the bars: EAN-8, EAN-13 and UPC-A with their check digit
 * (GS1 General Specifications, 7.9), and the codes that a shop makes for itself
 * (EAN-13 whose prefix is 20 to 29, which GS1 never gives to anyone).
 */
#ifndef DRIVERS_BARCODE_H
#define DRIVERS_BARCODE_H

#include "base/err.h"

#include <stdint.h>

enum { EAN13_TEXT_MAX = 14 };

enum barcode_kind {
    BARCODE_TEXT, /* anything else: Code 128, QR text, digits of another length */
    BARCODE_EAN8,
    BARCODE_UPCA,
    BARCODE_EAN13,
    BARCODE_WRONG, /* the length of a goods code, but its check digit does not fit */
};

/* The digit that follows `count` digits, as a character; weights 3 and 1 from the right. */
char barcode_check_digit(const char *digits, size_t count);

enum barcode_kind barcode_kind(const char *code);

/*
 * One spelling for one article: UPC-A becomes the EAN-13 that starts with 0, because scanners
 * send either. Other codes are copied. `out` holds `room` bytes, at least strlen(code) + 2.
 */
void barcode_normalise(const char *code, char *out, size_t room);

/* The in-store EAN-13 of article `number`: 20, ten digits, check digit. ERR_INPUT: not
 * 0..9999999999. */
bool barcode_make_store(int64_t number, char out[EAN13_TEXT_MAX], struct err *err) MUST_CHECK;

/* A valid EAN-13 with prefix 20 to 29. */
bool barcode_is_store(const char *code);

#endif
