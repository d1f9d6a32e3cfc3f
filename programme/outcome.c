#include "programme/outcome.h"

#include "base/lang.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char SQL_READ[] =
    "SELECT outcome, date, asked_with FROM outcome WHERE badge = ?1 AND moment = ?2";
static const char SQL_PUT[] = "INSERT OR REPLACE INTO outcome (badge, moment, outcome, date, "
                              "asked_with) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char SQL_REMOVE[] = "DELETE FROM outcome WHERE badge = ?1 AND moment = ?2";

enum { NO_GROUP = -1 };

static const struct {
    const char *word;
    const char *name;
    int group; /* enum outcome_group, or NO_GROUP */
} KINDS[OUTCOME_KIND_COUNT + 1] = {
    [OUTCOME_CAE] = { "cae", N_("contrat avec la coopérative"), NO_GROUP },
    [OUTCOME_CREATION] = { "creation", N_("a créé son entreprise"), GROUP_LASTING },
    [OUTCOME_JOB_LONG] = { "job_long", N_("travail de plus de 6 mois"), GROUP_LASTING },
    [OUTCOME_JOB_SHORT] = { "job_short", N_("travail de 6 mois ou moins"), GROUP_TRANSITION },
    [OUTCOME_INTEGRATION] = { "integration", N_("travail d'insertion"), GROUP_POSITIVE },
    [OUTCOME_TRAINING] = { "training", N_("en formation"), GROUP_POSITIVE },
    [OUTCOME_DIAGNOSIS] = { "diagnosis", N_("fait le point sur son projet"), NO_GROUP },
    [OUTCOME_SEARCH] = { "search", N_("cherche du travail"), NO_GROUP },
    [OUTCOME_BARRIER] = { "barrier", N_("règle d'abord un souci"), NO_GROUP },
    [OUTCOME_INACTIVE] = { "inactive", N_("ne cherche pas de travail"), NO_GROUP },
    [OUTCOME_UNREACHABLE] = { "unreachable", N_("ne répond pas"), NO_GROUP },
    [OUTCOME_UNKNOWN] = { "unknown", N_("on ne sait pas"), NO_GROUP },
    [OUTCOME_NOT_SAID] = { "", N_("non renseigné"), NO_GROUP },
};

static const struct {
    const char *word;
    const char *name;
} MOMENTS[OUTCOME_MOMENT_COUNT] = {
    [MOMENT_EXIT] = { "exit", N_("le dernier jour") },
    [MOMENT_FOUR_WEEKS] = { "4-weeks", N_("4 semaines après") },
    [MOMENT_COLD] = { "cold", N_("4 à 6 mois après") },
};

const char *outcome_word(enum outcome_kind kind)
{
    assert(kind <= OUTCOME_NOT_SAID);
    return KINDS[kind].word;
}

const char *outcome_name(enum outcome_kind kind)
{
    assert(kind <= OUTCOME_NOT_SAID);
    return _(KINDS[kind].name);
}

bool outcome_parse(const char *word, enum outcome_kind *out)
{
    for (int i = 0; i < OUTCOME_KIND_COUNT; i++)
        if (strcmp(KINDS[i].word, word) == 0) {
            *out = (enum outcome_kind)i;
            return true;
        }
    return false;
}

const char *outcome_moment_word(enum outcome_moment moment)
{
    assert(moment < OUTCOME_MOMENT_COUNT);
    return MOMENTS[moment].word;
}

const char *outcome_moment_name(enum outcome_moment moment)
{
    assert(moment < OUTCOME_MOMENT_COUNT);
    return _(MOMENTS[moment].name);
}

bool outcome_moment_parse(const char *word, enum outcome_moment *out)
{
    for (int i = 0; i < OUTCOME_MOMENT_COUNT; i++)
        if (strcmp(MOMENTS[i].word, word) == 0) {
            *out = (enum outcome_moment)i;
            return true;
        }
    return false;
}

bool outcome_group_of(enum outcome_kind kind, enum outcome_group *out)
{
    assert(kind <= OUTCOME_NOT_SAID);
    if (KINDS[kind].group == NO_GROUP)
        return false;
    *out = (enum outcome_group)KINDS[kind].group;
    return true;
}

const char *outcome_group_name(enum outcome_group group)
{
    static const char *const NAMES[OUTCOME_GROUP_COUNT] = {
        N_("sorties durables (travail de plus de 6 mois, entreprise)"),
        N_("sorties de transition (travail de 6 mois ou moins)"),
        N_("sorties positives (formation, insertion)"),
    };

    assert(group < OUTCOME_GROUP_COUNT);
    return _(NAMES[group]);
}

bool outcome_is_answer(enum outcome_kind kind)
{
    return kind != OUTCOME_UNREACHABLE && kind != OUTCOME_UNKNOWN && kind != OUTCOME_NOT_SAID;
}

bool outcome_read(struct db *db, const char *badge, enum outcome_moment moment, struct outcome *out,
                  struct err *err)
{
    struct stmt query = db_prepare(db, SQL_READ, err);

    *out = (struct outcome){ .kind = OUTCOME_NOT_SAID, .date = DAY_NONE };
    stmt_bind_text(&query, 1, badge);
    stmt_bind_text(&query, 2, outcome_moment_word(moment));
    if (stmt_next(&query)) {
        out->kind = OUTCOME_UNKNOWN; /* a word of a newer program */
        (void)outcome_parse(stmt_text(&query, 0), &out->kind);
        if (!stmt_is_null(&query, 1))
            out->date = stmt_day(&query, 1);
        snprintf(out->with, sizeof out->with, "%s", stmt_text(&query, 2));
    }
    return stmt_finish(&query);
}

static bool outcome_remove(struct db *db, const char *badge, enum outcome_moment moment,
                           struct err *err)
{
    struct stmt remove = db_prepare(db, SQL_REMOVE, err);

    stmt_bind_text(&remove, 1, badge);
    stmt_bind_text(&remove, 2, outcome_moment_word(moment));
    stmt_run(&remove);
    return stmt_finish(&remove);
}

bool outcome_put(struct db *db, const char *badge, enum outcome_moment moment,
                 const struct outcome *outcome, struct err *err)
{
    if (outcome->kind == OUTCOME_NOT_SAID)
        return outcome_remove(db, badge, moment, err);

    struct stmt put = db_prepare(db, SQL_PUT, err);

    stmt_bind_text(&put, 1, badge);
    stmt_bind_text(&put, 2, outcome_moment_word(moment));
    stmt_bind_text(&put, 3, outcome_word(outcome->kind));
    if (outcome->date.number != DAY_NONE_NUMBER)
        stmt_bind_int(&put, 4, outcome->date.number);
    stmt_bind_text(&put, 5, outcome->with);
    stmt_run(&put);
    return stmt_finish(&put);
}

bool outcome_count(struct db *db, const struct people *people, enum outcome_moment moment,
                   struct outcome_counts *out, struct err *err)
{
    *out = (struct outcome_counts){ .people = people->count };
    for (int i = 0; i < people->count; i++) {
        struct outcome outcome;

        if (!outcome_read(db, people->list[i].badge, moment, &outcome, err))
            return false;
        out->kinds[outcome.kind]++;
        out->answers += outcome_is_answer(outcome.kind);
    }
    return true;
}
