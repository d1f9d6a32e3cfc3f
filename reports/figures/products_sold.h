/*
 * What was sold of each product, and what is left of it.
 */
#ifndef REPORTS_PRODUCTS_SOLD_H
#define REPORTS_PRODUCTS_SOLD_H

#include "ledger/product.h"
#include "reports/print/page.h"

/*
 * `report products`, whose CSV `import products` takes back; articles sold without a product stand
 * in a last row without a code.
 */
bool products_sold_page(struct db *db, struct page *page, struct err *err) MUST_CHECK;

#endif
