/*
 * The morning check from beginning to end, for who has no loop of his own: the
 * devices are asked, each question has its deadline, then the answers are given.
 */
#ifndef POS_MORNING_RUN_H
#define POS_MORNING_RUN_H

#include "pos/machine/morning_check.h"

typedef void morning_use_fn(void *context, const struct devices *devices,
                            const struct morning_check *morning);

bool morning_run(const struct clock *clock, morning_use_fn *use, void *context,
                 struct err *err) MUST_CHECK;

#endif
