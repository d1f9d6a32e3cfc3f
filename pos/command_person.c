/*
 * The two rights of a person, and the passphrase of the sheets. Erasing asks
 * the animator or the host; the proof is a paper to hand out.
 */
#include "base/lang.h"
#include "pos/command.h"
#include "programme/people.h"

#include <stdlib.h>
#include <string.h>

enum { PERSON_BYTES_MAX = 4 << 20 };

static struct vault_access person_access(void)
{
    return (struct vault_access){ .passphrase = getenv("FLASHCOOP_PASSPHRASE") };
}

static bool text_write(struct command *command, const struct buf *text, struct err *err)
{
    const char *path = command_value(command, "-o");

    return buf_write_file(text, path ? path : "-", command_has(command, "--force"), err);
}

static bool person_export(struct command *command, struct book *book, const char *badge,
                          struct err *err)
{
    const struct vault_access access = person_access();
    struct buf text = buf_init(PERSON_BYTES_MAX);
    struct vault vault = { 0 };
    bool is_made = false;
    bool good = vault_is_made(book->db, &is_made, err) &&
                (!is_made || vault_open(book->db, &access, &vault, err)) &&
                people_export(book->db, is_made ? &vault : NULL, badge, &text, err) &&
                till_note(&book->till, RECORD_EXPORT, "person", badge, 0, err) &&
                text_write(command, &text, err);

    vault_close(&vault);
    buf_release(&text);
    return good;
}

static bool person_erase(struct command *command, struct book *book, const char *badge,
                         struct err *err)
{
    struct buf proof = buf_init(PERSON_BYTES_MAX);
    bool good = people_erase(book->db, badge, till_now(&book->till), &proof, err) &&
                text_write(command, &proof, err);

    buf_release(&proof);
    return good;
}

/* The passphrase to set is FLASHCOOP_NEW_PASSPHRASE, else typed twice. */
static bool passphrase_choose(char out[PIN_MAX], struct err *err)
{
    const char *given = getenv("FLASHCOOP_NEW_PASSPHRASE");
    char again[PIN_MAX];

    if (given && strlen(given) >= PIN_MAX)
        return err_fail(err, ERR_INPUT, _("Phrase secrète trop longue : 64 caractères au plus."));
    if (given) {
        memcpy(out, given, strlen(given) + 1);
        return true;
    }
    if (!command_ask_pin(_("Phrase secrète :"), out, err) ||
        !command_ask_pin(_("Encore une fois :"), again, err))
        return false;

    bool same = strcmp(out, again) == 0;

    crypto_wipe(again, sizeof again);
    return same || err_fail(err, ERR_INPUT, _("Les deux phrases diffèrent : recommencer."));
}

static bool sheets_protect(struct book *book, struct err *err)
{
    const struct vault_access now = person_access();
    struct vault vault = { 0 };
    char passphrase[PIN_MAX] = "";
    const struct vault_access next = { .passphrase = passphrase };
    bool good = vault_open(book->db, &now, &vault, err) && passphrase_choose(passphrase, err) &&
                vault_protect(book->db, &vault, &next, err);

    crypto_wipe(passphrase, sizeof passphrase);
    vault_close(&vault);
    return good;
}

static bool person_run(struct command *command, struct err *err)
{
    const char *what = command->arguments[1];
    bool is_protect = strcmp(what, "passphrase") == 0;
    bool is_erase = strcmp(what, "erase") == 0;
    struct book book;
    bool good;

    if ((!is_protect && !is_erase && strcmp(what, "export") != 0) ||
        command->argument_count != (is_protect ? 2 : 3))
        return command_misused(command, err);
    if (!command_open_book(command, AS_ANIMATOR, &book, err))
        return false;
    good = till_check(&book.till, ACTION_PEOPLE, err);
    if (good && is_protect)
        good = sheets_protect(&book, err);
    else if (good && is_erase)
        good = person_erase(command, &book, command->arguments[2], err);
    else if (good)
        good = person_export(command, &book, command->arguments[2], err);
    book_close(&book);
    return good;
}

const struct command_kind COMMAND_PERSON = {
    .name = "person",
    .usage = "BOOK export|erase BADGE [-o FILE] [--force] [--as WHO] | BOOK passphrase [--as WHO]",
    .summary = N_("Donne ou efface les données d'une personne ; ferme les fiches par une phrase "
                  "secrète."),
    .options = " -o= --force --as= ",
    .argument_min = 2,
    .argument_max = 3,
    .run = person_run,
};
