#include "reports/print/pdf_tags.h"

#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char PART[] = "<< /Type /StructElem";

void pdf_tags_begin(struct pdf_tags *tags, const char *language, const char *alt)
{
    int part = tags->begun++;

    if (!language && !alt)
        return;
    if (tags->note_count == tags->note_room) {
        int room = tags->note_room ? 2 * tags->note_room : 32;
        struct tag_note *grown = realloc(tags->notes, (size_t)room * sizeof *grown);

        if (!grown)
            return; /* the paper is read aloud without that word */
        tags->notes = grown;
        tags->note_room = room;
    }
    tags->notes[tags->note_count++] =
        (struct tag_note){ .part = part, .language = language, .alt = alt ? strdup(alt) : NULL };
}

void pdf_tags_release(struct pdf_tags *tags)
{
    for (int i = 0; i < tags->note_count; i++) {
        free(tags->notes[i].alt);
        free(tags->notes[i].object);
    }
    free(tags->notes);
    buf_release(&tags->object);
    *tags = (struct pdf_tags){ .begun = 0 };
}

/* The line before says its number: "12 0 obj". */
static void part_begins(struct pdf_tags *tags)
{
    int part = tags->seen++;

    if (tags->next >= tags->note_count || tags->notes[tags->next].part != part)
        return;
    tags->is_part = true;
    tags->object = buf_init(TAG_OBJECT_MAX);
    buf_printf(&tags->object, "%s\n", tags->before);
}

static void part_ends(struct pdf_tags *tags)
{
    struct tag_note *note = &tags->notes[tags->next++];

    note->object = tags->object.failed ? NULL : strdup(buf_text(&tags->object));
    buf_release(&tags->object);
    tags->is_part = false;
}

static void line_take(struct pdf_tags *tags)
{
    tags->line[tags->length] = '\0';
    if (!tags->is_part && strcmp(tags->line, PART) == 0)
        part_begins(tags);
    if (tags->is_part && strcmp(tags->line, ">>") == 0)
        part_ends(tags);
    else if (tags->is_part)
        buf_printf(&tags->object, "%s\n", tags->line);
    memcpy(tags->before, tags->line, tags->length + 1);
    tags->length = 0;
}

/* Only short lines are looked at; those of a list of children may be long. */
void pdf_tags_feed(struct pdf_tags *tags, const char *bytes, size_t length)
{
    for (size_t i = 0; tags->note_count > 0 && i < length; i++) {
        if (bytes[i] == '\n') {
            line_take(tags);
        } else if (tags->length + 1 < TAG_LINE_MAX) {
            tags->line[tags->length++] = bytes[i];
        } else if (tags->is_part) {
            buf_put(&tags->object, tags->line, tags->length);
            tags->line[0] = bytes[i];
            tags->length = 1;
        }
    }
}

static void put_unit(struct buf *out, uint32_t unit)
{
    buf_printf(out, "%04X", (unsigned)unit);
}

/* UTF-16 with its mark, as PDF writes texts of any script. */
static void put_text(struct buf *out, const char *text)
{
    buf_put_text(out, "<FEFF");
    for (const char *at = text; *at;) {
        uint32_t letter = text_next(&at);

        if (letter >= 0x10000) {
            put_unit(out, 0xD800 + ((letter - 0x10000) >> 10));
            put_unit(out, 0xDC00 + ((letter - 0x10000) & 0x3FF));
        } else {
            put_unit(out, letter);
        }
    }
    buf_put_text(out, ">");
}

void pdf_tags_put_object(const struct tag_note *note, struct buf *out)
{
    if (!note->object)
        return;
    buf_put_text(out, note->object);
    if (note->language)
        buf_printf(out, "   /Lang (%s)\n", note->language);
    if (note->alt) {
        buf_put_text(out, "   /Alt ");
        put_text(out, note->alt);
        buf_put_byte(out, '\n');
    }
    buf_put_text(out, ">>\nendobj\n");
}
