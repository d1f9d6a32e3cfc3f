/*
 * The description that goes with a FEC: "la description du fichier" of the livre des procédures
 * fiscales, art. A47 A-1, VII: how it is made, its fields, its journals, its sums. In French.
 */
#ifndef REPORTS_FEC_DESCRIPTION_H
#define REPORTS_FEC_DESCRIPTION_H

#include "base/buf.h"
#include "ledger/session.h"
#include "reports/accounts/exercise.h"

void fec_description_put(const struct session *host, const struct exercise *exercise,
                         const char *fec_name, const struct account_lines *lines, struct buf *out);

#endif
