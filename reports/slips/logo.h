/*
 * The picture that the group drew, at the top of its receipts: taken from a
 * PNG file into the book, and printed where the printer knows pictures.
 */
#ifndef REPORTS_LOGO_H
#define REPORTS_LOGO_H

#include "drivers/escpos.h"
#include "ledger/till.h"

struct picture;

enum { LOGO_SIDE_MAX = 1000, LOGO_TEXT_MAX = 24 };

/*
 * The file becomes the logo; "none" takes it away. ERR_INPUT: not a PNG that can be read, or too
 * large; ERR_STORAGE: no such file. Nothing changes after a failure.
 */
bool logo_change(struct till *till, const char *path, struct err *err) MUST_CHECK;

/* "240x120" dots, "none". */
bool logo_describe(struct db *db, char out[LOGO_TEXT_MAX], struct err *err) MUST_CHECK;

/* Centred; nothing where it cannot be: a receipt never waits for its picture. */
void logo_print(struct escpos *out, struct db *db);
/* Likewise the picture of a product, about 12 mm high; NULL: nothing. */
void slip_picture(struct escpos *out, const struct picture *picture);

#endif
