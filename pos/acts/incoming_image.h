/* A file of image rights, an event a line, read into the book in the caller's batch. */
#ifndef POS_INCOMING_IMAGE_H
#define POS_INCOMING_IMAGE_H

#include "base/csv.h"
#include "ledger/till.h"

/* ERR_NOT_FOUND among the faults: nobody has that badge. */
bool incoming_image_read(struct till *till, const char *path, struct csv_faults *faults,
                         int64_t *count, struct err *err) MUST_CHECK;

#endif
