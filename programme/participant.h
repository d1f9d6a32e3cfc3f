/*
 * A person of the group. The till and the figures know her by badge; the name
 * to call her by is plain; everything else told at the intake is a sheet that
 * the book keeps sealed. Asylum, health, origin and religion are never fields.
 */
#ifndef PROGRAMME_PARTICIPANT_H
#define PROGRAMME_PARTICIPANT_H

#include "base/day.h"
#include "base/text.h"
#include "programme/sheet.h"
#include "programme/stay.h"

enum {
    PARTICIPANTS_MAX = 30, /* groups are 3 to 15; room for a class that visits */
    BADGE_MAX = 16,        /* 1..15 characters */
    NAME_MAX_BYTES = TEXT_ROOM(63),
};

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
