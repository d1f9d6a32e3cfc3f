#include "reports/catalogue/catalogue.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static const struct catalogue_row CATALOGUE[] = {
    { .name = "sales",
      .title = N_("Ventes"),
      .traits = LANDSCAPE | PER_TICKET,
      .report = report_sales },
    { .name = "lines", .traits = LANDSCAPE | PER_TICKET, .report = report_lines },
    { .name = "x",
      .title = N_("Où en est la caisse ? (X)"),
      .traits = RECORDED,
      .report = report_x,
      .slip = slip_make_x,
      .job = N_("X") },
    { .name = "z",
      .title = N_("Journée fermée (Z)"),
      .detail = ":N",
      .report = report_z,
      .slip = slip_make_z,
      .job = N_("Z %s"),
      .need = NEED_DAY },
    { .name = "receipt",
      .title = N_("Copie d'un ticket"),
      .traits = TO_READ,
      .detail = ":N",
      .report = report_receipt,
      .slip = slip_make_receipt,
      .job = N_("ticket %s"),
      .need = NEED_TICKET },
    { .name = "accueil",
      .title = N_("Fiches d'accueil"),
      .when = WHEN_BEFORE,
      .paper = paper_make_intake },
    { .name = "accueil-vierge",
      .title = N_("Fiche d'accueil vierge"),
      .when = WHEN_BEFORE,
      .paper = paper_make_blank_intake },
    { .name = "droit-image",
      .title = N_("Droit à l'image"),
      .when = WHEN_BEFORE,
      .paper = paper_make_image_right },
    { .name = "droit-image-vierge",
      .title = N_("Droit à l'image, vierge"),
      .when = WHEN_BEFORE,
      .paper = paper_make_blank_image_right },
    { .name = "photos",
      .title = N_("Liste pour les photos"),
      .when = STEP_START,
      .paper = session_paper_photographer },
    { .name = "livret-vierge",
      .title = N_("Livret de compétences vierge"),
      .when = WHEN_BEFORE,
      .paper = paper_make_blank_booklet },
    { .name = "badges", .title = N_("Badges"), .when = STEP_START, .paper = paper_make_badges },
    { .name = "liste-badges",
      .title = N_("Liste des badges"),
      .when = STEP_START,
      .paper = paper_make_badge_list },
    { .name = "presence",
      .title = N_("Feuilles de présence"),
      .traits = EVIDENCE | PAGE_A_DAY,
      .when = WHEN_EACH_DAY,
      .paper = paper_make_sign_in },
    { .name = "products", .title = N_("Produits vendus et stock"), .report = report_products },
    { .name = "balance", .title = N_("Les comptes (balance)"), .report = report_balance },
    { .name = "postings",
      .title = N_("Leurs lignes (écritures)"),
      .traits = LANDSCAPE,
      .report = report_postings },
    { .name = "result", .title = N_("Résultat"), .report = report_result },
    { .name = "shares",
      .title = N_("Partage décidé"),
      .traits = NAMES_PEOPLE,
      .report = report_shares },
    { .name = "attendance",
      .title = N_("Heures de présence"),
      .traits = EVIDENCE | TABLE | NAMES_PEOPLE,
      .report = report_attendance,
      .file = "heures",
      .when = WHEN_EACH_DAY },
    { .name = "livret",
      .title = N_("Livret de compétences"),
      .traits = EACH_PERSON | PAGE_A_DAY,
      .when = WHEN_EACH_DAY,
      .paper = paper_make_booklet },
    { .name = "noter-groupe",
      .title = N_("Feuilles pour noter le groupe"),
      .traits = PAGE_A_DAY,
      .when = WHEN_EACH_DAY,
      .paper = paper_make_group_sheets },
    { .name = "fiches-prix",
      .title = N_("Fiches de prix"),
      .when = STEP_OFFER,
      .paper = session_paper_prices },
    { .name = "pret",
      .title = N_("Exercice : un prêt"),
      .when = STEP_BRAND,
      .paper = session_paper_loan },
    { .name = "labels",
      .title = N_("Étiquettes d'un produit"),
      .detail = ":PRODUCT:COUNT",
      .slip = slip_make_labels,
      .job = N_("étiquettes %s"),
      .need = NEED_PRODUCT },
    { .name = "tags",
      .title = N_("Prix des produits"),
      .file = "etiquettes-prix",
      .when = STEP_BRAND,
      .paper = paper_make_price_tags,
      .slip = slip_make_tags,
      .job = N_("prix des articles") },
    { .name = "production",
      .title = N_("Fiche de production"),
      .when = STEP_PRODUCE,
      .paper = session_paper_batches },
    { .name = "recettes",
      .title = N_("Fiches de recette"),
      .when = STEP_PRODUCE,
      .paper = session_paper_recipes },
    { .name = "etiquettes",
      .title = N_("Étiquettes des produits"),
      .when = STEP_PRODUCE,
      .paper = session_paper_labels,
      .ready = paper_contents_are_known },
    { .name = "composition",
      .title = N_("Ce qu'il y a dedans"),
      .when = STEP_SELL,
      .paper = paper_make_composition,
      .ready = paper_contents_are_known },
    { .name = "allergens",
      .title = N_("Allergènes, à afficher"),
      .slip = slip_make_allergens,
      .job = N_("liste des allergènes") },
    { .name = "notice",
      .title = N_("Affiche : ticket sur demande"),
      .file = "affiche-ticket",
      .when = STEP_SELL,
      .paper = paper_make_poster,
      .slip = slip_make_notice,
      .job = N_("affiche du ticket sur demande") },
    { .name = "count",
      .title = N_("Feuille pour compter"),
      .file = "compter-caisse",
      .when = STEP_SELL,
      .paper = paper_make_cash_count,
      .slip = slip_make_count,
      .job = N_("compter la caisse") },
    { .name = "float",
      .title = N_("L'argent du début"),
      .slip = slip_make_float,
      .job = N_("argent du début") },
    { .name = "fallback",
      .title = N_("Feuille de secours"),
      .detail = "[:N]",
      .file = "ventes-papier",
      .when = STEP_SELL,
      .paper = paper_make_fallback,
      .slip = slip_make_fallback,
      .job = N_("feuille de secours %s") },
    { .name = "setup",
      .title = N_("Carte qui règle le scanner"),
      .slip = slip_make_setup,
      .job = N_("carte du scanner") },
    { .name = "test",
      .title = N_("Essai de l'imprimante"),
      .slip = slip_make_test,
      .job = N_("essai") },
    { .name = "caisse",
      .title = N_("Rapport de caisse"),
      .traits = FOLDER_ONLY,
      .report = report_closings,
      .when = STEP_SELL },
    { .name = "resultat",
      .title = N_("Feuille de résultat"),
      .when = STEP_ACCOUNTS,
      .paper = session_paper_result },
    { .name = "parts",
      .title = N_("Part de chaque personne"),
      .traits = WHEN_SHARED,
      .when = STEP_ACCOUNTS,
      .paper = session_paper_shares },
    { .name = "histoire",
      .title = N_("L'histoire du jour"),
      .when = STEP_ACCOUNTS,
      .paper = session_paper_story,
      .ready = session_story_fits },
    { .name = "noter-soi",
      .title = N_("Feuilles pour se noter"),
      .when = WHEN_LAST_DAY,
      .paper = paper_make_self_sheets },
    { .name = "noter-autres",
      .title = N_("Feuilles pour noter les autres"),
      .when = WHEN_LAST_DAY,
      .paper = paper_make_peer_sheets },
    { .name = "entretien",
      .title = N_("Entretien du dernier jour"),
      .when = WHEN_LAST_DAY,
      .paper = paper_make_interview },
    { .name = "ma-fiche",
      .title = N_("Fiche de la personne, avant et après"),
      .traits = EACH_PERSON,
      .when = WHEN_LAST_DAY,
      .paper = session_paper_own_sheet },
    { .name = "ma-flashcoop",
      .title = N_("Ma Flashcoop"),
      .traits = EACH_PERSON,
      .when = WHEN_LAST_DAY,
      .paper = session_paper_keepsake },
    { .name = "etoile",
      .title = N_("Avant et après, en étoile"),
      .traits = EACH_PERSON,
      .when = WHEN_LAST_DAY,
      .paper = paper_make_radar,
      .ready = paper_star_has_points },
    { .name = "attestation",
      .title = N_("Attestation de participation"),
      .traits = EVIDENCE | EACH_PERSON,
      .when = WHEN_LAST_DAY,
      .paper = session_paper_certificate,
      .ready = paper_presence_is_complete },
    { .name = "certificat",
      .title = N_("Certificat de réalisation"),
      .traits = EVIDENCE | EACH_PERSON,
      .when = WHEN_LAST_DAY,
      .paper = session_paper_completion,
      .ready = paper_presence_is_complete },
    { .name = "infographie",
      .title = N_("La session en images"),
      .when = WHEN_LATER,
      .paper = session_paper_infographic },
    { .name = "grille-groupe",
      .title = N_("Grille du groupe"),
      .traits = EVIDENCE,
      .when = WHEN_LAST_DAY,
      .paper = paper_make_group_grid },
    { .name = "grid",
      .title = N_("Grille de compétences"),
      .traits = EVIDENCE | TABLE | NAMES_PEOPLE | LANDSCAPE,
      .report = report_grid,
      .file = "grille",
      .when = WHEN_LAST_DAY },
    { .name = "progress",
      .title = N_("Progression"),
      .traits = EVIDENCE | TABLE | NAMES_PEOPLE | LANDSCAPE,
      .report = report_progress,
      .file = "progression",
      .when = WHEN_LAST_DAY },
    { .name = "appreciation",
      .title = N_("Grille d'appréciation"),
      .traits = EVIDENCE,
      .when = WHEN_LAST_DAY,
      .paper = paper_make_appreciation },
    { .name = "impact",
      .title = N_("Ce que les personnes en disent"),
      .traits = EVIDENCE | TABLE | LANDSCAPE,
      .report = report_impact,
      .file = "reponses",
      .when = WHEN_LAST_DAY },
    { .name = "bilan-a-chaud",
      .title = N_("Mon avis aujourd'hui (à chaud)"),
      .traits = EVIDENCE,
      .when = WHEN_LAST_DAY,
      .paper = paper_make_hot },
    { .name = "questionnaires",
      .title = N_("Questionnaires"),
      .traits = PRIVATE | NAMES_PEOPLE,
      .report = report_questionnaires },
    { .name = "follow-up",
      .title = N_("Suivi à 4-6 mois"),
      .traits = NAMES_PEOPLE,
      .report = report_follow_up },
    { .name = "roles",
      .title = N_("Rôles des jours"),
      .traits = NAMES_PEOPLE,
      .report = report_roles },
    { .name = "agenda", .title = N_("Ordre des jours"), .report = report_agenda },
    { .name = "session",
      .title = N_("Rapport de session"),
      .report = report_session,
      .file = "rapport",
      .when = WHEN_LAST_DAY },
    { .name = "bilan-a-froid",
      .title = N_("Mon avis, 4 à 6 mois après (à froid)"),
      .traits = EVIDENCE,
      .when = WHEN_LATER,
      .paper = paper_make_cold },
    { .name = "appels",
      .title = N_("Qui appeler, 4 à 6 mois après"),
      .when = WHEN_LATER,
      .paper = session_paper_follow_up },
    { .name = "trace",
      .title = N_("Ce qui a changé"),
      .traits = NAMES_PEOPLE | LANDSCAPE,
      .report = report_trace },
    { .name = "payments",
      .title = N_("Paiements"),
      .traits = PER_TICKET,
      .report = report_payments },
    { .name = "partners",
      .title = N_("Qui est autour du groupe"),
      .traits = NAMES_PEOPLE,
      .report = report_partners },
    { .name = "outcomes",
      .title = N_("Ce que chacun devient"),
      .traits = NAMES_PEOPLE,
      .report = report_outcomes },
    { .name = "indicators",
      .title = N_("Qualité : ce que la session montre"),
      .report = report_indicators },
    { .name = "bpf",
      .title = N_("Bilan pédagogique et financier"),
      .traits = NAMES_PEOPLE,
      .report = report_bpf },
    { .name = "esf",
      .title = N_("Fonds social européen"),
      .traits = NAMES_PEOPLE | PRIVATE | LANDSCAPE,
      .report = report_esf },
    { .name = "jobs",
      .title = N_("Travaux pour des clients"),
      .traits = NAMES_PEOPLE,
      .report = report_jobs },
    { .name = "job-hours",
      .title = N_("Heures de chaque personne"),
      .traits = NAMES_PEOPLE,
      .report = report_job_hours },
    { .name = "documents",
      .title = N_("Devis, factures, avoirs"),
      .traits = NAMES_PEOPLE,
      .report = report_documents },
    { .name = "document", .detail = ":NUMBER", .traits = NAMES_PEOPLE, .report = report_document },
    { .name = "exercise",
      .title = N_("Exercice : les tâches"),
      .traits = EXERCISE,
      .report = report_exercise },
    { .name = "exercise-trainer",
      .title = N_("Exercice : la page de qui forme"),
      .traits = EXERCISE,
      .report = report_exercise_trainer },
    { .name = "fec", .traits = INTO_FOLDER, .export = export_fec },
    { .name = "csv", .traits = INTO_FOLDER, .export = export_csv },
    { .name = "journal", .export = export_journal },
    { .name = "archive", .export = export_archive },
    { .name = "e-reporting", .export = export_e_reporting },
};

bool catalogue_opens(const struct catalogue_row *row, enum door door)
{
    switch (door) {
    case DOOR_REPORT: return row->report && !(row->traits & FOLDER_ONLY);
    case DOOR_SCREEN:
        return catalogue_opens(row, DOOR_REPORT) && row->title && !row->detail &&
               !(row->traits & RECORDED);
    case DOOR_FOLDER: return row->when != WHEN_NEVER;
    case DOOR_PRINTER: return row->slip != NULL;
    case DOOR_EXPORT: return row->export != NULL;
    }
    return false;
}

const struct catalogue_row *catalogue_next(const struct catalogue_row *row, enum door door)
{
    for (row = row ? row + 1 : CATALOGUE; row < CATALOGUE + COUNT_OF(CATALOGUE); row++)
        if (catalogue_opens(row, door))
            return row;
    return NULL;
}

const struct catalogue_row *catalogue_find(const char *asked, enum door door, const char **detail)
{
    size_t length = strcspn(asked, ":");
    const struct catalogue_row *row = NULL;

    *detail = asked[length] == ':' ? asked + length + 1 : "";
    while ((row = catalogue_next(row, door)) != NULL)
        if (strncmp(row->name, asked, length) == 0 && row->name[length] == '\0')
            return row;
    return NULL;
}

void catalogue_names(enum door door, struct buf *out)
{
    const struct catalogue_row *row = NULL;

    for (bool first = true; (row = catalogue_next(row, door)) != NULL; first = false)
        buf_printf(out, "%s%s%s", first ? "" : "|", row->name, row->detail ? row->detail : "");
}

bool catalogue_report(const struct catalogue_row *row, struct till *till,
                      const struct report_request *request, struct page *page, struct err *err)
{
    if ((row->traits & NAMES_PEOPLE) && !till_check(till, ACTION_PEOPLE, err))
        return false;
    return row->report(till, request, page, err);
}

bool catalogue_is_of(const struct catalogue_row *row, const struct calendar *calendar)
{
    return row->when <= (int)STEP_START || row->when > STEPS_MAX ||
           calendar_step_day(calendar, (enum step)row->when) > 0;
}

bool catalogue_is_of_day(const struct catalogue_row *row, const struct calendar *calendar, int day)
{
    enum step steps[STEPS_MAX];
    int count = agenda_steps_of_day(calendar, day, steps);

    if (row->when == WHEN_EACH_DAY || (row->when == WHEN_BEFORE && day == 1) ||
        (row->when == WHEN_LAST_DAY && day == calendar->day_count))
        return true;
    for (int i = 0; i < count; i++)
        if (row->when == (int)steps[i])
            return true;
    return false;
}

void catalogue_when(const struct catalogue_row *row, const struct calendar *calendar,
                    char out[AGENDA_TEXT_MAX])
{
    static const char *const WORDS[] = {
        [STEP_START] = "J1",
        [WHEN_BEFORE] = N_("avant J1"),
        [WHEN_EACH_DAY] = N_("chaque jour"),
        [WHEN_LAST_DAY] = N_("dernier jour"),
        [WHEN_LATER] = N_("4 à 6 mois après"),
    };

    if (WORDS[row->when])
        snprintf(out, AGENDA_TEXT_MAX, "%s", _(WORDS[row->when]));
    else
        agenda_days_of_step(calendar, (enum step)row->when, out);
}
