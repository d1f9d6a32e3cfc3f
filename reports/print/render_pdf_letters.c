#include "reports/print/render_pdf_letters.h"

#include "base/text.h"

#include <string.h>

/* Only what may break needs them: each attribute is work at every text. */
static void hold_spaces(PangoLayout *layout, const char *text, PangoAttrList *plain)
{
    PangoAttrList *held = pango_attr_list_copy(plain);

    pango_attr_list_insert(held, pango_attr_insert_hyphens_new(FALSE));
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

static bool set_text(PangoLayout *layout, const char *text, PangoAttrList *plain)
{
    bool is_one_line = pango_layout_get_width(layout) < 0;
    const char *end;

    (void)g_utf8_validate(text, -1, &end);
    pango_layout_set_text(layout, text, (int)(end - text)); /* never half a letter */
    if (is_one_line)
        pango_layout_set_attributes(layout, plain);
    else
        hold_spaces(layout, text, plain);
    return pango_layout_get_unknown_glyphs_count(layout) == 0;
}

/* Marks where in the text of the layout a letter begins that no font has. */
static void mark_unknown(PangoLayout *layout, char *marks)
{
    PangoLayoutIter *iter = pango_layout_get_iter(layout);

    do {
        const PangoGlyphItem *run = pango_layout_iter_get_run_readonly(iter);

        for (int i = 0; run && i < run->glyphs->num_glyphs; i++)
            if (run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
                marks[run->item->offset + run->glyphs->log_clusters[i]] = 1;
    } while (pango_layout_iter_next_run(iter));
    pango_layout_iter_free(iter);
}

/* One ellipsis for each word, or part of one, that cannot be written. */
static void set_what_can_be(PangoLayout *layout, PangoAttrList *plain)
{
    char *text = g_strdup(pango_layout_get_text(layout));
    char *marks = g_malloc0(strlen(text) + 1);
    GString *words = g_string_new(NULL);
    bool was_marked = false;

    mark_unknown(layout, marks);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        bool is_marked = marks[at - text] != 0;

        if (!is_marked)
            g_string_append_len(words, at, g_utf8_next_char(at) - at);
        else if (!was_marked)
            g_string_append(words, "…");
        was_marked = is_marked;
    }
    (void)set_text(layout, words->str, plain);
    g_string_free(words, TRUE);
    g_free(marks);
    g_free(text);
}

bool pdf_set_letters(PangoLayout *layout, const char *text, PangoAttrList *plain, bool may_lack)
{
    static const char DASH[] = "–";

    if (set_text(layout, text, plain))
        return true;

    size_t room = strlen(text) + sizeof DASH;
    char *dashed = g_strconcat(DASH, text, NULL), *words = g_malloc(room);

    text_drop_pictures(dashed, words, room);

    bool is_all = strcmp(words, DASH) == 0;
    bool good = set_text(layout, is_all ? words : words + strlen(DASH), plain);

    g_free(dashed);
    g_free(words);
    if (!good && may_lack)
        set_what_can_be(layout, plain);
    return good || may_lack;
}
