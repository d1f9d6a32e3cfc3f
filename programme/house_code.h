/*
 * Barcodes of the house's own papers: 13 digits of the in-store range, check
 * digit included, so that every scanner on every keyboard reads them right.
 * Badges have the low numbers; sheets that people fill by hand have the high
 * ones, which say what stands on the sheet.
 */
#ifndef PROGRAMME_HOUSE_CODE_H
#define PROGRAMME_HOUSE_CODE_H

#include "programme/rating.h"

enum { HOUSE_CODE_MAX = 14, HOUSE_BADGE_LAST = 99999999 };

/* `number` 0..9999999999. */
void house_code_make(int64_t number, char out[HOUSE_CODE_MAX]);
/* −1: it is no code of the house. */
int64_t house_code_number(const char *code);

/* A sheet on which marks are written by hand. */
struct sheet_place {
    enum rater_kind kind; /* self, animator (the whole group), peer */
    int day;              /* 1..DAYS_MAX */
    int position;         /* of who is rated, or of the peer who rates; 0: the group */
};

void sheet_code(const struct sheet_place *place, char out[HOUSE_CODE_MAX]);
/* False: it is no sheet's code. */
bool sheet_code_read(const char *code, struct sheet_place *out);

#endif
