/*
 * What the host keeps: a session in open formats, dated, signed and checkable
 * without this program (docs/journal-format.md, "The archive").
 *
 * Code général des impôts, art. 286-I-3° bis: archiving, six years for the
 * till. Commercial code, L123-22: ten years for the accounts.
 */
#ifndef REPORTS_ARCHIVE_H
#define REPORTS_ARCHIVE_H

#include "base/outlet.h"
#include "ledger/till.h"
#include "ledger/proof/verify.h"

/*
 * Write one ZIP to `path` (`-` = standard output), dated by the till's clock. The
 * till's key must stand in the book, as it does after till_note(RECORD_EXPORT …).
 * The same book at the same time gives the same bytes. ERR_INPUT: the file
 * exists. ERR_TAMPERED: the rows do not make records. ERR_STORAGE.
 */
bool archive_write(struct till *till, const char *path, bool force, struct err *err) MUST_CHECK;

/* One CSV per fact table, and `record`, into `folder`. Nothing is replaced without `force`. */
bool archive_write_tables(struct till *till, const char *folder, bool force,
                          struct err *err) MUST_CHECK;

/* True for a file that begins like a ZIP: `verify` then asks for an archive. */
bool archive_is_one(const char *path);

/*
 * Check an archive without a book: every file against the manifest, the manifest's
 * signature, every hash and the signatures of keys, closings and heads, and every CSV
 * against the records. `head_code` as in book_verify(). False only when the file cannot be
 * read (ERR_STORAGE, ERR_INPUT); what was found is in `*out`.
 */
bool archive_verify(const char *path, const char *head_code, struct verdict *out,
                    struct err *err) MUST_CHECK;

#endif
