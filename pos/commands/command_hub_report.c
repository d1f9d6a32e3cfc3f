/* What the hub holds: its reports, and what it has of our books. */
#include "base/lang.h"
#include "pos/commands/command_hub.h"
#include "reports/accounts/exercise.h"
#include "reports/hub/hub_report.h"
#include "reports/hub/push.h"
#include "reports/hub/setup.h"

#include <stdio.h>
#include <string.h>

static bool year_check(const char *year, struct err *err)
{
    return !year || (strlen(year) == 4 && strspn(year, "0123456789") == 4 && year[0] > '0') ||
           err_fail(err, ERR_USAGE, _("--year %.20s : quatre chiffres."), year);
}

/* Which days and years are asked about: --year, or for the entries an exercise. */
struct span {
    const char *year;
    struct exercise exercise;
    char days[2][DAY_TEXT_MAX];
};

static bool span_read(struct command *command, struct span *out, struct err *err)
{
    const char *year = command_value(command, "--year");
    const char *exercise = command_value(command, "--exercise");

    *out = (struct span){ .year = year ? year : "" };
    if (!year_check(year, err))
        return false;
    if (exercise && (year || strcmp(command->arguments[1], "entries") != 0))
        return command_misused(command, err);
    if (!year && !exercise)
        return true;
    if (!exercise_parse(exercise ? exercise : year, &out->exercise, err))
        return false;
    day_format(out->exercise.from, out->days[0]);
    day_format(out->exercise.to, out->days[1]);
    if (exercise)
        out->year = out->exercise.text;
    return true;
}

static bool question_open(struct hub *hub, const struct span *span, struct hub_question *out,
                          struct err *err)
{
    if (!hub_question_open(hub, out, err))
        return false;
    out->year = span->year;
    out->days[0] = span->days[0];
    out->days[1] = span->days[1];
    return true;
}

static bool hub_ready(struct command *command, struct hub *hub, struct err *err)
{
    return hub_connect(command, hub, err) && hub_check_step(hub, err);
}

bool hub_report_run(struct command *command, struct err *err)
{
    hub_report_fn *make =
        command->argument_count == 2 ? hub_report_find(command->arguments[1]) : NULL;
    struct hub hub = { .link = NULL };
    struct hub_question question;
    struct page_target target;
    struct span span;
    struct page *page = NULL;
    bool good;

    if (!make)
        return command_misused(command, err);
    if (!span_read(command, &span, err) ||
        !command_target(command, command->arguments[1], &target, err))
        return false;
    target.landscape = true;
    good = hub_ready(command, &hub, err) && question_open(&hub, &span, &question, err) &&
           page_open(&target, &page, err);
    if (good && make(&question, page, err)) {
        good = page_close(page, err);
    } else {
        good = false;
        page_abandon(page);
    }
    hub_close(&hub);
    return good;
}

/* One line for a book: whether the hub has all that is closed in it. */
static bool book_status(struct command *command, struct hub *hub, const char *path, struct err *err)
{
    struct push *push = NULL;
    struct book book;
    bool good;

    command->where = path;
    if (!book_look(&book, path, command->clock, err))
        return false;
    good = push_open(hub, &book.till, &push, err) && db_check_steady(book.db, err);
    if (good)
        switch (push_state(push)) {
        case PUSH_NOTHING_CLOSED: printf("%s: nothing closed\n", path); break;
        case PUSH_KNOWN: printf("%s: known\n", path); break;
        case PUSH_DUE: printf("%s: %lld records missing\n", path, push_missing(push)); break;
        }
    push_close(push);
    book_close(&book);
    return good;
}

static bool all_status(struct command *command, struct hub *hub, struct err *err)
{
    const struct page_target target = { .format = PAGE_TEXT, .path = "-" };
    struct page *page = NULL;

    if (!page_open(&target, &page, err))
        return false;

    bool good = hub_status_page(hub, command_has(command, "--verify"), page, err);

    return page_close(page, err) && good;
}

bool hub_status_run(struct command *command, struct err *err)
{
    struct hub hub = { .link = NULL };
    bool good = hub_ready(command, &hub, err);

    for (int i = 1; good && i < command->argument_count; i++)
        good = book_status(command, &hub, command->arguments[i], err);
    if (good && (command->argument_count == 1 || command_has(command, "--verify")))
        good = all_status(command, &hub, err);
    hub_close(&hub);
    return good;
}
