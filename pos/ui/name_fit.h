/*
 * Names that are too wide for their place are shortened in the middle, where those beside them say
 * the same: "Cook…chocolat", "Cook…noisette". What tells a name from the others stays.
 */
#ifndef POS_NAME_FIT_H
#define POS_NAME_FIT_H

#include <stdbool.h>
#include <stddef.h>

enum { TELLING_MAX = 8, NAME_FIT_MAX = 512 };

/* Where a name parts from others: bytes from its start, each once. */
struct telling {
    unsigned short at[TELLING_MAX];
    int count;
};

/* `other` is another name that is shown: where it parts from `name` is noted. */
void telling_add(struct telling *telling, const char *name, const char *other);
/* Those after the first `bytes`, counted from there: of the second line of a name. */
struct telling telling_after(const struct telling *telling, size_t bytes);

/* At most `width` columns of `name` into `out`; of what tells nothing, its start and its end.
 * False: not all that tells it from others has room. */
bool name_fit(const char *name, const struct telling *telling, int width, char out[NAME_FIT_MAX]);

#endif
