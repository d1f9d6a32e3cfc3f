/*
 * The letters of a text on a layout of Pango. No line ends at a space where text_breaks_at() says
 * no: Pango would break before a guillemet. A small picture that no font here has is left out, and
 * is a dash where it stands alone. Part of libflashcoop-paper.so (paper_plugin.h).
 */
#ifndef REPORTS_RENDER_PDF_LETTERS_H
#define REPORTS_RENDER_PDF_LETTERS_H

#include <pango/pango.h>

#include <stdbool.h>

/*
 * False: a letter of it is in no font; `may_lack`: such letters are an ellipsis. `plain` is what
 * all text has; the width is set before.
 */
bool pdf_set_letters(PangoLayout *layout, const char *text, PangoAttrList *plain, bool may_lack);

#endif
