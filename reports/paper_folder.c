#include "reports/paper_folder.h"

#include "base/lang.h"
#include "reports/page.h"
#include "reports/paper_booklet.h"
#include "reports/paper_group.h"
#include "reports/paper_questions.h"
#include "reports/paper_radar.h"
#include "reports/paper_stall.h"
#include "reports/progress.h"
#include "reports/roll.h"
#include "reports/session_papers.h"
#include "reports/session_report.h"
#include "reports/impact_table.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_NAME_MAX = 96, PATH_MAX_BYTES = 4096 };

static const char EVIDENCE_FOLDER[] = "formation";

enum trait {
    EVIDENCE = 1,    /* what a training body asks for: in a folder of its own */
    EACH_PERSON = 2, /* one file a person */
    WHEN_SHARED = 4, /* only once the sharing is decided */
    TABLE = 8,       /* a spreadsheet; else a PDF */
};

typedef bool make_fn(const struct session_papers *papers, int person, struct outlet *outlet,
                     struct err *err);

static struct paper_people people_of(const struct session_papers *papers)
{
    return (struct paper_people){ papers->people.list, papers->people.count };
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

static bool make_sign_in(const struct session_papers *papers, int person, struct outlet *outlet,
                         struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_sign_in(&papers->head, &people, &papers->calendar, outlet, err);
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
    return paper_questionnaires(&papers->head, QUESTION_HOT, outlet, err);
}

static bool make_cold(const struct session_papers *papers, int person, struct outlet *outlet,
                      struct err *err)
{
    (void)person;
    return paper_questionnaires(&papers->head, QUESTION_COLD, outlet, err);
}

static bool make_follow_up(const struct session_papers *papers, int person, struct outlet *outlet,
                           struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_follow_up(&papers->head, &people, &papers->calendar, outlet, err);
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
    const struct paper_goods goods = { papers->products, papers->product_count };

    (void)person;
    return paper_price_tags(&papers->head, &goods, outlet, err);
}

static bool make_composition(const struct session_papers *papers, int person, struct outlet *outlet,
                             struct err *err)
{
    const struct paper_goods goods = { papers->products, papers->product_count };

    (void)person;
    return paper_composition(&papers->head, &goods, outlet, err);
}

/* Reports that are also files of their own: tables to work with, and the funder's report. */
typedef bool page_fn(const struct session_papers *papers, struct page *page, struct err *err);

static bool page_report(const struct session_papers *papers, struct page *page, struct err *err)
{
    return session_report_page(papers->till->db, &papers->till->session, page, err);
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
static const struct document {
    const char *file;  /* "livret"; a person's badge follows */
    const char *title; /* for the index */
    const char *when;
    unsigned traits; /* enum trait */
    make_fn *make;   /* a paper, or: */
    page_fn *page;   /* a report */
} DOCUMENTS[] = {
    { "accueil", N_("Fiches d'accueil"), N_("avant J1"), 0, make_intake, NULL },
    { "droit-image", N_("Droit à l'image"), N_("avant J1"), 0, make_image_right, NULL },
    { "badges", N_("Badges"), N_("J1"), 0, make_badges, NULL },
    { "presence", N_("Feuilles de présence"), N_("chaque jour"), EVIDENCE, make_sign_in, NULL },
    { "heures", N_("Heures de présence"), N_("chaque jour"), EVIDENCE | TABLE, NULL, page_hours },
    { "livret", N_("Livret de compétences"), N_("chaque jour"), EACH_PERSON, make_booklet, NULL },
    { "fiches-prix", N_("Fiches de prix"), N_("J2"), 0, make_prices, NULL },
    { "pret", N_("Exercice : un prêt"), N_("J3"), 0, make_loan, NULL },
    { "etiquettes-prix", N_("Étiquettes de prix"), N_("J3"), 0, make_price_tags, NULL },
    { "production", N_("Fiche de production"), N_("J4"), 0, make_batches, NULL },
    { "composition", N_("Composition et allergènes"), N_("J5"), 0, make_composition, NULL },
    { "affiche-ticket", N_("Affiche : ticket sur demande"), N_("J5"), 0, make_poster, NULL },
    { "compter-caisse", N_("Compter la caisse"), N_("J5"), 0, make_cash_count, NULL },
    { "ventes-papier", N_("Ventes sur papier"), N_("J5"), 0, make_fallback, NULL },
    { "resultat", N_("Feuille de résultat"), N_("J6"), 0, make_result, NULL },
    { "parts", N_("Part de chaque personne"), N_("J6"), WHEN_SHARED, make_shares, NULL },
    { "ma-fiche", N_("Fiche de la personne, avant et après"), N_("dernier jour"), EACH_PERSON,
      make_own_sheet, NULL },
    { "etoile", N_("Avant et après, en étoile"), N_("dernier jour"), EACH_PERSON, make_radar,
      NULL },
    { "attestation", N_("Attestation de participation"), N_("dernier jour"), EVIDENCE | EACH_PERSON,
      make_certificate, NULL },
    { "grille-groupe", N_("Grille du groupe"), N_("dernier jour"), EVIDENCE, make_group_grid,
      NULL },
    { "grille", N_("Grille de compétences"), N_("dernier jour"), EVIDENCE | TABLE, NULL,
      page_grid },
    { "progression", N_("Progression"), N_("dernier jour"), EVIDENCE | TABLE, NULL, page_progress },
    { "appreciation", N_("Grille d'appréciation"), N_("dernier jour"), EVIDENCE, make_appreciation,
      NULL },
    { "reponses", N_("Ce que les personnes en disent"), N_("dernier jour"), EVIDENCE | TABLE, NULL,
      page_impact },
    { "bilan-a-chaud", N_("Questionnaires à chaud"), N_("dernier jour"), EVIDENCE, make_hot, NULL },
    { "rapport", N_("Rapport de session"), N_("dernier jour"), 0, NULL, page_report },
    { "bilan-a-froid", N_("Questionnaires à froid"), N_("4 à 6 mois après"), EVIDENCE, make_cold,
      NULL },
    { "appels", N_("Liste d'appels du bilan à froid"), N_("4 à 6 mois après"), 0, make_follow_up,
      NULL },
};

/* "formation/attestation-P1.pdf" */
static void document_file(const struct document *document, const struct participant *person,
                          char out[FILE_NAME_MAX])
{
    bool apart = (document->traits & EVIDENCE) != 0;

    snprintf(out, FILE_NAME_MAX, "%s%s%s%s%s.%s", apart ? EVIDENCE_FOLDER : "", apart ? "/" : "",
             document->file, person ? "-" : "", person ? person->badge : "",
             document->traits & TABLE ? "xlsx" : "pdf");
}

/* Called for each file of the folder; `person` is −1 for a paper of the group. */
typedef bool visit_fn(void *context, const struct session_papers *papers,
                      const struct document *document, int person, struct err *err);

static bool each_document(const struct session_papers *papers, visit_fn *visit, void *context,
                          struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(DOCUMENTS); i++) {
        const struct document *document = &DOCUMENTS[i];

        if ((document->traits & WHEN_SHARED) && !papers->is_shared)
            continue;
        if (!(document->traits & EACH_PERSON)) {
            if (!visit(context, papers, document, -1, err))
                return false;
            continue;
        }
        for (int person = 0; person < papers->people.count; person++)
            if (!papers->people.list[person].erased &&
                !visit(context, papers, document, person, err))
                return false;
    }
    return true;
}

static const struct participant *person_of(const struct session_papers *papers, int person)
{
    return person < 0 ? NULL : &papers->people.list[person];
}

static bool write_report(const struct session_papers *papers, const struct document *document,
                         struct outlet *outlet, struct err *err)
{
    const struct page_target target = {
        .format = document->traits & TABLE ? PAGE_XLSX : PAGE_PDF,
        .title = _(document->title),
        .made_at = papers->head.made_at,
        .outlet = outlet,
    };
    struct page *page = NULL;

    if (!page_open(&target, &page, err))
        return false;
    if (!document->page(papers, page, err)) {
        page_abandon(page);
        return false;
    }
    return page_close(page, err);
}

static bool write_document(void *context, const struct session_papers *papers,
                           const struct document *document, int person, struct err *err)
{
    const struct paper_folder *folder = context;
    char file[FILE_NAME_MAX], path[PATH_MAX_BYTES];
    struct outlet outlet;

    document_file(document, person_of(papers, person), file);
    snprintf(path, sizeof path, "%s/%s", folder->path, file);
    if (!outlet_open(&outlet, path, folder->force, err))
        return false;
    outlet.remakeable = true; /* sixty syncs would take longer than sixty papers */
    if (!(document->make ? document->make(papers, person, &outlet, err)
                         : write_report(papers, document, &outlet, err))) {
        outlet_abandon(&outlet);
        err_prefix(err, "%s", file);
        return false;
    }
    return outlet_finish(&outlet, err);
}

static bool index_document(void *context, const struct session_papers *papers,
                           const struct document *document, int person, struct err *err)
{
    struct page *page = context;
    const struct participant *who = person_of(papers, person);
    char file[FILE_NAME_MAX];

    (void)err;
    document_file(document, who, file);
    page_row(page,
             (struct cell[]){ cell_text(file), cell_text(_(document->title)),
                              cell_text(who ? who->badge : ""), cell_text(_(document->when)) });
    return true;
}

static bool write_index(const struct session_papers *papers, const struct paper_folder *folder,
                        enum page_format format, const char *file, struct err *err)
{
    const struct page_column columns[] = {
        { .name = "file", .heading = _("Fichier"), .kind = CELL_TEXT },
        { .name = "title", .heading = _("Papier"), .kind = CELL_TEXT },
        { .name = "badge", .heading = _("Badge"), .kind = CELL_TEXT },
        { .name = "when", .heading = _("Quand"), .kind = CELL_TEXT },
    };
    const struct page_table table = { .columns = columns, .column_count = COUNT_OF(columns) };
    char path[PATH_MAX_BYTES];
    const struct page_target target = {
        .format = format, .path = path, .force = folder->force, .made_at = folder->made_at
    };
    struct page *page = NULL;

    snprintf(path, sizeof path, "%s/%s", folder->path, file);
    if (!page_open(&target, &page, err))
        return false;
    page_title(page, _("Papiers de la session"), papers->head.session);
    page_begin_table(page, &table);
    if (!each_document(papers, index_document, page, err)) {
        page_abandon(page);
        return false;
    }
    page_end_table(page);
    page_note(page, _("Le dossier « formation » contient ce qu'un organisme de formation "
                      "demande : présences, attestations, évaluations."));
    return page_close(page, err);
}

static bool make_folder(const char *path, struct err *err)
{
    struct stat found;

    if (mkdir(path, 0777) == 0 || (stat(path, &found) == 0 && S_ISDIR(found.st_mode)))
        return true;
    return err_fail(err, ERR_STORAGE, _("%s ne s'écrit pas (%s) : vérifier le dossier."), path,
                    strerror(errno));
}

bool paper_folder_write(struct till *till, const struct paper_folder *folder, struct err *err)
{
    struct session_papers *papers = NULL;
    struct paper_folder copy = *folder;
    char evidence[PATH_MAX_BYTES];
    bool good;

    snprintf(evidence, sizeof evidence, "%s/%s", folder->path, EVIDENCE_FOLDER);
    if (!make_folder(folder->path, err) || !make_folder(evidence, err) ||
        !session_papers_open(till, folder->made_at, &papers, err))
        return false;
    good = each_document(papers, write_document, &copy, err) &&
           write_index(papers, folder, PAGE_TEXT, "index.txt", err) &&
           write_index(papers, folder, PAGE_CSV, "index.csv", err);
    session_papers_close(papers);
    return good;
}
