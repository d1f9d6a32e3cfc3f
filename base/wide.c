#include "base/wide.h"

#include <assert.h>

int64_t wide_round(wide top, wide divisor)
{
    assert(divisor > 0);

    wide size = top < 0 ? -top : top;
    /* An odd divisor has no exact half: floor((2t + d) / 2d) rounds half up for every divisor. */
    wide rounded = (2 * size + divisor) / (2 * divisor);

    return (int64_t)(top < 0 ? -rounded : rounded);
}
