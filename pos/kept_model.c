#include "pos/kept_model.h"

#include <stdlib.h>
#include <string.h>

static void model_copy(void *to, const void *from, size_t size)
{
    enum { PAGE = 4096 };

    for (size_t at = 0; at < size; at += PAGE) {
        size_t length = size - at < PAGE ? size - at : PAGE;

        if (memcmp((char *)to + at, (const char *)from + at, length) != 0)
            memcpy((char *)to + at, (const char *)from + at, length);
    }
}

void model_keep(struct kept_model *kept, const void *model, size_t size)
{
    if (size > kept->room) {
        free(kept->bytes);
        kept->bytes = calloc(1, size);
        kept->room = size;
        if (!kept->bytes)
            abort(); /* as for the model itself */
    }
    model_copy(kept->bytes, model, size);
}

void model_put_back(const struct kept_model *kept, void *model, size_t size)
{
    model_copy(model, kept->bytes, size);
}

void model_release(struct kept_model *kept)
{
    free(kept->bytes);
    *kept = (struct kept_model){ 0 };
}
