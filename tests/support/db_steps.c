#include "tests/support/db_steps.h"

#include "base/db_inside.h"

enum { STEPS = 100 };

static int step_counted(void *context)
{
    ++*(int *)context;
    return 0;
}

void db_steps_begin(struct db *db, int *count)
{
    *count = 0;
    sqlite3_progress_handler(db->handle, STEPS, step_counted, count);
}

void db_steps_end(struct db *db)
{
    sqlite3_progress_handler(db->handle, 0, NULL, NULL);
}
