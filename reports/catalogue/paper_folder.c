#include "reports/catalogue/paper_folder.h"

#include "base/lang.h"
#include "reports/catalogue/document.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_NAME_MAX = 96, PATH_MAX_BYTES = 4096 };

static const char EVIDENCE_FOLDER[] = "formation";

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
    for (size_t i = 0; document_at(i); i++) {
        const struct document *document = document_at(i);

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

/* An index being written: of everything, or only of what a training body asks for. */
struct index {
    struct page *page;
    const char *file; /* "index.csv", "formation/index.csv" */
    enum page_format format;
    bool evidence_only;
};

static bool index_document(void *context, const struct session_papers *papers,
                           const struct document *document, int person, struct err *err)
{
    struct index *index = context;
    const struct participant *who = person_of(papers, person);
    char file[FILE_NAME_MAX];

    (void)err;
    if (index->evidence_only && !(document->traits & EVIDENCE))
        return true;
    document_file(document, who, file);
    page_row(index->page,
             (struct cell[]){ cell_text(file), cell_text(_(document->title)),
                              cell_text(who ? who->badge : ""), cell_text(_(document->when)) });
    return true;
}

static bool write_index(const struct session_papers *papers, const struct paper_folder *folder,
                        struct index index, struct err *err)
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
        .format = index.format, .path = path, .force = folder->force, .made_at = folder->made_at
    };

    snprintf(path, sizeof path, "%s/%s", folder->path, index.file);
    if (!page_open(&target, &index.page, err))
        return false;
    page_title(index.page,
               index.evidence_only ? _("Preuves de la formation") : _("Papiers de la session"),
               papers->head.session);
    page_begin_table(index.page, &table);
    if (!each_document(papers, index_document, &index, err)) {
        page_abandon(index.page);
        return false;
    }
    page_end_table(index.page);
    if (!index.evidence_only)
        page_note(index.page, _("Le dossier « formation » contient ce qu'un organisme de formation "
                                "demande : présences, attestations, évaluations."));
    return page_close(index.page, err);
}

static bool write_indexes(const struct session_papers *papers, const struct paper_folder *folder,
                          struct err *err)
{
    static const struct index INDEXES[] = {
        { NULL, "index.txt", PAGE_TEXT, false },
        { NULL, "index.csv", PAGE_CSV, false },
        { NULL, "formation/index.txt", PAGE_TEXT, true },
        { NULL, "formation/index.csv", PAGE_CSV, true },
    };

    for (size_t i = 0; i < COUNT_OF(INDEXES); i++)
        if (!write_index(papers, folder, INDEXES[i], err))
            return false;
    return true;
}

static bool make_folder(const char *path, struct err *err)
{
    struct stat found;

    if (mkdir(path, 0777) == 0 || (stat(path, &found) == 0 && S_ISDIR(found.st_mode)))
        return true;
    return err_fail_file(err, path, errno);
}

bool paper_folder_write(struct till *till, const struct paper_folder *folder, struct err *err)
{
    struct session_papers *papers = NULL;
    struct paper_folder copy = *folder;
    char evidence[PATH_MAX_BYTES];
    bool good;

    snprintf(evidence, sizeof evidence, "%s/%s", folder->path, EVIDENCE_FOLDER);
    if (!make_folder(folder->path, err) || !make_folder(evidence, err) ||
        !session_papers_open(till, &folder->access, folder->made_at, &papers, err))
        return false;
    good = each_document(papers, write_document, &copy, err) && write_indexes(papers, folder, err);
    session_papers_close(papers);
    return good;
}
