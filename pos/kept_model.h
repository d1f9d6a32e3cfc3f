/*
 * The model of a screen as it was before a key, kept in case that the key was a scanner's.
 */
#ifndef POS_KEPT_MODEL_H
#define POS_KEPT_MODEL_H

#include <stddef.h>

/* Zeroed at first. */
struct kept_model {
    void *bytes; /* owned */
    size_t room; /* as large as the largest model so far */
};

void model_keep(struct kept_model *kept, const void *model, size_t size);
void model_put_back(const struct kept_model *kept, void *model, size_t size);
void model_release(struct kept_model *kept);

#endif
