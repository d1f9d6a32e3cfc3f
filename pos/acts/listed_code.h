/*
 * Codes and barcodes as lists of products bring them: what a spreadsheet did to
 * their digits is named, never mended by guessing.
 */
#ifndef POS_LISTED_CODE_H
#define POS_LISTED_CODE_H

#include "ledger/product.h"

/*
 * Spaces between digits go ("3 017620 422003", as it is printed). ERR_INPUT: the check digit does
 * not fit, a zero of the start is lost, or it is a number with decimals.
 */
bool listed_barcode_check(char *barcode, struct err *err) MUST_CHECK;

/* "2-1" that became a day: "02-janv". */
bool listed_code_is_date(const char *code);

/* A code for what another till did not number: the same name gives the same one each time. */
void listed_code_make(const char *text, char out[CODE_MAX]);

#endif
