/*
 * The chance of the program that tests run: FLASHCOOP_CHANCE=WORD makes keys and the names of books
 * follow from that word, so that what is drawn is drawn alike. The linker puts it before
 * crypto_random(); the program that people run knows nothing of it.
 */
#include "base/crypto.h"

#include <stdlib.h>
#include <string.h>

bool __real_crypto_random(void *out, size_t length, struct err *err);
bool __wrap_crypto_random(void *out, size_t length, struct err *err);

bool __wrap_crypto_random(void *out, size_t length, struct err *err)
{
    static unsigned char block[HASH_BYTES];
    const char *word = getenv("FLASHCOOP_CHANCE");
    unsigned char *end = out;

    if (!word || word[0] == '\0')
        return __real_crypto_random(out, length, err);
    for (size_t taken = 0; length > 0; length -= taken, end += taken) {
        crypto_hash(word, strlen(word), block, sizeof block, block);
        taken = length < sizeof block ? length : sizeof block;
        memcpy(end, block, taken);
    }
    return true;
}
