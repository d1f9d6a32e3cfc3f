#include "base/lang.h"
#include "base/text.h"
#include "pos/commands/command.h"
#include "pos/acts/date_limits.h"
#include "pos/acts/dates.h"
#include "programme/format.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The fields of a session are options under their names, with a - for a _. */
static bool new_words(const struct command *command, struct session *session, struct err *err)
{
    for (int i = 0; i < SESSION_FIELD_COUNT; i++) {
        char option[32];
        const char *value;

        snprintf(option, sizeof option, "--%s", SESSION_FIELDS[i].name);
        for (char *at = option; *at; at++)
            if (*at == '_')
                *at = '-';
        value = command_value(command, option);
        if (!value || field_set(&SESSION_FIELDS[i], session, value, err))
            continue;
        if (SESSION_FIELDS[i].words)
            err->code = ERR_USAGE; /* the usage names them */
        return false;
    }
    return true;
}

static bool new_rules(const struct command *command, struct session *session, char *letter,
                      struct err *err)
{
    const char *contribution = command_value(command, "--contribution");
    const char *till = command_value(command, "--till");

    if (till && (till[0] < 'A' || till[0] > 'Z' || till[1] != '\0'))
        return err_fail(err, ERR_USAGE, _("--till %.20s : une lettre, de A à Z."), till);
    *letter = till ? till[0] : 'A';
    return !contribution || contribution_parse(contribution, &session->contribution, err);
}

/* A shipped format, or a file; without `--format` as many days as there are dates. */
static bool new_format(struct command *command, int date_count, struct format *out, struct err *err)
{
    const char *name = command_value(command, "--format");
    struct csv_faults faults = csv_faults_init();
    bool good;

    if (!name) {
        *out = (struct format){ .name = "" };
        return calendar_init(&out->calendar, date_count > 0 ? date_count : DAYS_DEFAULT, err);
    }
    if (!strpbrk(name, "./"))
        return format_find(name, out, err);
    good = format_read(name, out, &faults, err);
    if (!good && faults.count > 0)
        command_tell_faults(command, &faults);
    csv_faults_release(&faults);
    return good;
}

static bool new_run(struct command *command, struct err *err)
{
    struct session session = session_init();
    const char *given = command_value(command, "--dates");
    const struct day_limits limits = { DAY_NONE, moment_day(clock_now(&command->clock)), false,
                                       false };
    struct day dates[DAYS_MAX];
    struct format format;
    int date_count = 0;
    struct book book;
    char letter = 'A';
    bool good;

    if (!command_has(command, "--name") || !command_has(command, "--host"))
        return err_fail(err, ERR_USAGE, _("--name et --host manquent : les ajouter"));
    if (!new_words(command, &session, err) || !new_rules(command, &session, &letter, err) ||
        (given && !dates_parse(given, dates, &date_count, err)) ||
        !new_format(command, date_count, &format, err) ||
        (date_count > 0 && !format_set_dates(&format, dates, date_count, err)) ||
        !date_limits_check_days(&limits, &format.calendar, err))
        return false;
    command->where = command->arguments[0];
    if (!book_create(&book, command->arguments[0], &session, letter, command->clock, err))
        return false;
    good = programme_set_calendar(book.db, &format.calendar, err);
    book_close(&book);
    if (!good)
        unlink(command->arguments[0]); /* ours: it did not exist before */
    return good;
}

const struct command_kind COMMAND_NEW = {
    .name = "new",
    .usage = "BOOK --name N --host H [--siren S] [--place P] [--venue V] "
             "[--sector food|textile|other] [--dates D1,D2,…] [--vat on|off] "
             "[--contribution none|net:10%|margin:13.5%|result:10%[,fixed=E][,floor=E][,cap=E]] "
             "[--till A] [--format NAME|FILE] [--siret S] [--vat-number N] [--address A] "
             "[--product P] [--code C]",
    .summary = N_("Crée une session."),
    .options = " --name= --host= --siren= --siret= --vat-number= --address= --place= --venue= "
               "--product= --code= --sector= --dates= --format= --vat= --contribution= --till= ",
    .argument_min = 1,
    .argument_max = 1,
    .run = new_run,
};
