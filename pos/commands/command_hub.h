/* What the files of `flashcoop hub` share. */
#ifndef POS_COMMAND_HUB_H
#define POS_COMMAND_HUB_H

#include "pos/commands/command.h"
#include "reports/hub/hub_link.h"

/* The hub of `--service`; nothing else is told to us. */
bool hub_connect(struct command *command, struct hub *out, struct err *err) MUST_CHECK;

bool hub_status_run(struct command *command, struct err *err) MUST_CHECK;
bool hub_report_run(struct command *command, struct err *err) MUST_CHECK;

#endif
