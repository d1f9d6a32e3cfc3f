#include "reports/pdf_language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pdf_language_put(struct pdf_language *language, struct outlet *outlet, const void *bytes,
                      size_t length)
{
    const char *last = bytes;
    size_t keep = length < PDF_TAIL_BYTES ? length : PDF_TAIL_BYTES;

    outlet_put(outlet, bytes, length);
    language->length += length;
    last += length - keep;
    if (language->kept + keep > 2 * PDF_TAIL_BYTES) { /* half of it goes, half stays */
        memmove(language->tail, language->tail + language->kept - PDF_TAIL_BYTES, PDF_TAIL_BYTES);
        language->kept = PDF_TAIL_BYTES;
    }
    memcpy(language->tail + language->kept, last, keep);
    language->kept += keep;
    language->tail[language->kept] = '\0';
}

/* The tail may hold zero bytes of compressed pages; what is looked for comes after them. */
static const char *find_last(const char *tail, size_t length, const char *mark)
{
    size_t size = strlen(mark);

    for (size_t at = length; at >= size; at--)
        if (memcmp(tail + at - size, mark, size) == 0)
            return tail + at - size;
    return NULL;
}

/* The number after `mark` in the last part of the file; -1: not there. */
static long number_after(const struct pdf_language *language, const char *mark)
{
    const char *found = find_last(language->tail, language->kept, mark);

    return found ? strtol(found + strlen(mark), NULL, 10) : -1;
}

void pdf_language_end(struct pdf_language *language, struct outlet *outlet, const char *code)
{
    long size = number_after(language, "/Size "), info = number_after(language, "/Info ");
    long root = number_after(language, "/Root "), xref = number_after(language, "startxref\n");
    char begin[40];

    snprintf(begin, sizeof begin, "\n%ld 0 obj\n<< /Type /Catalog", root);

    const char *catalog = find_last(language->tail, language->kept, begin);
    const char *rest = catalog ? catalog + strlen(begin) : NULL;
    const char *end = rest ? strstr(rest, "endobj") : NULL;

    if (!end || size < 0 || info < 0 || root < 0 || xref < 0)
        return;

    struct buf update = buf_init(PDF_TAIL_BYTES);
    bool marked = strstr(rest, "/MarkInfo") && strstr(rest, "/MarkInfo") < end;

    buf_put_text(&update, begin + 1);
    buf_printf(&update, "\n   /Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true >>%s",
               code, marked ? "" : "\n   /MarkInfo << /Marked true >>");
    buf_put(&update, rest, (size_t)(end - rest));
    buf_put_text(&update, "endobj\n");

    size_t table = language->length + update.length;

    buf_printf(&update,
               "xref\n%ld 1\n%010zu 00000 n \ntrailer\n<< /Size %ld\n   /Root %ld 0 R\n"
               "   /Info %ld 0 R\n   /Prev %ld\n>>\nstartxref\n%zu\n%%%%EOF\n",
               root, language->length, size, root, info, xref, table);
    outlet_put(outlet, buf_text(&update), update.length);
    buf_release(&update);
}
