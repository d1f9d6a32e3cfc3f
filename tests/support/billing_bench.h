/* A till that may bill: the host's address and numbers are there, VAT is on. */
#ifndef TESTS_BILLING_BENCH_H
#define TESTS_BILLING_BENCH_H

#include "ledger/billing/billing.h"
#include "tests/support/till_fixture.h"

/* The newest paper that was made: too large for a frame. */
extern struct document bench_paper;

int billing_bench_setup(void **state);
void bench_client(struct till_fixture *f, const char *key, const char *siren);
/* Done today; of that price, VAT included. */
int64_t billing_bench_job(struct till_fixture *f, const char *client, cents price,
                          basis_points rate);
bool bench_invoice(struct till_fixture *f, const char *client);
bool bench_pay(struct till_fixture *f, const char *number, const char *means, cents amount);
bool bench_credit(struct till_fixture *f, const char *number, cents amount, const char *reason);
/* Debit less credit of all lines of that use. */
cents bench_posted(struct till_fixture *f, const char *use);

#endif
