/* The ledger's part of a book's schema, as a new book gets it: the text of ledger/schema.sql. */
#ifndef LEDGER_SCHEMA_H
#define LEDGER_SCHEMA_H

const char *ledger_schema(void);

#endif
