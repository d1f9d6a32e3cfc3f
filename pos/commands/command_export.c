/* Files for the host: FEC, plain-text accounting, CSV of every table, signed archive. */
#include "base/lang.h"
#include "base/place.h"
#include "pos/commands/command.h"
#include "reports/exports/archive.h"
#include "reports/exports/e_reporting.h"
#include "reports/exports/fec.h"
#include "reports/exports/plain_journal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct leaving {
    struct till *till;
    const char *path; /* of -o: a folder for fec and csv, else a file */
    bool force;
    bool analytic;
};

static bool export_fec(struct leaving *leaving, struct err *err)
{
    char path[OUTLET_PATH_MAX];

    if (!place_make_folder(leaving->path, err) ||
        !fec_write(leaving->till, leaving->path, leaving->analytic, leaving->force, path, err))
        return false;
    puts(path); /* the name is the law's, not the caller's */
    fprintf(
        stderr, "%s\n",
        _("Ce FEC numérote cette session seule ; celui de toutes, pour le comptable : flashcoop "
          "accounts."));
    return true;
}

static bool export_csv(struct leaving *leaving, struct err *err)
{
    return place_make_folder(leaving->path, err) &&
           archive_write_tables(leaving->till, leaving->path, leaving->force, err);
}

static bool export_journal(struct leaving *leaving, struct err *err)
{
    return plain_journal_write(leaving->till, leaving->path, leaving->force, err);
}

static bool export_archive(struct leaving *leaving, struct err *err)
{
    return archive_write(leaving->till, leaving->path, leaving->force, err);
}

static bool export_e_reporting(struct leaving *leaving, struct err *err)
{
    return e_reporting_write(leaving->till, leaving->path, leaving->force, err);
}

static const struct export_kind {
    const char *name;
    bool wants_file; /* a file that must not exist yet */
    bool (*write)(struct leaving *leaving, struct err *err);
} KINDS[] = {
    { "fec", false, export_fec },
    { "csv", false, export_csv },
    { "journal", true, export_journal },
    { "archive", true, export_archive },
    { "e-reporting", true, export_e_reporting },
};

static const struct export_kind *kind_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (strcmp(KINDS[i].name, name) == 0)
            return &KINDS[i];
    return NULL;
}

/*
 * The journal says that something leaves before it leaves, so that the archive holds that too; what
 * can be refused for its form is refused before.
 */
static bool export_check(const struct leaving *leaving, const struct export_kind *kind,
                         struct err *err)
{
    char name[FEC_NAME_MAX] = "record.csv"; /* one of the tables stands for all of them */
    char path[OUTLET_PATH_MAX];
    enum place_kind kind_of_place;

    if (!till_check(leaving->till, ACTION_EXPORT, err))
        return false;
    if (kind->write == export_fec && !fec_name(leaving->till, name, err))
        return false;
    snprintf(path, sizeof path, "%s%s%s", leaving->path, kind->wants_file ? "" : "/",
             kind->wants_file ? "" : name);
    return strcmp(leaving->path, "-") == 0 ||
           place_check(path, leaving->force, &kind_of_place, err);
}

/* A folder of tables and the law's own file have no place for a sentence: it lies beside them. */
static bool unnoted_write(struct leaving *leaving, const struct export_kind *kind, struct err *err)
{
    struct buf text = buf_init(1000);
    char path[OUTLET_PATH_MAX];
    bool good = true;

    buf_printf(&text, "%s\n", till_unnoted_text());
    snprintf(path, sizeof path, "%s/non-note.txt", leaving->path);
    if (leaving->till->left_unnoted && !kind->wants_file)
        good = buf_write_file(&text, path, true, err);
    buf_release(&text);
    return good;
}

static bool export_run(struct command *command, struct err *err)
{
    const struct export_kind *kind = kind_find(command->arguments[1]);
    struct book book;
    struct leaving leaving = {
        .till = &book.till,
        .path = command_value(command, "-o"),
        .force = command_has(command, "--force"),
        .analytic = command_has(command, "--analytic"),
    };

    if (!kind || !leaving.path)
        return command_misused(command, err);
    if (!command_leave_book(command, AS_HOST, &book, err))
        return false;

    bool good = export_check(&leaving, kind, err) &&
                till_note_leaving(&book.till, RECORD_EXPORT, kind->name, "", 0, err) &&
                kind->write(&leaving, err) && unnoted_write(&leaving, kind, err) &&
                command_end_reading(command, &book, err);

    book_close(&book);
    return good;
}

const struct command_kind COMMAND_EXPORT = {
    .name = "export",
    .usage = "BOOK fec|csv -o DIR [--analytic] | BOOK journal|archive|e-reporting -o FILE",
    .summary = N_("Fichiers pour la coopérative : FEC, tables CSV, comptes en texte, archive "
                  "signée."),
    .options = " --as= -o= --force --analytic ",
    .argument_min = 2,
    .argument_max = 2,
    .run = export_run,
};
