#include "base/csv.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

struct csv_faults csv_faults_init(void)
{
    return (struct csv_faults){ .text = buf_init(64 * 1024), .notes = buf_init(64 * 1024) };
}

void csv_faults_release(struct csv_faults *faults)
{
    buf_release(&faults->text);
    buf_release(&faults->notes);
    *faults = csv_faults_init();
}

void csv_faults_add(struct csv_faults *faults, const char *path, long line, const char *sentence)
{
    struct buf one = buf_init(64 * 1024);

    faults->count++;
    buf_printf(&one, "%s:%ld: %s", path, line, sentence);
    if (faults->count <= CSV_FAULTS_MAX && one.data) {
        text_show_unseen(one.data); /* the name and the words of a file are anybody's */
        buf_printf(&faults->text, "%s%s", faults->count > 1 ? "\n" : "", one.data);
    }
    buf_release(&one);
}

void csv_note(struct csv_faults *faults, const char *sentence)
{
    buf_printf(&faults->notes, "%s%s", faults->notes.length > 0 ? "\n" : "", sentence);
}

void csv_put_field(struct buf *out, const char *field, bool first)
{
    if (!first)
        buf_put_byte(out, ',');
    size_t length = strlen(field);
    bool padded = length > 0 && (field[0] == ' ' || field[length - 1] == ' ');

    if (!padded && !strpbrk(field, ",\"\r\n")) {
        buf_put_text(out, field);
        return;
    }
    buf_put_byte(out, '"');
    for (const char *at = field; *at; at++) {
        if (*at == '"')
            buf_put_byte(out, '"');
        buf_put_byte(out, (unsigned char)*at);
    }
    buf_put_byte(out, '"');
}

bool csv_is_formula(const char *text)
{
    return text[0] != '\0' && strchr("=+-@\t", text[0]) && text[1] != '\0' &&
           text[1 + strspn(text + 1, "0123456789.,")] != '\0';
}

void csv_put_words(struct buf *out, const char *words, bool first)
{
    struct buf guarded = buf_init(CSV_FIELD_MAX);

    if (!csv_is_formula(words)) {
        csv_put_field(out, words, first);
        return;
    }
    buf_printf(&guarded, "'%s", words);
    csv_put_field(out, buf_text(&guarded), first);
    buf_release(&guarded);
}

void csv_put_end(struct buf *out)
{
    buf_put_text(out, "\r\n");
}
