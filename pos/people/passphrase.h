/*
 * The passphrase of the personal sheets: typed to open them, or chosen, twice,
 * for sheets that have none.
 */
#ifndef POS_PASSPHRASE_H
#define POS_PASSPHRASE_H

#include "pos/ui/form.h"
#include "pos/acts/sheet_key.h"

struct passphrase {
    SHELL;
    struct form form;
    enum sheet_lock lock;
};

extern const struct screen_kind PASSPHRASE;

#endif
