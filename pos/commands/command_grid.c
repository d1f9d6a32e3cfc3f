/* The competence grid of a session as a file: edit a copy, then `import BOOK grid FILE`. */
#include "base/lang.h"
#include "pos/commands/command.h"
#include "programme/programme_store.h"

#include <stdlib.h>

enum { GRID_BYTES_MAX = 1 << 20 };

static bool grid_run(struct command *command, struct err *err)
{
    const char *path = command_value(command, "-o");
    struct grid *grid = calloc(1, sizeof *grid);
    struct buf text = buf_init(GRID_BYTES_MAX);
    struct book book;
    bool good;

    if (!grid)
        abort();
    good = command_read_book(command, &book, err);
    if (good) {
        good = programme_grid(book.db, grid, err);
        book_close(&book);
    }
    if (good) {
        grid_put_csv(grid, &text);
        good = buf_check(&text, err) &&
               buf_write_file(&text, path ? path : "-", command_has(command, "--force"), err);
    }
    buf_release(&text);
    free(grid);
    return good;
}

const struct command_kind COMMAND_GRID = {
    .name = "grid",
    .usage = "BOOK [-o FILE] [--force]",
    .summary = N_("Écrit la grille de compétences, à modifier puis relire par import grid."),
    .options = " -o= --force ",
    .argument_min = 1,
    .argument_max = 1,
    .run = grid_run,
};
