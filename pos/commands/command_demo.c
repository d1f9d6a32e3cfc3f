/* The seven published sessions as books to open, and what they say. */
#include "base/lang.h"
#include "base/place.h"
#include "pos/commands/command.h"
#include "pos/acts/example.h"
#include "pos/acts/sessions_table.h"
#include "programme/people.h"
#include "reports/figures/result_sheet.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

static bool stdout_page(struct command *command, struct page **page, struct err *err)
{
    const struct page_target target = {
        .format = PAGE_TEXT, .path = "-", .title = "demo", .made_at = clock_now(&command->clock)
    };

    return page_open(&target, page, err);
}

/* The network's table over the books that were written. */
static bool network_show(struct command *command, const struct published *sessions, struct err *err)
{
    struct consolidation *network = consolidation_open();
    char path[EXAMPLE_PATH_MAX];
    struct page *page;
    bool good = true;

    for (int i = 0; good && i < PUBLISHED_COUNT; i++)
        good = example_path(&sessions[i], command->arguments[0], path, err) &&
               sessions_table_add(network, path, command->clock, err);
    good = good && stdout_page(command, &page, err);
    if (good) {
        consolidation_page(network, page);
        good = page_close(page, err);
    }
    consolidation_close(network);
    return good;
}

static bool shares_write(struct till *till, struct page *page, struct err *err)
{
    struct distribution distribution;
    struct people people;
    struct sharer_names names = { people_called_name, &people };
    struct result result;
    struct moment time;
    bool found = false;

    if (!result_read_decided(till, &result, err) || !people_read(till->db, &people, err) ||
        !distribution_find(till->db, &distribution, &found, &time, err) ||
        !result_sheet_page(till, &result, page, err))
        return false;
    shares_page(&till->session, &distribution, true, &names, page);
    return true;
}

/* From turnover to shares in one of them. */
static bool result_show(struct command *command, const struct published *session, struct err *err)
{
    char path[EXAMPLE_PATH_MAX];
    struct page *page = NULL;
    struct book book;

    if (!example_path(session, command->arguments[0], path, err) ||
        !book_open(&book, path, command->clock, err))
        return false;

    bool good = stdout_page(command, &page, err) && shares_write(&book.till, page, err);

    if (good)
        good = page_close(page, err);
    else
        page_abandon(page);
    book_close(&book);
    return good;
}

static bool demo_run(struct command *command, struct err *err)
{
    enum { SHOWN = 3 }; /* MamCookies */
    struct published sessions[PUBLISHED_COUNT];
    char path[EXAMPLE_PATH_MAX];

    command->where = command->arguments[0];
    if (!place_make_folder(command->arguments[0], err))
        return false;
    published_load(sessions);
    for (int i = 0; i < PUBLISHED_COUNT; i++) {
        if (!example_path(&sessions[i], command->arguments[0], path, err) ||
            !example_write(&sessions[i], path, err))
            return false;
        printf("%s\n", path);
    }
    printf("\n");
    fflush(stdout); /* pages write to standard output by themselves */
    if (!result_show(command, &sessions[SHOWN], err))
        return false;
    printf("\n");
    fflush(stdout);
    return network_show(command, sessions, err);
}

const struct command_kind COMMAND_DEMO = {
    .name = "demo",
    .usage = "DIR",
    .summary = N_("Écrit les sept sessions publiées de 2019-2020, avec des ventes d'exemple, et "
                  "montre le résultat de l'une et le tableau du réseau."),
    .options = " ",
    .argument_min = 1,
    .argument_max = 1,
    .run = demo_run,
};
