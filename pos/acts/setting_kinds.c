/* One row a setting: how it is read, and how it is changed. */
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
#include "reports/figures/fact_box.h"
#include "reports/figures/label_words.h"
#include "reports/figures/public_figures.h"
#include "reports/figures/training_lines.h"
#include "reports/print/accent.h"
#include "reports/slips/logo.h"
#include "pos/acts/scanned.h"
#include "pos/machine/spoken.h"
#include "pos/acts/session_step.h"
#include "reports/catalogue/session_data.h"
#include "reports/papers/statement_choice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char ACCOUNT[] = "account.";

static bool word_read(const struct setting_kind *kind, struct till *till, char *out,
                      struct err *err)
{
    (void)err;
    field_get(kind->field, &till->session, out);
    return true;
}

static bool word_change(const struct setting_kind *kind, struct till *till,
                        const struct setting_change *change, struct err *err)
{
    struct session session = till->session;

    return field_set(kind->field, &session, change->value, err) &&
           till_put_session(till, &session, err);
}

/* Where nobody chose one, the code is made of the name. */
static bool code_read(const struct setting_kind *kind, struct till *till, char *out,
                      struct err *err)
{
    (void)kind;
    return session_code(till->db, &till->session, out, err);
}

static bool contribution_read(const struct setting_kind *kind, struct till *till, char *out,
                              struct err *err)
{
    (void)kind;
    (void)err;
    contribution_format(&till->session.contribution, out);
    return true;
}

static bool contribution_change(const struct setting_kind *kind, struct till *till,
                                const struct setting_change *change, struct err *err)
{
    struct session session = till->session;

    (void)kind;
    return contribution_parse(change->value, &session.contribution, err) &&
           till_put_session(till, &session, err);
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

static bool days_change(const struct setting_kind *kind, struct till *till,
                        const struct setting_change *change, struct err *err)
{
    struct calendar calendar;
    struct day dates[DAYS_MAX];
    int number = 0;
    bool good;

    (void)kind;
    if (!programme_calendar(till->db, &calendar, err))
        return false;
    if (strcmp(change->key, "dates") == 0) {
        good = dates_parse(change->value, dates, &number, err) &&
               setting_change_length(till, &calendar, number, err) &&
               calendar_set_dates(&calendar, dates, number, err);
        return good && setting_put_calendar(till, &calendar, change, err);
    }
    if (strcmp(change->key, "format") == 0)
        return format_change(till, &calendar, change, err);
    if (!count_parse(change->value, &number, err))
        return false;
    if (strcmp(change->key, "days") == 0)
        good = setting_change_length(till, &calendar, number, err);
    else if (strcmp(change->key, "creation-last") == 0)
        good = calendar_set_modules(&calendar, number, calendar.sale_day, err);
    else
        good = calendar_set_modules(&calendar, calendar.creation_last, number, err);
    return good && setting_put_calendar(till, &calendar, change, err);
}

/* When an accounting day ends; a change counts from the next Z. */
static bool stored_read(const struct setting_kind *kind, struct till *till, char *out,
                        struct err *err)
{
    if (!setting_find(till->db, kind->key, out, SETTING_TEXT_MAX, err))
        return false;
    if (out[0] == '\0' && kind->otherwise)
        snprintf(out, SETTING_TEXT_MAX, "%s", kind->otherwise);
    return true;
}

static bool day_cut_change(const struct setting_kind *kind, struct till *till,
                           const struct setting_change *change, struct err *err)
{
    int cut_min;

    if (!till_check(till, ACTION_SET_UP, err) || !day_cut_parse(change->value, &cut_min, err) ||
        !till_write_begin(till, err))
        return false;
    return till_write_end(
        till, setting_put(&till->real, kind->key, change->value, &till->actor, till_now(till), err),
        err);
}

/* "plain" or "printed": the words of the impact statements. */
static bool statements_change(const struct setting_kind *kind, struct till *till,
                              const struct setting_change *change, struct err *err)
{
    struct statements statements;
    enum statement_words words;

    (void)kind;
    if (!statement_words_parse(change->value, &words))
        return err_fail(err, ERR_INPUT, _("« %.20s » : les phrases sont plain ou printed."),
                        change->value);
    statements_load(&statements);
    return statement_choice_put(till, &statements, words, err);
}

static bool statements_read(const struct setting_kind *kind, struct till *till, char *out,
                            struct err *err)
{
    struct statements statements;
    struct statement_choice choice;

    (void)kind;
    statements_load(&statements);
    if (!statement_choice_read(till->db, &statements, &choice, err))
        return false;
    snprintf(out, SETTING_TEXT_MAX, "%s", statement_words_word(choice.words));
    return true;
}

static bool days_read(const struct setting_kind *kind, struct till *till, char *out,
                      struct err *err)
{
    struct calendar calendar;

    if (!programme_calendar(till->db, &calendar, err))
        return false;
    if (strcmp(kind->key, "dates") == 0)
        fact_box_format_dates(&calendar, out);
    else
        snprintf(out, SETTING_TEXT_MAX, "%d",
                 strcmp(kind->key, "days") == 0            ? calendar.day_count
                 : strcmp(kind->key, "creation-last") == 0 ? calendar.creation_last
                                                           : calendar.sale_day);
    return true;
}

/* "second-language": "ar", "en", "prs" or "none"; "booklet": "a4", "a5" or "fold". */
static bool paper_change(const struct setting_kind *kind, struct till *till,
                         const struct setting_change *change, struct err *err)
{
    struct session_settings settings;
    bool is_tongue = strcmp(change->key, "second-language") == 0;
    const char *value = is_tongue && strcmp(change->value, "none") == 0 ? "" : change->value;

    (void)kind;
    return setting_read_session(till, &settings, err) &&
           text_copy(is_tongue ? settings.tongue : settings.booklet, SETTING_WORD_MAX, value,
                     change->key, err) &&
           setting_put_session(till, &settings, err);
}

static bool paper_read(const struct setting_kind *kind, struct till *till, char *out,
                       struct err *err)
{
    struct session_settings settings;
    bool is_tongue = strcmp(kind->key, "second-language") == 0;

    if (!setting_read_session(till, &settings, err))
        return false;
    snprintf(out, SETTING_TEXT_MAX, "%s",
             !is_tongue           ? settings.booklet
             : settings.tongue[0] ? settings.tongue
                                  : "none");
    return true;
}

static bool small_cells_read(const struct setting_kind *kind, struct till *till, char *out,
                             struct err *err)
{
    int limit;

    (void)kind;
    if (!cells_limit_read(till->db, &limit, err))
        return false;
    snprintf(out, SETTING_TEXT_MAX, "%d", limit);
    return true;
}

static bool small_cells_change(const struct setting_kind *kind, struct till *till,
                               const struct setting_change *change, struct err *err)
{
    int limit;

    if (!small_cells_parse(change->value, &limit))
        return err_fail(err, ERR_INPUT, _("small-cells %.20s : 3, 5 ou 11 personnes."),
                        change->value);
    if (!till_check(till, ACTION_SET_UP, err) || !till_batch_begin(till, err))
        return false;

    bool good =
        setting_put(&till->real, kind->key, change->value, &till->actor, till_now(till), err);

    return till_batch_end(till, good, err) && good;
}

/* Services: whether VAT is due with the invoice, and the words of the late penalty. */
static bool services_change(const struct setting_kind *kind, struct till *till,
                            const struct setting_change *change, struct err *err)
{
    char value[LABEL_MAX];

    (void)kind;
    if (strcmp(change->key, VAT_DEBITS_SETTING) == 0 && strcmp(change->value, "on") != 0 &&
        strcmp(change->value, "off") != 0)
        return err_fail(err, ERR_INPUT, _("%s %.20s : on ou off."), change->key, change->value);
    if (!text_copy(value, sizeof value, change->value, change->key, err) ||
        !till_check(till, ACTION_SET_UP, err) || !till_batch_begin(till, err))
        return false;

    bool good = setting_put(&till->real, change->key, value, &till->actor, till_now(till), err);

    return till_batch_end(till, good, err) && good;
}

/* Frame F-4 of the yearly statement: three digits of the speciality. */
static bool nsf_change(const struct setting_kind *kind, struct till *till,
                       const struct setting_change *change, struct err *err)
{
    if (strlen(change->value) != 3 || strspn(change->value, "0123456789") != 3)
        return err_fail(err, ERR_INPUT, _("nsf %.20s : trois chiffres, comme 415."), change->value);
    return services_change(kind, till, change, err);
}

static bool ink_read(const struct setting_kind *kind, struct till *till, char *out, struct err *err)
{
    if (!setting_find(till->db, COLOUR_SETTING, out, SETTING_TEXT_MAX, err))
        return false;
    if (out[0] == '\0')
        snprintf(out, SETTING_TEXT_MAX, "%s", kind->otherwise);
    return true;
}

static bool ink_change(const struct setting_kind *kind, struct till *till,
                       const struct setting_change *change, struct err *err)
{
    const char *value = strcmp(change->value, kind->otherwise) == 0 ? "" : change->value;
    struct ink ignored;

    if (!accent_parse(value, &ignored, err) || !till_check(till, ACTION_SET_UP, err) ||
        !till_batch_begin(till, err))
        return false;

    bool good = setting_put(&till->real, COLOUR_SETTING, value, &till->actor, till_now(till), err);

    return till_batch_end(till, good, err) && good;
}

/* Who sells chooses what he hears himself; all the rest of the setting stays as it was. */
static bool speech_is_own(const struct till *till, const char *before, const char *value)
{
    const char *badge = till->actor.who;
    char expected[SPOKEN_SETTING_MAX];
    struct err ignored = ERR_EMPTY;
    enum tongue tongue;
    bool on = spoken_choice(value, badge, &tongue);

    return role_of(badge) == ROLE_PARTICIPANT &&
           spoken_choice_put(before, badge, on ? tongue_code(tongue) : "off", expected, &ignored) &&
           strcmp(expected, value) == 0;
}

static bool speech_change(const struct setting_kind *kind, struct till *till,
                          const struct setting_change *change, struct err *err)
{
    char before[SPOKEN_SETTING_MAX];
    enum action action;

    if (!spoken_choice_check(change->value, err) ||
        !setting_find(till->db, kind->key, before, sizeof before, err))
        return false;
    action = speech_is_own(till, before, change->value) ? ACTION_SELL : ACTION_SET_UP;
    if (!till_check(till, action, err) || !till_batch_begin(till, err))
        return false;

    bool good =
        setting_put(&till->real, kind->key, change->value, &till->actor, till_now(till), err);

    return till_batch_end(till, good, err) && good;
}

static bool state_read(const struct setting_kind *kind, struct till *till, char *out,
                       struct err *err)
{
    enum session_state state;

    (void)kind;
    if (!programme_state(till->db, &state, err))
        return false;
    snprintf(out, SETTING_TEXT_MAX, "%s", session_state_word(state));
    return true;
}

static bool state_change(const struct setting_kind *kind, struct till *till,
                         const struct setting_change *change, struct err *err)
{
    enum session_state state;

    (void)kind;
    return session_state_parse(change->value, &state, err) && session_step_take(till, state, err);
}

static bool terminals_read(const struct setting_kind *kind, struct till *till, char *out,
                           struct err *err)
{
    (void)kind;
    if (!scale_read(till->db, out, err))
        return false;
    if (out[0] == '\0')
        snprintf(out, SETTING_TEXT_MAX, "none");
    return true;
}

static bool terminals_change(const struct setting_kind *kind, struct till *till,
                             const struct setting_change *change, struct err *err)
{
    (void)kind;
    return scale_change(till, change->value, err);
}

static bool logo_read(const struct setting_kind *kind, struct till *till, char *out,
                      struct err *err)
{
    (void)kind;
    return logo_describe(till->db, out, err);
}

static bool picture_change(const struct setting_kind *kind, struct till *till,
                           const struct setting_change *change, struct err *err)
{
    (void)kind;
    return logo_change(till, change->value, err);
}

#define OF_SESSION(rank) word_read, word_change, .field = &SESSION_FIELDS[rank]

/* In the order in which they are shown; the key of a word is the option of `new`. */
static const struct setting_kind KINDS[] = {
    { "name", OF_SESSION(SESSION_NAME) },
    { "host", OF_SESSION(SESSION_HOST) },
    { "siren", OF_SESSION(SESSION_SIREN) },
    { "siret", OF_SESSION(SESSION_SIRET) },
    { "vat-number", OF_SESSION(SESSION_VAT_NUMBER) },
    { "address", OF_SESSION(SESSION_ADDRESS) },
    { "place", OF_SESSION(SESSION_PLACE) },
    { "venue", OF_SESSION(SESSION_VENUE) },
    { "product", OF_SESSION(SESSION_PRODUCT) },
    { "code", code_read, word_change, .field = &SESSION_FIELDS[SESSION_CODE] },
    { "sector", OF_SESSION(SESSION_SECTOR) },
    { "vat", OF_SESSION(SESSION_VAT) },
    { .key = "contribution", .read = contribution_read, .change = contribution_change },
    { .key = "state", .read = state_read, .change = state_change },
    { .key = "dates", .read = days_read, .change = days_change },
    { .key = "days", .read = days_read, .change = days_change, .is_number = true },
    { .key = "creation-last", .read = days_read, .change = days_change, .is_number = true },
    { .key = "sale-day", .read = days_read, .change = days_change, .is_number = true },
    { .key = "format", .change = days_change },
    { .key = "second-language", .read = paper_read, .change = paper_change },
    { .key = "booklet", .read = paper_read, .change = paper_change },
    { .key = "statements", .read = statements_read, .change = statements_change },
    { .key = SMALL_CELLS_SETTING,
      .read = small_cells_read,
      .change = small_cells_change,
      .is_number = true },
    { .key = SCALE_SETTING, .read = terminals_read, .change = terminals_change },
    { .key = VAT_DEBITS_SETTING,
      .read = stored_read,
      .change = services_change,
      .otherwise = "off" },
    { .key = LATE_PENALTY_SETTING, .read = stored_read, .change = services_change },
    { .key = DAY_CUT_SETTING, .read = stored_read, .change = day_cut_change, .otherwise = "05:00" },
    { .key = SPEECH_SETTING, .read = stored_read, .change = speech_change, .otherwise = "off" },
    { .key = NSF_SETTING, .read = stored_read, .change = nsf_change, .otherwise = NSF_DEFAULT },
    { .key = "logo", .read = logo_read, .change = picture_change },
    { .key = "colour", .read = ink_read, .change = ink_change, .otherwise = "none" },
};

const struct setting_kind *setting_kind_at(int i)
{
    return i < (int)COUNT_OF(KINDS) ? &KINDS[i] : NULL;
}

static bool till_venue_change(struct till *till, const struct setting_change *change,
                              struct err *err)
{
    const char *letter = change->key + strlen(TILL_VENUE_SETTING);

    if (letter[0] < 'A' || letter[0] > 'Z' || letter[1] != '\0')
        return err_fail(err, ERR_USAGE, _("%.20s : une caisse porte une lettre, de A à Z."),
                        letter);
    if (!till_check(till, ACTION_SET_UP, err) || !till_batch_begin(till, err))
        return false;

    bool good = setting_put_till_venue(till, letter[0], change->value, err);

    return till_batch_end(till, good, err) && good;
}

bool setting_change(struct till *till, const struct setting_change *change, struct err *err)
{
    if (strncmp(change->key, LABEL_SETTING, strlen(LABEL_SETTING)) == 0)
        return label_word_check(till->db, change->key + strlen(LABEL_SETTING), err) &&
               services_change(NULL, till, change, err);
    if (strncmp(change->key, TILL_VENUE_SETTING, strlen(TILL_VENUE_SETTING)) == 0)
        return till_venue_change(till, change, err);
    if (strncmp(change->key, ACCOUNT, strlen(ACCOUNT)) == 0)
        return account_put(till, change->key + strlen(ACCOUNT), change->value, err);
    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (strcmp(KINDS[i].key, change->key) == 0)
            return KINDS[i].change(&KINDS[i], till, change, err);
    return err_fail(err, ERR_USAGE, _("%.40s : réglage inconnu : voir flashcoop set BOOK"),
                    change->key);
}
