/*
 * What a person told before J1: a sheet that the book keeps sealed. Asylum,
 * health, origin and religion are never fields, nor are codes 12 to 16 of the
 * European fund.
 */
#ifndef PROGRAMME_SHEET_H
#define PROGRAMME_SHEET_H

#include "base/buf.h"
#include "base/field.h"

enum { SHEET_TEXT_MAX = TEXT_ROOM(200), SHEET_WORD_MAX = 24, SHEET_BYTES_MAX = 16384 };

/* "" or 0 = not said. Words of a list are kept as their code. */
struct sheet {
    int birth_year;                  /* 1900..2099, 0 = not said */
    char gender[SHEET_WORD_MAX];     /* as the person says it */
    char schooling[SHEET_WORD_MAX];  /* none primary lower_sec bac above_bac unknown */
    char employment[SHEET_WORD_MAX]; /* none job integration micro unknown */
    char territory[SHEET_WORD_MAX];  /* QPV ZRR near_QPV other unknown */
    char prescriber[SHEET_TEXT_MAX];
    char project[SHEET_TEXT_MAX];   /* yes no unknown, or the project in a few words */
    char languages[SHEET_TEXT_MAX]; /* spoken and read */
    char contact[SHEET_TEXT_MAX];
    char help[SHEET_TEXT_MAX];         /* reading, interpreter, access */
    char expectations[SHEET_TEXT_MAX]; /* in her own words */
    char contract[SHEET_TEXT_MAX];     /* number of her contract with the host */
    /* For the European fund; by file. */
    char birth_date[SHEET_WORD_MAX];
    char commune[SHEET_TEXT_MAX];
    char months_without_work[SHEET_WORD_MAX];
    char signed_on[SHEET_WORD_MAX]; /* the fund's questionnaire, on paper */
    char typed_on[SHEET_WORD_MAX];  /* the same, on the fund's site */
};

/* Its fields, in the order of files and papers; the last are the fund's. */
enum sheet_field {
    SHEET_BIRTH_YEAR,
    SHEET_GENDER,
    SHEET_SCHOOLING,
    SHEET_EMPLOYMENT,
    SHEET_TERRITORY,
    SHEET_PRESCRIBER,
    SHEET_PROJECT,
    SHEET_LANGUAGES,
    SHEET_CONTACT,
    SHEET_HELP,
    SHEET_EXPECTATIONS,
    SHEET_CONTRACT,
    SHEET_BIRTH_DATE,
    SHEET_ASKED = SHEET_BIRTH_DATE, /* what everybody is asked stands before */
    SHEET_COMMUNE,
    SHEET_MONTHS_WITHOUT_WORK,
    SHEET_SIGNED_ON,
    SHEET_TYPED_ON,
    SHEET_FIELD_COUNT,
};
extern const struct field SHEET_FIELDS[SHEET_FIELD_COUNT];

/* ERR_INPUT names the field and the words it takes. */
bool sheet_check(const struct sheet *sheet, struct err *err) MUST_CHECK;
bool sheet_is_empty(const struct sheet *sheet);
bool sheet_is_same(const struct sheet *one, const struct sheet *other);

/* `field: value` lines; the reverse ignores fields of a newer program. */
void sheet_put(const struct sheet *sheet, struct buf *out);
void sheet_take(struct sheet *out, const char *text);

#endif
