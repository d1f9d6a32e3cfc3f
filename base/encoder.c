#include "base/encoder.h"

#include "base/lang.h"
#include "base/latin.h"
#include "base/text.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

struct encoder {
    iconv_t conversion; /* (iconv_t)-1: plain letters only */
};

enum { CHARACTER_BYTES_MAX = 8 };

struct encoder *encoder_open(const char *encoding, struct err *err)
{
    struct encoder *set = malloc(sizeof *set);

    if (!set) {
        err_fail(err, ERR_STORAGE, _("Mémoire insuffisante : fermer un autre programme."));
        return NULL;
    }
    set->conversion = (iconv_t)-1;
    if (encoding[0] == '\0')
        return set;
    set->conversion = iconv_open(encoding, "UTF-8");
    if (set->conversion != (iconv_t)-1)
        return set;
    free(set);
    err_fail(err, ERR_INPUT, _("Jeu de caractères « %.30s » inconnu."), encoding);
    return NULL;
}

void encoder_close(struct encoder *set)
{
    if (set && set->conversion != (iconv_t)-1)
        iconv_close(set->conversion);
    free(set);
}

/* One character; 0 when the set lacks it. */
static size_t convert(struct encoder *set, const char *text, size_t length,
                      char out[CHARACTER_BYTES_MAX])
{
    char *from = (char *)text;
    char *to = out;
    size_t room = CHARACTER_BYTES_MAX;

    if (set->conversion == (iconv_t)-1) {
        out[0] = text[0];
        return length == 1 && (unsigned char)text[0] < 0x80 ? 1 : 0;
    }
    iconv(set->conversion, NULL, NULL, NULL, NULL);
    if (iconv(set->conversion, &from, &length, &to, &room) == (size_t)-1)
        return 0;
    return CHARACTER_BYTES_MAX - room;
}

/* The next character as bytes of the set, and how many characters they are. */
static size_t character_take(struct encoder *set, const char **text, char out[CHARACTER_BYTES_MAX],
                             int *count)
{
    const char *start = *text;
    uint32_t code = text_next(text);
    size_t length = convert(set, start, (size_t)(*text - start), out);
    char scratch[2];
    const char *plain;

    *count = 1;
    if (length > 0)
        return length;
    plain = latin_plain(code, scratch);
    *count = (int)strlen(plain);
    memcpy(out, plain, strlen(plain));
    return strlen(plain);
}

int encoder_length(struct encoder *set, const char *text)
{
    int total = 0;

    while (*text) {
        char bytes[CHARACTER_BYTES_MAX];
        int count;

        character_take(set, &text, bytes, &count);
        total += count;
    }
    return total;
}

void encoder_put(struct encoder *set, const char *text, int most, struct buf *out)
{
    while (*text && most != 0) {
        char bytes[CHARACTER_BYTES_MAX];
        int count;
        size_t length = character_take(set, &text, bytes, &count);

        if (most > 0 && count > most) {
            buf_put(out, bytes, (size_t)most); /* plain letters: a byte each */
            return;
        }
        buf_put(out, bytes, length);
        most -= most > 0 ? count : 0;
    }
}
