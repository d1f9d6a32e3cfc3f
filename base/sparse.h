/*
 * Large structures that are mostly room, zeroed by calloc(): the system gives each page of them
 * only when it is written. These write no page that says the same already.
 */
#ifndef BASE_SPARSE_H
#define BASE_SPARSE_H

#include <stddef.h>

void sparse_copy(void *to, const void *from, size_t size);
/* `to` was just given by calloc(): it is not read either. */
void sparse_copy_new(void *to, const void *from, size_t size);
void sparse_clear(void *bytes, size_t size);

#endif
