/* Closings: the Z of the day, the month, the session. */
#include "base/lang.h"
#include "pos/acts/clock_doubt.h"
#include "ledger/closing/closing.h"
#include "pos/commands/command.h"
#include "reports/figures/group_look.h"
#include "reports/figures/till_day.h"

#include <stdio.h>
#include <string.h>

static bool period_parse(const char *word, enum period_kind *out)
{
    static const char *const WORDS[] = {
        [PERIOD_DAY] = "day", [PERIOD_MONTH] = "month", [PERIOD_SESSION] = "session"
    };

    for (int i = PERIOD_DAY; i <= PERIOD_SESSION; i++)
        if (strcmp(word, WORDS[i]) == 0) {
            *out = (enum period_kind)i;
            return true;
        }
    return false;
}

/* Closes, then shows the Z that it made. */
static bool close_period(struct command *command, struct till *till, enum period_kind kind,
                         struct err *err)
{
    const char *typed = command_value(command, "--counted");
    const char *reason = command_value(command, "--reason");
    struct page_target target;
    struct closing closing;
    struct page *page;
    cents counted = -1;

    if (typed && !command_amount(typed, &counted, err))
        return false;
    if (typed && counted < 0)
        return err_fail(err, ERR_INPUT, _("Des espèces comptées ne sont pas négatives."));
    if (kind == PERIOD_MONTH && closing_month_is_early(till))
        fprintf(stderr, "flashcoop: %s\n", closing_early_text());
    if (!clock_doubt_tell(till, err) || !command_target(command, "Z", &target, err) ||
        !closing_close(till, kind, counted, reason ? reason : "", &closing, err) ||
        !group_page_open(till->db, &target, &page, err))
        return false;
    if (till_day_page(till, &closing, page, err))
        return page_close(page, err);
    page_abandon(page);
    return false;
}

static bool close_run(struct command *command, struct err *err)
{
    enum period_kind kind = PERIOD_DAY;
    struct book book;

    if (!period_parse(command->arguments[1], &kind))
        return command_misused(command, err);
    if (!command_open_book(command, AS_HOST, &book, err))
        return false;

    bool good = close_period(command, &book.till, kind, err);

    book_close(&book);
    if (good)
        command_tell_backup(command->arguments[0]);
    return good;
}

const struct command_kind COMMAND_CLOSE = {
    .name = "close",
    .usage = "BOOK day|month|session [--counted E --reason R] [--as WHO] "
             "[--format text|csv|pdf|xlsx|html] [-o FILE] [--force]",
    .summary = N_("Ferme la journée (Z), le mois ou la session, et montre la clôture."),
    .options = " --counted= --reason= --as= --format= -o= --force ",
    .argument_min = 2,
    .argument_max = 2,
    .run = close_run,
};
