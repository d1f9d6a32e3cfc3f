/*
 * One file of sales that both tills took: a sale of a file is sold once, by its key in it. The
 * first till alone takes such files now; books of earlier programs may hold one all the same.
 */
#ifndef LEDGER_SAME_FILE_H
#define LEDGER_SAME_FILE_H

#include "base/db.h"

enum { SAME_FILE_TEXT_MAX = 200 };

/*
 * What `theirs` sold of a file in `chain` after `after_seq`, and `ours` did as well: a sentence
 * with the first of them and how many they are, "" none.
 */
bool same_file_find(struct db *ours, struct db *theirs, const char *chain, int64_t after_seq,
                    char out[SAME_FILE_TEXT_MAX], struct err *err) MUST_CHECK;

#endif
