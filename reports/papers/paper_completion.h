/*
 * The "certificat de réalisation" that whoever pays for training asks for, in
 * the words of the ministry's model: who, which action, from when to when, how
 * many hours were done. What the book does not know is a line to fill in.
 */
#ifndef REPORTS_PAPER_COMPLETION_H
#define REPORTS_PAPER_COMPLETION_H

#include "reports/papers/paper_certificate.h"

/* The hours are those of the roll call: the caller has seen that it is complete. */
bool paper_completion(const struct paper_head *head, const struct certificate *certificate,
                      struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
