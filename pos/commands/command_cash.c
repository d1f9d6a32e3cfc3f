/* The drawer: float, movements, counts. */
#include "base/lang.h"
#include "ledger/closing/closing.h"
#include "pos/commands/command.h"

#include <stdio.h>
#include <string.h>

static bool cash_open(struct till *till, const struct command *command, struct err *err)
{
    cents amount = -1;
    char text[MONEY_TEXT_MAX];

    if (command->argument_count > 3)
        return command_misused(command, err);
    if (command->argument_count == 3) {
        if (!command_amount(command->arguments[2], &amount, err))
            return false;
        if (amount < 0)
            return err_fail(err, ERR_INPUT, _("L'argent du début ne peut pas être négatif."));
    }
    if (!till_set_float(till, amount, err))
        return false;
    money_format_euro(till->real.head.running.float_amount, text);
    printf(_("argent du début (fond) : %s\n"), text);
    return true;
}

static bool cash_move(struct till *till, const struct command *command, bool is_in, struct err *err)
{
    const char *reason = command_value(command, "--reason");
    char text[MONEY_TEXT_MAX];
    cents amount;

    if (command->argument_count != 3)
        return command_misused(command, err);
    if (!command_amount(command->arguments[2], &amount, err) ||
        !till_move_cash(till, is_in, amount, reason ? reason : "", err))
        return false;
    money_format_euro(till->real.head.running.drawer, text);
    printf(_("en caisse : %s\n"), text);
    return true;
}

/* What should be there is told only once the count is written: the count is blind. */
static bool cash_count(struct till *till, const struct command *command, struct err *err)
{
    struct cash_counting counting = { .pieces = { 0 } };
    char counted[MONEY_TEXT_MAX];
    char waited[MONEY_TEXT_MAX];
    char difference[MONEY_TEXT_MAX];
    char beside[BESIDE_TEXT_MAX];
    cents expected;

    if (command->argument_count < 3)
        return command_misused(command, err);
    for (int i = 2; i < command->argument_count; i++)
        if (!counting_parse(command->arguments[i], &counting, err))
            return false;
    if (!closing_count(till, &counting, &expected, err) || !closing_beside(till, beside, err))
        return false;
    money_format_euro(counting_total(&counting), counted);
    money_format_euro(expected, waited);
    money_format_euro(counting_total(&counting) - expected, difference);
    printf(_("compté : %s, attendu : %s, différence : %s\n"), counted, waited, difference);
    if (beside[0])
        printf(_("à part, dans le tiroir : %s\n"), beside);
    return true;
}

static bool cash_act(struct till *till, const struct command *command, struct err *err)
{
    const char *verb = command->arguments[1];

    if (strcmp(verb, "open") == 0)
        return cash_open(till, command, err);
    if (strcmp(verb, "in") == 0 || strcmp(verb, "out") == 0)
        return cash_move(till, command, strcmp(verb, "in") == 0, err);
    if (strcmp(verb, "count") == 0)
        return cash_count(till, command, err);
    return command_misused(command, err);
}

static bool cash_run(struct command *command, struct err *err)
{
    struct book book;

    if (!command_open_book(command, AS_ANIMATOR, &book, err))
        return false;

    bool good = cash_act(&book.till, command, err);

    book_close(&book);
    return good;
}

const struct command_kind COMMAND_CASH = {
    .name = "cash",
    .usage = "BOOK open [E] | in E --reason R | out E --reason R | count 50=1 20=3 0.5=4 … "
             "[--as WHO]",
    .summary = N_("L'argent du début, ajouté, enlevé ; compter par billets et pièces."),
    .options = " --reason= --as= ",
    .argument_min = 2,
    .argument_max = COMMAND_ANY_COUNT,
    .run = cash_run,
};
