#include "reports/figures/training_list.h"

#include "base/lang.h"

#include <assert.h>
#include <stdio.h>

/* clang-format off */
static const struct training_task TASKS[TRAINING_TASKS] = {
    { "people", 1, 4, N_("Écrire 3 personnes."), N_("Personnes"),
      N_("Un nom pour appeler suffit. Le badge se choisit seul."),
      "SELECT count(*) FROM participant WHERE erased_on IS NULL", 3 },
    { "call", 1, 3, N_("Faire l'appel de J1, le matin."), N_("Jours, J1, Appel"),
      N_("Une absence se note aussi : elle n'est pas un oubli."),
      "SELECT count(DISTINCT badge) FROM attendance WHERE day = 1", 3 },
    { "first-rating", 1, 5, N_("Une personne se note, à J1."),
      N_("Progrès, Évaluer ; flèche gauche jusqu'à J1"),
      N_("La personne choisit seule. « Je ne sais pas » est une réponse."),
      "SELECT count(DISTINCT badge) FROM rating WHERE rater = 'self' AND day <= 3", 1 },
    { "product", 2, 4, N_("Écrire 1 produit, avec son prix."), N_("Produits, Produits"),
      N_("Le prix affiché est celui que l'on paie, taxe comprise."),
      "SELECT count(*) FROM product WHERE retired = 0", 1 },
    { "price", 2, 5, N_("Calculer le prix d'un paquet."), N_("Produits, Ateliers, J2 : prix"),
      N_("Dire combien il faut en vendre pour ne rien perdre."),
      "SELECT count(*) FROM price_sheet", 1 },
    { "charge", 3, 4, N_("Écrire 1 facture payée."),
      N_("Argent, Ce que nous avons payé"),
      N_("Garder le papier : le comptable le demande."),
      "SELECT count(*) FROM charge WHERE chain BETWEEN 'A' AND 'Z'", 1 },
    { "batch", 4, 4, N_("Noter une fabrication, avec son lot."),
      N_("Produits, Ateliers, J4 : fabrication"),
      N_("Les allergènes : en écrire, ou dire qu'il n'y en a pas."),
      "SELECT count(*) FROM batch", 1 },
    { "float", 5, 3, N_("Compter l'argent du début."), N_("Argent, Tiroir, L'argent du début"),
      N_("On compte à deux, billets puis pièces."),
      "SELECT count(*) FROM cash_movement CROSS JOIN record USING (chain, seq) WHERE kind = 20 AND "
      "chain BETWEEN 'A' AND 'Z'", 1 },
    { "sales", 5, 6, N_("Faire 5 ventes."), N_("Vendre"),
      N_("Rendre la monnaie à voix haute. Ne pas rester en École (F4) : ce serait pour de faux."),
      "SELECT count(*) FROM (SELECT 1 FROM sale WHERE refund_number = 0 AND "
      "chain BETWEEN 'A' AND 'Z' LIMIT 5)", 5 },
    { "refund", 5, 3, N_("Rembourser 1 vente."),
      N_("Vendre ; 0, puis Rembourser"),
      N_("Rien ne s'efface : on voit la vente et le remboursement."),
      "SELECT count(*) FROM (SELECT 1 FROM sale INDEXED BY sale_by_refund WHERE "
      "refund_number > 0 AND chain BETWEEN 'A' AND 'Z' LIMIT 1)", 1 },
    { "day-closed", 5, 4, N_("Compter la caisse et fermer la journée."),
      N_("Argent, Compter et fermer"),
      N_("Compter avant de voir ce qui était attendu. Un écart s'écrit, il ne se cache pas."),
      "SELECT count(*) FROM closing WHERE period = 1 AND chain BETWEEN 'A' AND 'Z'", 1 },
    { "shares", 6, 5, N_("Voter le partage."), N_("Argent, Partager ce qui reste"),
      N_("Regarder plusieurs règles avant de voter. Si rien ne reste, le dire."),
      "SELECT count(*) FROM sharing WHERE chain BETWEEN 'A' AND 'Z'", 1 },
    { "last-rating", 7, 5, N_("La même personne se note, à J7."), N_("Progrès, Évaluer"),
      N_("Comparer avec J1 : plus haut, pareil, plus bas. Jamais une note d'école."),
      "SELECT count(DISTINCT badge) FROM rating AS last WHERE rater = 'self' AND day >= 5 AND "
      "EXISTS (SELECT 1 FROM rating WHERE rater = 'self' AND day <= 3 AND badge = last.badge)", 1 },
    { "finished", 7, 2, N_("Finir la session."), N_("Réglages, Où en sommes-nous ?"),
      N_("On ne revient pas en arrière. Corriger demande ensuite une raison."),
      "SELECT state >= 2 FROM programme", 1 },
    { "session-closed", 7, 3, N_("Fermer les comptes de la session."),
      N_("Argent, Compter et fermer"),
      N_("C'est la coopérative qui ferme. Après, plus rien ne se vend."),
      "SELECT count(*) FROM closing WHERE period = 3 AND chain BETWEEN 'A' AND 'Z'", 1 },
};
/* clang-format on */

const struct training_task *training_task(int i)
{
    assert(i >= 0 && i < TRAINING_TASKS);
    return &TASKS[i];
}

bool training_is_done(const struct training *training, int i)
{
    return training->done[i] >= TASKS[i].wanted;
}

bool training_read(struct db *db, struct training *out, struct err *err)
{
    *out = (struct training){ .next = TRAINING_TASKS };
    for (int i = 0; i < TRAINING_TASKS; i++) {
        struct stmt query = db_prepare(db, TASKS[i].sql, err);

        if (stmt_next(&query))
            out->done[i] = (int)stmt_int(&query, 0);
        if (!stmt_finish(&query))
            return false;
        out->count += training_is_done(out, i);
        if (!training_is_done(out, i) && out->next == TRAINING_TASKS)
            out->next = i;
    }
    return true;
}

static void title_put(struct page *page, const char *title, const struct session *session)
{
    page_title(page, title, session->name);
    if (!session_is_exercise(session))
        page_note(page, _("Ce livre n'est pas un exercice."));
}

void training_page(const struct session *session, const struct training *training,
                   struct page *page)
{
    const struct page_column columns[] = {
        { .name = "day", .heading = _("Jour"), .kind = CELL_TEXT },
        { .name = "task", .heading = _("À faire"), .kind = CELL_TEXT },
        { .name = "where", .heading = _("Où"), .kind = CELL_TEXT, .reader = READER_PEOPLE },
        { .name = "done", .heading = _("Fait"), .kind = CELL_INTEGER },
        { .name = "wanted", .heading = _("Voulu"), .kind = CELL_INTEGER },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };
    char line[120];

    title_put(page, _("Exercice : les tâches"), session);
    page_begin_table(page, &table);
    for (int i = 0; i < TRAINING_TASKS; i++) {
        char day[8];

        snprintf(day, sizeof day, "J%d", TASKS[i].day);

        const struct cell cells[] = { cell_text(day), cell_word(TASKS[i].name, _(TASKS[i].what)),
                                      cell_text(_(TASKS[i].where)), cell_integer(training->done[i]),
                                      cell_integer(TASKS[i].wanted) };

        page_row(page, cells);
    }
    page_end_table(page);
    snprintf(line, sizeof line, _("%d tâches faites sur %d."), training->count, TRAINING_TASKS);
    page_sentence(page, line);
    if (training->next < TRAINING_TASKS)
        page_sentence(page, _(TASKS[training->next].what));
    else
        page_sentence(page, _("Tout est fait. Bravo !"));
}

void training_trainer_page(const struct session *session, struct page *page)
{
    const struct page_column columns[] = {
        { .name = "day", .heading = _("Jour"), .kind = CELL_TEXT },
        { .name = "minutes", .heading = _("Minutes"), .kind = CELL_INTEGER, .summed = true },
        { .name = "task", .heading = _("À faire"), .kind = CELL_TEXT },
        { .name = "watch", .heading = _("À regarder, à dire"), .kind = CELL_TEXT },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .total_label = _("Total"),
                                      .total_name = "TOTAL" };

    title_put(page, _("Exercice : la page de qui forme"), session);
    page_sentence(page, _("Une machine pour 2 ou 3 personnes. Chacune tape à son tour. On lit la "
                          "tâche à voix haute, on la fait, on regarde si elle se coche."));
    page_sentence(page,
                  _("Rien n'est vrai ici : le livre s'appelle EXERCICE, et chaque écran et "
                    "chaque papier le disent. Se tromper est permis : c'est pour apprendre."));
    page_begin_table(page, &table);
    for (int i = 0; i < TRAINING_TASKS; i++) {
        char day[8];

        snprintf(day, sizeof day, "J%d", TASKS[i].day);

        const struct cell cells[] = { cell_text(day), cell_integer(TASKS[i].minutes),
                                      cell_word(TASKS[i].name, _(TASKS[i].what)),
                                      cell_text(_(TASKS[i].watch)) };

        page_row(page, cells);
    }
    page_end_table(page);
    page_sentence(page, _("À la fin : demander à chaque personne ce qu'elle saurait montrer à une "
                          "autre."));
}
