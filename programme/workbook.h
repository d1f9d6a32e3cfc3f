/*
 * What the group works out and what is asked later: price sheets (J2),
 * recipes and batches (J4), questionnaires, and the calls of the cold review.
 * Products are named by their code at the till. See programme_store.h for
 * transactions.
 */
#ifndef PROGRAMME_WORKBOOK_H
#define PROGRAMME_WORKBOOK_H

#include "base/db.h"
#include "programme/calendar.h"
#include "programme/participant.h"
#include "programme/workshop.h"

bool workbook_price_sheet(struct db *db, const char *product, struct price_sheet *out, bool *found,
                          struct err *err) MUST_CHECK;
/* ERR_INPUT: the sheet cannot be solved. */
bool workbook_set_price_sheet(struct db *db, const char *product, const struct price_sheet *sheet,
                              struct err *err) MUST_CHECK;

enum { RECIPE_ITEMS_MAX = 30 };
struct recipe_item {
    char ingredient[TEXT_ROOM(60)];
    char quantity[24];  /* in words: "250 g" */
    int64_t cost_cents; /* for one making, >= 0 */
};
struct recipe {
    int count;
    struct recipe_item items[RECIPE_ITEMS_MAX];
};
bool workbook_recipe(struct db *db, const char *product, struct recipe *out,
                     struct err *err) MUST_CHECK;
/* Replaces the whole recipe. ERR_INPUT: an ingredient without a name, a negative cost. */
bool workbook_set_recipe(struct db *db, const char *product, const struct recipe *recipe,
                         struct err *err) MUST_CHECK;
int64_t recipe_cost_cents(const struct recipe *recipe);

/* ERR_INPUT: batch_check(), or the lot exists already for that product. */
bool workbook_add_batch(struct db *db, const struct batch *batch, struct err *err) MUST_CHECK;
/*
 * The batch of that product and lot as it is from now on; its lot stays. ERR_NOT_FOUND, or as for a
 * new one.
 */
bool workbook_correct_batch(struct db *db, const struct batch *batch, struct err *err) MUST_CHECK;
typedef void batch_fn(void *context, const struct batch *batch);
bool workbook_each_batch(struct db *db, batch_fn *each, void *context, struct err *err) MUST_CHECK;

/* Answers in words to the questions of programme/questionnaire.h. */
enum { OPINION_WORDS_MAX = 1000 }; /* bytes, with the end */
struct opinion {
    const char *moment;     /* "hot" or "cold" */
    const char *respondent; /* "animator", "partner:2", a badge */
    const char *question;   /* its id */
    const char *words;
};
/* ERR_INPUT: nothing is said, too much, or not clean text. */
bool opinion_check(const struct opinion *opinion, struct err *err) MUST_CHECK;
bool workbook_add_opinion(struct db *db, const struct opinion *opinion, struct err *err) MUST_CHECK;
/* Replaces what that respondent said to that question; "" takes it away. */
bool workbook_put_opinion(struct db *db, const struct opinion *opinion, struct err *err) MUST_CHECK;
/* "" when nothing was said. */
bool workbook_opinion(struct db *db, const char *respondent, const char *question,
                      char out[OPINION_WORDS_MAX], struct err *err) MUST_CHECK;
typedef void opinion_fn(void *context, const struct opinion *opinion);
bool workbook_each_opinion(struct db *db, opinion_fn *each, void *context,
                           struct err *err) MUST_CHECK;

/* An attempt to reach someone 4 to 6 months later. */
struct follow_up_call {
    char badge[BADGE_MAX];
    struct day date;
    char channel[16]; /* telephone, online, letter, visit */
    char result[16];  /* answered, no-answer, refused, lost */
};
enum call_field { CALL_BADGE, CALL_DATE, CALL_CHANNEL, CALL_RESULT, CALL_FIELD_COUNT };
extern const struct field CALL_FIELDS[CALL_FIELD_COUNT];

bool workbook_add_call(struct db *db, const struct follow_up_call *call,
                       struct err *err) MUST_CHECK;
/* Calls of one person, oldest first. */
typedef void call_fn(void *context, const struct follow_up_call *call);
bool workbook_each_call(struct db *db, const char *badge, call_fn *each, void *context,
                        struct err *err) MUST_CHECK;

/* Where the cold review of one person stands on a day. */
enum follow_up_state {
    FOLLOW_UP_UNDATED, /* the session has no dates yet */
    FOLLOW_UP_WAITING, /* the window is not open */
    FOLLOW_UP_DUE,     /* in the window, not answered */
    FOLLOW_UP_LATE,    /* the window is over, not answered */
    FOLLOW_UP_ANSWERED,
    FOLLOW_UP_REFUSED,
    FOLLOW_UP_LOST, /* cannot be reached any more */
};
struct follow_up {
    enum follow_up_state state;
    int attempts;
};
bool workbook_follow_up(struct db *db, const char *badge, struct follow_up_window window,
                        struct day today, struct follow_up *out, struct err *err) MUST_CHECK;
const char *follow_up_word(enum follow_up_state state); /* for files */
const char *follow_up_name(enum follow_up_state state); /* for people */

#endif
