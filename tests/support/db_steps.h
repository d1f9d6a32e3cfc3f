/* How much work SQLite does, counted in steps of its own machine: the same on every computer. */
#ifndef TESTS_SUPPORT_DB_STEPS_H
#define TESTS_SUPPORT_DB_STEPS_H

#include "base/db.h"

/* From here on `*count` grows by one every hundred steps, until db_steps_end(). */
void db_steps_begin(struct db *db, int *count);
void db_steps_end(struct db *db);

#endif
