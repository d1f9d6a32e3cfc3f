#include "programme/files/plan_import.h"

#include "base/lang.h"
#include "programme/agenda.h"
#include "programme/duty.h"
#include "programme/format.h"
#include "programme/programme_store.h"
#include "programme/questionnaire.h"
#include "programme/records.h"
#include "programme/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct plan {
    struct db *db;
    struct people people;
    struct calendar calendar;
    struct grid grid;
    struct questionnaires questions;
    int64_t count; /* lines taken in */
};

static bool plan_read(struct db *db, const char *path, const struct csv_table *table,
                      struct csv_faults *faults, struct plan **out, struct err *err)
{
    struct plan *plan = calloc(1, sizeof *plan); /* a grid is too large for a frame */

    if (!plan)
        abort();
    plan->db = db;
    questionnaires_load(&plan->questions);
    if (people_read(db, &plan->people, err) && programme_calendar(db, &plan->calendar, err) &&
        programme_grid(db, &plan->grid, err) && csv_read(path, table, plan, faults, err)) {
        *out = plan;
        return true;
    }
    free(plan);
    return false;
}

static bool plan_count(struct plan *plan, int64_t *count)
{
    *count = plan->count;
    free(plan);
    return true;
}

static bool badge_known(const struct plan *plan, const char *badge, struct err *err)
{
    return people_find(&plan->people, badge) >= 0 ||
           err_fail(err, ERR_NOT_FOUND,
                    _("Badge « %.20s » inconnu : l'ajouter d'abord aux participants."), badge);
}

/* The rank of `word` among `words`, −1. */
static int word_find(const char *word, const char *const *words, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    return -1;
}

/* ---- days ---- */

enum { DAYS_DAY, DAYS_DATE, DAYS_AM, DAYS_PM, DAYS_NOTE, DAYS_TICKS, DAYS_STEPS };

static const struct csv_column DAYS_COLUMNS[] = {
    { "day", true },    { "date", CSV_DAY(DAY_OF_SESSION) },
    { "am", false },    { "pm", false },
    { "note", false },  { "ticks", false },
    { "steps", false },
};

static bool planned_take(const char *text, minutes *out, struct err *err)
{
    char *end;
    long value = strtol(text, &end, 10);

    if (text[0] == '\0')
        return true;
    if (*end != '\0' || value < 0 || value > HALF_DAY_MINUTES_MAX)
        return err_fail(err, ERR_INPUT, _("Minutes « %.20s » : écrire un nombre de 0 à %d."), text,
                        (int)HALF_DAY_MINUTES_MAX);
    *out = (minutes)value;
    return true;
}

/* "badges roles": words of the day's list, ticked; the others stay as they are. */
static bool ticks_take(struct plan *plan, int day, const char *words, struct err *err)
{
    struct agenda_check checks[CHECKS_MAX + 1];

    agenda_checks_of_day(&plan->calendar, day, checks);
    while (*(words += strspn(words, " ")) != '\0') {
        size_t length = strcspn(words, " ");
        const struct agenda_check *check = checks;

        while (check->word &&
               (strlen(check->word) != length || strncmp(check->word, words, length) != 0))
            check++;
        if (!check->word)
            return err_fail(err, ERR_INPUT, _("J%d : « %.*s » n'est pas sur la liste du jour."),
                            day, (int)(length < 20 ? length : 20), words);
        if (!programme_tick(plan->db, day, check->word, true, err))
            return false;
        words += length;
    }
    return true;
}

static bool days_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct plan *plan = context;
    struct calendar_day *target;
    int day;

    (void)line;
    if (!calendar_day_parse(&plan->calendar, fields[DAYS_DAY], &day, err))
        return false;
    target = &plan->calendar.days[day - 1];
    if (!planned_take(fields[DAYS_AM], &target->planned[HALF_AM], err) ||
        !planned_take(fields[DAYS_PM], &target->planned[HALF_PM], err) ||
        (fields[DAYS_DATE][0] && !day_parse(fields[DAYS_DATE], &target->date, err)) ||
        (fields[DAYS_NOTE][0] && !programme_set_day_note(plan->db, day, fields[DAYS_NOTE], err)) ||
        (fields[DAYS_STEPS][0] && !steps_parse(fields[DAYS_STEPS], &target->steps, err)) ||
        !ticks_take(plan, day, fields[DAYS_TICKS], err))
        return false;
    plan->count++;
    return true;
}

bool plan_import_days(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                      struct err *err)
{
    static const struct csv_table TABLE = { DAYS_COLUMNS, COUNT_OF(DAYS_COLUMNS), days_row,
                                            "days" };
    struct plan *plan;

    if (!plan_read(db, path, &TABLE, faults, &plan, err))
        return false;
    calendar_settle(&plan->calendar);
    if (!calendar_check(&plan->calendar, err) ||
        !programme_set_calendar(db, &plan->calendar, err)) {
        free(plan);
        return false;
    }
    return plan_count(plan, count);
}

/* ---- format ---- */

bool plan_import_format(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                        struct err *err)
{
    struct format format;
    struct calendar calendar;
    enum session_state state;

    if (!format_read(path, &format, faults, err) || !programme_calendar(db, &calendar, err) ||
        !programme_state(db, &state, err))
        return false;
    if (state != SESSION_PREPARED)
        return err_fail(err, ERR_CLOSED, _("La session est ouverte : elle garde son format."));
    format_keep_dates(&format, &calendar);
    *count = format.calendar.day_count;
    return programme_set_calendar(db, &format.calendar, err);
}

/* ---- grid ---- */

bool plan_import_grid(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                      struct err *err)
{
    struct grid *grid = calloc(1, sizeof *grid);
    bool good;

    if (!grid)
        abort();
    good = grid_read(path, grid, faults, err) && programme_set_grid(db, grid, err);
    *count = grid->indicator_count;
    free(grid);
    return good;
}

/* ---- consents ---- */

enum { CONSENTS_BADGE, CONSENTS_USE, CONSENTS_DECISION, CONSENTS_DATE };

static const struct csv_column CONSENTS_COLUMNS[] = {
    { "badge", true },
    { "use", true },
    { "decision", true },
    { "date", true | CSV_DAY(DAY_OF_FACT) },
};

static bool consents_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct plan *plan = context;
    const char *words[CONSENT_COUNT];
    bool given = strcmp(fields[CONSENTS_DECISION], "yes") == 0;
    struct day day;
    int use;

    (void)line;
    for (int i = 0; i < CONSENT_COUNT; i++)
        words[i] = consent_word((enum consent_use)i);
    use = word_find(fields[CONSENTS_USE], words, CONSENT_COUNT);
    if (!badge_known(plan, fields[CONSENTS_BADGE], err) ||
        !day_parse(fields[CONSENTS_DATE], &day, err))
        return false;
    if (use < 0)
        return err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), "use",
                        "image quote follow-up sharing");
    if (!given && strcmp(fields[CONSENTS_DECISION], "no") != 0)
        return err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), "decision", "yes no");
    plan->count++;
    return people_decide(plan->db, fields[CONSENTS_BADGE], (enum consent_use)use, given, day, err);
}

bool plan_import_consents(struct db *db, const char *path, struct csv_faults *faults,
                          int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { CONSENTS_COLUMNS, COUNT_OF(CONSENTS_COLUMNS),
                                            consents_row, "consents" };
    struct plan *plan;

    return plan_read(db, path, &TABLE, faults, &plan, err) && plan_count(plan, count);
}

/* ---- roles of the days ---- */

enum { ROLES_DAY, ROLES_ROLE, ROLES_BADGE };

static const struct csv_column ROLES_COLUMNS[] = {
    { "day", true },
    { "role", true },
    { "badge", true },
};

static bool roles_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct plan *plan = context;
    struct duties held;
    int day;

    (void)line;
    if (!calendar_day_parse(&plan->calendar, fields[ROLES_DAY], &day, err) ||
        !badge_known(plan, fields[ROLES_BADGE], err) || !duty_read(plan->db, day, &held, err))
        return false;
    if (duty_is_held(&held, fields[ROLES_ROLE], fields[ROLES_BADGE]))
        return err_fail(err, ERR_INPUT, _("Déjà dans le livre : retirer cette ligne."));
    plan->count++;
    return duty_give(plan->db, day, fields[ROLES_ROLE], fields[ROLES_BADGE], err);
}

bool plan_import_roles(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                       struct err *err)
{
    static const struct csv_table TABLE = { ROLES_COLUMNS, COUNT_OF(ROLES_COLUMNS), roles_row,
                                            "roles" };
    struct plan *plan;

    return plan_read(db, path, &TABLE, faults, &plan, err) && plan_count(plan, count);
}

/* ---- strength cards ---- */

enum { CARDS_GIVER, CARDS_BADGE, CARDS_INDICATOR };

static const struct csv_column CARDS_COLUMNS[] = {
    { "giver", true },
    { "badge", true },
    { "indicator", true },
};

static bool cards_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct plan *plan = context;
    bool exists;

    (void)line;
    if (!badge_known(plan, fields[CARDS_GIVER], err) ||
        !badge_known(plan, fields[CARDS_BADGE], err))
        return false;
    if (strcmp(fields[CARDS_GIVER], fields[CARDS_BADGE]) == 0)
        return err_fail(err, ERR_INPUT, _("%s ne peut pas être son propre pair : écrire self."),
                        fields[CARDS_BADGE]);
    if (grid_find(&plan->grid, fields[CARDS_INDICATOR]) < 0)
        return err_fail(err, ERR_INPUT,
                        _("Cette phrase n'est pas dans la grille de la session : voir la grille."));
    if (!records_card_exists(plan->db, fields[CARDS_GIVER], fields[CARDS_BADGE], &exists, err))
        return false;
    if (exists)
        return err_fail(err, ERR_INPUT, _("Déjà dans le livre : retirer cette ligne."));
    plan->count++;
    return records_put_card(plan->db, fields[CARDS_GIVER], fields[CARDS_BADGE],
                            fields[CARDS_INDICATOR], err);
}

bool plan_import_cards(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                       struct err *err)
{
    static const struct csv_table TABLE = { CARDS_COLUMNS, COUNT_OF(CARDS_COLUMNS), cards_row,
                                            "cards" };
    struct plan *plan;

    return plan_read(db, path, &TABLE, faults, &plan, err) && plan_count(plan, count);
}

/* ---- calls of the cold review ---- */

static bool calls_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct plan *plan = context;
    struct follow_up_call call = { .date = DAY_NONE };

    (void)line;
    if (!badge_known(plan, fields[CALL_BADGE], err) ||
        !field_set_row(CALL_FIELDS, CALL_FIELD_COUNT, &call, fields, err))
        return false;
    plan->count++;
    return workbook_add_call(plan->db, &call, err);
}

bool plan_import_calls(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                       struct err *err)
{
    struct csv_column columns[CALL_FIELD_COUNT];
    const struct csv_table table = { columns, CALL_FIELD_COUNT, calls_row, "calls" };
    struct plan *plan;

    field_columns(CALL_FIELDS, CALL_FIELD_COUNT, columns);
    return plan_read(db, path, &table, faults, &plan, err) && plan_count(plan, count);
}

/* ---- hot and cold questionnaires ---- */

enum { OPINIONS_MOMENT, OPINIONS_RESPONDENT, OPINIONS_QUESTION, OPINIONS_WORDS };

static const struct csv_column OPINIONS_COLUMNS[] = {
    { "moment", true },
    { "respondent", true },
    { "question", true },
    { "words", true },
};

/* Nothing is asked of a partner whom nobody wrote down. */
static bool partner_known(const struct plan *plan, const char *respondent, struct err *err)
{
    const char *key = respondent_key(respondent);
    struct partners *partners;
    bool known = key[0] == '\0';

    if (known)
        return true;
    partners = partners_open(plan->db, err);
    if (!partners)
        return false;
    for (int i = 0; i < partners->count; i++)
        known = known || (strcmp(partners->list[i].key, key) == 0 &&
                          respondent_is_asked(&partners->list[i], respondent_kind_of(respondent)));
    free(partners);
    return known || err_fail(err, ERR_NOT_FOUND,
                             _("Partenaire « %.40s » inconnu : l'ajouter d'abord aux partenaires."),
                             respondent);
}

/* The question belongs to that moment and is asked of such a respondent. */
static bool question_known(const struct plan *plan, const char *const *fields, struct err *err)
{
    const char *respondent = fields[OPINIONS_RESPONDENT];
    const struct questionnaire *sheet;
    enum review_moment moment;

    if (!review_moment_parse(fields[OPINIONS_MOMENT], &moment))
        return err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), "moment", "hot cold");
    if (respondent_kind_of(respondent) == RESPONDENT_PERSON ? !badge_known(plan, respondent, err)
                                                            : !partner_known(plan, respondent, err))
        return false;
    if (!questionnaires_find(&plan->questions, fields[OPINIONS_QUESTION], &sheet))
        return err_fail(err, ERR_INPUT, _("Question « %.20s » inconnue : voir la documentation."),
                        fields[OPINIONS_QUESTION]);
    if (sheet->moment != moment || sheet->respondent != respondent_kind_of(respondent))
        return err_fail(err, ERR_INPUT, _("La question %s ne va pas avec %s et %.20s."),
                        fields[OPINIONS_QUESTION], fields[OPINIONS_MOMENT], respondent);
    return true;
}

static bool opinions_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct plan *plan = context;
    char before[OPINION_WORDS_MAX];
    const struct opinion opinion = { fields[OPINIONS_MOMENT], fields[OPINIONS_RESPONDENT],
                                     fields[OPINIONS_QUESTION], fields[OPINIONS_WORDS] };

    (void)line;
    if (!question_known(plan, fields, err) || !opinion_check(&opinion, err) ||
        !workbook_opinion(plan->db, opinion.respondent, opinion.question, before, err))
        return false;
    if (before[0] != '\0')
        return err_fail(err, ERR_INPUT, _("Déjà dans le livre : retirer cette ligne."));
    plan->count++;
    return workbook_add_opinion(plan->db, &opinion, err);
}

bool plan_import_opinions(struct db *db, const char *path, struct csv_faults *faults,
                          int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { OPINIONS_COLUMNS, COUNT_OF(OPINIONS_COLUMNS),
                                            opinions_row, "opinions" };
    struct plan *plan;

    return plan_read(db, path, &TABLE, faults, &plan, err) && plan_count(plan, count);
}
