/*
 * What the host takes away after the market, all of it in one folder beside the
 * book: the FEC, the books as text, every table as CSV, the signed archive.
 */
#ifndef POS_ACCOUNTS_FOLDER_H
#define POS_ACCOUNTS_FOLDER_H

#include "ledger/till.h"

/*
 * mamcookies.flashcoop → mamcookies-comptes; files of an earlier time are replaced. The FEC needs
 * the host's SIREN and an entry: without them `*has_fec` is false and the rest is written.
 * ERR_FORBIDDEN: the host exports. ERR_STORAGE. The journal says that it left.
 */
bool accounts_folder_write(struct till *till, const char *folder, bool *has_fec,
                           struct err *err) MUST_CHECK;

#endif
