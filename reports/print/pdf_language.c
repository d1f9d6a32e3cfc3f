#include "reports/print/pdf_language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UPDATE_BYTES_MAX = 1 << 24 };

/* The tail may hold zero bytes of compressed pages; what is looked for comes after them. */
static const char *find_last(const char *tail, size_t length, const char *mark)
{
    size_t size = strlen(mark);
    const char *found = NULL, *end = tail + length;

    for (const char *at = tail; (at = memchr(at, mark[size - 1], (size_t)(end - at))); at++)
        if ((size_t)(at - tail) + 1 >= size && memcmp(at + 1 - size, mark, size) == 0)
            found = at + 1 - size;
    return found;
}

static const char CATALOG[] = " 0 obj\n<< /Type /Catalog", PAGE[] = " 0 obj\n<< /Type /Page % ";

/* Keep the object that stands whole in the tail: "12 0 obj\n<< /Type /Catalog …". */
static void take_object(const struct pdf_language *language, const char *mark,
                        char out[PDF_OBJECT_MAX])
{
    const char *found = find_last(language->tail, language->kept, mark);
    const char *begin = found;
    const char *end = found ? strstr(found, "endobj") : NULL;

    while (begin && begin > language->tail && begin[-1] >= '0' && begin[-1] <= '9')
        begin--;
    if (!end || (size_t)(end - begin) >= PDF_OBJECT_MAX)
        return;
    memcpy(out, begin, (size_t)(end - begin));
    out[end - begin] = '\0';
}

static void take_objects(struct pdf_language *language)
{
    take_object(language, CATALOG, language->catalog);
    take_object(language, PAGE, language->page);
}

static void tail_add(struct pdf_language *language, const char *bytes, size_t length)
{
    if (language->kept + length > 2 * PDF_TAIL_BYTES) { /* half of it goes, half stays */
        take_objects(language);
        memmove(language->tail, language->tail + language->kept - PDF_TAIL_BYTES, PDF_TAIL_BYTES);
        language->kept = PDF_TAIL_BYTES;
    }
    memcpy(language->tail + language->kept, bytes, length);
    language->kept += length;
    language->tail[language->kept] = '\0';
}

void pdf_language_put(struct pdf_language *language, struct outlet *outlet, const void *bytes,
                      size_t length)
{
    const char *next = bytes;

    outlet_put(outlet, bytes, length);
    language->length += length;
    for (size_t left = length; left > 0;) {
        size_t part = left < PDF_TAIL_BYTES ? left : PDF_TAIL_BYTES;

        tail_add(language, next, part);
        next += part;
        left -= part;
    }
}

/* The number after `mark` in the last part of the file; -1: not there. */
static long number_after(const struct pdf_language *language, const char *mark)
{
    const char *found = find_last(language->tail, language->kept, mark);

    return found ? strtol(found + strlen(mark), NULL, 10) : -1;
}

/* An object of the update and where it begins, for the table at the end. */
struct update {
    struct buf text, table;
    size_t before; /* bytes of the file so far */
};

static void update_begin(struct update *update, long number)
{
    buf_printf(&update->table, "%ld 1\n%010zu 00000 n \n", number,
               update->before + update->text.length);
}

static void update_tags(struct update *update, const struct pdf_tags *tags)
{
    for (int i = 0; i < tags->note_count; i++) {
        const struct tag_note *note = &tags->notes[i];

        if (!note->object)
            continue;
        update_begin(update, strtol(note->object, NULL, 10));
        pdf_tags_put_object(note, &update->text);
    }
}

/* In thousandths: no language of the machine puts a comma there. */
static void box_put(struct buf *out, const char *name, const struct pdf_sheet *sheet, pt inset)
{
    const pt sides[] = { inset, inset, sheet->width + 2 * sheet->bleed - inset,
                         sheet->height + 2 * sheet->bleed - inset };

    buf_printf(out, "   /%s [", name);
    for (int i = 0; i < 4; i++) {
        long thousandths = (long)(sides[i] * 1000 + 0.5);

        buf_printf(out, " %ld.%03ld", thousandths / 1000, thousandths % 1000);
    }
    buf_put_text(out, " ]\n");
}

/* What is shown is the finished sheet; the printer takes the rest around it. */
static void update_page(struct update *update, const struct pdf_language *language,
                        const struct pdf_sheet *sheet)
{
    const char *rest = strchr(language->page, '%');
    size_t head = rest ? (size_t)(rest - language->page) + strcspn(rest, "\n") + 1 : 0;

    if (sheet->bleed <= 0 || !rest || language->page[head - 1] != '\n')
        return;
    update_begin(update, strtol(language->page, NULL, 10));
    buf_put(&update->text, language->page, head);
    box_put(&update->text, "CropBox", sheet, sheet->bleed);
    box_put(&update->text, "TrimBox", sheet, sheet->bleed);
    box_put(&update->text, "BleedBox", sheet, 0);
    buf_put_text(&update->text, language->page + head);
    buf_put_text(&update->text, "endobj\n");
}

void pdf_language_end(struct pdf_language *language, struct outlet *outlet, const char *code,
                      const struct pdf_sheet *sheet, const struct pdf_tags *tags)
{
    long size = number_after(language, "/Size "), info = number_after(language, "/Info ");
    long root = number_after(language, "/Root "), xref = number_after(language, "startxref\n");

    take_objects(language);

    const char *rest = strstr(language->catalog, CATALOG);

    if (!rest || size < 0 || info < 0 || xref < 0 || strtol(language->catalog, NULL, 10) != root)
        return;
    rest += strlen(CATALOG);

    struct update update = { buf_init(UPDATE_BYTES_MAX), buf_init(UPDATE_BYTES_MAX),
                             language->length };

    update_tags(&update, tags);
    update_page(&update, language, sheet);
    update_begin(&update, root);
    buf_printf(&update.text, "%ld%s", root, CATALOG);
    buf_printf(&update.text, "\n   /Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true >>%s",
               code, strstr(rest, "/MarkInfo") ? "" : "\n   /MarkInfo << /Marked true >>");
    buf_put_text(&update.text, rest);
    buf_put_text(&update.text, "endobj\n");

    size_t table = update.before + update.text.length;

    buf_printf(&update.text,
               "xref\n%strailer\n<< /Size %ld\n   /Root %ld 0 R\n"
               "   /Info %ld 0 R\n   /Prev %ld\n>>\nstartxref\n%zu\n%%%%EOF\n",
               buf_text(&update.table), size, root, info, xref, table);
    if (!update.text.failed && !update.table.failed)
        outlet_put(outlet, buf_text(&update.text), update.text.length);
    buf_release(&update.text);
    buf_release(&update.table);
}
