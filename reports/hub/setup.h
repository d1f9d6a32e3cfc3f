/*
 * The hub's tables, made and changed by numbered steps: each in a transaction of
 * its own, one program at a time. Whoever runs this keeps the server.
 */
#ifndef REPORTS_HUB_SETUP_H
#define REPORTS_HUB_SETUP_H

#include "reports/hub/hub_link.h"

/* The newest step that this program knows. */
int hub_newest_step(void);

/* The step that the hub stands on; 0 before the first. ERR_INPUT: newer than this program. */
bool hub_step(struct hub *hub, int *out, struct err *err) MUST_CHECK;
/* For all but `init`: ERR_INPUT unless the hub stands on the newest step. */
bool hub_check_step(struct hub *hub, struct err *err) MUST_CHECK;

/* The texts of steps after `from`, as they would run. */
void hub_print_steps(int from, struct buf *out);

/* Make the roles, then run the steps after `from`, up to `upto`. */
bool hub_run_steps(struct hub *hub, int from, int upto, struct err *err) MUST_CHECK;

/* A host, and a login of it that is made unless it exists. ERR_INPUT: not a SIREN, not a name. */
struct hub_host {
    const char *siren, *name, *login;
};
bool hub_add_host(struct hub *hub, const struct hub_host *host, struct err *err) MUST_CHECK;

#endif
