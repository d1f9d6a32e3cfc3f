/*
 * The numbers under the bars: EAN-8, EAN-13, UPC-A, UPC-E and GTIN-14 with their check digit
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
    BARCODE_UPCE,   /* eight digits that fit no EAN-8: a UPC-A without its zeros */
    BARCODE_GTIN14, /* a case of goods, or an EAN with zeros before it */
    BARCODE_WRONG,  /* the length of a goods code, but its check digit does not fit */
};

/* The digit that follows `count` digits, as a character; weights 3 and 1 from the right. */
char barcode_check_digit(const char *digits, size_t count);

enum barcode_kind barcode_kind(const char *code);

/* The EAN-13 of the eight digits of a UPC-E, whose check digit is that of the UPC-A. False: none.
 */
bool barcode_expand(const char *upce, char out[EAN13_TEXT_MAX]);

/*
 * One spelling for one article: UPC-A and UPC-E become the EAN-13 that starts with 0, a GTIN-14 of
 * single pieces the EAN-13 or EAN-8 in it, because scanners send any of them. Other codes are
 * copied. `out` holds `room` bytes, at least EAN13_TEXT_MAX and strlen(code) + 2.
 */
void barcode_normalise(const char *code, char *out, size_t room);

/* The in-store EAN-13 of article `number`: 20, ten digits, check digit. ERR_INPUT: not
 * 0..9999999999. */
bool barcode_make_store(int64_t number, char out[EAN13_TEXT_MAX], struct err *err) MUST_CHECK;

#endif
