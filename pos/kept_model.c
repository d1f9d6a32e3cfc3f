#include "pos/kept_model.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 4096 };

/* `empty`: nothing is in `to` yet. It is not looked at then: the system gives each of its pages
 * only when it is touched, and the first key of a screen waited for hundreds. */
static void model_copy(void *to, const void *from, size_t size, bool empty)
{
    static const char NOTHING[PAGE];

    for (size_t at = 0; at < size; at += PAGE) {
        size_t length = size - at < PAGE ? size - at : PAGE;
        const char *held = empty ? NOTHING : (char *)to + at;

        if (memcmp(held, (const char *)from + at, length) != 0)
            memcpy((char *)to + at, (const char *)from + at, length);
    }
}

void model_keep(struct kept_model *kept, const void *model, size_t size)
{
    bool empty = size > kept->room;

    if (empty) {
        free(kept->bytes);
        kept->bytes = calloc(1, size);
        kept->room = size;
        if (!kept->bytes)
            abort(); /* as for the model itself */
    }
    model_copy(kept->bytes, model, size, empty);
}

void model_put_back(const struct kept_model *kept, void *model, size_t size)
{
    model_copy(model, kept->bytes, size, false);
}

void model_release(struct kept_model *kept)
{
    free(kept->bytes);
    *kept = (struct kept_model){ 0 };
}
