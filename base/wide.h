/*
 * Products of two 64-bit numbers, and their one rounding: half away from zero.
 *
 * 128 bits, because the product of two amounts does not fit in 64 and may not
 * be rounded twice. Compilers give them on 64-bit machines only.
 */
#ifndef BASE_WIDE_H
#define BASE_WIDE_H

#include <stdint.h>

#ifndef __SIZEOF_INT128__
#error "flashcoop needs a 64-bit system: Debian amd64 or arm64"
#endif

__extension__ typedef __int128 wide;

/* top / divisor, half away from zero; divisor > 0. The caller knows that the result fits. */
int64_t wide_round(wide top, wide divisor);

#endif
