/*
 * The value of one spreadsheet cell as a person would write it into a CSV file.
 * Pure, and without binary fractions: what Excel stored are decimal digits.
 */
#ifndef BASE_XLSX_CELL_H
#define BASE_XLSX_CELL_H

#include <stdbool.h>
#include <stddef.h>

enum cell_style { CELL_PLAIN, CELL_DATE, CELL_TIME, CELL_PERCENT };
enum { CELL_TEXT_MAX = 48 };

/* What a number format shows: built-in by its number, else by its code ("dd/mm/yyyy", "0%"). */
enum cell_style cell_style_of(int format, const char *code);

/*
 * `number` as XML has it ("3.017620422003E12") in `style`: "3017620422003",
 * "2026-11-26", "2026-11-26 10:02:05", "10:02:05", "5.5%". Dates count from 1900,
 * or from 1904 with `is_1904`. False: not a number, or no date; `out` is untouched.
 */
bool cell_number(const char *number, enum cell_style style, bool is_1904, char out[CELL_TEXT_MAX]);

/* "BC12" -> 54 (from 0); −1 when it is no reference. */
int cell_column(const char *reference);

#endif
