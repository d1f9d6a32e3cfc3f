/*
 * The till of a book: opened, who acts at it, and its transactions. What may
 * be recorded there is in ledger/till.h.
 */
#ifndef LEDGER_TILL_BOOK_H
#define LEDGER_TILL_BOOK_H

#include "ledger/product.h"
#include "ledger/role.h"
#include "ledger/sale.h"
#include "ledger/session.h"

enum { BOOK_APPLICATION_ID = 0x464C4350, BOOK_VERSION = 3, PARKED_MAX = 20, PARK_NAME_MAX = 25 };
enum { DAY_CUT_DEFAULT_MIN = 5 * 60 };

/* What this machine saw of a chain and the book lacks: see ledger/older_copy.h. */
struct missing_head {
    struct seen_head head; /* seq 0: nothing is missing */
    int64_t last_ticket;   /* the highest number that was given, in any state seen */
    bool is_news;          /* not yet in the journal */
};

struct till {
    struct db *db; /* borrowed */
    struct clock clock;
    struct keyring keyring;
    struct crypto_signer *signer;
    struct session session;
    char letter;             /* this file's own till, 'A'..'Z' */
    struct journal real;     /* chain 'A' */
    struct journal practice; /* chain 'a' */
    bool is_practice;        /* sales go to the practice chain: FACTICE */
    bool session_is_closed;
    int day_cut_min;    /* minutes after midnight at which an accounting day begins */
    struct actor actor; /* who acts now */
    /* Why what is recorded now puts something right: asked after the session closing, and for what
     * looks wrong. Set by whoever asked, "" else. */
    char correction[LABEL_MAX];
    bool in_batch;
    struct journal_head batch_real; /* heads before the batch */
    struct journal_head batch_practice;
    bool is_older_copy;             /* the program has seen a newer head of this book */
    bool lost_key;                  /* the till had another key: a new one is announced */
    bool stays;                     /* and a person said so: see ledger/elsewhere.h */
    bool notice_is_due;             /* is_older_copy is not in the journal yet */
    bool notice_is_new;             /* it is, by the transaction at hand */
    struct missing_head missing[2]; /* of the real and the practice chain */
    struct seen_head witness[2];    /* what the witness held when this till last looked */
    bool is_reader;                 /* of a book opened for reading: nothing can be recorded */
    /* Refuses a sentence with the name of a person; NULL: whoever opened the book knows nobody. */
    bool (*names_check)(struct db *db, const char *text, struct err *err);
    bool left_unnoted; /* of a reader: something that is a record was made all the same */
};

/*
 * Make the tables of the ledger in a new book and record the session's first
 * settings under till `letter`. `keyring_folder` NULL = the user's own.
 */
bool till_found(struct db *db, const struct session *session, char letter, struct clock clock,
                const char *keyring_folder, struct err *err) MUST_CHECK;

/*
 * Open the till of a book; nobody acts yet. `db` must outlive it; opened for reading, it makes a
 * till that reads. ERR_TAMPERED, ERR_STORAGE.
 */
bool till_open(struct till *out, struct db *db, struct clock clock, const char *keyring_folder,
               struct err *err) MUST_CHECK;
/* After ledger/upgrade: the journal says that it goes on in the present form. */
bool till_upgrade(struct till *till, struct err *err) MUST_CHECK;
void till_close(struct till *till); /* accepts a zeroed one */

/*
 * Who acts from now on: a role with its PIN ("" where none is set), or a badge
 * with `tutor` "" or a role. ERR_FORBIDDEN: wrong PIN, which the journal records.
 */
bool till_sign_in(struct till *till, const char *who, const char *tutor, const char *pin,
                  struct err *err) MUST_CHECK;
/* The session is closed for what is done now: practice goes on. */
bool till_is_over(const struct till *till);
/* ERR_CLOSED: nothing is sold any more. */
bool till_check_selling(const struct till *till, struct err *err) MUST_CHECK;

/* ERR_FORBIDDEN when nobody signed in, or the actor may not; ERR_CLOSED after the session closing,
 * but for the host. */
bool till_check(const struct till *till, enum action action, struct err *err) MUST_CHECK;

/* What people type and the journal keeps for ever names nobody by more than a badge. ERR_INPUT. */
bool till_check_words(const struct till *till, const char *text, struct err *err) MUST_CHECK;
/* What moves the result: after the session closing only with a `reason`, else ERR_REASON. */
bool till_check_correction(const struct till *till, const char *reason, struct err *err) MUST_CHECK;

/* Whether who acts may set that role's PIN. */
bool till_check_pin(const struct till *till, enum role role, struct err *err) MUST_CHECK;

/* A float, a count: what a day begins and ends with. ERR_CLOSED once the session is closed. */
bool till_check_drawer(const struct till *till, struct err *err) MUST_CHECK;

/* Which session and which till, whatever the name and place of the file: "0123…cdef-A". */
enum { TILL_KEY_MAX = BOOK_ID_MAX + 2 };
void till_key(const struct till *till, bool practice, char out[TILL_KEY_MAX]);

struct journal *till_journal(struct till *till); /* of sales now: real or practice */
struct moment till_now(const struct till *till);
struct day till_day(const struct till *till); /* the accounting day of now */

/*
 * Many facts in one transaction (imports): between begin and end every function
 * below takes part in it. `keep` false, or a failed commit, undoes all of them.
 */
bool till_batch_begin(struct till *till, struct err *err) MUST_CHECK;
bool till_batch_end(struct till *till, bool keep, struct err *err) MUST_CHECK;

/* One recording of others in this folder: begin, write through the journal, end. */
bool till_write_begin(struct till *till, struct err *err) MUST_CHECK;
bool till_write_end(struct till *till, bool good, struct err *err) MUST_CHECK;

#endif
