/*
 * A printer on paper: ESC/POS bytes → the text a person would read, in UTF-8.
 *
 * It knows what the manuals say and nothing of drivers/escpos but the tables of
 * code pages. Bars and codes appear as [EAN13 …], [CODE128 …], [QR …], pictures as
 * [BITMAP w×h], the knife as [CUT], the drawer as [DRAWER]. A byte that no
 * manual explains sets `unknown`.
 */
#ifndef TESTS_SUPPORT_ESCPOS_READER_H
#define TESTS_SUPPORT_ESCPOS_READER_H

#include "base/buf.h"

struct escpos_reading {
    struct buf text;
    bool unknown;
    bool page_chosen; /* ESC t came before the first byte above 127 */
    int cut_count, drawer_count;
};

/* Release with buf_release(&reading.text). */
struct escpos_reading escpos_read(const void *bytes, size_t length);

#endif
