#include "programme/small_cells.h"

#include <assert.h>
#include <string.h>

static bool is_small(int count, int limit)
{
    return count > 0 && count < limit;
}

/* The place of the smallest count that still stands; −1: none. The last of equal ones. */
static int smallest_standing(const struct cells *cells)
{
    int found = -1;

    for (int i = 0; i < cells->count; i++)
        if (cells->stands[i] && (found < 0 || cells->counts[i] <= cells->counts[found]))
            found = i;
    return found;
}

void cells_merge(struct cells *cells)
{
    int standing = 0;

    assert(cells->count <= CELLS_MAX && cells->limit > 0);
    cells->total = cells->others = 0;
    for (int i = 0; i < cells->count; i++) {
        cells->total += cells->counts[i];
        cells->stands[i] = cells->counts[i] >= cells->limit && i != cells->unknown;
        standing += cells->stands[i];
        cells->others += cells->stands[i] ? 0 : cells->counts[i];
    }
    while (is_small(cells->others, cells->limit) && standing > 0) {
        int next = smallest_standing(cells);

        cells->others += cells->counts[next];
        cells->stands[next] = false;
        standing--;
    }
    cells->total_only = standing + (cells->others > 0) <= 1;
}

bool cell_may_be_told(int count, int total, int limit)
{
    return !is_small(count, limit) && !is_small(total - count, limit);
}

bool small_cells_parse(const char *text, int *limit)
{
    static const struct {
        const char *text;
        int limit;
    } LIMITS[] = { { "3", 3 }, { "5", 5 }, { "11", 11 } };

    for (size_t i = 0; i < COUNT_OF(LIMITS); i++)
        if (strcmp(text, LIMITS[i].text) == 0) {
            *limit = LIMITS[i].limit;
            return true;
        }
    return false;
}
