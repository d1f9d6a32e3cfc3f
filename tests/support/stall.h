/*
 * A market stall for tests: a book with products of every rate, and customers
 * by chance who want anything that a till can do.
 */
#ifndef TESTS_SUPPORT_STALL_H
#define TESTS_SUPPORT_STALL_H

#include "ledger/till.h"
#include "tests/support/chance.h"
#include "tests/support/folder.h"

enum { STALL_PRODUCTS = 6 };

struct stall {
    struct folder folder;
    char path[FOLDER_PATH_MAX];    /* the book */
    char keyring[FOLDER_PATH_MAX]; /* the folder is the XDG_DATA_HOME of a program under test */
    struct db *db;                 /* NULL when closed */
    struct till till;
    struct chance chance;
    struct err err;
};

/* A new book, open, with its products and a float of 50,00 €; the host acts. */
void stall_found(struct stall *stall, uint64_t seed);
void stall_found_at(struct stall *stall, uint64_t seed, struct moment made_at);
bool stall_open(struct stall *stall); /* false with `err` set */
void stall_close(struct stall *stall);
void stall_remove(struct stall *stall);

/* A ticket by chance: 1 to 6 lines, weights, discounts, typed prices; not yet paid. */
void stall_make_ticket(struct stall *stall, struct ticket *out);
/* Payments that cover it: one or several modes, cash with change. */
void stall_pay(struct stall *stall, struct ticket *ticket);
/* A whole or partial refund of an earlier sale, paid back; false when nothing is left to refund. */
bool stall_make_refund(struct stall *stall, int64_t number, struct ticket *out);

/* What `verify` says; a fault is printed. */
bool stall_is_sound(struct stall *stall);

/* One number from the book. */
int64_t stall_ask(struct stall *stall, const char *sql);

/* "C1, two pieces, cash": the simplest sale, the same each time. True when it was sold. */
bool stall_sell_one(struct stall *stall, struct sold *out);

#endif
