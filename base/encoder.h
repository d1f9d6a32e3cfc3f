/*
 * Text of ours in the character set that another program reads (iconv). What
 * the set lacks is written in plain letters: œ is oe, € is EUR.
 */
#ifndef BASE_ENCODER_H
#define BASE_ENCODER_H

#include "base/buf.h"

struct encoder; /* an open conversion */

/* "CP1252", "ISO-8859-15" …; "" plain letters only. NULL with `err` set: unknown. */
struct encoder *encoder_open(const char *encoding, struct err *err);
void encoder_close(struct encoder *set); /* accepts NULL */

/* How many characters `text` will take: a sign that is written in plain letters may take three. */
int encoder_length(struct encoder *set, const char *text);

/* At most `most` characters of it (negative: all). */
void encoder_put(struct encoder *set, const char *text, int most, struct buf *out);

#endif
