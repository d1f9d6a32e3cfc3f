#include "programme/example.h"

#include "base/lang.h"
#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"
#include "programme/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* First names only, of many places; none is a participant's of 2019-2020. */
static const char *const NAMES[] = {
    "Amina",  "Bruno", "Clara",  "Dalia",     "Emma",  "Farid",    "Gloria",
    "Hana",   "Inès",  "Joël",   "Khadija",   "Lina",  "Maryam",   "Nadia",
    "Olga",   "Paola", "Rachel", "Samir",     "Tania", "Violette", "Wassila",
    "Yvonne", "Zoé",   "Adama",  "Bénédicte", "Célia", "Djamila",  "Estelle",
};

struct example {
    struct db *db;
    const struct published *session;
    struct vault vault; /* closed when no key can be kept here */
    struct grid grid;
    struct calendar calendar;
    uint32_t chance; /* a simple generator: the example is the same everywhere */
};

/* 0..range - 1; the constants are those of Numerical Recipes. */
static int draw(struct example *example, int range)
{
    example->chance = example->chance * 1664525U + 1013904223U;
    return (int)((example->chance >> 16) % (uint32_t)range);
}

static void badge_of(int person, char out[BADGE_MAX])
{
    snprintf(out, BADGE_MAX, "P%d", person + 1);
}

static bool sheet_fill(struct example *example, const char *badge, struct err *err)
{
    static const char *const SCHOOLING[] = { "primary", "lower_sec", "bac", "above_bac", "none" };
    static const char *const TERRITORY[] = { "QPV", "QPV", "near_QPV", "ZRR" };
    const struct published *session = example->session;
    struct sheet sheet = { .employment = "none", .expectations = "(exemple inventé)" };
    int span = session->age_max - session->age_min + 1;

    if (session->age_min > 0)
        sheet.birth_year = 2019 - session->age_min - draw(example, span);
    snprintf(sheet.schooling, sizeof sheet.schooling, "%s",
             SCHOOLING[draw(example, (int)COUNT_OF(SCHOOLING))]);
    snprintf(sheet.territory, sizeof sheet.territory, "%s",
             TERRITORY[draw(example, (int)COUNT_OF(TERRITORY))]);
    snprintf(sheet.project, sizeof sheet.project, "%s", draw(example, 3) ? "yes" : "unknown");
    return !example->vault.is_open ||
           people_set_sheet(example->db, &example->vault, badge, &sheet, err);
}

static bool person_add(struct example *example, int person, int rank, struct err *err)
{
    const char *name = NAMES[(rank * 5 + person) % (int)COUNT_OF(NAMES)];
    struct day first = calendar_first(&example->calendar);
    char badge[BADGE_MAX];

    badge_of(person, badge);
    return people_put(example->db, badge, name, err) && sheet_fill(example, badge, err) &&
           people_decide(example->db, badge, CONSENT_IMAGE, draw(example, 2) == 1, first, err) &&
           people_decide(example->db, badge, CONSENT_FOLLOW_UP, draw(example, 5) > 0, first, err);
}

/* Nearly always there; now and then a late bus or an appointment. */
static bool presence_add(struct example *example, const char *badge, struct err *err)
{
    for (int i = 0; i < example->calendar.day_count * HALF_COUNT; i++) {
        struct presence presence = { .called = true, .present = HALF_DAY_MINUTES };
        int luck = draw(example, 24);

        if (luck == 0)
            presence = (struct presence){ .called = true, .present = 0, .reason = "excused" };
        else if (luck == 1)
            presence = (struct presence){ .called = true, .present = 150, .reason = "bus" };
        if (!records_put_presence(example->db, badge, i / HALF_COUNT + 1,
                                  (enum half)(i % HALF_COUNT), &presence, err))
            return false;
    }
    return true;
}

static bool mark_add(struct example *example, const char *badge, const struct rating *rating,
                     struct err *err)
{
    struct rating given = *rating;

    if (draw(example, 12) == 0)
        given.value = 0; /* did not know */
    return records_put_rating(example->db, badge, &given, &example->grid, err);
}

/* Volet B at the end of J1, volet A at the end of J2, everything again on the last day. */
static bool marks_add(struct example *example, const char *badge, struct err *err)
{
    static const char *const RATERS[] = { "self", "animator" };
    int last = example->calendar.day_count;

    for (size_t rater = 0; rater < COUNT_OF(RATERS); rater++)
        for (int i = 0; i < example->grid.indicator_count; i++) {
            struct rating rating = { .indicator = i };
            int start = 1 + draw(example, 3);
            int end = start + draw(example, 3) - (draw(example, 9) == 0 ? 1 : 0);

            snprintf(rating.rater, sizeof rating.rater, "%s", RATERS[rater]);
            rating.day = example->grid.indicators[i].volet == 1 ? 1 : 2;
            rating.value = start;
            if (!mark_add(example, badge, &rating, err))
                return false;
            rating.day = last;
            rating.value = end < 1 ? 1 : end > 4 ? 4 : end;
            if (!mark_add(example, badge, &rating, err))
                return false;
        }
    return true;
}

/* Each person says volet B of each other, and gives one strength card. */
static bool peers_add(struct example *example, int person, const char *badge, struct err *err)
{
    for (int other = 0; other < example->session->participants; other++) {
        struct rating rating = { .day = example->calendar.day_count };
        int strength = draw(example, example->grid.indicator_count);

        if (other == person)
            continue;
        badge_of(other, rating.rater);
        for (int i = 0; i < example->grid.indicator_count; i++) {
            rating.indicator = i;
            rating.value = 2 + draw(example, 3);
            if (example->grid.indicators[i].volet == 1 && !mark_add(example, badge, &rating, err))
                return false;
        }
        if (!records_put_card(example->db, rating.rater, badge,
                              example->grid.indicators[strength].id, err))
            return false;
    }
    return true;
}

static bool answers_add(struct example *example, const char *badge, struct err *err)
{
    for (int i = 1; i <= 6; i++) {
        static const enum answer ANSWERS[] = { ANSWER_YES,    ANSWER_YES, ANSWER_YES,    ANSWER_YES,
                                               ANSWER_LITTLE, ANSWER_NO,  ANSWER_UNKNOWN };
        char statement[STATEMENT_ID_MAX];

        snprintf(statement, sizeof statement, "I%d", i);
        if (!records_put_answer(example->db, badge, statement,
                                ANSWERS[draw(example, (int)COUNT_OF(ANSWERS))], err))
            return false;
    }
    return true;
}

static bool words_add(struct example *example, struct err *err)
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
    const struct opinion opinion = {
        "hot", "animator", _("Votre point de vue sur l'action"),
        _("Exemple : garder deux demi-journées de plus pour vendre.")
    };

    for (int day = 1; day <= example->calendar.day_count && day <= DAYS_DEFAULT; day++)
        if (!programme_set_day_note(example->db, day, _(NOTES[day - 1]), err))
            return false;
    return workbook_add_opinion(example->db, &opinion, err);
}

static bool example_write(struct example *example, int rank, struct err *err)
{
    for (int person = 0; person < example->session->participants; person++)
        if (!person_add(example, person, rank, err))
            return false;
    for (int person = 0; person < example->session->participants; person++) {
        char badge[BADGE_MAX];

        badge_of(person, badge);
        if (!presence_add(example, badge, err) || !marks_add(example, badge, err) ||
            !peers_add(example, person, badge, err) || !answers_add(example, badge, err))
            return false;
    }
    return words_add(example, err) && programme_advance(example->db, SESSION_OPEN, err);
}

bool example_fill(struct db *db, const struct published *session, int rank,
                  const struct vault_access *access, struct err *err)
{
    struct example *example = calloc(1, sizeof *example); /* a grid is too large for a frame */
    struct err closed = ERR_EMPTY;
    bool good;

    if (!example)
        abort();
    example->db = db;
    example->session = session;
    example->chance = (uint32_t)(rank + 1) * 2019U;
    if (!vault_open(db, access, &example->vault, &closed))
        example->vault.is_open = false; /* a machine without a home: names and figures suffice */
    good = programme_set_dates(db, session->days, session->day_count, err) &&
           programme_calendar(db, &example->calendar, err) &&
           programme_grid(db, &example->grid, err) && example_write(example, rank, err);
    vault_close(&example->vault);
    free(example);
    return good;
}
