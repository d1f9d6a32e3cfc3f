#include "tests/support/identities.h"

#include "ledger/schema.h"
#include "ledger/till_book.h"

const struct identity LEDGER_IDENTITY = {
    .application_id = BOOK_APPLICATION_ID,
    .version = BOOK_VERSION,
    .scripts = { ledger_schema },
};
