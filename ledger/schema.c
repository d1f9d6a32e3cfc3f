#include "ledger/schema.h"

static const unsigned char SCHEMA[] = {
#include "ledger/schema.sql.inc"
};

const char *ledger_schema(void)
{
    return (const char *)SCHEMA;
}
