#include "reports/print/render_pdf_spaces.h"

#include "base/text.h"

#include <string.h>

void pdf_hold_spaces(PangoLayout *layout, const char *text, PangoAttrList *plain)
{
    PangoAttrList *held = pango_attr_list_copy(plain);

    for (const char *at = text; (at = strchr(at, ' ')) != NULL; at++) {
        PangoAttribute *attribute;

        if (text_breaks_at(text, (size_t)(at - text)))
            continue;
        attribute = pango_attr_allow_breaks_new(FALSE);
        attribute->start_index = (guint)(at - text);
        attribute->end_index = attribute->start_index + 2;
        pango_attr_list_insert(held, attribute);
    }
    pango_layout_set_attributes(layout, held);
    pango_attr_list_unref(held);
}
