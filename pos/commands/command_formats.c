/* The formats to start from: the list, or one as a file to change and give to `new --format`. */
#include "base/lang.h"
#include "pos/commands/command.h"
#include "programme/format.h"

enum { FORMAT_BYTES_MAX = 1 << 20 };

static void list_put(struct page *page)
{
    const struct page_column columns[] = {
        { "format", _("Format"), CELL_TEXT, READER_ALL, false },
        { "title", _("Ce que c'est"), CELL_TEXT, READER_ALL, false },
        { "days", _("Jours"), CELL_INTEGER, READER_ALL, false },
        { "weeks", _("Semaines"), CELL_INTEGER, READER_ALL, false },
        { "sales", _("Jours de vente"), CELL_INTEGER, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };
    const char *name;

    page_title(page, _("Formats de session"), "");
    page_begin_table(page, &table);
    for (int i = 0; (name = format_name(i)); i++) {
        struct err err = ERR_EMPTY; /* they are in the program, and tested */
        struct format format;
        int sales = 0;

        if (!format_find(name, &format, &err))
            continue;
        for (int day = 1; day <= format.calendar.day_count; day++)
            sales += day_has_step(&format.calendar, day, STEP_SELL);

        int weeks = format.weeks[format.calendar.day_count - 1];
        const struct cell cells[] = { cell_text(format.name), cell_text(format.title),
                                      cell_integer(format.calendar.day_count),
                                      weeks > 0 ? cell_integer(weeks) : CELL_NONE,
                                      cell_integer(sales) };

        page_row(page, cells);
    }
    page_end_table(page);
}

static bool list_write(struct command *command, struct err *err)
{
    struct page_target target;
    struct page *page;

    if (!command_target(command, _("Formats de session"), &target, err) ||
        !page_open(&target, &page, err))
        return false;
    list_put(page);
    return page_close(page, err);
}

static bool formats_run(struct command *command, struct err *err)
{
    const char *path = command_value(command, "-o");
    struct buf text = buf_init(FORMAT_BYTES_MAX);
    struct format format;
    bool good;

    if (command->argument_count == 0)
        return list_write(command, err);
    command->where = command->arguments[0];
    good = format_find(command->arguments[0], &format, err);
    if (good) {
        format_put_csv(&format, &text);
        good = buf_check(&text, err) &&
               buf_write_file(&text, path ? path : "-", command_has(command, "--force"), err);
    }
    buf_release(&text);
    return good;
}

const struct command_kind COMMAND_FORMATS = {
    .name = "formats",
    .usage = "[NAME] [--format text|csv|pdf|xlsx] [-o FILE] [--force]",
    .summary = N_("Les formats d'une session : la liste, ou un format en fichier, à modifier puis "
                  "à donner à new --format ou import format."),
    .options = TARGET_OPTIONS,
    .argument_min = 0,
    .argument_max = 1,
    .run = formats_run,
};
