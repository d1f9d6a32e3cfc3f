/* The exercise session: its own book, and which of its tasks are done. */
#include "base/lang.h"
#include "base/place.h"
#include "pos/commands/command.h"
#include "reports/figures/group_look.h"
#include "programme/programme_store.h"
#include "reports/figures/training_list.h"

#include <stdio.h>
#include <unistd.h>

/* Seven days that end today, so that every task can be done at once. */
static bool dates_put(struct book *book, struct err *err)
{
    struct day today = moment_day(till_now(&book->till));
    struct day dates[DAYS_DEFAULT];

    for (int i = 0; i < DAYS_DEFAULT; i++)
        dates[i].number = today.number - (DAYS_DEFAULT - 1 - i);
    return programme_set_dates(book->db, dates, DAYS_DEFAULT, err);
}

static bool exercise_make(struct command *command, struct err *err)
{
    struct session session = session_init();
    struct book book;

    snprintf(session.name, sizeof session.name, "%s", EXERCISE_MARK " - Les biscuits du port");
    snprintf(session.host, sizeof session.host, "Coopérative d'exercice");
    snprintf(session.product, sizeof session.product, "Biscuits");
    session.sector = SECTOR_FOOD;
    if (!book_create(&book, command->arguments[0], &session, 'A', command->clock, err))
        return false;

    bool good = dates_put(&book, err);

    book_close(&book);
    if (!good)
        unlink(command->arguments[0]); /* ours: it did not exist before */
    return good;
}

static bool exercise_run(struct command *command, struct err *err)
{
    struct training training;
    struct page_target target;
    struct page *page;
    struct book book;

    command->where = command->arguments[0];
    if (access(command->arguments[0], F_OK) != 0 && !exercise_make(command, err))
        return false;
    if (!command_target(command, "exercise", &target, err) ||
        !command_read_book(command, &book, err))
        return false;

    bool good = training_read(book.db, &training, err) &&
                group_page_open(book.till.db, &target, &page, err);

    if (good) {
        training_page(&book.till.session, &training, page);
        good = page_close(page, err);
    }
    book_close(&book);
    return good;
}

const struct command_kind COMMAND_EXERCISE = {
    .name = "exercise",
    .usage = "BOOK [--format text|csv|pdf|xlsx|html] [-o FILE] [--force]",
    .summary = N_("Une session pour apprendre, dans son livre à elle : la crée, puis dit quelles "
                  "tâches sont faites."),
    .options = TARGET_OPTIONS,
    .argument_min = 1,
    .argument_max = 1,
    .run = exercise_run,
};
