/*
 * A paper of the till that a person asks for: into the queue of the printer, and what to say of
 * it; or into a PDF.
 */
#ifndef POS_PAPER_ASK_H
#define POS_PAPER_ASK_H

#include "pos/acts/desk.h"

/*
 * Ask for the paper of that name (reports/catalogue/slip_paper.h). A printed X is an X that was
 * taken; a sheet without a number gets the next one. `*notice` says whether it comes out now or
 * waits, and for what.
 */
bool paper_ask(struct desk *desk, const char *name, struct notice *notice,
               struct err *err) MUST_CHECK;

/*
 * The same paper as a PDF file: recorded as a print, like the one on the receipt printer. The name
 * has its number. ERR_INPUT: the file exists and `force` is false.
 */
bool paper_write_pdf(struct till *till, const char *name, const char *path, bool force,
                     struct err *err) MUST_CHECK;

#endif
