#include "reports/catalogue/paper_folder.h"

#include "base/lang.h"
#include "base/place.h"
#include "reports/catalogue/catalogue.h"
#include "reports/figures/sale_list.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_NAME_MAX = 96, PATH_MAX_BYTES = 4096, FILES_MAX = 2000, REFUSALS_BYTES = 1 << 20 };

static const char EVIDENCE_FOLDER[] = "formation";

/* "formation/attestation-P1.pdf", "livret-P1-J3.pdf" */
static void document_file(const struct session_data *papers, const struct catalogue_row *document,
                          const struct participant *person, char out[FILE_NAME_MAX])
{
    bool apart = (document->traits & EVIDENCE) != 0;
    char day[16] = "";

    if (papers->head.only_day > 0 && (document->traits & PAGE_A_DAY))
        snprintf(day, sizeof day, "-J%d", papers->head.only_day);
    snprintf(out, FILE_NAME_MAX, "%s%s%s%s%s%s.%s", apart ? EVIDENCE_FOLDER : "", apart ? "/" : "",
             document->file ? document->file : document->name, person ? "-" : "",
             person ? person->badge : "", day, document->traits & TABLE ? "xlsx" : "pdf");
}

/* Called for each file of the folder; `person` is −1 for a paper of the group. */
typedef bool visit_fn(void *context, const struct session_data *papers,
                      const struct catalogue_row *document, int person, struct err *err);

/* Whoever is not in the group on the day has no page of it. */
static bool is_hers(const struct session_data *papers, const struct catalogue_row *document,
                    int person)
{
    const struct participant *who = &papers->people.list[person];
    int day = papers->head.only_day;

    return !who->erased &&
           (day == 0 || !(document->traits & PAGE_A_DAY) || participant_is_awaited(who, day));
}

static bool is_wanted(const struct session_data *papers, const struct catalogue_row *document,
                      const char *only)
{
    int day = papers->head.only_day;

    if ((document->traits & WHEN_SHARED) && !papers->is_decided)
        return false;
    return (!only || strcmp(only, document->name) == 0) &&
           catalogue_is_of(document, &papers->calendar) &&
           (day == 0 || catalogue_is_of_day(document, &papers->calendar, day));
}

static bool each_document(const struct session_data *papers, const char *only, visit_fn *visit,
                          void *context, struct err *err)
{
    const struct catalogue_row *document = NULL;

    while ((document = catalogue_next(document, DOOR_FOLDER)) != NULL) {
        if (!is_wanted(papers, document, only))
            continue;
        if (!(document->traits & EACH_PERSON)) {
            if (!visit(context, papers, document, -1, err))
                return false;
            continue;
        }
        for (int person = 0; person < papers->people.count; person++)
            if (is_hers(papers, document, person) && !visit(context, papers, document, person, err))
                return false;
    }
    return true;
}

static const struct participant *person_of(const struct session_data *papers, int person)
{
    return person < 0 ? NULL : &papers->people.list[person];
}

static bool write_report(const struct session_data *papers, const struct catalogue_row *document,
                         struct outlet *outlet, struct err *err)
{
    const struct page_target target = {
        .format = document->traits & TABLE ? PAGE_XLSX : PAGE_PDF,
        .title = _(document->title),
        .made_at = papers->head.made_at,
        .colour = papers->head.colour,
        .logo = papers->head.logo,
        .emblem = papers->head.emblem,
        .page_total = papers->head.page_total,
        .page_count = papers->head.page_count,
        .outlet = outlet,
    };
    const struct report_request request = { .detail = "", .access = papers->access };
    struct page *page = NULL;

    if (!page_open(&target, &page, err))
        return false;
    if (!catalogue_report(document, papers->till, &request, page, err)) {
        page_abandon(page);
        return false;
    }
    return page_close(page, err);
}

/* The folder being written, and which of its papers were not made. */
struct writing {
    const struct paper_folder *folder;
    struct paper_refusals refusals;
    int at; /* place of the document in the walk, the same in each */
    struct session_data *papers;
    const struct catalogue_row *document; /* the last that was made, */
    int pages;                            /* and how many it had */
    int counted;                          /* pages of the paper being made */
    bool refused[FILES_MAX];
};

/* What is wrong with one paper is no failure of the folder; an old one would say what is no more.
 */
static bool refuse(struct writing *writing, const char *path, const char *file, int *count,
                   const struct err *why)
{
    writing->refused[writing->at] = true;
    ++*count;
    buf_printf(&writing->refusals.lines, "%s: %s\n", file, why->text);
    if (writing->folder->force)
        (void)unlink(path);
    return true;
}

/* The sheets of report_tables_write() that a large book does not get. */
static bool note_large(struct writing *writing, struct db *db, struct err *err)
{
    struct err why = ERR_EMPTY;

    if (sale_list_check_sheet(db, &why))
        return true;
    if (why.code != ERR_INPUT)
        return err_fail(err, why.code, "%s", why.text);
    writing->refusals.not_yet++;
    buf_printf(&writing->refusals.lines, "sales, lines, payments: %s\n", why.text);
    return true;
}

static bool make_document(const struct session_data *papers, const struct catalogue_row *document,
                          int person, struct outlet *outlet, struct err *err)
{
    return document->paper ? document->paper(papers, person, outlet, err)
                           : write_report(papers, document, outlet, err);
}

/*
 * "2/7" needs the number of pages before the first is drawn. Papers of one kind mostly have as
 * many as the one before, so that only the first is made twice.
 */
static bool write_counted(struct writing *writing, const struct catalogue_row *document, int person,
                          const char *path, struct err *own, struct err *err)
{
    struct paper_head *head = &writing->papers->head;
    int *known = &writing->pages;

    if (writing->document != document)
        *known = 0;
    writing->document = document;
    head->page_count = &writing->counted;
    for (int round = 0; round < 2; round++) {
        struct outlet outlet;

        head->page_total = *known;
        writing->counted = *known;
        if (!outlet_open(&outlet, path, writing->folder->force, err))
            return false;
        outlet.remakeable = true; /* sixty syncs would take longer than sixty papers */
        if (!make_document(writing->papers, document, person, &outlet, own)) {
            outlet_abandon(&outlet);
            return false;
        }
        if (writing->counted == *known)
            return outlet_finish(&outlet, err);
        *known = writing->counted;
        outlet_abandon(&outlet);
    }
    return err_fail(own, ERR_STORAGE, _("Le PDF n'a pas pu être fait : recommencer."));
}

static bool write_document(void *context, const struct session_data *papers,
                           const struct catalogue_row *document, int person, struct err *err)
{
    struct writing *writing = context;
    char file[FILE_NAME_MAX], path[PATH_MAX_BYTES];
    struct err own = ERR_EMPTY;

    writing->at++;
    assert(writing->at < FILES_MAX);
    document_file(papers, document, person_of(papers, person), file);
    snprintf(path, sizeof path, "%s/%s", writing->folder->path, file);
    if (document->ready && !document->ready(papers, person, &own))
        return own.code == ERR_INPUT ? refuse(writing, path, file, &writing->refusals.not_yet, &own)
                                     : err_fail(err, own.code, "%s", own.text);
    if (write_counted(writing, document, person, path, &own, err))
        return true;
    if (own.code == ERR_INPUT)
        return refuse(writing, path, file, &writing->refusals.failed, &own);
    if (own.code) {
        err_fail(err, own.code, "%s", own.text);
        err_prefix(err, "%s", file);
    }
    return false;
}

/* An index being written: of everything, or only of what a training body asks for. */
struct index {
    struct page *page;
    const char *file; /* "index.csv", "formation/index.csv" */
    enum page_format format;
    bool evidence_only;
    struct writing *writing; /* what it lists */
};

static bool index_document(void *context, const struct session_data *papers,
                           const struct catalogue_row *document, int person, struct err *err)
{
    struct index *index = context;
    const struct participant *who = person_of(papers, person);
    char file[FILE_NAME_MAX];
    char when[AGENDA_TEXT_MAX];

    (void)err;
    index->writing->at++;
    if (index->writing->refused[index->writing->at])
        return true;
    if (index->evidence_only && !(document->traits & EVIDENCE))
        return true;
    document_file(papers, document, who, file);
    catalogue_when(document, &papers->calendar, when);
    page_row(index->page, (struct cell[]){ cell_text(file), cell_text(_(document->title)),
                                           cell_text(who ? who->badge : ""), cell_text(when) });
    return true;
}

/* A sentence a paper that is not there. */
static void note_refusals(struct page *page, const struct paper_refusals *refusals)
{
    char line[FILE_NAME_MAX + sizeof(((struct err *)NULL)->text)];
    const char *at = buf_text(&refusals->lines);

    if (*at)
        page_section(page, _("Papiers qui manquent"));
    while (*at) {
        size_t length = strcspn(at, "\n");

        snprintf(line, sizeof line, "%.*s", (int)length, at);
        page_note(page, line);
        at += length + (at[length] != '\0');
    }
}

static bool write_index(const struct session_data *papers, struct writing *writing,
                        struct index index, struct err *err)
{
    const struct paper_folder *folder = writing->folder;
    const struct page_column columns[] = {
        { .name = "file", .heading = _("Fichier"), .kind = CELL_TEXT },
        { .name = "title", .heading = _("Papier"), .kind = CELL_TEXT },
        { .name = "badge", .heading = _("Badge"), .kind = CELL_TEXT },
        { .name = "when", .heading = _("Quand"), .kind = CELL_TEXT },
    };
    const struct page_table table = { .columns = columns, .column_count = COUNT_OF(columns) };
    char path[PATH_MAX_BYTES];
    const struct page_target target = { .format = index.format,
                                        .path = path,
                                        .force = folder->force,
                                        .made_at = folder->made_at,
                                        .logo = papers->head.logo,
                                        .emblem = papers->head.emblem };

    snprintf(path, sizeof path, "%s/%s", folder->path, index.file);
    if (!page_open(&target, &index.page, err))
        return false;
    page_title(index.page,
               index.evidence_only ? _("Preuves de la formation") : _("Papiers de la session"),
               papers->head.session);
    index.writing = writing;
    writing->at = 0;
    page_begin_table(index.page, &table);
    if (!each_document(papers, NULL, index_document, &index, err)) {
        page_abandon(index.page);
        return false;
    }
    page_end_table(index.page);
    if (!index.evidence_only)
        note_refusals(index.page, &writing->refusals);
    if (!index.evidence_only)
        page_note(index.page, _("Le dossier « formation » contient ce qu'un organisme de formation "
                                "demande : présences, attestations, évaluations."));
    return page_close(index.page, err);
}

static bool write_indexes(const struct session_data *papers, struct writing *writing,
                          struct err *err)
{
    static const struct index INDEXES[] = {
        { .file = "index.txt", .format = PAGE_TEXT },
        { .file = "index.csv", .format = PAGE_CSV },
        { .file = "formation/index.txt", .format = PAGE_TEXT, .evidence_only = true },
        { .file = "formation/index.csv", .format = PAGE_CSV, .evidence_only = true },
    };

    for (size_t i = 0; i < COUNT_OF(INDEXES); i++)
        if (!write_index(papers, writing, INDEXES[i], err))
            return false;
    return true;
}

static bool day_exists_here(const struct session_data *papers, int day, struct err *err)
{
    return day <= papers->calendar.day_count ||
           err_fail(err, ERR_INPUT, _("Les jours de cette session vont de J1 à J%d."),
                    papers->calendar.day_count);
}

bool paper_folder_write(struct till *till, const struct paper_folder *folder, struct err *err)
{
    struct session_data *papers = NULL;
    struct writing writing = { .folder = folder, .refusals.lines = buf_init(REFUSALS_BYTES) };
    char evidence[PATH_MAX_BYTES];
    bool good;

    snprintf(evidence, sizeof evidence, "%s/%s", folder->path, EVIDENCE_FOLDER);
    if (!till_check(till, ACTION_PEOPLE, err) || !place_make_folder(folder->path, err) ||
        !place_make_folder(evidence, err) ||
        !session_data_open(till, &folder->access, folder->made_at, &papers, err))
        return false;
    writing.papers = papers;
    papers->head.only_day = folder->day;
    good = day_exists_here(papers, folder->day, err) &&
           each_document(papers, folder->only, write_document, &writing, err) &&
           (folder->day > 0 || folder->only ||
            (note_large(&writing, till->db, err) && write_indexes(papers, &writing, err)));
    session_data_close(papers);
    if (good && folder->refusals)
        *folder->refusals = writing.refusals;
    else
        buf_release(&writing.refusals.lines);
    return good;
}

/* A table as spreadsheet beside the papers. */
static bool table_write(const struct catalogue_row *row, struct till *till,
                        const struct paper_folder *folder, struct err *err)
{
    char path[PATH_MAX_BYTES];
    struct outlet outlet;
    const struct page_target target = { .format = PAGE_XLSX,
                                        .title = row->title ? _(row->title) : row->name,
                                        .made_at = folder->made_at,
                                        .outlet = &outlet };
    const struct report_request request = { .detail = "", .access = folder->access };
    struct page *page = NULL;

    snprintf(path, sizeof path, "%s/%s.xlsx", folder->path, row->name);
    if (!outlet_open(&outlet, path, folder->force, err))
        return false;
    outlet.remakeable = true;
    if (!page_open(&target, &page, err))
        goto fail;
    if (!catalogue_report(row, till, &request, page, err)) {
        page_abandon(page);
        goto fail;
    }
    if (!page_close(page, err))
        goto fail;
    return outlet_finish(&outlet, err);
fail:
    outlet_abandon(&outlet);
    return false;
}

/* Shares wait for the decision, and an X would be recorded: both are left out where they stand. */
bool report_tables_write(struct till *till, const struct paper_folder *folder, struct err *err)
{
    const struct catalogue_row *row = NULL;
    struct err too_many = ERR_EMPTY;
    bool fits = sale_list_check_sheet(till->db, &too_many);

    while ((row = catalogue_next(row, DOOR_REPORT)) != NULL) {
        struct err why = ERR_EMPTY;
        bool lies_there = row->when != WHEN_NEVER && (row->traits & TABLE);

        if (lies_there || ((row->traits & PER_TICKET) && !fits) || row->detail ||
            (row->traits & (TO_READ | PRIVATE | RECORDED)) ||
            ((row->traits & EXERCISE) && !session_is_exercise(&till->session)))
            continue;
        if (!table_write(row, till, folder, &why) && why.code != ERR_NOT_FOUND)
            return err_fail(err, why.code, "%s", why.text);
    }
    return true;
}
