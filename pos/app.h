/*
 * The terminal application: opens the terminal and the loop, keeps the stack
 * of screens, hands them events, performs their effects and shows what they
 * draw. Everything opened is closed before it returns.
 */
#ifndef POS_APP_H
#define POS_APP_H

#include "base/err.h"

/* Until the person leaves. `book` NULL: the list of sessions first. */
bool app_run(const char *book, struct err *err) MUST_CHECK;

#endif
