/* A second till beside that of a fixture: its copy of the book, on a laptop of its own. */
#ifndef TESTS_SUPPORT_SECOND_TILL_H
#define TESTS_SUPPORT_SECOND_TILL_H

#include "tests/support/till_fixture.h"

/* A till beside the fixture's, with a keyring of its own. */
struct second {
    struct till_fixture f;
    char path[160];
    char keys[160];
};

void second_must(bool good, const struct err *err);

/* Till B of the first one's book; closed. */
void second_make(struct second *second, struct till_fixture *first);
void second_open(struct second *second);
void second_close(struct second *second);
/* The same file on another laptop, with the keys of the first one or its own. */
void second_copy(const struct second *from, struct second *to, const char *name);
/* On an open one: one C1 paid in cash, not sold yet. */
void second_ticket(struct second *second, struct ticket *out);
/* Opened, sold in, closed. */
void second_sell(struct second *second, const char *code, int times);

#endif
