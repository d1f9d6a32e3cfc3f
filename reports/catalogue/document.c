#include "reports/catalogue/document.h"

#include "base/lang.h"
#include "reports/papers/paper_booklet.h"
#include "reports/papers/paper_consent.h"
#include "reports/papers/paper_group.h"
#include "reports/papers/paper_questions.h"
#include "reports/papers/paper_radar.h"
#include "reports/papers/paper_sheets.h"
#include "reports/papers/paper_stall.h"
#include "reports/figures/progress.h"
#include "reports/figures/roll.h"
#include "reports/catalogue/session_report.h"
#include "reports/figures/till_day.h"
#include "reports/figures/impact_table.h"

static struct paper_people people_of(const struct session_papers *papers)
{
    return (struct paper_people){ papers->people.list, papers->people.count, papers->partners };
}

static bool make_badges(const struct session_papers *papers, int person, struct outlet *outlet,
                        struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_badges(&papers->head, &people, outlet, err);
}

static bool make_intake(const struct session_papers *papers, int person, struct outlet *outlet,
                        struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_intake(&papers->head, &people, outlet, err);
}

static bool make_image_right(const struct session_papers *papers, int person, struct outlet *outlet,
                             struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_image_right(&papers->head, &people, outlet, err);
}

static bool make_blank_intake(const struct session_papers *papers, int person,
                              struct outlet *outlet, struct err *err)
{
    (void)person;
    return paper_intake(&papers->head, NULL, outlet, err);
}

static bool make_blank_image_right(const struct session_papers *papers, int person,
                                   struct outlet *outlet, struct err *err)
{
    (void)person;
    return paper_image_right(&papers->head, NULL, outlet, err);
}

static bool make_blank_booklet(const struct session_papers *papers, int person,
                               struct outlet *outlet, struct err *err)
{
    (void)person;
    return paper_booklet(&papers->head, NULL, &papers->grid, &papers->calendar, outlet, err);
}

static bool make_labels(const struct session_papers *papers, int person, struct outlet *outlet,
                        struct err *err)
{
    (void)person;
    return session_paper_labels(papers, outlet, err);
}

static bool make_badge_list(const struct session_papers *papers, int person, struct outlet *outlet,
                            struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_badge_list(&papers->head, &people, outlet, err);
}

static bool make_interview(const struct session_papers *papers, int person, struct outlet *outlet,
                           struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_interview(&papers->head, &people, outlet, err);
}

static bool make_sign_in(const struct session_papers *papers, int person, struct outlet *outlet,
                         struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_sign_in(&papers->head, &people, &papers->calendar, papers->attendance, outlet,
                         err);
}

static bool make_booklet(const struct session_papers *papers, int person, struct outlet *outlet,
                         struct err *err)
{
    return paper_booklet(&papers->head, &papers->people.list[person], &papers->grid,
                         &papers->calendar, outlet, err);
}

static bool make_own_sheet(const struct session_papers *papers, int person, struct outlet *outlet,
                           struct err *err)
{
    return session_paper_own_sheet(papers, person, outlet, err);
}

typedef bool sheets_fn(const struct paper_head *head, const struct paper_people *people,
                       const struct grid *grid, const struct calendar *calendar,
                       struct outlet *outlet, struct err *err);

static bool make_sheets(const struct session_papers *papers, sheets_fn *sheets,
                        struct outlet *outlet, struct err *err)
{
    struct paper_people people = people_of(papers);

    return sheets(&papers->head, &people, &papers->grid, &papers->calendar, outlet, err);
}

static bool make_self_sheets(const struct session_papers *papers, int person, struct outlet *outlet,
                             struct err *err)
{
    (void)person;
    return make_sheets(papers, paper_self_sheets, outlet, err);
}

static bool make_peer_sheets(const struct session_papers *papers, int person, struct outlet *outlet,
                             struct err *err)
{
    (void)person;
    return make_sheets(papers, paper_peer_sheets, outlet, err);
}

static bool make_group_sheets(const struct session_papers *papers, int person,
                              struct outlet *outlet, struct err *err)
{
    (void)person;
    return make_sheets(papers, paper_group_sheets, outlet, err);
}

static bool make_radar(const struct session_papers *papers, int person, struct outlet *outlet,
                       struct err *err)
{
    return paper_radar(&papers->head, &papers->people.list[person], &papers->assessments[person],
                       &papers->grid, outlet, err);
}

static bool make_certificate(const struct session_papers *papers, int person, struct outlet *outlet,
                             struct err *err)
{
    return session_paper_certificate(papers, person, outlet, err);
}

static bool make_completion(const struct session_papers *papers, int person, struct outlet *outlet,
                            struct err *err)
{
    return session_paper_completion(papers, person, outlet, err);
}

static bool make_group_grid(const struct session_papers *papers, int person, struct outlet *outlet,
                            struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_group_grid(&papers->head, &people, &papers->grid, papers->assessments, outlet,
                            err);
}

static bool make_result(const struct session_papers *papers, int person, struct outlet *outlet,
                        struct err *err)
{
    (void)person;
    return session_paper_result(papers, outlet, err);
}

static bool make_keepsake(const struct session_papers *papers, int person, struct outlet *outlet,
                          struct err *err)
{
    return session_paper_keepsake(papers, person, outlet, err);
}

static bool make_recipes(const struct session_papers *papers, int person, struct outlet *outlet,
                         struct err *err)
{
    (void)person;
    return session_paper_recipes(papers, outlet, err);
}

static bool make_photographer(const struct session_papers *papers, int person,
                              struct outlet *outlet, struct err *err)
{
    (void)person;
    return session_paper_photographer(papers, outlet, err);
}

static bool make_shares(const struct session_papers *papers, int person, struct outlet *outlet,
                        struct err *err)
{
    (void)person;
    return session_paper_shares(papers, outlet, err);
}

static bool make_appreciation(const struct session_papers *papers, int person,
                              struct outlet *outlet, struct err *err)
{
    (void)person;
    return paper_appreciation(&papers->head, &papers->statements, outlet, err);
}

static bool make_hot(const struct session_papers *papers, int person, struct outlet *outlet,
                     struct err *err)
{
    (void)person;
    return paper_questionnaires(&papers->head, REVIEW_HOT, outlet, err);
}

static bool make_cold(const struct session_papers *papers, int person, struct outlet *outlet,
                      struct err *err)
{
    (void)person;
    return paper_questionnaires(&papers->head, REVIEW_COLD, outlet, err);
}

static bool make_follow_up(const struct session_papers *papers, int person, struct outlet *outlet,
                           struct err *err)
{
    (void)person;
    return session_paper_follow_up(papers, outlet, err);
}

static bool make_prices(const struct session_papers *papers, int person, struct outlet *outlet,
                        struct err *err)
{
    (void)person;
    return session_paper_prices(papers, outlet, err);
}

static bool make_loan(const struct session_papers *papers, int person, struct outlet *outlet,
                      struct err *err)
{
    (void)person;
    return session_paper_loan(papers, outlet, err);
}

static bool make_batches(const struct session_papers *papers, int person, struct outlet *outlet,
                         struct err *err)
{
    (void)person;
    return session_paper_batches(papers, outlet, err);
}

static bool make_poster(const struct session_papers *papers, int person, struct outlet *outlet,
                        struct err *err)
{
    (void)person;
    return paper_poster(&papers->head, outlet, err);
}

static bool make_cash_count(const struct session_papers *papers, int person, struct outlet *outlet,
                            struct err *err)
{
    (void)person;
    return paper_cash_count(&papers->head, outlet, err);
}

static bool make_fallback(const struct session_papers *papers, int person, struct outlet *outlet,
                          struct err *err)
{
    (void)person;
    return paper_fallback(&papers->head, outlet, err);
}

static bool make_price_tags(const struct session_papers *papers, int person, struct outlet *outlet,
                            struct err *err)
{
    (void)person;
    return paper_price_tags(&papers->head, &papers->goods, outlet, err);
}

static bool make_composition(const struct session_papers *papers, int person, struct outlet *outlet,
                             struct err *err)
{
    (void)person;
    return paper_composition(&papers->head, &papers->goods, outlet, err);
}

/* A page for the public says what is in the goods, or is not made (règlement UE 1169/2011). */
static bool contents_are_known(const struct session_papers *papers, int person, struct err *err)
{
    (void)person;
    for (int i = 0; i < papers->goods.count; i++)
        if (!product_may_be_shown(&papers->goods.list[i], papers->goods.sector, err))
            return false;
    return true;
}

/* A paper that says hours says all of them, up to the day when the person stopped. */
static bool presence_is_complete(const struct session_papers *papers, int person, struct err *err)
{
    const struct participant *who = &papers->people.list[person];
    int last = who->stopped_day > 0 ? who->stopped_day : papers->calendar.day_count;
    int missing =
        attendance_uncalled(&papers->attendance[person], &papers->calendar, &who->stays, last);

    return missing == 0 ||
           err_fail(
               err, ERR_INPUT,
               lang_plural("%s : %d demi-journée n'est pas appelée. Faire l'appel d'abord.",
                           "%s : %d demi-journées ne sont pas appelées. Faire l'appel d'abord.",
                           missing),
               who->called_name, missing);
}

/* A star without a point shows nothing. */
static bool star_has_points(const struct session_papers *papers, int person, struct err *err)
{
    for (int i = 0; i < papers->grid.indicator_count; i++) {
        struct pair pair = assessment_pair(&papers->assessments[person], RATER_SELF, i);

        if (papers->grid.indicators[i].counts && (pair.start > 0 || pair.end > 0))
            return true;
    }
    return err_fail(err, ERR_INPUT, _("%s n'a pas encore donné de notes."),
                    papers->people.list[person].called_name);
}

static bool page_report(const struct session_papers *papers, struct page *page, struct err *err)
{
    return session_report_page(papers->till->db, &papers->access, &papers->till->session, page,
                               err);
}

/* Every Z of this till, one after the other. */
static bool page_till(const struct session_papers *papers, struct page *page, struct err *err)
{
    struct till *till = papers->till;
    int64_t count = 0;

    if (!closing_count_done(till->db, till->letter, PERIOD_DAY, &count, err))
        return false;
    if (count == 0) {
        page_title(page, _("Rapport de caisse"), till->session.name);
        page_sentence(page, _("La caisse n'a pas encore été fermée."));
    }
    for (int64_t number = 1; number <= count; number++) {
        struct closing closing;

        if (!closing_find(till->db, till->letter, PERIOD_DAY, number, &closing, err))
            return false;
        till_day_page(&till->session, &closing, page);
    }
    return true;
}

static bool page_hours(const struct session_papers *papers, struct page *page, struct err *err)
{
    struct roll roll;

    if (!roll_read(papers->till->db, &roll, err))
        return false;
    roll_page(&papers->till->session, &roll, page);
    return true;
}

static bool page_grid(const struct session_papers *papers, struct page *page, struct err *err)
{
    struct marks *marks = NULL;

    if (!marks_open(papers->till->db, &marks, err))
        return false;
    marks_page(&papers->till->session, marks, page);
    marks_close(marks);
    return true;
}

static bool page_progress(const struct session_papers *papers, struct page *page, struct err *err)
{
    struct marks *marks = NULL;
    struct progress progress;

    if (!marks_open(papers->till->db, &marks, err))
        return false;
    progress_compute(marks, &progress);
    progress_page(&papers->till->session, marks, &progress, page);
    marks_close(marks);
    return true;
}

static bool page_impact(const struct session_papers *papers, struct page *page, struct err *err)
{
    struct impact_table impact;

    if (!impact_table_read(papers->till->db, &impact, err))
        return false;
    impact_table_page(&papers->till->session, &impact, page);
    return true;
}

/* The papers in the order in which a session needs them. */
static const struct document DOCUMENTS[] = {
    { "accueil", N_("Fiches d'accueil"), N_("avant J1"), 0, .make = make_intake },
    { "accueil-vierge", N_("Fiche d'accueil vierge"), N_("avant J1"), 0,
      .make = make_blank_intake },
    { "droit-image", N_("Droit à l'image"), N_("avant J1"), 0, .make = make_image_right },
    { "droit-image-vierge", N_("Droit à l'image, vierge"), N_("avant J1"), 0,
      .make = make_blank_image_right },
    { "photos", N_("Liste pour les photos"), N_("J1"), 0, .make = make_photographer },
    { "livret-vierge", N_("Livret de compétences vierge"), N_("avant J1"), 0,
      .make = make_blank_booklet },
    { "badges", N_("Badges"), N_("J1"), 0, .make = make_badges },
    { "liste-badges", N_("Liste des badges"), N_("J1"), 0, .make = make_badge_list },
    { "presence", N_("Feuilles de présence"), N_("chaque jour"), EVIDENCE, .make = make_sign_in },
    { "heures", N_("Heures de présence"), N_("chaque jour"), EVIDENCE | TABLE, .page = page_hours },
    { "livret", N_("Livret de compétences"), N_("chaque jour"), EACH_PERSON, .make = make_booklet },
    { "noter-groupe", N_("Feuilles pour noter le groupe"), N_("chaque jour"), 0,
      .make = make_group_sheets },
    { "fiches-prix", N_("Fiches de prix"), N_("J2"), 0, .make = make_prices },
    { "pret", N_("Exercice : un prêt"), N_("J3"), 0, .make = make_loan },
    { "etiquettes-prix", N_("Étiquettes de prix"), N_("J3"), 0, .make = make_price_tags },
    { "production", N_("Fiche de production"), N_("J4"), 0, .make = make_batches },
    { "recettes", N_("Fiches de recette"), N_("J4"), 0, .make = make_recipes },
    { "etiquettes", N_("Étiquettes des produits"), N_("J4"), 0, .make = make_labels,
      .ready = contents_are_known },
    { "composition", N_("Ce qu'il y a dedans"), N_("J5"), 0, .make = make_composition,
      .ready = contents_are_known },
    { "affiche-ticket", N_("Affiche : ticket sur demande"), N_("J5"), 0, .make = make_poster },
    { "compter-caisse", N_("Compter la caisse"), N_("J5"), 0, .make = make_cash_count },
    { "ventes-papier", N_("Feuille de secours"), N_("J5"), 0, .make = make_fallback },
    { "caisse", N_("Rapport de caisse"), N_("J5"), 0, .page = page_till },
    { "resultat", N_("Feuille de résultat"), N_("J6"), 0, .make = make_result },
    { "parts", N_("Part de chaque personne"), N_("J6"), WHEN_SHARED, .make = make_shares },
    { "noter-soi", N_("Feuilles pour se noter"), N_("dernier jour"), 0, .make = make_self_sheets },
    { "noter-autres", N_("Feuilles pour noter les autres"), N_("dernier jour"), 0,
      .make = make_peer_sheets },
    { "entretien", N_("Entretien du dernier jour"), N_("dernier jour"), 0, .make = make_interview },
    { "ma-fiche", N_("Fiche de la personne, avant et après"), N_("dernier jour"), EACH_PERSON,
      .make = make_own_sheet },
    { "ma-flashcoop", N_("Ma Flashcoop"), N_("dernier jour"), EACH_PERSON, .make = make_keepsake },
    { "etoile", N_("Avant et après, en étoile"), N_("dernier jour"), EACH_PERSON,
      .make = make_radar, .ready = star_has_points },
    { "attestation", N_("Attestation de participation"), N_("dernier jour"), EVIDENCE | EACH_PERSON,
      .make = make_certificate, .ready = presence_is_complete },
    { "certificat", N_("Certificat de réalisation"), N_("dernier jour"), EVIDENCE | EACH_PERSON,
      .make = make_completion, .ready = presence_is_complete },
    { "grille-groupe", N_("Grille du groupe"), N_("dernier jour"), EVIDENCE,
      .make = make_group_grid },
    { "grille", N_("Grille de compétences"), N_("dernier jour"), EVIDENCE | TABLE,
      .page = page_grid },
    { "progression", N_("Progression"), N_("dernier jour"), EVIDENCE | TABLE,
      .page = page_progress },
    { "appreciation", N_("Grille d'appréciation"), N_("dernier jour"), EVIDENCE,
      .make = make_appreciation },
    { "reponses", N_("Ce que les personnes en disent"), N_("dernier jour"), EVIDENCE | TABLE,
      .page = page_impact },
    { "bilan-a-chaud", N_("Questionnaires à chaud"), N_("dernier jour"), EVIDENCE,
      .make = make_hot },
    { "rapport", N_("Rapport de session"), N_("dernier jour"), 0, .page = page_report },
    { "bilan-a-froid", N_("Questionnaires à froid"), N_("4 à 6 mois après"), EVIDENCE,
      .make = make_cold },
    { "appels", N_("Liste d'appels du bilan à froid"), N_("4 à 6 mois après"), 0,
      .make = make_follow_up },
};

const struct document *document_at(size_t i)
{
    return i < COUNT_OF(DOCUMENTS) ? &DOCUMENTS[i] : NULL;
}
