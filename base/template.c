#include "base/template.h"

#include <string.h>

void template_put(struct buf *out, const char *text, const char *const (*pairs)[2],
                  size_t pair_count, const char *unknown)
{
    while (*text) {
        bool found = false;

        for (size_t i = 0; !found && i < pair_count; i++) {
            size_t length = strlen(pairs[i][0]);

            found = strncmp(text, pairs[i][0], length) == 0;
            if (found) {
                buf_put_text(out, pairs[i][1][0] ? pairs[i][1] : unknown);
                text += length;
            }
        }
        if (!found)
            buf_put_byte(out, (unsigned char)*text++);
    }
}
