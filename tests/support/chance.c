#include "tests/support/chance.h"

#include <assert.h>

uint64_t chance_next(struct chance *chance)
{
    uint64_t value = chance->state += UINT64_C(0x9E3779B97F4A7C15);

    value = (value ^ value >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ value >> 27) * UINT64_C(0x94D049BB133111EB);
    return value ^ value >> 31;
}

int chance_below(struct chance *chance, int limit)
{
    assert(limit > 0);
    return (int)(chance_next(chance) % (uint64_t)limit);
}
