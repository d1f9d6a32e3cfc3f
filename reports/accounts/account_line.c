#include "reports/accounts/account_line.h"

#include <stdlib.h>
#include <string.h>

struct account_line *account_lines_add(struct account_lines *lines)
{
    if (lines->count == lines->room) {
        int room = lines->room ? 2 * lines->room : 64;
        struct account_line *more =
            room <= 2 * ACCOUNT_LINES_MAX ? realloc(lines->all, (size_t)room * sizeof *more) : NULL;

        if (!more)
            return NULL;
        lines->all = more;
        lines->room = room;
    }
    memset(&lines->all[lines->count], 0, sizeof *lines->all);
    return &lines->all[lines->count++];
}

void account_lines_release(struct account_lines *lines)
{
    free(lines->all);
    *lines = (struct account_lines){ .all = NULL };
}

bool account_line_is_beside(const struct account_line *one, const struct account_line *other)
{
    return one->part == other->part && one->seq == other->seq &&
           strcmp(one->chain, other->chain) == 0 && strcmp(one->book, other->book) == 0;
}
