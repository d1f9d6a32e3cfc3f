/*
 * numbers.csv: every line that was ever written for a host, as it was written.
 *
 * An entry keeps its number, its day of validation, its accounts, its piece
 * and its auxiliaries for good; new entries get the next numbers of their
 * exercise, without a gap. So a book added later changes no earlier line.
 */
#ifndef REPORTS_NUMBER_REGISTER_H
#define REPORTS_NUMBER_REGISTER_H

#include "base/buf.h"
#include "reports/accounts/account_line.h"

#define REGISTER_FILE "numbers.csv"

/* The lines of an earlier run, in the order of the file. ERR_INPUT: not a register. */
bool register_read(const char *path, struct account_lines *out, struct err *err) MUST_CHECK;
void register_put(const struct account_lines *lines, struct buf *out);

/* True when the register holds the entry of that line already. */
bool register_knows(const struct account_lines *lines, const struct account_line *line);

/*
 * Give `fresh` their numbers in `exercise`, `today` as day of validation, and an auxiliary to each
 * person and supplier ("P0001", "F0001": the prefix stands in `auxiliary`), and append them.
 */
bool register_take(struct account_lines *lines, struct account_lines *fresh, struct day today,
                   struct err *err) MUST_CHECK;

/* The code under which a book stands in the register, "" none; and whether another book has it. */
const char *register_code(const struct account_lines *lines, const char *book);
bool register_code_is_of_another(const struct account_lines *lines, const char *book,
                                 const char *code);

#endif
