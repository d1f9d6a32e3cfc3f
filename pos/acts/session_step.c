#include "pos/acts/session_step.h"

#include "base/lang.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <string.h>

/* The setting in the journal that says where the session is, and who said so when. */
static const char STATE_KEY[] = "programme.state";

static bool step_write(struct till *till, enum session_state to, struct err *err)
{
    if (!till_write_begin(till, err))
        return false;

    bool good = programme_advance(till->db, to, err) &&
                setting_put(&till->real, STATE_KEY, session_state_word(to), &till->actor,
                            till_now(till), err);

    return till_write_end(till, good, err);
}

bool session_started(struct till *till, struct err *err)
{
    enum session_state state;

    return programme_state(till->db, &state, err) &&
           (state != SESSION_PREPARED || step_write(till, SESSION_OPEN, err));
}

void session_notice_start(struct till *till)
{
    struct err later = ERR_EMPTY;

    if (!session_started(till, &later))
        later = ERR_EMPTY; /* what was recorded stands; the next record opens the session */
}

/* The last day must have come: a session is not done before it. */
static bool last_day_check(const struct calendar *calendar, struct day today, struct err *err)
{
    struct day last = calendar_last(calendar);
    char human[32] = "";

    if (last.number == DAY_NONE_NUMBER || last.number <= today.number)
        return true;
    day_format_human(last, human, sizeof human);
    return err_fail(err, ERR_INPUT, _("J%d est le %s : finir ce jour, ou changer sa date."),
                    calendar->day_count, human);
}

static bool review_check(const struct calendar *calendar, struct day today, struct err *err)
{
    struct day from = calendar_follow_up(calendar).from;
    char human[32] = "";

    if (from.number == DAY_NONE_NUMBER)
        return err_fail(err, ERR_INPUT,
                        _("Le dernier jour n'a pas de date : la choisir, le bilan vient 4 mois "
                          "après."));
    if (from.number <= today.number)
        return true;
    day_format_human(from, human, sizeof human);
    return err_fail(err, ERR_INPUT, _("Le dernier bilan (à froid) s'ouvre à partir du %s."), human);
}

static bool archive_check(const struct till *till, struct err *err)
{
    if (!till->session_is_closed)
        return err_fail(err, ERR_INPUT,
                        _("Les comptes de la session sont encore ouverts : les fermer d'abord."));
    return till_check(till, ACTION_CLOSE_SESSION, err);
}

bool session_step_check(const struct till *till, enum session_state to, struct err *err)
{
    struct calendar calendar;
    enum session_state from;
    struct day today = moment_day(till_now(till));

    if (!till_check(till, ACTION_PEOPLE, err) || !programme_state(till->db, &from, err) ||
        !programme_calendar(till->db, &calendar, err))
        return false;
    if (!session_state_can_follow(from, to))
        return err_fail(err, ERR_INPUT, _("La session est %s : elle ne peut pas devenir %s."),
                        session_state_name(from), session_state_name(to));
    if (to == SESSION_CLOSED)
        return last_day_check(&calendar, today, err);
    if (to == SESSION_COLD_REVIEW)
        return review_check(&calendar, today, err);
    return to != SESSION_ARCHIVED || archive_check(till, err);
}

bool session_step_take(struct till *till, enum session_state to, struct err *err)
{
    return session_step_check(till, to, err) && step_write(till, to, err);
}

bool session_state_parse(const char *word, enum session_state *out, struct err *err)
{
    for (int state = SESSION_PREPARED; state < SESSION_STATE_COUNT; state++)
        if (strcmp(word, session_state_word((enum session_state)state)) == 0) {
            *out = (enum session_state)state;
            return true;
        }
    return err_fail(err, ERR_INPUT, _("« %.20s » : écrire open, closed, cold-review ou archived."),
                    word);
}
