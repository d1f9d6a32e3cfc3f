#include "programme/agenda.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;   /* in a list of several */
    const char *with;   /* who comes beside the animator */
    const char *what;   /* what the group does */
    const char *papers; /* what to print before */
} STEPS[STEPS_MAX] = {
    { N_("accueil"), N_("conseiller à la création"), N_("Je découvre la coopérative et le projet."),
      N_("badges, feuille de présence") },
    { N_("offre et prix"), N_("conseiller à la création"),
      N_("On construit notre offre : prix, produit, clients."), N_("fiche de prix") },
    { N_("marque et prêt"), N_("communicant, banquier"),
      N_("On développe : logo, emballage, affiche ; exercice de prêt."),
      N_("tableau du prêt (exercice), étiquettes de prix") },
    { N_("production"), N_("producteur"), N_("On produit : sécurité, propreté, outils."),
      N_("fiche de lot, étiquettes") },
    { N_("vente"), N_("logisticien, placier du marché"), N_("On vend."), N_("feuille de secours") },
    { N_("comptes"), N_("comptable"), N_("On compte : ventes, charges, reste, partage."),
      N_("feuille de résultat") },
    { N_("bilan"), N_("conseiller, professionnel de l'insertion"), N_("Je fais mon bilan."),
      N_("fiche de la personne, attestation, grille du groupe, questionnaires") },
};

enum { CHECKS_OF_STEP = 3 };

/* Words stay as they are once books hold them. */
static const struct agenda_check EVERY_DAY[] = {
    { "sign-in", N_("Feuilles de présence signées") },
    { "booklet", N_("Page du livret remplie") },
};

static const struct agenda_check CHECKS[STEPS_MAX][CHECKS_OF_STEP] = {
    { { "badges", N_("Chacun a son badge et son image") },
      { "roles", N_("Les rôles du jour sont choisis") },
      { "first-self-b", N_("Première note : vie de groupe") } },
    { { "offer", N_("Le produit et les clients sont choisis") },
      { "price", N_("Le prix est calculé et choisi") },
      { "first-self-a", N_("Première note : apprendre") } },
    { { "brand", N_("Nom, logo et affiche sont choisis") },
      { "loan", N_("L'exercice de prêt est fait") },
      { "tags", N_("Les étiquettes de prix sont prêtes") } },
    { { "safety", N_("Sécurité et propreté sont expliquées") },
      { "batch", N_("La fiche de lot est écrite, avec les allergènes") },
      { "practice", N_("Chacun s'est exercé à la caisse (École)") } },
    { { "float", N_("Le tiroir est compté avant la vente") },
      { "fallback", N_("La feuille de secours est sur la table") },
      { "closed", N_("Le soir, le tiroir est compté et la journée fermée") } },
    { { "bills", N_("Toutes les factures sont écrites") },
      { "result", N_("Le groupe a lu le résultat") },
      { "vote", N_("Le partage est voté") } },
    { { "interviews", N_("Chacun a eu son entretien") },
      { "call-back", N_("Chacun a dit s'il veut être rappelé") },
      { "papers", N_("Fiche et attestation sont remises") } },
};

int agenda_steps_of_day(const struct calendar *calendar, int day, enum step out[STEPS_MAX])
{
    int count = 0;

    while (day > 1 && calendar->days[day - 1].steps == 0)
        day--;
    for (int step = STEP_START; step <= STEPS_MAX; step++)
        if (day_has_step(calendar, day, (enum step)step))
            out[count++] = (enum step)step;
    return count;
}

void agenda_checks_of_day(const struct calendar *calendar, int day,
                          struct agenda_check out[CHECKS_MAX + 1])
{
    int count = 0;

    for (int step = STEP_START; step <= STEPS_MAX; step++)
        for (int i = 0; i < CHECKS_OF_STEP && day_has_step(calendar, day, (enum step)step); i++)
            out[count++] = CHECKS[step - 1][i];
    for (size_t i = 0; i < COUNT_OF(EVERY_DAY); i++)
        out[count++] = EVERY_DAY[i];
    out[count] = (struct agenda_check){ NULL, NULL };
}

/* The same words once, however many steps say them. */
static void words_join(char out[AGENDA_TEXT_MAX], const char *words)
{
    size_t length = strlen(out);

    if (!strstr(out, words))
        snprintf(out + length, AGENDA_TEXT_MAX - length, "%s%s", length > 0 ? ", " : "", words);
}

void agenda_what(const struct calendar *calendar, int day, char out[AGENDA_TEXT_MAX])
{
    enum step steps[STEPS_MAX];
    int count = agenda_steps_of_day(calendar, day, steps);
    char names[AGENDA_TEXT_MAX] = "";

    out[0] = '\0';
    if (count == 1) {
        snprintf(out, AGENDA_TEXT_MAX, "%s", _(STEPS[steps[0] - 1].what));
        return;
    }
    for (int i = 0; i < count; i++)
        words_join(names, _(STEPS[steps[i] - 1].name));
    if (count > 0)
        snprintf(out, AGENDA_TEXT_MAX, _("Ce jour : %s."), names);
}

void agenda_with(const struct calendar *calendar, int day, char out[AGENDA_TEXT_MAX])
{
    enum step steps[STEPS_MAX];
    int count = agenda_steps_of_day(calendar, day, steps);

    out[0] = '\0';
    for (int i = 0; i < count; i++)
        words_join(out, _(STEPS[steps[i] - 1].with));
}

void agenda_papers(const struct calendar *calendar, int day, char out[AGENDA_TEXT_MAX])
{
    enum step steps[STEPS_MAX];
    int count = agenda_steps_of_day(calendar, day, steps);
    char page[32];

    out[0] = '\0';
    for (int i = 0; i < count; i++)
        words_join(out, _(STEPS[steps[i] - 1].papers));
    snprintf(page, sizeof page, _("livret J%d"), day);
    words_join(out, page);
}

void agenda_days_of_step(const struct calendar *calendar, enum step step, char out[AGENDA_TEXT_MAX])
{
    enum { SAID = 2 };
    int count = 0;
    int first = calendar_step_day(calendar, step);

    out[0] = '\0';
    for (int day = 1; day <= calendar->day_count; day++)
        count += day_has_step(calendar, day, step);
    if (count > SAID) {
        snprintf(out, AGENDA_TEXT_MAX, _("J%d et %d autres jours"), first, count - 1);
        return;
    }
    for (int day = first; day > 0 && day <= calendar->day_count; day++) {
        size_t length = strlen(out);

        if (day_has_step(calendar, day, step))
            snprintf(out + length, AGENDA_TEXT_MAX - length, "%sJ%d", length > 0 ? " " : "", day);
    }
}

bool agenda_asks(const struct calendar *calendar, int day, const struct indicator *indicator)
{
    enum step steps[STEPS_MAX];
    int count = agenda_steps_of_day(calendar, day, steps);

    for (int i = 0; i < count; i++)
        if (indicator_is_in_focus(indicator, (int)steps[i]))
            return true;
    return day > STEPS_MAX && indicator_is_in_focus(indicator, day);
}
