/*
 * The FEC (fichier des écritures comptables): what the tax office asks of the
 * host's accountant. Livre des procédures fiscales, art. L47 A-I and A47 A-1:
 * 18 columns, tab-separated, one line per posting, sorted by validation.
 *
 * It is made of the postings as they were recorded: nothing is computed again.
 * Practice has no postings and is not in it; classes 6 and 7 are not closed.
 */
#ifndef REPORTS_FEC_H
#define REPORTS_FEC_H

#include "base/outlet.h"
#include "ledger/till.h"

enum { FEC_NAME_MAX = 40 };

/*
 * "<SIREN>FEC<AAAAMMJJ>.txt": the day of the session closing, or before it that
 * of the newest entry. ERR_INPUT: the SIREN is missing. ERR_NOT_FOUND: no entry yet.
 */
bool fec_name(struct till *till, char out[FEC_NAME_MAX], struct err *err) MUST_CHECK;

/*
 * The whole file. `analytic` adds, after column 18, the session as analytic section and
 * the part of the host's contribution that each sale carries; the parts sum to it.
 */
bool fec_put(struct till *till, bool analytic, struct outlet *outlet, struct err *err) MUST_CHECK;

/* ERR_INPUT: the file there holds entries that this book has not: those of another session. */
bool fec_check_before(struct till *till, const char *path, struct err *err) MUST_CHECK;

/* The file under its legal name in `folder`; `path` receives where. */
bool fec_write(struct till *till, const char *folder, bool analytic, bool force,
               char path[OUTLET_PATH_MAX], struct err *err) MUST_CHECK;

#endif
