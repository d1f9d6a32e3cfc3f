/*
 * The settings of a session by key, as `flashcoop set` and the screens write
 * them. Those of the till are records of the journal; dates, days and modules
 * belong to the programme, where a correction after the session asks for a
 * reason.
 */
#ifndef POS_SETTING_H
#define POS_SETTING_H

#include "ledger/till.h"
#include "ledger/venue.h"
#include "programme/programme_store.h"

#define DAY_CUT_SETTING "day-cut"

struct setting_change {
    const char *key;
    const char *value;
    const char *reason; /* NULL or "" none */
};

/* ERR_USAGE: no such key. Nothing changes after a failure. */
bool setting_change(struct till *till, const struct setting_change *change,
                    struct err *err) MUST_CHECK;

enum { SETTING_TEXT_MAX = 2048 };

/* One row a setting; those of the accounts (account.USE) are rows of the chart. */
struct setting_kind {
    const char *key; /* as it is typed, in every language */
    bool (*read)(const struct setting_kind *kind, struct till *till,
                 char *out /* SETTING_TEXT_MAX */, struct err *err); /* NULL: it is not shown */
    bool (*change)(const struct setting_kind *kind, struct till *till,
                   const struct setting_change *change, struct err *err);
    bool is_number;
    const char *otherwise;     /* as long as nobody chose; NULL: nothing */
    const struct field *field; /* of struct session, NULL: it lies elsewhere */
};

/* In the order in which they are shown; NULL past the last. */
const struct setting_kind *setting_kind_at(int i);

/*
 * Record days and modules in one transaction; `what` says the change in words.
 * ERR_CLOSED: the session is done and there is no reason.
 */
bool setting_put_calendar(struct till *till, const struct calendar *calendar,
                          const struct setting_change *change, struct err *err) MUST_CHECK;

/* Where that till sells; "" = at the venue of the session. In the caller's transaction. */
bool setting_put_till_venue(struct till *till, char letter, const char *venue,
                            struct err *err) MUST_CHECK;

/* Days more or fewer, as long as none is being lived: ERR_CLOSED. */
bool setting_change_length(struct till *till, struct calendar *calendar, int count,
                           struct err *err) MUST_CHECK;

/* What a form of the session holds beside the till's own settings. */
enum { SETTING_WORD_MAX = 8 };
struct session_settings {
    struct session session;
    char tongue[SETTING_WORD_MAX];  /* second language of papers, "" none */
    char booklet[SETTING_WORD_MAX]; /* "a4", "a5", "fold" */
    char colour[SETTING_WORD_MAX];  /* of papers, "#1a6b3c"; "" ours */
    char own_venue[NAME_MAX_TEXT];  /* of this till, "" that of the session */
    int day_count;
};

bool setting_read_session(struct till *till, struct session_settings *out,
                          struct err *err) MUST_CHECK;
/* All of them or none. ERR_CLOSED: the days are being lived, or VAT no longer changes. */
bool setting_put_session(struct till *till, const struct session_settings *settings,
                         struct err *err) MUST_CHECK;

#endif
