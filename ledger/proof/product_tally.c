#include "ledger/proof/product_tally.h"

#include "ledger/proof/record_sums.h"

#include <string.h>

struct product_tally *tallies_find(struct tallies *tallies, const char *code, size_t length)
{
    unsigned hash = 5381;

    if (length >= CODE_MAX)
        return NULL;
    for (size_t i = 0; i < length; i++)
        hash = hash * 33 + (unsigned char)code[i];
    for (unsigned i = 0; i < PRODUCT_TALLY_MAX; i++) {
        struct product_tally *tally = &tallies->all[(hash + i) % PRODUCT_TALLY_MAX];

        if (tally->code[0] == '\0') {
            memcpy(tally->code, code, length);
            return tally;
        }
        if (strncmp(tally->code, code, length) == 0 && tally->code[length] == '\0')
            return tally;
    }
    return NULL;
}

void tallies_add(struct tallies *tallies, const struct product_tally *more)
{
    struct product_tally *tally =
        more->code[0] ? tallies_find(tallies, more->code, strlen(more->code)) : NULL;

    if (!tally)
        return;
    wrap_add(&tally->sold, more->sold);
    wrap_add(&tally->gross, more->gross);
    wrap_add(&tally->moved, more->moved);
    tally->has_moved = tally->has_moved || more->has_moved;
}
