/*
 * The session: what is written at the head of every paper, and the rules that
 * the host chose. A setting that changes is a record of the journal.
 */
#ifndef LEDGER_SESSION_H
#define LEDGER_SESSION_H

#include "base/field.h"
#include "base/text.h"
#include "ledger/journal.h"

enum { NAME_MAX_TEXT = TEXT_ROOM(80), ADDRESS_MAX = TEXT_ROOM(160) };
enum { SIREN_MAX = 10, SIRET_MAX = 15, VAT_NUMBER_MAX = 21 };
enum { SESSION_CODE_MAX = 7 };

enum sector { SECTOR_OTHER, SECTOR_FOOD, SECTOR_TEXTILE };

enum contribution_base { BASE_NONE, BASE_NET_SALES, BASE_GROSS_MARGIN, BASE_RESULT };

/* What the host takes: rate × max(base, 0) half up, + fixed, then floor, then cap. */
struct contribution {
    enum contribution_base base;
    basis_points rate;
    cents fixed;
    cents floor; /* -1 none */
    cents cap;   /* -1 none */
};

struct session {
    char id[BOOK_ID_MAX]; /* 32 hexadecimal digits, made once */
    char name[NAME_MAX_TEXT];
    char host[NAME_MAX_TEXT];
    char siren[SIREN_MAX]; /* 9 digits, "" unknown */
    char siret[SIRET_MAX]; /* 14 digits, "" unknown */
    char vat_number[VAT_NUMBER_MAX];
    char address[ADDRESS_MAX];
    char place[NAME_MAX_TEXT];
    char venue[NAME_MAX_TEXT];
    char product[NAME_MAX_TEXT]; /* what is sold, in words */
    char code[SESSION_CODE_MAX]; /* A-Z 0-9, in the accounts; "" not chosen: session_code() */
    enum sector sector;
    bool vat_on;
    bool is_example; /* a published session filled with invented sales: said wherever it is shown */
    struct contribution contribution;
};

/* What people fill in, in the order of the book. */
/* clang-format off */
enum session_field {
    SESSION_NAME, SESSION_HOST, SESSION_SIREN, SESSION_SIRET, SESSION_VAT_NUMBER, SESSION_ADDRESS,
    SESSION_PLACE, SESSION_VENUE, SESSION_PRODUCT, SESSION_CODE, SESSION_VAT, SESSION_SECTOR,
    SESSION_FIELD_COUNT,
};
/* clang-format on */
extern const struct field SESSION_FIELDS[SESSION_FIELD_COUNT];

struct session session_init(void); /* VAT on, no contribution, the rest empty */

/* An exercise has its mark at the head of its name, hence on every screen and paper; it stays. */
#define EXERCISE_MARK "EXERCICE"
bool session_is_exercise(const struct session *session);

/* ERR_INPUT: no name, no host, a SIREN that is not nine digits with its key (Luhn). */
bool session_check(const struct session *session, struct err *err) MUST_CHECK;

/*
 * May the session be with VAT, or without, from now on? ERR_CLOSED: something
 * was sold or bought already, at amounts that hold VAT or not. ERR_INPUT: a
 * product has a rate, and there would be none.
 */
bool session_check_vat(struct db *db, bool vat_on, struct err *err) MUST_CHECK;

/*
 * The code of the session in the accounts: the one that was chosen, else four letters of its name
 * and two digits of the year in which the book was made ("MAMC26").
 */
bool session_code(struct db *db, const struct session *session, char out[SESSION_CODE_MAX],
                  struct err *err) MUST_CHECK;

/* May the code change? ERR_CLOSED: accounts were made with it. */
bool session_check_code(struct db *db, struct err *err) MUST_CHECK;

/* Read the settings of a book. ERR_STORAGE: incomplete. */
bool session_read(struct db *db, struct session *out, struct err *err) MUST_CHECK;

/* Record the settings that changed, all of them the first time; in the caller's transaction. */
struct setting_edit {
    const struct actor *actor;
    struct moment moment;
    const char *reason; /* of a correction, NULL or "" none: it stays in the record */
};
bool session_put(struct journal *journal, const struct session *session,
                 const struct setting_edit *edit, struct err *err) MUST_CHECK;

/*
 * Record one setting beside those of the session (`account.USE`), in the
 * caller's transaction; nothing when it is so already.
 */
bool setting_put(struct journal *journal, const char *key, const char *value,
                 const struct actor *actor, struct moment moment, struct err *err) MUST_CHECK;

/* "none", "net:10%", "margin:13.5%,fixed=5,floor=10,cap=100". ERR_INPUT otherwise. */
bool contribution_parse(const char *text, struct contribution *out, struct err *err) MUST_CHECK;
enum { CONTRIBUTION_TEXT_MAX = 200 };
void contribution_format(const struct contribution *contribution, char out[CONTRIBUTION_TEXT_MAX]);

/* Nine digits whose Luhn sum is a multiple of ten (INSEE). */
bool siren_is_good(const char *siren);

/* In the order of the enum. */
extern const struct field_word SECTORS[];

/*
 * One setting by key, "" when never set; `account.USE` is an account of the chart.
 * The rest of the program asks session_read() instead.
 */
bool setting_find(struct db *db, const char *key, char *out, size_t room,
                  struct err *err) MUST_CHECK;

#endif
