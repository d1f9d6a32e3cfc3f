/* Files into the book, all or nothing. */
#include "base/lang.h"
#include "pos/acts/intake.h"
#include "pos/acts/template.h"
#include "pos/commands/command.h"

#include <stdio.h>

static void notes_tell(const struct csv_faults *faults)
{
    if (faults->notes.length > 0)
        fprintf(stderr, "%s\n", buf_text(&faults->notes));
}

static bool import_file(struct command *command, struct intake *intake, struct err *err)
{
    struct buf preview = buf_init(1 << 26);
    bool good;

    intake->reason = command_value(command, "--reason");
    intake->corrects = command_has(command, "--correct");
    if (intake->corrects && (!intake->kind->is_corrected || !intake->reason))
        return err_fail(err, ERR_USAGE,
                        _("--correct : pour attendance, ratings ou answers, avec --reason."));
    intake->vat = command_value(command, "--vat-rate");
    intake->is_rehearsal = command_has(command, "--dry-run");
    if (intake->is_rehearsal)
        intake->faults.preview = &preview;
    good = intake_run(intake, err);
    if (!good)
        command_tell_faults(command, &intake->faults);
    notes_tell(&intake->faults);
    if (good && intake->is_rehearsal)
        fputs(buf_text(&preview), stdout);
    else if (good)
        printf("%s: %lld\n", intake->kind->name, (long long)intake->count);
    buf_release(&preview);
    return good;
}

static bool import_run(struct command *command, struct err *err)
{
    const struct intake_kind *kind = intake_kind_find(command->arguments[1]);
    struct book book;

    if (!kind)
        return command_misused(command, err);
    command->host_corrects = kind->action != ACTION_PEOPLE;
    if (!command_open_book(command, kind->actor, &book, err))
        return false;
    command->where = command->arguments[2];

    struct intake intake = intake_init(&book.till, kind, command->arguments[2]);
    bool good = import_file(command, &intake, err);

    intake_release(&intake);
    book_close(&book);
    return good;
}

const struct command_kind COMMAND_IMPORT = {
    .name = "import",
    .usage = "BOOK %s FILE [--dry-run] [--vat-rate RATE] [--as WHO] [--reason R] [--correct]",
    .names = template_names,
    .summary = N_("Lit un fichier CSV (« - » : l'entrée standard), en entier ou pas du tout."),
    .put_detail = template_columns,
    .options = " --as= --reason= --correct --vat-rate= --dry-run ",
    .argument_min = 3,
    .argument_max = 3,
    .run = import_run,
};
