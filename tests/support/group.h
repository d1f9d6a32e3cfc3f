/* A group of people at the market: the session has had its days, and the clock stands on J5. */
#ifndef TESTS_SUPPORT_GROUP_H
#define TESTS_SUPPORT_GROUP_H

#include "programme/people.h"
#include "tests/support/market.h"

/* A key, or a text, and what the screen must say then. */
void group_press(struct market *market, const char *bytes, const char *then);
void group_type(struct market *market, const char *text, const char *then);

/* A book with the first `count` (0..3) of Amina P1, Karim P2, Zélandine P3; closed. */
void group_make(struct market *market, int count);
/* The same, then the program on its screen of people. */
void group_open(struct market *market, int count);
/* The same, then one person and one line of her menu. */
void group_open_line(struct market *market, int count, const char *person, const char *line,
                     const char *then);

/* The key of the sheets, as it lies on this machine. */
struct vault group_vault(struct book *book);

#endif
