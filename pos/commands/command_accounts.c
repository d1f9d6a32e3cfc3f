/* The host's folder: the accounts of all her sessions, for her accountant. */
#include "base/csv.h"
#include "base/lang.h"
#include "pos/commands/command.h"
#include "reports/accounts/host_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool template_write(struct command *command, struct err *err)
{
    const char *path = command_value(command, "-o");
    struct accounts accounts;
    struct buf text = buf_init(1 << 20);
    struct book book;
    bool good = true;

    if (!path || command->argument_count > 1)
        return command_misused(command, err);
    if (command->argument_count == 0) {
        accounts_defaults(&accounts);
    } else {
        if (!command_read_book(command, &book, err))
            return false;
        good = accounts_read(book.db, &accounts, err);
        book_close(&book);
    }
    command->where = path;
    if (good) {
        account_map_put_template(&accounts, &text);
        good = buf_check(&text, err) &&
               buf_write_file(&text, path, command_has(command, "--force"), err);
    }
    buf_release(&text);
    return good;
}

static bool map_read(struct command *command, struct host_folder *folder, struct err *err)
{
    const char *path = command_value(command, "--map");
    struct csv_faults faults = csv_faults_init();
    bool good;

    account_map_init(&folder->map);
    if (!path)
        return true;
    good = account_map_read(path, &folder->map, &faults, err);
    if (!good && faults.count > 0)
        command_tell_faults(command, &faults);
    csv_faults_release(&faults);
    return good;
}

/* An option may be given several times. */
static bool presets_take(const struct command *command, struct host_folder *folder, struct err *err)
{
    for (int i = 0; i < command->option_count; i++) {
        if (strcmp(command->options[i].name, "--preset") != 0)
            continue;
        if (folder->preset_count == HOST_PRESETS_MAX)
            return err_fail(err, ERR_USAGE, _("--preset : douze au plus."));
        folder->presets[folder->preset_count++] = command->options[i].value;
    }
    return true;
}

static bool books_open(struct command *command, struct book *books, struct host_folder *folder,
                       struct err *err)
{
    const char *actor = command_value(command, "--as");

    for (int i = 0; i < command->argument_count; i++) {
        command->where = command->arguments[i];
        if (!book_open_or_look(&books[i], command->arguments[i], command->clock, err))
            return false;
        folder->tills[folder->till_count++] = &books[i].till;
        if (!command_sign_in(&books[i].till, actor ? actor : AS_HOST, "", err) ||
            !till_check(&books[i].till, ACTION_EXPORT, err))
            return false;
    }
    command->where = folder->path;
    return true;
}

static void tell(const struct host_folder *folder, const struct host_written *written)
{
    printf("%s/%s\n", folder->path, written->fec);
    fprintf(stderr, _("exercice %s : écritures %d, nouvelles %d\n"), written->exercise,
            written->entries, written->new_entries);
    if (written->is_unnoted)
        fprintf(stderr, "flashcoop: %s\n", till_unnoted_text());
    if (written->outside > 0)
        fprintf(stderr, _("écritures d'un autre exercice : %d ; les faire avec --exercise ANNÉE\n"),
                written->outside);
}

static bool accounts_run(struct command *command, struct err *err)
{
    struct host_folder *folder;
    struct host_written written;
    struct book *books;
    bool good;

    if (command_has(command, "--map-template"))
        return template_write(command, err);
    if (command->argument_count == 0 || !command_has(command, "-o"))
        return command_misused(command, err);
    if (command->argument_count > HOST_BOOKS_MAX)
        return err_fail(err, ERR_USAGE, _("64 sessions au plus à la fois."));
    folder = calloc(1, sizeof *folder);
    books = calloc((size_t)command->argument_count, sizeof *books);
    if (!folder || !books)
        abort();
    folder->path = command_value(command, "-o");
    folder->exercise = command_value(command, "--exercise");
    folder->made_at = clock_now(&command->clock);
    good = map_read(command, folder, err) && presets_take(command, folder, err) &&
           books_open(command, books, folder, err) && host_folder_write(folder, &written, err);
    if (good)
        tell(folder, &written);
    for (int i = 0; i < command->argument_count; i++)
        book_close(&books[i]);
    free(books);
    free(folder);
    return good;
}

const struct command_kind COMMAND_ACCOUNTS = {
    .name = "accounts",
    .usage = "BOOK… -o DIR [--exercise YYYY|YYYY-MM-DD..YYYY-MM-DD] [--map FILE] "
             "[--preset NAME|FILE]… | [BOOK] --map-template -o FILE [--force] [--as WHO]",
    .summary = N_("Le dossier de la coopérative : les comptes de toutes ses sessions, numérotés "
                  "pour toujours : FEC, fichiers pour le logiciel du comptable, résultats, "
                  "clôtures, archives."),
    .options = " --as= -o= --exercise= --map= --preset= --map-template --force ",
    .argument_min = 0,
    .argument_max = COMMAND_ANY_COUNT,
    .run = accounts_run,
};
