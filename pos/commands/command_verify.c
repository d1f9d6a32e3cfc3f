/* The whole journal recomputed, from outside the till. */
#include "base/lang.h"
#include "ledger/proof/left_log.h"
#include "ledger/upgrade.h"
#include "ledger/proof/verify.h"
#include "pos/commands/command.h"
#include "reports/exports/archive.h"

#include <ctype.h>
#include <stdio.h>

enum { HEAD_TYPED_MIN = 8 };

/* A book of an earlier program is looked at as it will be: its records stay as they are. */
static bool verify_any(struct db *db, const struct keyring *keyring, const char *head,
                       struct verdict *out, struct err *err)
{
    struct upgraded upgraded;
    bool good;

    if (!upgrade_is_due(db))
        return book_verify(db, keyring, head, out, err);
    if (!upgrade_apart(db, &upgraded, err))
        return false;
    good = book_verify(upgraded.db, keyring, head, out, err);
    upgraded_close(&upgraded);
    return good;
}

/* The till itself is not opened: a book that was tampered with must still be looked at. */
static bool verify_book(const char *path, const char *head, struct verdict *out, struct err *err)
{
    struct keyring keyring = keyring_look(NULL);
    struct db *db = NULL;
    bool good = left_log_check(path, &BOOK_IDENTITY, err) &&
                db_open(path, DB_READ, &BOOK_IDENTITY, &db, err) &&
                verify_any(db, &keyring, head, out, err) && db_check_steady(db, err);

    db_close(db);
    keyring_close(&keyring);
    return good;
}

/* No fault, for a key never stops a sale, and never silent either. */
static void say_of_keys(const char *path, const struct verdict *verdict)
{
    char since[MOMENT_TEXT_MAX];

    moment_format(verdict->accepted_at, since);
    if (verdict->accepted_at.utc_s != 0)
        fprintf(stderr, _("flashcoop: %s : une copie plus ancienne est acceptée depuis %s.\n"),
                path, since);
    if (verdict->key_change_count > 0)
        fprintf(stderr,
                _("flashcoop: %s : changements de clé de caisse : %d : demander pourquoi.\n"), path,
                verdict->key_change_count);
    if (verdict->key_is_missing)
        fprintf(stderr,
                _("flashcoop: %s : la clé de cette caisse n'est pas sur cet ordinateur : la "
                  "prochaine vente en annoncera une autre.\n"),
                path);
}

/* As people copy it from paper: in capitals, in groups. A piece of it would be found anywhere. */
static bool head_take(const char *text, char out[2 * HASH_BYTES + 1], struct err *err)
{
    size_t length = 0;

    for (; *text; text++)
        if (!isspace((unsigned char)*text) && length < 2 * HASH_BYTES)
            out[length++] = (char)tolower((unsigned char)*text);
    out[length] = '\0';
    return length >= HEAD_TYPED_MIN ||
           err_fail(err, ERR_USAGE, _("--head : le code entier, 12 signes."));
}

static bool verify_run(struct command *command, struct err *err)
{
    const char *path = command->arguments[0];
    const char *typed = command_value(command, "--head");
    char head[2 * HASH_BYTES + 1] = "";
    char text[2 * VERDICT_TEXT_MAX];
    struct verdict verdict;

    command->where = path;
    if ((typed && !head_take(typed, head, err)) || !book_file_check(path, err))
        return false;
    if (!(archive_is_one(path) ? archive_verify(path, head, &verdict, err)
                               : verify_book(path, head, &verdict, err)))
        return false;
    verdict_format(&verdict, text);
    if (!verdict.is_good)
        return err_fail(err, ERR_TAMPERED, "%s", text);
    if (verdict.older_seq > 0)
        return err_fail(err, ERR_TAMPERED,
                        _("enregistrement %c %lld : une copie plus ancienne a été remise en place, "
                          "la coopérative ne l'a pas acceptée : voir « flashcoop help accept »"),
                        verdict.older_chain, (long long)verdict.older_seq);
    puts(text);
    say_of_keys(path, &verdict);
    return true;
}

const struct command_kind COMMAND_VERIFY = {
    .name = "verify",
    .usage = "BOOK|ARCHIVE [--head CODE]",
    .summary = N_("Recalcule tout le journal ; --head : le code de la caisse imprimé sur un Z."),
    .options = " --head= ",
    .argument_min = 1,
    .argument_max = 1,
    .run = verify_run,
};
