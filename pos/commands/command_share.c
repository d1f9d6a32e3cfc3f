/* The sharing decision: simulated at any time, recorded once the sales days are closed. */
#include "base/lang.h"
#include "ledger/billing/job.h"
#include "pos/commands/command.h"
#include "reports/figures/group_look.h"
#include "programme/people.h"
#include "programme/records.h"
#include "reports/figures/result_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "points:FILE", "mix:50": the detail is borrowed from the option. */
static bool rule_take(const char *text, struct distribution *out, const char **file,
                      struct err *err)
{
    size_t length = strcspn(text, ":");
    const char *detail = text[length] ? text + length + 1 : "";
    char word[16];

    snprintf(word, sizeof word, "%.*s", (int)length, text);
    if (!sharing_rule_parse(word, &out->rule, err))
        return false;

    bool wants_file = out->rule == SHARE_POINTS || out->rule == SHARE_MANUAL;
    bool wants_detail = wants_file || out->rule == SHARE_MIX;

    if (wants_detail != (detail[0] != '\0'))
        return err_fail(err, ERR_USAGE,
                        _("--rule %.40s : equal, minutes, hours, points:FICHIER, mix:50, "
                          "mix:50:hours ou manual:FICHIER."),
                        text);
    *file = wants_file ? detail : NULL;
    if (out->rule != SHARE_MIX)
        return true;
    snprintf(word, sizeof word, "%.*s", (int)strcspn(detail, ":"), detail);
    return rate_parse(word, &out->mix, err);
}

/* "hours", "mix:50:hours" */
static bool rule_is_by_hours(const struct command *command)
{
    const char *rule = command_value(command, "--rule");
    size_t length = rule ? strlen(rule) : 0;

    return length >= 5 && strcmp(rule + length - 5, "hours") == 0;
}

/* "5/1/0": for, against, abstained. */
static bool vote_take(const char *text, struct distribution *out, struct err *err)
{
    char left = '\0';
    int found = sscanf(text, "%4d/%4d/%4d%c", &out->votes_for, &out->votes_against,
                       &out->votes_abstain, &left);

    if (found == 3 && out->votes_for >= 0 && out->votes_against >= 0 && out->votes_abstain >= 0)
        return true;
    return err_fail(err, ERR_USAGE, _("--vote %.20s : pour/contre/abstentions, comme 5/1/0."),
                    text);
}

/* Time in the group, or on the jobs of clients. */
static bool people_take(struct db *db, const struct people *people, bool by_hours,
                        struct distribution *out, struct err *err)
{
    for (int i = 0; i < people->count; i++) {
        struct sharer *sharer = &out->sharers[out->sharer_count++];

        snprintf(sharer->badge, sizeof sharer->badge, "%s", people->list[i].badge);
        if (by_hours ? !job_minutes(db, sharer->badge, &sharer->weight, err)
                     : (out->rule == SHARE_MINUTES || out->rule == SHARE_MIX) &&
                           !records_minutes(db, sharer->badge, &sharer->weight, err))
            return false;
    }
    return true;
}

struct weights {
    struct distribution *distribution;
    bool people_known; /* the list is that of the book: a file adds nobody */
    bool seen[SHARERS_MAX];
};

static bool weight_parse(enum sharing_rule rule, const char *text, int64_t *out, struct err *err)
{
    char *end = NULL;

    if (rule == SHARE_MANUAL)
        return money_parse(text, out, err);
    *out = strtoll(text, &end, 10);
    if (end != text && *end == '\0' && *out >= 0 && *out <= 1000000)
        return true;
    return err_fail(err, ERR_INPUT, _("« %.20s » n'est pas un nombre de points."), text);
}

static bool weight_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct weights *weights = context;
    struct distribution *distribution = weights->distribution;
    int at = 0;

    (void)line;
    while (at < distribution->sharer_count &&
           strcmp(distribution->sharers[at].badge, fields[0]) != 0)
        at++;
    if (at == distribution->sharer_count) {
        if (weights->people_known)
            return err_fail(err, ERR_INPUT, _("Badge « %.20s » inconnu dans ce livre."), fields[0]);
        if (at == SHARERS_MAX || strlen(fields[0]) >= sizeof distribution->sharers[at].badge)
            return err_fail(err, ERR_INPUT, _("Trop de personnes, ou badge trop long."));
        distribution->sharer_count++;
        snprintf(distribution->sharers[at].badge, sizeof distribution->sharers[at].badge, "%s",
                 fields[0]);
    }
    if (weights->seen[at])
        return err_fail(err, ERR_INPUT, _("Badge « %.20s » présent deux fois."), fields[0]);
    weights->seen[at] = true;
    return weight_parse(distribution->rule, fields[1], &distribution->sharers[at].weight, err);
}

static bool weights_read(struct command *command, const char *path, bool people_known,
                         struct distribution *distribution, struct err *err)
{
    static const struct csv_column POINTS[] = { { "badge", true }, { "points", true } };
    static const struct csv_column SHARES[] = { { "badge", true }, { "share", true } };
    const struct csv_table table = { distribution->rule == SHARE_POINTS ? POINTS : SHARES, 2,
                                     weight_row, "shares" };
    struct weights weights = { .distribution = distribution, .people_known = people_known };
    struct csv_faults faults = csv_faults_init();
    bool good = csv_read(path, &table, &weights, &faults, err);

    command_tell_faults(command, &faults);
    csv_faults_release(&faults);
    return good;
}

static bool options_take(struct command *command, struct distribution *out, const char **file,
                         struct err *err)
{
    const char *rule = command_value(command, "--rule");
    const char *reserve = command_value(command, "--reserve");
    const char *vote = command_value(command, "--vote");

    if (!rule)
        return err_fail(err, ERR_USAGE,
                        _("--rule manque : equal, minutes, hours, points:FICHIER, mix:50, "
                          "mix:50:hours ou manual:FICHIER."));
    out->vote_is_secret = command_has(command, "--secret");
    return rule_take(rule, out, file, err) &&
           (!reserve || rate_parse(reserve, &out->result.reserve_rate, err)) &&
           (!vote || vote_take(vote, out, err));
}

static bool share_compute(struct command *command, struct till *till, const struct people *people,
                          struct distribution *out, struct err *err)
{
    const char *file = NULL;

    if (!options_take(command, out, &file, err) ||
        !people_take(till->db, people, rule_is_by_hours(command), out, err) ||
        (file && !weights_read(command, file, people->count > 0, out, err)) ||
        !result_read(till, out->result.reserve_rate, &out->result, err))
        return false;
    if (!command_has(command, "--vote"))
        out->votes_for = out->sharer_count; /* no count was given: everyone agreed */
    return distribution_compute(out, err);
}

static bool share_book(struct command *command, struct till *till, struct err *err)
{
    struct distribution distribution = { .sharer_count = 0 };
    bool simulated = command_has(command, "--dry-run");
    struct people people;
    struct sharer_names names = { people_called_name, &people };
    struct page_target target;
    struct page *page;

    if ((simulated && !till_check(till, ACTION_PEOPLE, err)) ||
        !people_read(till->db, &people, err) ||
        !share_compute(command, till, &people, &distribution, err) ||
        !command_target(command, "shares", &target, err) ||
        (!simulated && !distribution_record(till, &distribution, err)) ||
        !group_page_open(till->db, &target, &page, err))
        return false;
    shares_page(&till->session, &distribution, !simulated, &names, page);
    return page_close(page, err);
}

static bool share_run(struct command *command, struct err *err)
{
    struct book book;

    command->host_corrects = true;
    if (command_has(command, "--dry-run") ? !command_look_book(command, AS_ANIMATOR, &book, err)
                                          : !command_open_book(command, AS_ANIMATOR, &book, err))
        return false;

    command_correct(command, &book.till);

    bool good = share_book(command, &book.till, err);

    book_close(&book);
    return good;
}

const struct command_kind COMMAND_SHARE = {
    .name = "share",
    .usage =
        "BOOK --rule equal|minutes|hours|points:FILE|mix:50[:hours]|manual:FILE [--reserve 10%] "
        "[--vote for/against/abstain] [--secret] [--dry-run] [--reason R] [--as WHO] "
        "[--format text|csv|pdf|xlsx|html] [-o FILE] [--force]",
    .summary = N_("Enregistre le partage décidé par le groupe, ou le simule (--dry-run). Sans "
                  "--vote : décidé à l'unanimité."),
    .options =
        " --rule= --reserve= --vote= --secret --dry-run --reason= --as= --format= -o= --force ",
    .argument_min = 1,
    .argument_max = 1,
    .run = share_run,
};
