/*
 * The right to the image and the voice, use by use: what each person said yes,
 * no or stop to, on which day, on which paper, and who signed. Events are
 * records of the journal and are only ever added; the last one counts (C. civ.
 * art. 9; GDPR art. 7). Nothing said is no.
 */
#ifndef LEDGER_IMAGE_RIGHT_H
#define LEDGER_IMAGE_RIGHT_H

#include "ledger/till.h"

enum image_use {
    IMAGE_ALBUM,   /* the group's own, on paper */
    IMAGE_STALL,   /* poster, labels */
    IMAGE_SITE,    /* of the host: the whole world sees it */
    IMAGE_SOCIAL,  /* networks: seen and copied */
    IMAGE_PRESS,   /* newspaper, radio, television */
    IMAGE_NETWORK, /* papers of the network of cooperatives */
    IMAGE_FILM,
    IMAGE_QUOTE, /* her sentences, without her name */
    IMAGE_USE_COUNT,
};

enum image_answer { IMAGE_YES, IMAGE_NO, IMAGE_STOP };

/* Of a minor both parents sign, and the young person (C. civ. art. 372-1). */
enum image_signer { SIGNER_PERSON, SIGNER_PARENT1, SIGNER_PARENT2, SIGNER_COUNT };

enum { IMAGE_PAPER_MAX = TEXT_ROOM(60), IMAGE_YEARS = 3 };

struct image_event {
    char badge[ACTOR_MAX];
    enum image_use use;
    enum image_answer answer;
    struct day day;
    struct day until; /* DAY_NONE: IMAGE_YEARS after `day` */
    enum image_signer by;
    char paper[IMAGE_PAPER_MAX]; /* where the signed paper is, "" not said */
};

const char *image_use_name(enum image_use use); /* for people */
bool image_use_parse(const char *text, enum image_use *out, struct err *err) MUST_CHECK;
bool image_answer_parse(const char *text, enum image_answer *out, struct err *err) MUST_CHECK;
bool image_signer_parse(const char *text, enum image_signer *out, struct err *err) MUST_CHECK;

/* Record an event, in the caller's batch. ERR_INPUT: an end before the day. */
bool image_put(struct till *till, const struct image_event *event, struct err *err) MUST_CHECK;

/* What is in force for one use on a day. */
struct image_right {
    bool asked; /* an event is there, whatever it says */
    bool given; /* everybody who has to sign said yes, and it lasts */
};
bool image_find(struct db *db, const char *badge, enum image_use use, struct day today,
                struct image_right *out, struct err *err) MUST_CHECK;

#endif
