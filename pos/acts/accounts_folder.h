/*
 * What the host takes away after the market, by one key: the folder of all her
 * sessions (reports/accounts/host_folder.h), comptes-SIREN beside the book.
 */
#ifndef POS_ACCOUNTS_FOLDER_H
#define POS_ACCOUNTS_FOLDER_H

#include "base/outlet.h"
#include "ledger/till.h"
#include "pos/acts/desk.h"

/*
 * `folder` is mamcookies-comptes, beside which comptes-SIREN goes; `out` says where it is. Without
 * SIREN or entry `*has_fec` is false, and text accounts, tables and archive go to `folder`.
 * ERR_FORBIDDEN: the host exports. ERR_STORAGE. The journal says that it left.
 */
bool accounts_folder_write(struct till *till, const char *folder, bool *has_fec,
                           char out[OUTLET_PATH_MAX], struct err *err) MUST_CHECK;

/*
 * The same from a screen: made beside the book, copied to every stick, and said in `notice`. A
 * stick that refuses takes nothing from the folder: the notice says why.
 */
bool accounts_folder_make(struct desk *desk, struct notice *notice, struct err *err) MUST_CHECK;

#endif
