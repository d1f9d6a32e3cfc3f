#include "pos/acts/setting.h"

#include "base/lang.h"
#include "pos/acts/act.h"
#include "base/text.h"
#include "ledger/account.h"
#include "ledger/billing/document.h"
#include "ledger/book_days.h"
#include "pos/acts/dates.h"
#include "programme/format.h"
#include "programme/small_cells.h"
#include "reports/slips/logo.h"
#include "pos/acts/scanned.h"
#include "pos/acts/session_step.h"
#include "reports/catalogue/session_papers.h"
#include "reports/papers/statement_choice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text of the session by its key: a macro, for C names no member in a function. */
/* Each version of the formatter lays out the braces of a macro in its own way. */
/* clang-format off */
#define WORD(key, field) \
    { key, offsetof(struct session, field), sizeof((struct session *)NULL)->field }
/* clang-format on */

/* The key is the option of `new` without its dashes. */
static const struct word {
    const char *key;
    size_t offset;
    size_t room;
} WORDS[] = {
    WORD("name", name),
    WORD("host", host),
    WORD("siren", siren),
    WORD("siret", siret),
    WORD("vat-number", vat_number),
    WORD("address", address),
    WORD("place", place),
    WORD("venue", venue),
    WORD("product", product),
    WORD("code", code),
};

static const char ACCOUNT[] = "account.";

const char *setting_text_key(int i)
{
    return i < (int)COUNT_OF(WORDS) ? WORDS[i].key : NULL;
}

const char *setting_text(const struct session *session, int i)
{
    return (const char *)session + WORDS[i].offset;
}

static bool vat_parse(const char *value, bool *out, struct err *err)
{
    if (strcmp(value, "on") != 0 && strcmp(value, "off") != 0)
        return err_fail(err, ERR_INPUT, _("vat %.20s : on ou off."), value);
    *out = strcmp(value, "on") == 0;
    return true;
}

static bool session_change(struct till *till, const struct setting_change *change, struct err *err)
{
    struct session session = till->session;
    const char *key = change->key;
    bool found = false;

    for (size_t i = 0; i < COUNT_OF(WORDS) && !found; i++)
        if (strcmp(WORDS[i].key, key) == 0) {
            if (!text_copy((char *)&session + WORDS[i].offset, WORDS[i].room, change->value, key,
                           err))
                return false;
            found = true;
        }
    if (strcmp(key, "sector") == 0)
        found = sector_parse(change->value, &session.sector, err);
    if (strcmp(key, "contribution") == 0)
        found = contribution_parse(change->value, &session.contribution, err);
    if (strcmp(key, "vat") == 0)
        found = vat_parse(change->value, &session.vat_on, err);
    if (!found)
        return err_fail(err, ERR_USAGE, _("%.40s : réglage inconnu : voir flashcoop set BOOK"),
                        key);
    return till_put_session(till, &session, err);
}

bool setting_put_calendar(struct till *till, const struct calendar *calendar,
                          const struct setting_change *change, struct err *err)
{
    char what[128];
    const struct act act = { ACTION_SET_UP, what, change->reason, false };

    snprintf(what, sizeof what, "%s %.60s", change->key, change->value);
    return act_begin(till, &act, err) &&
           till_write_end(till, programme_set_calendar(till->db, calendar, err), err);
}

static bool count_parse(const char *text, int *out, struct err *err)
{
    char *end;
    long number = strtol(text, &end, 10);

    if (end == text || *end != '\0' || number < 0 || number > DAYS_MAX)
        return err_fail(err, ERR_INPUT, _("« %.20s » : un nombre de jours, en chiffres."), text);
    *out = (int)number;
    return true;
}

/* Once days are being lived their number stands: a date may move, a day no longer goes. */
static bool length_change(struct till *till, struct calendar *calendar, int count, struct err *err)
{
    enum session_state state;

    if (!programme_state(till->db, &state, err))
        return false;
    if (state != SESSION_PREPARED && count != calendar->day_count)
        return err_fail(err, ERR_CLOSED, _("Le nombre de jours ne change plus."));
    return calendar_resize(calendar, count, err);
}

/* Days that stay keep their dates. */
static bool format_change(struct till *till, const struct calendar *calendar,
                          const struct setting_change *change, struct err *err)
{
    struct format format;
    enum session_state state;

    if (!format_find(change->value, &format, err) || !programme_state(till->db, &state, err))
        return false;
    if (state != SESSION_PREPARED)
        return err_fail(err, ERR_CLOSED, _("La session est ouverte : elle garde son format."));
    format_keep_dates(&format, calendar);
    return setting_put_calendar(till, &format.calendar, change, err);
}

static bool days_change(struct till *till, const struct setting_change *change, struct err *err)
{
    struct calendar calendar;
    struct day dates[DAYS_MAX];
    int number = 0;
    bool good;

    if (!programme_calendar(till->db, &calendar, err))
        return false;
    if (strcmp(change->key, "dates") == 0) {
        good = dates_parse(change->value, dates, &number, err) &&
               length_change(till, &calendar, number, err) &&
               calendar_set_dates(&calendar, dates, number, err);
        return good && setting_put_calendar(till, &calendar, change, err);
    }
    if (strcmp(change->key, "format") == 0)
        return format_change(till, &calendar, change, err);
    if (!count_parse(change->value, &number, err))
        return false;
    if (strcmp(change->key, "days") == 0)
        good = length_change(till, &calendar, number, err);
    else if (strcmp(change->key, "creation-last") == 0)
        good = calendar_set_modules(&calendar, number, calendar.sale_day, err);
    else
        good = calendar_set_modules(&calendar, calendar.creation_last, number, err);
    return good && setting_put_calendar(till, &calendar, change, err);
}

/* When an accounting day ends; a change counts from the next Z. */
static bool day_cut_change(struct till *till, const char *value, struct err *err)
{
    int cut_min;

    if (!till_check(till, ACTION_SET_UP, err) || !day_cut_parse(value, &cut_min, err) ||
        !till_write_begin(till, err))
        return false;
    return till_write_end(
        till, setting_put(&till->real, DAY_CUT_SETTING, value, &till->actor, till_now(till), err),
        err);
}

/* "plain" or "printed": the words of the impact statements. */
static bool statements_change(struct till *till, const char *value, struct err *err)
{
    struct statements statements;
    enum statement_words words;

    if (!statement_words_parse(value, &words))
        return err_fail(err, ERR_INPUT, _("« %.20s » : les phrases sont plain ou printed."), value);
    statements_load(&statements);
    return statement_choice_put(till, &statements, words, err);
}

static bool is_of_days(const char *key)
{
    static const char *const KEYS[] = { "dates", "days", "creation-last", "sale-day", "format" };

    for (size_t i = 0; i < COUNT_OF(KEYS); i++)
        if (strcmp(key, KEYS[i]) == 0)
            return true;
    return false;
}

static bool booklet_read(struct till *till, char out[SETTING_WORD_MAX], struct err *err)
{
    if (!setting_find(till->db, BOOKLET_SETTING, out, SETTING_WORD_MAX, err))
        return false;
    if (out[0] == '\0')
        snprintf(out, SETTING_WORD_MAX, "a4");
    return true;
}

bool setting_read_session(struct till *till, struct session_settings *out, struct err *err)
{
    struct calendar calendar;
    enum tongue tongue = TONGUE_FR;
    bool has_tongue = false;

    if (!programme_calendar(till->db, &calendar, err) ||
        !programme_second_tongue(till->db, &tongue, &has_tongue, err))
        return false;
    *out = (struct session_settings){ .session = till->session, .day_count = calendar.day_count };
    snprintf(out->tongue, sizeof out->tongue, "%s", has_tongue ? tongue_code(tongue) : "");
    return booklet_read(till, out->booklet, err);
}

/* Inside a transaction: days beyond the new length go, unless something was recorded there. */
static bool length_put(struct till *till, int day_count, struct err *err)
{
    struct calendar calendar;

    return programme_calendar(till->db, &calendar, err) &&
           (calendar.day_count == day_count || (length_change(till, &calendar, day_count, err) &&
                                                programme_set_calendar(till->db, &calendar, err)));
}

static bool booklet_put(struct till *till, const char *value, struct err *err)
{
    char before[SETTING_WORD_MAX];

    if (strcmp(value, "a4") != 0 && strcmp(value, "a5") != 0)
        return err_fail(err, ERR_INPUT, _("« %.20s » : le livret est en a4 ou en a5."), value);
    return booklet_read(till, before, err) &&
           (strcmp(before, value) == 0 ||
            setting_put(&till->real, BOOKLET_SETTING, value, &till->actor, till_now(till), err));
}

bool setting_put_session(struct till *till, const struct session_settings *settings,
                         struct err *err)
{
    struct session before = till->session;

    if (!till_batch_begin(till, err))
        return false;

    bool good = till_put_session(till, &settings->session, err) &&
                programme_set_second_tongue(till->db, settings->tongue, err) &&
                length_put(till, settings->day_count, err) &&
                booklet_put(till, settings->booklet, err);

    good = till_batch_end(till, good, err) && good;
    if (!good)
        till->session = before;
    return good;
}

/* "second-language": "ar", "en", "prs" or "none"; "booklet": "a4" or "a5". */
static bool paper_change(struct till *till, const struct setting_change *change, struct err *err)
{
    struct session_settings settings;
    bool is_tongue = strcmp(change->key, "second-language") == 0;
    const char *value = is_tongue && strcmp(change->value, "none") == 0 ? "" : change->value;

    return setting_read_session(till, &settings, err) &&
           text_copy(is_tongue ? settings.tongue : settings.booklet, SETTING_WORD_MAX, value,
                     change->key, err) &&
           setting_put_session(till, &settings, err);
}

/* Services: whether VAT is due with the invoice, and the words of the late penalty. */
static bool services_change(struct till *till, const struct setting_change *change, struct err *err)
{
    char value[LABEL_MAX];

    if (strcmp(change->key, VAT_DEBITS_SETTING) == 0 && strcmp(change->value, "on") != 0 &&
        strcmp(change->value, "off") != 0)
        return err_fail(err, ERR_INPUT, _("%s %.20s : on ou off."), change->key, change->value);
    if (!text_copy(value, sizeof value, change->value, change->key, err) ||
        !till_check(till, ACTION_SET_UP, err) || !till_batch_begin(till, err))
        return false;

    bool good = setting_put(&till->real, change->key, value, &till->actor, till_now(till), err);

    return till_batch_end(till, good, err) && good;
}

static bool small_cells_change(struct till *till, const char *value, struct err *err)
{
    int limit;

    if (!small_cells_parse(value, &limit))
        return err_fail(err, ERR_INPUT, _("small-cells %.20s : 3, 5 ou 11 personnes."), value);
    if (!till_check(till, ACTION_SET_UP, err) || !till_batch_begin(till, err))
        return false;

    bool good =
        setting_put(&till->real, SMALL_CELLS_SETTING, value, &till->actor, till_now(till), err);

    return till_batch_end(till, good, err) && good;
}

bool colour_read(struct db *db, char out[COLOUR_TEXT_MAX], struct err *err)
{
    return setting_find(db, COLOUR_SETTING, out, COLOUR_TEXT_MAX, err);
}

static bool colour_change(struct till *till, const char *value, struct err *err)
{
    struct ink ignored;

    if (strcmp(value, "none") == 0)
        value = "";
    if (!accent_parse(value, &ignored, err) || !till_check(till, ACTION_SET_UP, err) ||
        !till_batch_begin(till, err))
        return false;

    bool good = setting_put(&till->real, COLOUR_SETTING, value, &till->actor, till_now(till), err);

    return till_batch_end(till, good, err) && good;
}

bool setting_change(struct till *till, const struct setting_change *change, struct err *err)
{
    enum session_state state;

    if (strncmp(change->key, ACCOUNT, strlen(ACCOUNT)) == 0)
        return account_put(till, change->key + strlen(ACCOUNT), change->value, err);
    if (strcmp(change->key, "state") == 0)
        return session_state_parse(change->value, &state, err) &&
               session_step_take(till, state, err);
    if (strcmp(change->key, "second-language") == 0 || strcmp(change->key, "booklet") == 0)
        return paper_change(till, change, err);
    if (strcmp(change->key, DAY_CUT_SETTING) == 0)
        return day_cut_change(till, change->value, err);
    if (strcmp(change->key, "statements") == 0)
        return statements_change(till, change->value, err);
    if (strcmp(change->key, VAT_DEBITS_SETTING) == 0 ||
        strcmp(change->key, LATE_PENALTY_SETTING) == 0)
        return services_change(till, change, err);
    if (strcmp(change->key, SMALL_CELLS_SETTING) == 0)
        return small_cells_change(till, change->value, err);
    if (strcmp(change->key, SCALE_SETTING) == 0)
        return scale_change(till, change->value, err);
    if (strcmp(change->key, "colour") == 0)
        return colour_change(till, change->value, err);
    if (strcmp(change->key, "logo") == 0)
        return logo_change(till, change->value, err);
    return is_of_days(change->key) ? days_change(till, change, err)
                                   : session_change(till, change, err);
}
