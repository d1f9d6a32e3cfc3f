/*
 * A person of the group. The till and the figures know her by badge; the name
 * to call her by is plain; everything else told at the intake is a sheet that
 * the book keeps sealed. Asylum, health, origin and religion are never fields.
 */
#ifndef PROGRAMME_PARTICIPANT_H
#define PROGRAMME_PARTICIPANT_H

#include "base/buf.h"
#include "base/day.h"
#include "base/text.h"
#include "programme/stay.h"

enum {
    PARTICIPANTS_MAX = 30, /* groups are 3 to 15; room for a class that visits */
    BADGE_MAX = 16,        /* 1..15 characters */
    NAME_MAX_BYTES = TEXT_ROOM(63),
    SHEET_TEXT_MAX = 200,
    SHEET_WORD_MAX = 24,
    SHEET_BYTES_MAX = 4096,
};

/* What a person told before J1. "" or 0 = not said. Words of a list are kept as their code. */
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
    /* For the European fund; by file. Its codes 12 to 16 are never fields. */
    char birth_date[SHEET_WORD_MAX];
    char commune[SHEET_TEXT_MAX];
    char months_without_work[SHEET_WORD_MAX];
    char signed_on[SHEET_WORD_MAX]; /* the fund's questionnaire, on paper */
    char typed_on[SHEET_WORD_MAX];  /* the same, on the fund's site */
};

/* Of the fields, those that the form asks: the first. The others come by file. */
enum { SHEET_ASKED = 12 };

struct participant {
    char badge[BADGE_MAX];
    int position;                     /* 1.. in the order of the list */
    char called_name[NAME_MAX_BYTES]; /* "" once erased */
    int stopped_day;                  /* last day she came before stopping; 0 = did not stop */
    struct stays stays;               /* when she is in the group */
    bool erased;                      /* she has no name any more: figures stay under the badge */
};

/* Awaited on that day: in the group, and not erased. */
bool participant_is_awaited(const struct participant *person, int day);

/*
 * Letters, digits, `-` and `_`, 1 to 15; not a word that means another rater
 * or a total (self, animator, host, peers, GROUP, ALL). ERR_INPUT otherwise.
 */
bool badge_check(const char *badge, struct err *err) MUST_CHECK;

/*
 * What the barcode of a badge says: 13 digits of the in-store range, check
 * digit included, so that every scanner on every keyboard reads it right.
 */
enum { BADGE_CODE_MAX = 14 };
void badge_code(int position, char out[BADGE_CODE_MAX]);
/* The position that code stands for; 0: it is no badge's code. */
int badge_code_position(const char *code);

/* The picture on the badge of that position: fifteen plain things, known everywhere. */
const char *pictogram_name(int position);

/* ERR_INPUT names the field and the words it takes. */
bool sheet_check(const struct sheet *sheet, struct err *err) MUST_CHECK;
bool sheet_is_empty(const struct sheet *sheet);
bool sheet_is_same(const struct sheet *one, const struct sheet *other);

/* `field: value` lines; the reverse ignores fields of a newer program. */
void sheet_put(const struct sheet *sheet, struct buf *out);
void sheet_take(struct sheet *out, const char *text);

/* Set a field by its name in files; false: no such field, or the text is too long. */
bool sheet_set(struct sheet *sheet, const char *name, const char *text);

/* Walk the fields: name and text of field `i`; NULL past the last. `scratch` holds a number. */
const char *sheet_field(const struct sheet *sheet, int i, const char **text, char scratch[12]);

/* What the person agrees to, each apart, dated, revocable. The right to the image is refused until
 * said. */
enum consent_use {
    CONSENT_IMAGE,     /* photographs and films */
    CONSENT_QUOTE,     /* sentences she said, in a report */
    CONSENT_FOLLOW_UP, /* being called in 4 to 6 months */
    CONSENT_SHARING,   /* her sheet seen by the host's adviser */
    CONSENT_COUNT,
};

struct consent {
    bool given;
    struct day decided; /* DAY_NONE: never asked, so refused */
    struct day revoked; /* DAY_NONE: stands */
};

const char *consent_word(enum consent_use use);
const char *consent_name(enum consent_use use);
bool consent_is_given(const struct consent *consent);

#endif
