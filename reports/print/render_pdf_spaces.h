/*
 * Spaces at which no line of a paper ends (text_breaks_at): Pango would break before a guillemet.
 * The bytes of the text stay as they are. Part of libflashcoop-paper.so (paper_plugin.h).
 */
#ifndef REPORTS_RENDER_PDF_SPACES_H
#define REPORTS_RENDER_PDF_SPACES_H

#include <pango/pango.h>

/* After pango_layout_set_text(); "" holds none. `plain` is what all text has. */
void pdf_hold_spaces(PangoLayout *layout, const char *text, PangoAttrList *plain);

#endif
