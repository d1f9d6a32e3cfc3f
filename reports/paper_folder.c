#include "reports/paper_folder.h"

#include "base/lang.h"
#include "reports/page.h"
#include "reports/paper_booklet.h"
#include "reports/paper_group.h"
#include "reports/paper_questions.h"
#include "reports/session_papers.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_NAME_MAX = 96, PATH_MAX_BYTES = 4096 };

static const char EVIDENCE[] = "formation"; /* what a training body asks for */

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

/* The papers in the order in which a session needs them. */
static const struct document {
    const char *file;  /* "livret"; a person's badge and ".pdf" follow */
    const char *title; /* for the index */
    const char *when;
    bool each_person;
    bool is_evidence;
    bool needs_decision; /* only once the sharing is decided */
    make_fn *make;
} DOCUMENTS[] = {
    { "accueil", N_("Fiches d'accueil"), N_("avant J1"), false, false, false, make_intake },
    { "droit-image", N_("Droit à l'image"), N_("avant J1"), false, false, false, make_image_right },
    { "badges", N_("Badges"), N_("J1"), false, false, false, make_badges },
    { "presence", N_("Feuilles de présence"), N_("chaque jour"), false, true, false, make_sign_in },
    { "livret", N_("Livret de compétences"), N_("chaque jour"), true, false, false, make_booklet },
    { "resultat", N_("Feuille de résultat"), N_("J6"), false, false, false, make_result },
    { "parts", N_("Part de chaque personne"), N_("J6"), false, false, true, make_shares },
    { "ma-fiche", N_("Fiche de la personne, avant et après"), N_("dernier jour"), true, false,
      false, make_own_sheet },
    { "attestation", N_("Attestation de participation"), N_("dernier jour"), true, true, false,
      make_certificate },
    { "grille-groupe", N_("Grille du groupe"), N_("dernier jour"), false, true, false,
      make_group_grid },
    { "appreciation", N_("Grille d'appréciation"), N_("dernier jour"), false, true, false,
      make_appreciation },
    { "bilan-a-chaud", N_("Questionnaires à chaud"), N_("dernier jour"), false, true, false,
      make_hot },
    { "bilan-a-froid", N_("Questionnaires à froid"), N_("4 à 6 mois après"), false, true, false,
      make_cold },
    { "appels", N_("Liste d'appels du bilan à froid"), N_("4 à 6 mois après"), false, false, false,
      make_follow_up },
};

/* "formation/attestation-P1.pdf" */
static void document_file(const struct document *document, const struct participant *person,
                          char out[FILE_NAME_MAX])
{
    snprintf(out, FILE_NAME_MAX, "%s%s%s%s%s.pdf", document->is_evidence ? EVIDENCE : "",
             document->is_evidence ? "/" : "", document->file, person ? "-" : "",
             person ? person->badge : "");
}

/* Called for each file of the folder; `person` is −1 for a paper of the group. */
typedef bool visit_fn(void *context, const struct session_papers *papers,
                      const struct document *document, int person, struct err *err);

static bool each_document(const struct session_papers *papers, visit_fn *visit, void *context,
                          struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(DOCUMENTS); i++) {
        const struct document *document = &DOCUMENTS[i];

        if (document->needs_decision && !papers->is_shared)
            continue;
        if (!document->each_person) {
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
    if (!document->make(papers, person, &outlet, err)) {
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

    snprintf(evidence, sizeof evidence, "%s/%s", folder->path, EVIDENCE);
    if (!make_folder(folder->path, err) || !make_folder(evidence, err) ||
        !session_papers_open(till, folder->made_at, &papers, err))
        return false;
    good = each_document(papers, write_document, &copy, err) &&
           write_index(papers, folder, PAGE_TEXT, "index.txt", err) &&
           write_index(papers, folder, PAGE_CSV, "index.csv", err);
    session_papers_close(papers);
    return good;
}
