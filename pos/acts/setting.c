#include "pos/acts/setting.h"

#include "base/lang.h"
#include "pos/acts/act.h"
#include "pos/acts/date_limits.h"
#include "reports/catalogue/session_data.h"
#include "reports/print/accent.h"

#include <stdio.h>
#include <string.h>

bool setting_put_calendar(struct till *till, const struct calendar *calendar,
                          const struct setting_change *change, struct err *err)
{
    char what[128];
    struct day_limits limits;
    const struct act act = { ACTION_SET_UP, what, change->reason, false };

    snprintf(what, sizeof what, "%s %.60s", change->key, change->value);
    return date_limits_read(till, change->reason, &limits, err) &&
           date_limits_check_days(&limits, calendar, err) && act_begin(till, &act, err) &&
           till_write_end(till, programme_set_calendar(till->db, calendar, err), err);
}

/* Once days are being lived their number stands: a date may move, a day no longer goes. */
bool setting_change_length(struct till *till, struct calendar *calendar, int count, struct err *err)
{
    enum session_state state;

    if (!programme_state(till->db, &state, err))
        return false;
    if (state != SESSION_PREPARED && count != calendar->day_count)
        return err_fail(err, ERR_CLOSED, _("Le nombre de jours ne change plus."));
    return calendar_resize(calendar, count, err);
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
    char own_venue[TILL_VENUE_KEY_MAX];
    struct calendar calendar;
    enum tongue tongue = TONGUE_FR;
    bool has_tongue = false;

    if (!programme_calendar(till->db, &calendar, err) ||
        !programme_second_tongue(till->db, &tongue, &has_tongue, err))
        return false;
    *out = (struct session_settings){ .session = till->session, .day_count = calendar.day_count };
    snprintf(out->tongue, sizeof out->tongue, "%s", has_tongue ? tongue_code(tongue) : "");
    till_venue_key(till->letter, own_venue);
    return booklet_read(till, out->booklet, err) &&
           setting_find(till->db, own_venue, out->own_venue, sizeof out->own_venue, err) &&
           setting_find(till->db, COLOUR_SETTING, out->colour, sizeof out->colour, err);
}

/* Inside a transaction: days beyond the new length go, unless something was recorded there. */
static bool length_put(struct till *till, int day_count, struct err *err)
{
    struct calendar calendar;

    return programme_calendar(till->db, &calendar, err) &&
           (calendar.day_count == day_count ||
            (setting_change_length(till, &calendar, day_count, err) &&
             programme_set_calendar(till->db, &calendar, err)));
}

static bool booklet_put(struct till *till, const char *value, struct err *err)
{
    char before[SETTING_WORD_MAX];

    if (strcmp(value, "a4") != 0 && strcmp(value, "a5") != 0 && strcmp(value, "fold") != 0)
        return err_fail(err, ERR_INPUT,
                        _("« %.20s » : le livret est en a4, en a5 ou à plier (fold)."), value);
    return booklet_read(till, before, err) &&
           (strcmp(before, value) == 0 ||
            setting_put(&till->real, BOOKLET_SETTING, value, &till->actor, till_now(till), err));
}

static bool colour_put(struct till *till, const char *value, struct err *err)
{
    char before[SETTING_WORD_MAX];
    struct ink ignored;

    return accent_parse(value, &ignored, err) &&
           setting_find(till->db, COLOUR_SETTING, before, sizeof before, err) &&
           (strcmp(before, value) == 0 ||
            setting_put(&till->real, COLOUR_SETTING, value, &till->actor, till_now(till), err));
}

bool setting_put_till_venue(struct till *till, char letter, const char *venue, struct err *err)
{
    struct session words; /* as long as a venue of the session, and as plain */
    char key[TILL_VENUE_KEY_MAX];

    till_venue_key(letter, key);
    return field_set(&SESSION_FIELDS[SESSION_VENUE], &words, venue, err) &&
           setting_put(&till->real, key, words.venue, &till->actor, till_now(till), err);
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
                booklet_put(till, settings->booklet, err) &&
                colour_put(till, settings->colour, err) &&
                setting_put_till_venue(till, till->letter, settings->own_venue, err);

    good = till_batch_end(till, good, err) && good;
    if (!good)
        till->session = before;
    return good;
}
