/* Reports on the command line; their figures and pages are made in reports/. */
#include "base/lang.h"
#include "pos/commands/command.h"
#include "reports/catalogue/catalogue.h"
#include "reports/catalogue/paper_folder.h"
#include "reports/figures/group_look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool report_write(struct command *command, const struct catalogue_row *row,
                         struct till *till, const char *detail, struct err *err)
{
    const struct report_request request = {
        .detail = detail, .access = { .passphrase = getenv("FLASHCOOP_PASSPHRASE") }
    };
    struct page_target target;
    struct page *page;

    if (!command_target(command, catalogue_opens(row, DOOR_SCREEN) ? _(row->title) : row->name,
                        &target, err))
        return false;
    if ((row->traits & TO_READ) && (target.format == PAGE_CSV || target.format == PAGE_XLSX))
        return err_fail(err, ERR_USAGE, _("%s : en text ou pdf seulement."), row->name);
    target.landscape = (row->traits & LANDSCAPE) != 0;
    if (!group_page_open(till->db, &target, &page, err))
        return false;
    if (catalogue_report(row, till, &request, page, err) && db_check_steady(till->db, err))
        return page_close(page, err);
    page_abandon(page);
    return false;
}

/* What is missing is said, one line a paper, where the papers are asked for. */
static bool say_refusals(struct paper_refusals *refusals, struct err *err)
{
    const char *lines = buf_text(&refusals->lines);

    for (const char *at = lines; *at; at += strcspn(at, "\n") + 1)
        fprintf(stderr, "flashcoop: %.*s\n", (int)strcspn(at, "\n"), at);
    buf_release(&refusals->lines);
    return refusals->failed == 0 ||
           err_fail(err, ERR_INPUT,
                    lang_plural("papers : %d papier n'a pas pu être fait, les autres sont là.",
                                "papers : %d papiers n'ont pas pu être faits, les autres sont là.",
                                refusals->failed),
                    refusals->failed);
}

/* "3" or "J3"; 0 without the option. */
static bool day_read(const struct command *command, int *out, struct err *err)
{
    const char *text = command_value(command, "--day");
    char *end;
    long day;

    *out = 0;
    if (!text)
        return true;
    text += *text == 'J' || *text == 'j';
    day = strtol(text, &end, 10);
    if (end == text || *end != '\0' || day < 1 || day > DAYS_MAX)
        return err_fail(err, ERR_USAGE, _("--day %.20s : écrire un jour, comme 3 ou J3."), text);
    *out = (int)day;
    return true;
}

/* All papers as PDF and all tables as spreadsheets, into the folder of `-o`. */
static bool papers_run(struct command *command, struct err *err)
{
    struct paper_refusals refusals = { .failed = 0 };
    struct paper_folder folder = { .path = command_value(command, "-o"),
                                   .refusals = &refusals,
                                   .force = command_has(command, "--force"),
                                   .made_at = clock_now(&command->clock),
                                   .access = { .passphrase = getenv("FLASHCOOP_PASSPHRASE") } };
    struct book book;

    if (!folder.path)
        return err_fail(err, ERR_USAGE, _("report papers : ajouter -o DOSSIER."));
    if (!day_read(command, &folder.day, err))
        return false;
    if (!command_look_book(command, AS_ANIMATOR, &book, err))
        return false;

    bool good = paper_folder_write(&book.till, &folder, err);

    if (good) {
        good = folder.day > 0 || report_tables_write(&book.till, &folder, err);
        good = say_refusals(&refusals, err) && good; /* said in any case */
    }
    good = good && command_end_reading(command, &book, err);
    book_close(&book);
    return good;
}

/* The X is recorded, and what names people is the animator's: only these ask who acts. */
static bool report_run(struct command *command, struct err *err)
{
    const char *detail = "";
    const struct catalogue_row *row = catalogue_find(command->arguments[1], DOOR_REPORT, &detail);
    struct book book;

    if (strcmp(command->arguments[1], "papers") == 0)
        return papers_run(command, err);
    if (!row)
        return err_fail(err, ERR_USAGE,
                        _("report %.40s : rapport inconnu (voir flashcoop help report)"),
                        command->arguments[1]);
    if ((row->detail != NULL) != (detail[0] != '\0'))
        return command_misused(command, err);
    if ((row->traits & RECORDED)       ? !command_leave_book(command, AS_ANIMATOR, &book, err)
        : (row->traits & NAMES_PEOPLE) ? !command_look_book(command, AS_ANIMATOR, &book, err)
                                       : !command_read_book(command, &book, err))
        return false;

    bool good = report_write(command, row, &book.till, detail, err) &&
                command_end_reading(command, &book, err);

    book_close(&book);
    return good;
}

static void report_names(struct buf *out)
{
    catalogue_names(DOOR_REPORT, out);
}

const struct command_kind COMMAND_REPORT = {
    .name = "report",
    .usage = "BOOK %s|papers [--format text|csv|pdf|xlsx|html] [-o FILE] [--force] [--day N] "
             "[--as WHO]",
    .names = report_names,
    .summary = N_("Un rapport, en texte, CSV, PDF, XLSX ou HTML."),
    .options = " --format= -o= --force --as= --day= ",
    .argument_min = 2,
    .argument_max = 2,
    .run = report_run,
};
