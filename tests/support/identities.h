/* A book with the tables of the ledger only, for tests of that part. */
#ifndef TESTS_SUPPORT_IDENTITIES_H
#define TESTS_SUPPORT_IDENTITIES_H

#include "base/identity.h"

extern const struct identity LEDGER_IDENTITY;

#endif
