/*
 * The first visible sheet of an .xlsx workbook as rows of text (ECMA-376): numbers
 * as their fifteen digits, dates by the style of their cell as ISO, percents with
 * their sign. What is larger than any list of a stall is refused before it is unpacked.
 */
#ifndef BASE_XLSX_H
#define BASE_XLSX_H

#include "base/rows.h"

enum {
    XLSX_FILE_MAX = 1 << 26, /* bytes of the file */
    XLSX_PART_MAX = 1 << 28, /* bytes of one part, unpacked */
    XLSX_TEXT_MAX = 1 << 26, /* bytes of the texts that cells share */
    XLSX_ROWS_MAX = 1 << 20,
};

/* A ZIP, or the older .xls, which xlsx_rows() refuses by name. */
bool xlsx_is_book(const char *bytes, size_t length);

/* Hand every row to `rows`. What is wrong with the workbook is a fault there. Always true. */
bool xlsx_rows(const char *bytes, size_t length, struct rows *rows);

#endif
