/*
 * The till: everything that a screen or a command may record, one durable
 * transaction each. Screens and `flashcoop sell` call these same functions.
 *
 * A function that fails has recorded nothing and changed nothing that it was
 * given, unless its comment says so.
 */
#ifndef LEDGER_TILL_H
#define LEDGER_TILL_H

#include "ledger/product.h"
#include "ledger/role.h"
#include "ledger/sale.h"
#include "ledger/session.h"

enum { BOOK_APPLICATION_ID = 0x464C4350, BOOK_VERSION = 1, PARKED_MAX = 20, PARK_NAME_MAX = 25 };

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
    struct actor actor; /* who acts now */
    bool in_batch;
    struct journal_head batch_real; /* heads before the batch */
    struct journal_head batch_practice;
    bool is_older_copy; /* the program has seen a newer head of this book */
    bool lost_key;      /* the till had another key: a new one is announced */
    bool notice_is_due; /* is_older_copy is not in the journal yet */
};

/*
 * Make the tables of the ledger in a new book and record the session's first
 * settings under till `letter`. `keyring_folder` NULL = the user's own.
 */
bool till_found(struct db *db, const struct session *session, char letter, struct clock clock,
                const char *keyring_folder, struct err *err) MUST_CHECK;

/* Open the till of a book. `db` must outlive it. ERR_TAMPERED, ERR_STORAGE. */
bool till_open(struct till *out, struct db *db, struct clock clock, const char *keyring_folder,
               struct err *err) MUST_CHECK;
void till_close(struct till *till); /* accepts a zeroed one */

/*
 * Who acts from now on: a role with its PIN ("" where none is set), or a badge
 * with `tutor` "" or a role. ERR_FORBIDDEN: wrong PIN, which the journal records.
 */
bool till_sign_in(struct till *till, const char *operator, const char * tutor, const char *pin,
                  struct err *err) MUST_CHECK;
/* ERR_FORBIDDEN when the actor may not; ERR_CLOSED after the session closing, but for the host. */
bool till_check(const struct till *till, enum action action, struct err *err) MUST_CHECK;

struct journal *till_journal(struct till *till); /* of sales now: real or practice */
struct moment till_now(const struct till *till);

/*
 * Many facts in one transaction (imports): between begin and end every function
 * below takes part in it. `keep` false, or a failed commit, undoes all of them.
 */
bool till_batch_begin(struct till *till, struct err *err) MUST_CHECK;
bool till_batch_end(struct till *till, bool keep, struct err *err) MUST_CHECK;

/* One recording of others in this folder: begin, write through the journal, end. */
bool till_write_begin(struct till *till, struct err *err) MUST_CHECK;
bool till_write_end(struct till *till, bool good, struct err *err) MUST_CHECK;

/* -- Building a ticket; nothing is recorded, except a line dropped after the total was shown. -- */

struct till_item {
    thousandths quantity; /* ONE_PIECE for one */
    bool price_is_typed;
    cents price;
    struct discount discount;
};

/* ERR_NOT_FOUND: no such product. ERR_INPUT: use-by date passed. ERR_FORBIDDEN: discount too big.
 */
bool till_add(struct till *till, struct ticket *ticket, const char *code,
              const struct till_item *item, struct err *err) MUST_CHECK;
/* By barcode or, failing that, by code: what a scanner or a tag gives. */
bool till_scan(struct till *till, struct ticket *ticket, const char *barcode,
               struct err *err) MUST_CHECK;
/* An article that no product describes, at a typed price; flagged for the evening list. */
bool till_add_unknown(struct till *till, struct ticket *ticket, const char *label, cents price,
                      basis_points rate, struct err *err) MUST_CHECK;
bool till_drop(struct till *till, struct ticket *ticket, int line, struct err *err) MUST_CHECK;
bool till_discount(struct till *till, struct ticket *ticket, int line, struct discount discount,
                   struct err *err) MUST_CHECK; /* line 0 = the whole ticket */
bool till_void(struct till *till, struct ticket *ticket, struct err *err) MUST_CHECK;

/*
 * A refund ticket for lines of a recorded sale: `quantities[i]` of line i + 1,
 * 0 for none; NULL = all that is left. Exact: all partial refunds of a line sum
 * to the line. ERR_INPUT: more than is left, or nothing left.
 */
bool till_refund(struct till *till, const char *chain, int64_t number,
                 const thousandths *quantities, struct ticket *out, struct err *err) MUST_CHECK;

/* -- Recording. -- */

struct sold {
    char chain[2];
    int64_t number;
    cents gross;
    cents change;
};

/*
 * Record a ticket that ticket_is_paid(): durable when true is returned. The
 * caller then starts a new ticket. ERR_INPUT: not paid. ERR_CLOSED.
 */
bool till_sell(struct till *till, const struct ticket *ticket, struct sold *out,
               struct err *err) MUST_CHECK;

/* "Wrong, do again": refund of the whole original and its paid replacement, both or neither. */
bool till_replace(struct till *till, const struct ticket *refund, const struct ticket *again,
                  struct sold *refunded, struct sold *out, struct err *err) MUST_CHECK;

struct parked_name {
    char name[PARK_NAME_MAX];
    int64_t time; /* UTC seconds */
};
bool till_park(struct till *till, const char *name, const struct ticket *ticket,
               struct err *err) MUST_CHECK;
bool till_resume(struct till *till, const char *name, struct ticket *out,
                 struct err *err) MUST_CHECK; /* and takes it out of the list */
bool till_list_parked(struct till *till, struct parked_name out[PARKED_MAX], int *count,
                      struct err *err) MUST_CHECK;

/* Float: `amount` is what lies in the drawer at the start; -1 = what the last count left. */
bool till_set_float(struct till *till, cents amount, struct err *err) MUST_CHECK;
/* amount > 0 both ways; `is_in` false takes it out. ERR_INPUT: no reason, more than the drawer. */
bool till_move_cash(struct till *till, bool is_in, cents amount, const char *reason,
                    struct err *err) MUST_CHECK;
bool till_open_drawer(struct till *till, const char *reason, struct err *err) MUST_CHECK;

/* Practice ("école"): sales go to their own chain until it is left. `tutor` may be "". */
bool till_set_practice(struct till *till, bool on, const char *tutor, struct err *err) MUST_CHECK;

bool till_put_product(struct till *till, const struct product *product, struct err *err) MUST_CHECK;
bool till_move_stock(struct till *till, const char *code, thousandths quantity, const char *reason,
                     struct err *err) MUST_CHECK;
bool till_put_session(struct till *till, const struct session *session, struct err *err) MUST_CHECK;
bool till_set_pin(struct till *till, enum role role, const char *pin, struct err *err) MUST_CHECK;

/* A record that carries only words: print, export, import, X, a refusal that matters. */
bool till_note(struct till *till, enum record_kind kind, const char *subject, const char *detail,
               int64_t amount, struct err *err) MUST_CHECK;

#endif
