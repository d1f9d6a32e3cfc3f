/* A text shipped with the program, with its blanks filled. */
#ifndef BASE_TEMPLATE_H
#define BASE_TEMPLATE_H

#include "base/buf.h"

/* `text` with each pairs[i][0] ("@NAME@") replaced by pairs[i][1]; `unknown` stands for "". */
void template_put(struct buf *out, const char *text, const char *const (*pairs)[2],
                  size_t pair_count, const char *unknown);

#endif
