/* One cell of a table that people made: readable, and not spoilt by a spreadsheet. */
#ifndef BASE_CELL_H
#define BASE_CELL_H

#include "base/err.h"

#include <stdbool.h>

/*
 * ERR_INPUT names the `column`: no clean UTF-8, and of a file that `is_from_people`, a long number
 * that was shortened ("3,01762E+12") or an error of a formula ("#REF!").
 */
bool cell_check(const char *column, const char *text, bool is_from_people,
                struct err *err) MUST_CHECK;

#endif
