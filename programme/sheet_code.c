#include "programme/sheet_code.h"

#include <assert.h>

enum { SHEET_PEOPLE_MAX = 1000, SHEET_DAYS = 1000, SHEET_TAIL = 100 };

static const int64_t SHEETS = INT64_C(9000000000);

/* 9, the kind, the day in three digits, the position in three, two zeros. */
void sheet_code(const struct sheet_place *place, char out[HOUSE_CODE_MAX])
{
    int64_t number = (int64_t)place->kind * SHEET_DAYS * SHEET_PEOPLE_MAX +
                     (int64_t)place->day * SHEET_PEOPLE_MAX + place->position;

    assert(place->day >= 1 && place->day < SHEET_DAYS && place->position >= 0 &&
           place->position < SHEET_PEOPLE_MAX);
    house_code_make(SHEETS + number * SHEET_TAIL, out);
}

bool sheet_code_read(const char *code, struct sheet_place *out)
{
    int64_t number = house_code_number(code) - SHEETS;
    int64_t kind;

    if (number < 0 || number % SHEET_TAIL != 0)
        return false;
    number /= SHEET_TAIL;
    kind = number / (SHEET_DAYS * SHEET_PEOPLE_MAX);
    if (kind > RATER_LOOKING_BACK || number / SHEET_PEOPLE_MAX % SHEET_DAYS == 0)
        return false;
    *out =
        (struct sheet_place){ (enum rater_kind)kind, (int)(number / SHEET_PEOPLE_MAX % SHEET_DAYS),
                              (int)(number % SHEET_PEOPLE_MAX) };
    return true;
}
