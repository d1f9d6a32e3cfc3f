#include "programme/sheet_code.h"

#include <assert.h>

enum { PLACES = 32, DAYS = DAYS_MAX + 1, KINDS = RATER_LOOKING_BACK + 1 };
enum { COMBINED = KINDS * DAYS * PLACES };

static_assert((int)PARTICIPANTS_MAX < (int)PLACES, "each position has its number");
static_assert((int64_t)(SHEET_SESSION_LAST + 1) * COMBINED <= 1000000000, "nine digits hold it");

static const int64_t SHEETS = INT64_C(9000000000);

/* 0 for no id; else any byte of it counts. */
int sheet_session(const char *id)
{
    uint32_t sum = 2166136261u; /* FNV-1a */

    if (id[0] == '\0')
        return 0;
    for (const char *at = id; *at; at++)
        sum = (sum ^ (unsigned char)*at) * 16777619u;
    return (int)(sum % SHEET_SESSION_LAST) + 1;
}

bool sheet_is_foreign(int session, const char *id)
{
    return session != 0 && session != sheet_session(id);
}

/* 9, then session, kind, day and position as one number. */
void sheet_code(const struct sheet_place *place, int session, char out[HOUSE_CODE_MAX])
{
    int64_t number = ((int64_t)place->kind * DAYS + place->day) * PLACES + place->position;

    assert(place->day >= 1 && place->day < DAYS && place->position >= 0 &&
           place->position < PLACES && session <= SHEET_SESSION_LAST);
    house_code_make(SHEETS + (int64_t)session * COMBINED + number, out);
}

bool sheet_code_read(const char *code, struct sheet_place *out, int *session)
{
    int64_t number = house_code_number(code) - SHEETS;
    int day = (int)(number / PLACES % DAYS);

    if (number < 0 || day == 0 || number / COMBINED > SHEET_SESSION_LAST)
        return false;
    *out = (struct sheet_place){ (enum rater_kind)(number % COMBINED / PLACES / DAYS), day,
                                 (int)(number % PLACES) };
    *session = (int)(number / COMBINED);
    return true;
}
