/* `import BOOK pictures`: a PNG or JPEG for each product. */
#ifndef POS_INCOMING_PICTURES_H
#define POS_INCOMING_PICTURES_H

#include "base/csv.h"
#include "ledger/till.h"

/* In the caller's batch. A file that is named without a folder lies beside the list. */
bool incoming_pictures_read(struct till *till, const char *path, struct csv_faults *faults,
                            int64_t *count, struct err *err) MUST_CHECK;

#endif
