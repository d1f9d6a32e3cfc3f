/*
 * Who stands around the group: animators, guests and the organisations that
 * help, by name, role and day. A slot says when: a day, and the clock or both
 * half-days. Telephone and e-mail are for the team, on no public paper; a name
 * stands on a public one only with `publish`.
 */
#ifndef PROGRAMME_PARTNER_H
#define PROGRAMME_PARTNER_H

#include "base/buf.h"
#include "base/db.h"
#include "base/text.h"
#include "programme/calendar.h"

enum {
    PARTNERS_MAX = 40,
    PARTNER_KEY_MAX = 24, /* 1..23 characters */
    PARTNER_NAME_MAX = TEXT_ROOM(80),
    PARTNER_CONTACT_MAX = 120,
    PARTNER_SLOTS_MAX = 60,
    PARTNER_LOGO_MAX = 200 * 1024, /* bytes */
    PARTNER_WORDS_MAX = 160,       /* all roles of one, as words */
};

enum partner_kind {
    PARTNER_ANIMATOR,
    PARTNER_GUEST,
    PARTNER_ORGANISATION,
    PARTNER_KIND_COUNT,
};

/* Bits of `roles`, in the order of the words in files. */
/* clang-format off */
enum partner_role {
    PARTNER_PRESCRIBE, PARTNER_ANIMATE, PARTNER_SUPPORT, PARTNER_PRODUCE,
    PARTNER_COMMUNICATE, PARTNER_BANK, PARTNER_ACCOUNT, PARTNER_PLACE,
    PARTNER_VENUE, PARTNER_FUND, PARTNER_LEND, PARTNER_OTHER,
    PARTNER_ROLE_COUNT,
};
/* clang-format on */

enum { DAY_END_MIN = 24 * 60 };

struct partner_slot {
    int day;   /* from 1 */
    int start; /* minutes after midnight, 0..1440 */
    int end;   /* likewise, after `start`; both 0: the half-days as planned */
};

/* "" = not said. */
struct partner {
    char key[PARTNER_KEY_MAX];
    enum partner_kind kind;
    char name[PARTNER_NAME_MAX];         /* "" once erased */
    char organisation[PARTNER_NAME_MAX]; /* key of another one, or free */
    char job[PARTNER_NAME_MAX];
    unsigned roles; /* one bit for each enum partner_role */
    char email[PARTNER_CONTACT_MAX];
    char phone[PARTNER_CONTACT_MAX];
    bool inside;  /* works for the host */
    bool signs;   /* the trainer who signs the sheet */
    bool publish; /* agrees to the name on public papers */
    bool has_logo;
    int slot_count;
    struct partner_slot slots[PARTNER_SLOTS_MAX]; /* by day and time */
};

/* Large: keep it off the stack. */
struct partners {
    int count;
    struct partner list[PARTNERS_MAX]; /* in the order in which they came */
};

/* On the heap, to be freed; NULL with `err` set. */
struct partners *partners_open(struct db *db, struct err *err) MUST_CHECK;

int partners_find(const struct partners *partners, const char *key); /* −1 nobody */

/* Letters, digits, `-` and `_`: what other rows and papers name it by. */
bool partner_key_check(const char *key, struct err *err) MUST_CHECK;
/* ERR_INPUT: no name, a slot outside of `calendar`, one that ends before it begins. Sorts slots. */
bool partner_check(struct partner *partner, const struct calendar *calendar,
                   struct err *err) MUST_CHECK;

/*
 * Instead of what stood under that key, or at the end of the list. Checked before. `logo` NULL
 * leaves the one that is there. ERR_INPUT: the list is full.
 */
bool partner_put(struct db *db, const struct partner *partner, const struct buf *logo,
                 struct err *err) MUST_CHECK;
bool partner_remove(struct db *db, const char *key, struct err *err) MUST_CHECK;
/* Name, e-mail, telephone, logo and words go; the key, roles and days stay for the figures. */
bool partner_erase(struct db *db, const char *key, struct err *err) MUST_CHECK;
/* E-mail and telephone of all. */
bool partners_forget(struct db *db, struct err *err) MUST_CHECK;
/* A partner of this key pays with European money: its logo, the emblem, is on every paper. */
#define PARTNER_EMBLEM_KEY "ue"

/* The PNG into `out`, which stays empty when there is none. */
bool partner_logo(struct db *db, const char *key, struct buf *out, struct err *err) MUST_CHECK;

const char *partner_kind_word(enum partner_kind kind);
bool partner_kind_parse(const char *word, enum partner_kind *out);
const char *partner_kind_name(enum partner_kind kind);
bool partner_role_parse(const char *word, size_t length, enum partner_role *out);
const char *partner_role_name(enum partner_role role);
bool partner_has_role(const struct partner *partner, enum partner_role role);

/* "prescribe;bank", as in files. */
void partner_roles_format(unsigned roles, char out[PARTNER_WORDS_MAX]);
/* "1;2;7": each day once. */
void partner_days_format(const struct partner *partner, char *out, size_t room);
/* There on that day, in that half of it (12:30 parts them). */
bool partner_is_there(const struct partner *partner, int day, enum half half);
/* Minutes of all slots; one without a clock is as long as the day is planned. */
int64_t partner_minutes(const struct partner *partner, const struct calendar *calendar);
/* The organisation by its name: of the key that stands there, or the free text. */
const char *partner_house(const struct partners *partners, const struct partner *partner);

#endif
