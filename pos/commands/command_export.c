/* Files for the host: FEC, plain-text accounting, CSV of every table, signed archive. */
#include "base/lang.h"
#include "base/place.h"
#include "pos/commands/command.h"
#include "reports/catalogue/catalogue.h"
#include "reports/exports/fec.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The journal says that something leaves before it leaves, so that the archive holds that too; what
 * can be refused for its form is refused before.
 */
static bool export_check(const struct export_request *request, const struct catalogue_row *row,
                         struct err *err)
{
    char name[FEC_NAME_MAX] = "record.csv"; /* one of the tables stands for all of them */
    char path[OUTLET_PATH_MAX];
    bool into_folder = (row->traits & INTO_FOLDER) != 0;

    if (!till_check(request->till, ACTION_EXPORT, err))
        return false;
    if (row->export == export_fec && !fec_name(request->till, name, err))
        return false;
    snprintf(path, sizeof path, "%s%s%s", request->path, into_folder ? "/" : "",
             into_folder ? name : "");
    if (into_folder && access(request->path, F_OK) != 0)
        return place_check_ready(request->path, false, err); /* it will be made */
    return place_check_ready(path, request->force, err) &&
           (row->export != export_fec || fec_check_before(request->till, path, err));
}

/* A folder of tables and the law's own file have no place for a sentence: it lies beside them. */
static bool unnoted_write(struct export_request *request, const struct catalogue_row *row,
                          struct err *err)
{
    struct buf text = buf_init(1000);
    char path[OUTLET_PATH_MAX];
    bool good = true;

    buf_printf(&text, "%s\n", till_unnoted_text());
    snprintf(path, sizeof path, "%s/non-note.txt", request->path);
    if (request->till->left_unnoted && (row->traits & INTO_FOLDER))
        good = buf_write_file(&text, path, true, err);
    buf_release(&text);
    return good;
}

/* The name of a FEC is the law's. */
static bool made_say(const struct export_request *request)
{
    if (request->made[0] == '\0')
        return true;
    puts(request->made);
    fprintf(
        stderr, "%s\n",
        _("Ce FEC numérote cette session seule ; celui de toutes, pour le comptable : flashcoop "
          "accounts."));
    return true;
}

static bool export_run(struct command *command, struct err *err)
{
    const char *detail = "";
    const struct catalogue_row *row = catalogue_find(command->arguments[1], DOOR_EXPORT, &detail);
    struct book book;
    struct export_request request = {
        .till = &book.till,
        .path = command_value(command, "-o"),
        .force = command_has(command, "--force"),
        .analytic = command_has(command, "--analytic"),
    };

    if (!row || !request.path || detail[0])
        return command_misused(command, err);
    if (!command_leave_book(command, AS_HOST, &book, err))
        return false;

    bool good = export_check(&request, row, err) &&
                till_note_leaving(&book.till, RECORD_EXPORT, row->name, "", 0, err) &&
                row->export(&request, err) && made_say(&request) &&
                unnoted_write(&request, row, err) && command_end_reading(command, &book, err);

    book_close(&book);
    return good;
}

static void export_names(struct buf *out)
{
    catalogue_names(DOOR_EXPORT, out);
}

const struct command_kind COMMAND_EXPORT = {
    .name = "export",
    .usage = "BOOK %s -o FILE|DIR [--analytic] [--force] [--as WHO]",
    .names = export_names,
    .summary = N_("Fichiers pour la coopérative : FEC, tables CSV, comptes en texte, archive "
                  "signée."),
    .options = " --as= -o= --force --analytic ",
    .argument_min = 2,
    .argument_max = 2,
    .run = export_run,
};
