/*
 * Push one book to the hub: all or nothing, in one transaction.
 *
 * Order of calls: push_open(), which looks at both sides; then, when the book
 * is not known as it is and people agreed to its public facts, push_send().
 * push_close() in any case.
 */
#ifndef REPORTS_HUB_PUSH_H
#define REPORTS_HUB_PUSH_H

#include "reports/hub/extract.h"
#include "reports/hub/hub_link.h"
#include "reports/hub/session_facts.h"

enum push_state { PUSH_NOTHING_CLOSED, PUSH_KNOWN, PUSH_DUE };

struct push; /* what is to be sent of one book */

/*
 * Read the book, which was verified, and ask the hub what it has. `*is_new`: the
 * public facts are not there yet, or were others. ERR_TAMPERED: a fork, or an
 * older copy than the hub has.
 */
bool push_open(struct hub *hub, struct till *till, struct push **out, struct err *err) MUST_CHECK;
void push_close(struct push *push); /* accepts NULL */

enum push_state push_state(const struct push *push);
long long push_missing(const struct push *push); /* records that the hub has not */
bool push_asks(const struct push *push); /* the public facts are new to the hub, or changed */
const struct session_facts *push_facts(const struct push *push);

/* `*count`: records that are new to the hub; PUSH_WAS_KNOWN when another push was quicker. */
enum { PUSH_WAS_KNOWN = -1 };
bool push_send(struct push *push, int64_t *count, struct err *err) MUST_CHECK;

/* Everything that would go, a CSV table after the other: `table,column…`. */
bool extract_print(struct till *till, struct buf *out, struct err *err) MUST_CHECK;

#endif
