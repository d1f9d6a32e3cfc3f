/*
 * All commands in the order of help, and what is said of them: on the terminal,
 * and as a table from which scripts/manual.py makes the man pages and the
 * completion of shells, so that no option is missing in one of them.
 */
#ifndef POS_COMMAND_HELP_H
#define POS_COMMAND_HELP_H

#include "pos/commands/command.h"

/* NULL: no such command. */
const struct command_kind *command_find(const char *name);

/*
 * Print help: of all commands, of one, or (`name` "--table") one tab-separated
 * line a fact: `command NAME USAGE SUMMARY`, `detail LINE`, `option NAME VALUE
 * WORDS`. ERR_USAGE: no such command.
 */
bool command_help(const char *name, struct err *err) MUST_CHECK;

#endif
