/*
 * The papers of the till on the receipt printer: figures that were stored →
 * lines of ESC/POS. Nothing is computed here but where a line breaks.
 *
 * Each function writes one paper, its cut included, between escpos_start()
 * and the end of the job. `session` is that of the till, session_at_till().
 */
#ifndef REPORTS_SLIP_H
#define REPORTS_SLIP_H

#include "drivers/escpos.h"
#include "ledger/closing/closing.h"
#include "ledger/sale.h"
#include "reports/figures/pictures.h"
#include "reports/figures/hand_sheet.h"
#include "reports/papers/paper_label.h"

/* A receipt (BOFiP, BOI-TVA-DECLA-30-10-30). `copy` 0: ORIGINAL, n: DUPLICATA n. */
void slip_receipt(struct escpos *out, const struct session *session, const struct sale *sale,
                  int64_t copy);

/* An X (number 0) or a Z. */
void slip_closing(struct escpos *out, const struct session *session, const struct closing *closing);

/* Blind: no amount is expected on it. */
void slip_count_sheet(struct escpos *out, const struct session *session,
                      const struct count_sheet *sheet);

/*
 * What lies in the drawer at the start: the notes and coins that were counted, or lines to write
 * them on when nobody counted them (`pieces` NULL).
 */
void slip_float(struct escpos *out, const struct session *session, cents amount,
                const struct cash_counting *pieces);

/* -- The stand. -- */

/* With its picture where the printer draws and the product has one. */
void slip_tags(struct escpos *out, const struct goods *goods, const struct pictures *pictures);
/*
 * `count` labels with bars that the scanner reads back; without barcode, its code as Code 128. Of
 * the batch `batch`; without one (NULL) the lot is written by hand.
 */
void slip_labels(struct escpos *out, const struct session *session,
                 const struct product_label *label, int count);
/* The allergens of all goods, in writing (règlement UE 1169/2011, décret 2015-447). */
void slip_allergens(struct escpos *out, const struct session *session, const struct goods *goods);
/* Since 1 August 2023 a receipt is printed on request (décret 2022-1565). */
void slip_on_request(struct escpos *out);
void slip_fallback(struct escpos *out, const struct session *session,
                   const struct fallback_sheet *sheet);

/* The card that teaches a scanner, alone: to be kept beside it. */
void slip_setup_card(struct escpos *out);

/* Letters, bars, knife, and the same card. */
void slip_self_test(struct escpos *out);

/* Bold and centred, then plain and left again. */
void slip_heading(struct escpos *out, const char *text);
/* Where the till stands, when that is known. */
void slip_venue(struct escpos *out, const char *venue);
void slip_amount(struct escpos *out, const char *label, cents amount);

#endif
