#include "base/sparse.h"

#include <string.h>

enum { PAGE = 4096 };

static const char NOTHING[PAGE];

static size_t page_length(size_t at, size_t size)
{
    return size - at < PAGE ? size - at : PAGE;
}

void sparse_copy(void *to, const void *from, size_t size)
{
    for (size_t at = 0; at < size; at += PAGE) {
        size_t length = page_length(at, size);

        if (memcmp((char *)to + at, (const char *)from + at, length) != 0)
            memcpy((char *)to + at, (const char *)from + at, length);
    }
}

void sparse_copy_new(void *to, const void *from, size_t size)
{
    for (size_t at = 0; at < size; at += PAGE) {
        size_t length = page_length(at, size);

        if (memcmp(NOTHING, (const char *)from + at, length) != 0)
            memcpy((char *)to + at, (const char *)from + at, length);
    }
}

void sparse_clear(void *bytes, size_t size)
{
    for (size_t at = 0; at < size; at += PAGE) {
        size_t length = page_length(at, size);

        if (memcmp(NOTHING, (char *)bytes + at, length) != 0)
            memset((char *)bytes + at, 0, length);
    }
}
