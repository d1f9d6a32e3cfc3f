/*
 * The code on a sheet that people fill by hand: it says what stands there.
 */
#ifndef PROGRAMME_SHEET_CODE_H
#define PROGRAMME_SHEET_CODE_H

#include "programme/house_code.h"
#include "programme/rating.h"

/* A sheet on which marks are written by hand. */
struct sheet_place {
    enum rater_kind kind; /* self, animator (the whole group), peer */
    int day;              /* 1..DAYS_MAX */
    int position;         /* of who is rated, or of the peer who rates; 0: the group */
};

/* 1..SHEET_SESSION_LAST, made of the session's id; two sessions seldom have the same. */
enum { SHEET_SESSION_LAST = 49999 };
int sheet_session(const char *id);
/* Of a sheet printed by another session, whose days and people are others; 0 is any. */
bool sheet_is_foreign(int session, const char *id);

void sheet_code(const struct sheet_place *place, int session, char out[HOUSE_CODE_MAX]);
/* False: it is no sheet's code. */
bool sheet_code_read(const char *code, struct sheet_place *out, int *session);

#endif
