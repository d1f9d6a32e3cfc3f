/* A QR code as dark and light modules. */
#ifndef REPORTS_CODE_MATRIX_H
#define REPORTS_CODE_MATRIX_H

#include <stdbool.h>

enum { CODE_SIZE_MAX = 117 }; /* modules of a side: QR version 25, what a large window shows */

struct code_matrix {
    int size; /* modules of a side, without the light border */
    bool dark[CODE_SIZE_MAX][CODE_SIZE_MAX];
};

#endif
