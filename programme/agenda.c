#include "programme/agenda.h"

#include "base/lang.h"

#include <assert.h>
#include <stddef.h>

static const struct agenda_step STEPS[STEP_COUNT_MAX] = {
    { 1, 1, N_("conseiller à la création"), N_("Je découvre la coopérative et le projet."),
      N_("badges, feuille d'émargement, livret J1") },
    { 2, 1, N_("conseiller à la création"),
      N_("On construit notre offre : prix, produit, clients."), N_("fiche de prix, livret J2") },
    { 3, 1, N_("communicant, banquier"),
      N_("On développe : logo, emballage, affiche ; exercice de prêt."),
      N_("tableau du prêt (exercice), étiquettes de prix, livret J3") },
    { 4, 2, N_("producteur"), N_("On produit : sécurité, propreté, outils."),
      N_("fiche de lot, étiquettes, livret J4") },
    { 5, 2, N_("logisticien, placier du marché"), N_("On vend."),
      N_("feuille de secours, livret J5") },
    { 6, 3, N_("comptable"), N_("On compte : ventes, charges, reste, partage."),
      N_("feuille de résultat, livret J6") },
    { 7, 3, N_("conseiller, professionnel de l'insertion"), N_("Je fais mon bilan."),
      N_("fiche de la personne, attestation, grille du groupe, questionnaires") },
};

/* What every day has, then what its step adds; words stay as they are once books hold them. */
#define EVERY_DAY                                                                                  \
    { "sign-in", N_("Feuille d'émargement signée, matin et après-midi") },                         \
    {                                                                                              \
        "booklet", N_("Livret : la page du jour est remplie")                                      \
    }

static const struct agenda_check CHECKS[STEP_COUNT_MAX + 1][CHECKS_MAX + 1] = {
    { EVERY_DAY },
    { { "badges", N_("Chacun a son badge et son image") },
      { "roles", N_("Les rôles du jour sont choisis") },
      { "first-self-b", N_("Première note par soi-même : vie de groupe") },
      EVERY_DAY },
    { { "offer", N_("Le produit et les clients sont choisis") },
      { "price", N_("Le prix est calculé et choisi") },
      { "first-self-a", N_("Première note par soi-même : apprendre") },
      EVERY_DAY },
    { { "brand", N_("Nom, logo et affiche sont choisis") },
      { "loan", N_("L'exercice de prêt est fait") },
      { "tags", N_("Les étiquettes de prix sont prêtes") },
      EVERY_DAY },
    { { "safety", N_("Sécurité et propreté sont expliquées") },
      { "batch", N_("La fiche de lot est écrite, avec les allergènes") },
      { "practice", N_("Chacun s'est exercé à la caisse (École)") },
      EVERY_DAY },
    { { "float", N_("Le tiroir est compté avant la vente") },
      { "fallback", N_("La feuille de secours est sur la table") },
      { "closed", N_("Le soir, le tiroir est compté et la journée close") },
      EVERY_DAY },
    { { "bills", N_("Toutes les factures sont écrites") },
      { "result", N_("Le groupe a lu le résultat") },
      { "vote", N_("Le partage est voté") },
      EVERY_DAY },
    { { "interviews", N_("Chacun a eu son entretien") },
      { "call-back", N_("Chacun a dit s'il veut être rappelé") },
      { "papers", N_("Fiche et attestation sont remises") },
      EVERY_DAY },
};

const struct agenda_step *agenda_step(int number)
{
    assert(number >= 1 && number <= STEP_COUNT_MAX);
    return &STEPS[number - 1];
}

int agenda_day(const struct calendar *calendar, int number)
{
    static const int FIRST_STEP[] = { 0, 1, 4, 6 };
    static const int STEPS_IN[] = { 0, 3, 2, 2 };
    int module = agenda_step(number)->module;
    int first = module == 1   ? 1
                : module == 2 ? calendar->creation_last + 1
                              : calendar->sale_day + 1;
    int last = module == 1   ? calendar->creation_last
               : module == 2 ? calendar->sale_day
                             : calendar->day_count;
    int rank = number - FIRST_STEP[module];
    int length = last - first + 1;

    if (rank == STEPS_IN[module] - 1)
        return last; /* selling on the sale day, the review on the last day */
    return first + rank * length / STEPS_IN[module];
}

const struct agenda_step *agenda_of_day(const struct calendar *calendar, int day)
{
    for (int number = 1; number <= STEP_COUNT_MAX; number++)
        if (agenda_day(calendar, number) == day)
            return agenda_step(number);
    return NULL;
}

const struct agenda_check *agenda_checks_of_day(const struct calendar *calendar, int day)
{
    const struct agenda_step *step = agenda_of_day(calendar, day);

    return CHECKS[step ? step->number : 0];
}
