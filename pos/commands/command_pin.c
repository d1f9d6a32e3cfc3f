/* PINs of the roles. Never on the command line, where other people of the machine read them. */
#include "base/lang.h"
#include "pos/commands/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* FLASHCOOP_NEW_PIN when the present PIN is given too, else FLASHCOOP_PIN, else typed twice. */
static bool pin_choose(char out[PIN_MAX], struct err *err)
{
    const char *given = getenv("FLASHCOOP_NEW_PIN");
    char again[PIN_MAX];

    if (!given)
        given = getenv("FLASHCOOP_PIN");
    if (given) {
        if (strlen(given) >= PIN_MAX)
            return err_fail(err, ERR_INPUT, _("Trop long : 64 caractères au plus."));
        snprintf(out, PIN_MAX, "%s", given);
        return true;
    }
    if (!command_ask_secret(_("Nouveau PIN :"), "FLASHCOOP_NEW_PIN", out, err) ||
        !command_ask_secret(_("Encore une fois :"), "FLASHCOOP_NEW_PIN", again, err))
        return false;

    bool same = strcmp(out, again) == 0;

    crypto_wipe(again, sizeof again);
    return same || err_fail(err, ERR_INPUT, _("Les deux PIN diffèrent : recommencer."));
}

static bool pin_run(struct command *command, struct err *err)
{
    enum role role = role_of(command->arguments[1]);
    char pin[PIN_MAX] = "";
    struct book book;

    if (role == ROLE_PARTICIPANT)
        return command_misused(command, err);
    if (!command_open_book(command, role_word(role), &book, err))
        return false;

    bool good = pin_choose(pin, err) && till_set_pin(&book.till, role, pin, err);

    crypto_wipe(pin, sizeof pin);
    book_close(&book);
    return good;
}

const struct command_kind COMMAND_PIN = {
    .name = "pin",
    .usage = "BOOK animator|host [--as WHO]",
    .summary = N_("Donne un PIN à un rôle ; FLASHCOOP_NEW_PIN ou FLASHCOOP_PIN pour un script."),
    .options = " --as= ",
    .argument_min = 2,
    .argument_max = 2,
    .run = pin_run,
};
