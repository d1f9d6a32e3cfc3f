/* Fields of amounts, rates and quantities: see base/field.h. */
#ifndef LEDGER_MONEY_FIELD_H
#define LEDGER_MONEY_FIELD_H

#include "base/field.h"

extern const struct field_kind FIELD_MONEY; /* cents */
extern const struct field_kind FIELD_COST;  /* cents from 0 on; "" is −1, unknown */
extern const struct field_kind FIELD_RATE;  /* basis_points */

#endif
