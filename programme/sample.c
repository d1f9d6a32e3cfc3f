#include "programme/sample.h"

#include "base/lang.h"
#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"
#include "programme/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* First names only; they stand for nobody. */
static const char *const NAMES[] = {
    "Amina",  "Bintou", "Clara",  "Dalia",     "Emma",  "Fatou",    "Gloria",
    "Hana",   "Inès",   "Julie",  "Khadija",   "Lina",  "Maryam",   "Nadia",
    "Olga",   "Paola",  "Rachel", "Sonia",     "Tania", "Violette", "Wassila",
    "Yvonne", "Zoé",    "Awa",    "Bénédicte", "Célia", "Djamila",  "Estelle",
};

struct sample {
    struct db *db;
    const struct published *session;
    struct vault vault; /* closed when no key can be kept here */
    struct grid grid;
    struct calendar calendar;
    bool came[DAYS_MAX]; /* the person being written, J1 first */
    uint32_t chance;     /* a simple generator: the example is the same everywhere */
};

/* 0..range - 1; the constants are those of Numerical Recipes. */
static int draw(struct sample *sample, int range)
{
    sample->chance = sample->chance * 1664525U + 1013904223U;
    return (int)((sample->chance >> 16) % (uint32_t)range);
}

static void badge_of(int person, char out[BADGE_MAX])
{
    snprintf(out, BADGE_MAX, "P%d", person + 1);
}

static bool sheet_fill(struct sample *sample, const char *badge, struct err *err)
{
    static const char *const SCHOOLING[] = { "primary", "lower_sec", "bac", "above_bac", "none" };
    static const char *const TERRITORY[] = { "QPV", "QPV", "near_QPV", "ZRR" };
    const struct published *session = sample->session;
    struct sheet sheet = { .employment = "none", .expectations = "(exemple inventé)" };
    int span = session->age_max - session->age_min + 1;

    if (session->age_min > 0)
        sheet.birth_year = 2019 - session->age_min - draw(sample, span);
    snprintf(sheet.schooling, sizeof sheet.schooling, "%s",
             SCHOOLING[draw(sample, (int)COUNT_OF(SCHOOLING))]);
    snprintf(sheet.territory, sizeof sheet.territory, "%s",
             TERRITORY[draw(sample, (int)COUNT_OF(TERRITORY))]);
    snprintf(sheet.project, sizeof sheet.project, "%s", draw(sample, 3) ? "yes" : "unknown");
    return !sample->vault.is_open ||
           people_set_sheet(sample->db, &sample->vault, badge, &sheet, err);
}

static bool person_add(struct sample *sample, int person, int rank, struct err *err)
{
    const char *name = NAMES[(rank * 5 + person) % (int)COUNT_OF(NAMES)];
    struct day first = calendar_first(&sample->calendar);
    char badge[BADGE_MAX];

    badge_of(person, badge);
    return people_put(sample->db, badge, name, err) && sheet_fill(sample, badge, err) &&
           people_decide(sample->db, badge, CONSENT_IMAGE, draw(sample, 2) == 1, first, err) &&
           people_decide(sample->db, badge, CONSENT_FOLLOW_UP, draw(sample, 5) > 0, first, err);
}

/* Minutes by place in the list, those of a published sharing exercise; the others missed nothing.
 */
static const minutes PRESENT[] = { 2940, 2940, 2730, 2295, 2940, 1305 };

/* Filled from the last half-day back, so that who missed some came late into the group. */
static bool presence_add(struct sample *sample, int person, const char *badge, struct err *err)
{
    minutes left = person < (int)COUNT_OF(PRESENT) ? PRESENT[person] : PRESENT[0];

    memset(sample->came, 0, sizeof sample->came);
    for (int i = sample->calendar.day_count * HALF_COUNT - 1; i >= 0; i--) {
        struct presence presence = { .called = true };

        presence.present = left < HALF_DAY_MINUTES ? left : HALF_DAY_MINUTES;
        left -= presence.present;
        sample->came[i / HALF_COUNT] = presence.present > 0 || sample->came[i / HALF_COUNT];
        if (presence.present == 0)
            snprintf(presence.reason, sizeof presence.reason, "excused");
        else if (presence.present < HALF_DAY_MINUTES)
            snprintf(presence.reason, sizeof presence.reason, "bus");
        if (!records_put_presence(sample->db, badge, i / HALF_COUNT + 1,
                                  (enum half)(i % HALF_COUNT), &presence, err))
            return false;
    }
    return true;
}

/* Who was not there is not rated: no row, no zero. */
static bool mark_add(struct sample *sample, const char *badge, const struct rating *rating,
                     struct err *err)
{
    struct rating given = *rating;

    if (draw(sample, 12) == 0)
        given.value = 0; /* did not know */
    if (!sample->came[given.day - 1])
        return true;
    return records_put_rating(sample->db, badge, &given, &sample->grid, err);
}

/* Volet B at the end of J1, volet A at the end of J2, everything again on the last day. */
static bool marks_add(struct sample *sample, const char *badge, struct err *err)
{
    static const char *const RATERS[] = { "self", "animator" };
    int last = sample->calendar.day_count;

    for (size_t rater = 0; rater < COUNT_OF(RATERS); rater++)
        for (int i = 0; i < sample->grid.indicator_count; i++) {
            struct rating rating = { .indicator = i };
            int start = 1 + draw(sample, 3);
            int end = start + draw(sample, 3) - (draw(sample, 9) == 0 ? 1 : 0);

            snprintf(rating.rater, sizeof rating.rater, "%s", RATERS[rater]);
            rating.day = sample->grid.indicators[i].volet == 1 ? 1 : 2;
            rating.value = start;
            if (!mark_add(sample, badge, &rating, err))
                return false;
            rating.day = last;
            rating.value = end < 1 ? 1 : end > 4 ? 4 : end;
            if (!mark_add(sample, badge, &rating, err))
                return false;
        }
    return true;
}

/* Each person says volet B of each other, and gives one strength card. */
static bool peers_add(struct sample *sample, int person, const char *badge, struct err *err)
{
    for (int other = 0; other < sample->session->participants; other++) {
        struct rating rating = { .day = sample->calendar.day_count };
        int strength = draw(sample, sample->grid.indicator_count);

        if (other == person)
            continue;
        badge_of(other, rating.rater);
        for (int i = 0; i < sample->grid.indicator_count; i++) {
            rating.indicator = i;
            rating.value = 2 + draw(sample, 3);
            if (sample->grid.indicators[i].volet == 1 && !mark_add(sample, badge, &rating, err))
                return false;
        }
        if (!records_put_card(sample->db, rating.rater, badge, sample->grid.indicators[strength].id,
                              err))
            return false;
    }
    return true;
}

static bool answers_add(struct sample *sample, const char *badge, struct err *err)
{
    for (int i = 1; i <= 6; i++) {
        static const enum answer ANSWERS[] = { ANSWER_YES,    ANSWER_YES, ANSWER_YES,    ANSWER_YES,
                                               ANSWER_LITTLE, ANSWER_NO,  ANSWER_UNKNOWN };
        char statement[STATEMENT_ID_MAX];

        snprintf(statement, sizeof statement, "I%d", i);
        if (!records_put_answer(sample->db, badge, statement,
                                ANSWERS[draw(sample, (int)COUNT_OF(ANSWERS))], err))
            return false;
    }
    return true;
}

/* P1 agrees to be quoted, P2 does not: both cases are there to be seen. */
static bool opinions_add(struct sample *sample, struct err *err)
{
    const struct opinion opinions[] = {
        { "hot", "P1", "HM1", _("Exemple : j'ai aimé vendre avec le groupe.") },
        { "hot", "P2", "HM2", _("Exemple : parler devant les clients était difficile.") },
        { "hot", "animator", "HA1", _("Exemple : chacun a trouvé sa place.") },
        { "hot", "animator", "HA5", _("Exemple : garder deux demi-journées de plus pour vendre.") },
        { "hot", "partner", "HP2", _("Exemple : des personnes qui posent des questions.") },
    };

    for (size_t i = 0; i < COUNT_OF(opinions); i++)
        if (!workbook_add_opinion(sample->db, &opinions[i], err))
            return false;
    return people_decide(sample->db, "P1", CONSENT_QUOTE, true,
                         sample->calendar.days[sample->calendar.day_count - 1].date, err);
}

static bool words_add(struct sample *sample, struct err *err)
{
    static const char *const NOTES[DAYS_DEFAULT] = {
        N_("Exemple : le groupe fait connaissance et choisit des rôles."),
        N_("Exemple : le prix est calculé à plusieurs."),
        N_("Exemple : le logo est dessiné, le prêt est simulé."),
        N_("Exemple : la production est faite, les étiquettes sont collées."),
        N_("Exemple : le stand est tenu toute la journée."),
        N_("Exemple : la caisse est comptée, le partage est discuté."),
        N_("Exemple : chacun fait son bilan."),
    };
    for (int day = 1; day <= sample->calendar.day_count && day <= DAYS_DEFAULT; day++)
        if (!programme_set_day_note(sample->db, day, _(NOTES[day - 1]), err))
            return false;
    return opinions_add(sample, err);
}

/* The name of the second session is Dari: its papers are an example in two languages. */
static bool tongue_choose(struct sample *sample, struct err *err)
{
    return strcmp(sample->session->id, "fc02") != 0 ||
           programme_set_second_tongue(sample->db, "prs", err);
}

static bool sample_write(struct sample *sample, int rank, struct err *err)
{
    for (int person = 0; person < sample->session->participants; person++)
        if (!person_add(sample, person, rank, err))
            return false;
    for (int person = 0; person < sample->session->participants; person++) {
        char badge[BADGE_MAX];

        badge_of(person, badge);
        if (!presence_add(sample, person, badge, err) || !marks_add(sample, badge, err) ||
            !peers_add(sample, person, badge, err) || !answers_add(sample, badge, err))
            return false;
    }
    return words_add(sample, err) && tongue_choose(sample, err) &&
           programme_advance(sample->db, SESSION_OPEN, err);
}

bool sample_fill(struct db *db, const struct published *session, const struct vault_access *access,
                 struct err *err)
{
    struct sample *sample = calloc(1, sizeof *sample); /* a grid is too large for a frame */
    struct err closed = ERR_EMPTY;
    int rank = atoi(session->id + 2) - 1; /* "fc04" */
    bool good;

    if (!sample)
        abort();
    sample->db = db;
    sample->session = session;
    sample->chance = (uint32_t)(rank + 1) * 2019U;
    if (!vault_open(db, access, &sample->vault, &closed))
        sample->vault.is_open = false; /* a machine without a home: names and figures suffice */
    good = programme_set_dates(db, session->days, session->day_count, err) &&
           programme_calendar(db, &sample->calendar, err) &&
           programme_grid(db, &sample->grid, err) && sample_write(sample, rank, err);
    vault_close(&sample->vault);
    free(sample);
    return good;
}
