#include "pos/kept_model.h"

#include "base/sparse.h"

#include <stdlib.h>

void model_keep(struct kept_model *kept, const void *model, size_t size)
{
    if (size <= kept->room) {
        sparse_copy(kept->bytes, model, size);
        return;
    }
    free(kept->bytes);
    kept->bytes = calloc(1, size);
    kept->room = size;
    if (!kept->bytes)
        abort(); /* as for the model itself */
    sparse_copy_new(kept->bytes, model, size);
}

void model_put_back(const struct kept_model *kept, void *model, size_t size)
{
    sparse_copy(model, kept->bytes, size);
}

void model_release(struct kept_model *kept)
{
    free(kept->bytes);
    *kept = (struct kept_model){ 0 };
}
