/*
 * A bundle for whoever helps from afar: versions, devices, the shape and the
 * figures of a book, and nothing that a person said or is called. What may
 * stand in it is chosen here, column by column; free text never is.
 */
#include "base/lang.h"
#include "ledger/proof/verify.h"
#include "pos/commands/command.h"
#include "pos/machine/morning_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>

enum { BUNDLE_BYTES_MAX = 1 << 20 };

/* What they are called is ours: a book that has any other is refused before. */
static const char SQL_TABLES[] =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
static const char SQL_CHAINS[] =
    "SELECT chain, seq, tickets, refunds, gross, cash, card, cheque, voucher, drawer, float, time"
    " FROM record AS last WHERE seq = (SELECT max(seq) FROM record WHERE chain = last.chain)"
    " ORDER BY chain";
static const char SQL_KINDS[] =
    "SELECT chain, kind, count(*) FROM record GROUP BY chain, kind ORDER BY chain, kind";
static const char SQL_CLOSINGS[] =
    "SELECT chain, period, number, day, tickets, refunds, gross, net, vat, expected, counted,"
    " difference FROM closing ORDER BY chain, seq DESC LIMIT 40";
static const char SQL_JOBS[] =
    "SELECT 'state', state, count(*) FROM print_job GROUP BY state ORDER BY state";

/* One line a row: the first column is a name of ours, the others are numbers. */
static bool rows_put(struct db *db, const char *heading, const char *sql, struct buf *out,
                     struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);

    buf_printf(out, "\n[%s]\n", heading);
    while (stmt_next(&query)) {
        buf_put_text(out, stmt_text(&query, 0));
        for (int i = 1; i < stmt_column_count(&query); i++)
            buf_printf(out, " %s=%lld", stmt_column_name(&query, i),
                       (long long)stmt_int(&query, i));
        buf_put_text(out, "\n");
    }
    return stmt_finish(&query);
}

static bool tables_put(struct db *db, struct buf *out, struct err *err)
{
    struct stmt tables = db_prepare(db, SQL_TABLES, err);

    buf_put_text(out, "\n[tables]\n");
    while (stmt_next(&tables)) {
        char sql[120];

        snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%.60s\"", stmt_text(&tables, 0));

        struct stmt count = db_prepare(db, sql, err);

        if (stmt_next(&count))
            buf_printf(out, "%s %lld\n", stmt_text(&tables, 0), (long long)stmt_int(&count, 0));
        if (!stmt_finish(&count))
            break;
    }
    return stmt_finish(&tables) && !err->code;
}

static void system_put(const struct command *command, struct buf *out)
{
    struct utsname system;
    struct buf release = buf_init(1 << 14);
    struct err ignored = ERR_EMPTY;
    char made[MOMENT_TEXT_MAX];
    const char *terminal = getenv("TERM");

    moment_format(clock_now(&command->clock), made);
    buf_printf(out, "flashcoop %s\nmade %s\n", VERSION, made);
    if (uname(&system) == 0)
        buf_printf(out, "kernel %s %s %s\n", system.sysname, system.release, system.machine);
    if (buf_read_file(&release, "/etc/os-release", &ignored)) {
        const char *name = strstr(buf_text(&release), "PRETTY_NAME=");

        if (name)
            buf_printf(out, "system %.*s\n", (int)strcspn(name + 12, "\n"), name + 12);
    }
    buf_release(&release);
    buf_printf(out, "terminal %.40s\n", terminal ? terminal : "none");
}

/* Where it is bad, not what the sentence says: that may name a product. */
static bool verdict_put(struct db *db, struct buf *out, struct err *err)
{
    struct keyring keyring = keyring_look(NULL);
    struct verdict verdict;
    bool good = book_verify(db, &keyring, "", &verdict, err);

    keyring_close(&keyring);
    if (good && verdict.is_good)
        buf_printf(out, "verify ok records=%lld head=%s perpetual=%lld keys=%d key_missing=%d\n",
                   (long long)verdict.record_count, verdict.head, (long long)verdict.perpetual,
                   verdict.key_count, verdict.key_is_missing);
    else if (good)
        buf_printf(out, "verify bad chain=%s seq=%lld\n", verdict.chain, (long long)verdict.seq);
    return good;
}

static void devices_put(void *context, const struct devices *devices,
                        const struct morning_check *morning)
{
    struct buf *out = context;
    struct usb_printer_seen seen[USB_PRINTERS_MAX];
    int count = devices->bus ? usb_printer_list(devices->bus, seen, USB_PRINTERS_MAX) : 0;

    buf_put_text(out, "\n[devices]\n");
    for (int i = 0; i < morning->count; i++)
        buf_printf(out, "%s %s\n", morning->lines[i].name, morning->lines[i].word);
    for (int i = 0; i < count; i++)
        buf_printf(out, "usb %04x:%04x %s\n", seen[i].id.vendor, seen[i].id.product,
                   seen[i].driver);
}

static bool book_put(struct command *command, struct buf *out, struct err *err)
{
    const char *path = command->arguments[0];
    struct stat file;
    struct book book;

    if (!book_file_check(path, err))
        return false;
    if (!command_read_book(command, &book, err)) {
        /* Such a book needs help most. What the sentence quotes may be of the book. */
        buf_printf(out, "\n[book]\nrefused, error %d: %s\n", (int)err->code, err->form);
        *err = ERR_EMPTY;
        return true;
    }
    if (stat(path, &file) == 0)
        buf_printf(out, "\n[book]\nbytes %lld\n", (long long)file.st_size);
    buf_printf(out, "form %d\ntill %c\nclosed %d\n", (int)db_version(book.db), book.till.letter,
               book.till.session_is_closed);

    bool good =
        verdict_put(book.db, out, err) && rows_put(book.db, "chains", SQL_CHAINS, out, err) &&
        rows_put(book.db, "records", SQL_KINDS, out, err) &&
        rows_put(book.db, "closings", SQL_CLOSINGS, out, err) && tables_put(book.db, out, err) &&
        rows_put(book.db, "print jobs", SQL_JOBS, out, err);

    book_close(&book);
    return good;
}

static bool help_me_run(struct command *command, struct err *err)
{
    const char *path = command_value(command, "-o");
    struct buf out = buf_init(BUNDLE_BYTES_MAX);

    if (!path)
        return err_fail(err, ERR_USAGE, _("help-me : ajouter -o FICHIER."));
    buf_put_text(&out, _("Pour la personne qui aide. Ni nom, ni texte, ni libellé n'est ici : à "
                         "relire avant d'envoyer.\n\n"));
    system_put(command, &out);

    bool good = book_put(command, &out, err) &&
                morning_run(&command->clock, devices_put, &out, err) && buf_check(&out, err) &&
                buf_write_file(&out, path, command_has(command, "--force"), err);

    buf_release(&out);
    return good;
}

const struct command_kind COMMAND_HELP_ME = {
    .name = "help-me",
    .usage = "BOOK -o FILE [--force]",
    .summary = N_("Écrit de quoi se faire aider : versions, appareils, forme et chiffres du livre, "
                  "sans personne ni texte."),
    .options = " -o= --force ",
    .argument_min = 1,
    .argument_max = 1,
    .run = help_me_run,
};
