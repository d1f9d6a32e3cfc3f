/*
 * Barcodes of the house's own papers: 13 digits of the in-store range, check
 * digit included, so that every scanner on every keyboard reads them right.
 * Badges have the low numbers; sheets that people fill by hand have the high
 * ones, which say what stands on the sheet.
 */
#ifndef PROGRAMME_HOUSE_CODE_H
#define PROGRAMME_HOUSE_CODE_H

#include <stdint.h>

enum { HOUSE_CODE_MAX = 14, HOUSE_BADGE_LAST = 99999999 };

/* `number` 0..9999999999. */
void house_code_make(int64_t number, char out[HOUSE_CODE_MAX]);
/* −1: it is no code of the house. */
int64_t house_code_number(const char *code);

#endif
