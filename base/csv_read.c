/* Files and texts into rows. See csv.h. */
#include "base/csv.h"

#include "base/charset.h"
#include "base/lang.h"
#include "base/rows.h"
#include "base/xlsx.h"

#include <csv.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BLOCK_MAX = 65536 };

static bool csv_unreadable(struct csv_faults *faults, const char *path, int reason, struct err *err)
{
    faults->is_unreadable = true;
    return err_fail_file(err, path, reason);
}

struct reader {
    struct rows *rows;
    struct csv_parser parser;
    bool begun;        /* the separator is known */
    long next_line;    /* newlines seen so far, from 1 */
    bool after_return; /* the last byte was a CR: an LF belongs to it */
    bool row_begun;    /* it may go on over the next line, inside quotes */
    bool is_quoted;    /* inside quotes at the end of what was fed */
    char separator;
};

static void reader_on_field(void *data, size_t length, void *context)
{
    struct reader *reader = context;

    rows_field(reader->rows, data, length);
}

static void reader_on_row(int last_byte, void *context)
{
    struct reader *reader = context;

    (void)last_byte;
    rows_end(reader->rows);
    reader->row_begun = false;
}

/* libcsv passes over such a line without a word, so no row starts there. */
static bool line_is_blank(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!strchr(" \r\n", bytes[i]) || bytes[i] == '\0')
            return false;
    return true;
}

/* The bytes up to the end of the line; a lone CR ends one too, as some spreadsheets write. */
static size_t line_length(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] == '\n' || bytes[i] == '\r')
            return i + 1;
    return length;
}

/* The LF of a CRLF is not a line of its own. */
static void reader_count_line(struct reader *reader, char last, bool alone)
{
    if (last == '\r' || (last == '\n' && !(alone && reader->after_return)))
        reader->next_line++;
    reader->after_return = last == '\r';
}

/* ="0123" at the start of a field is meant as text: without its sign it is a quoted one. */
static size_t formulas_strip(struct reader *reader, char *line, size_t length)
{
    size_t used = 0;

    for (size_t i = 0; i < length; i++) {
        bool at_start = !reader->is_quoted && (used == 0 || line[used - 1] == reader->separator);

        if (at_start && line[i] == '=' && i + 1 < length && line[i + 1] == '"')
            continue;
        if (line[i] == '"')
            reader->is_quoted = !reader->is_quoted;
        line[used++] = line[i];
    }
    return used;
}

/* Parse line by line, so that each row knows the line it starts on. */
static bool reader_feed(struct reader *reader, char *bytes, size_t length)
{
    while (length > 0) {
        size_t part = line_length(bytes, length);
        size_t kept = reader->rows->table->kind ? formulas_strip(reader, bytes, part) : part;

        if (!reader->row_begun) {
            reader->rows->line = reader->next_line;
            reader->row_begun = !line_is_blank(bytes, kept);
        }
        if (csv_parse(&reader->parser, bytes, kept, reader_on_field, reader_on_row, reader) != kept)
            return false;
        reader_count_line(reader, bytes[kept - 1], kept == 1);
        bytes += part;
        length -= part;
    }
    return true;
}

/* The first separator of the header that does not stand inside quotes. */
static char separator_of(const char *bytes, size_t length)
{
    static const char CANDIDATES[] = ",;\t|";
    bool quoted = false;

    for (size_t i = 0; i < length && (quoted || bytes[i] != '\n'); i++) {
        if (bytes[i] == '"')
            quoted = !quoted;
        if (!quoted && bytes[i] != '\0' && strchr(CANDIDATES, bytes[i]))
            return bytes[i];
    }
    return ',';
}

/* The bytes of a line "sep=;" with its end, 0 when there is none. */
static size_t separator_line(const char *text, size_t length, char *separator)
{
    size_t end = line_length(text, length);
    const char *line = text[0] == '"' ? text + 1 : text;
    size_t rest;

    if (end < 5 || strncasecmp(line, "sep=", 4) != 0 || line[4] == '\r' || line[4] == '\n')
        return 0;
    rest = (size_t)(text + end - line) - 5;
    if (line > text && rest > 0 && line[5] == '"')
        rest--;
    if (rest > 2)
        return 0;
    *separator = line[4];
    return end + (end < length && text[end - 1] == '\r' && text[end] == '\n');
}

/* Lines without any separator above the header are titles: the first line with one decides. */
static size_t header_start(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        size_t end = line_length(text + at, length - at);

        if (memchr(text + at, ',', end) || memchr(text + at, ';', end) ||
            memchr(text + at, '\t', end) || memchr(text + at, '|', end))
            return at;
        at += end;
    }
    return 0;
}

static bool reader_take(struct reader *reader, struct buf *text)
{
    size_t skip = 0;

    if (!reader->begun && reader->rows->table->kind) {
        skip = separator_line(text->data, text->length, &reader->separator);
        reader->next_line += skip > 0;
    }
    if (!reader->begun && skip == 0) {
        size_t header = reader->rows->table->kind ? header_start(text->data, text->length) : 0;

        reader->separator = separator_of(text->data + header, text->length - header);
    }
    if (!reader->begun)
        csv_set_delim(&reader->parser, (unsigned char)reader->separator);
    reader->begun = true;

    bool good = reader_feed(reader, text->data + skip, text->length - skip);

    buf_clear(text);
    return good;
}

static void block_read(struct buf *block, FILE *file)
{
    char bytes[BLOCK_MAX];

    buf_clear(block);
    buf_put(block, bytes, fread(bytes, 1, sizeof bytes, file));
}

/* What was read of the file to know what it is, then the rest. */
static bool reader_run(struct reader *reader, struct charset *charset, struct buf *head, FILE *file)
{
    struct buf text = buf_init(1 << 20);
    bool good = true;
    bool is_last;

    do {
        is_last = head->length == 0;
        charset_decode(charset, buf_text(head), head->length, is_last, &text);
        if (text.length > 0)
            good = reader_take(reader, &text);
        block_read(head, file);
    } while (!is_last && good);
    buf_release(&text);
    return good && csv_fini(&reader->parser, reader_on_field, reader_on_row, reader) == 0;
}

static bool csv_rows(struct buf *head, FILE *file, struct rows *rows, struct err *err)
{
    struct reader reader = { .rows = rows, .next_line = 1 };
    struct charset charset = charset_init();

    csv_init(&reader.parser, CSV_STRICT | CSV_STRICT_FINI);

    bool parsed = reader_run(&reader, &charset, head, file);
    int reason = errno;

    csv_free(&reader.parser);
    if (charset.kind == CHARSET_WINDOWS)
        csv_note(rows->faults, _("Lu comme du Windows-1252 (« ANSI » du tableur)."));
    charset_release(&charset);
    if (ferror(file) != 0)
        return csv_unreadable(rows->faults, rows->path, reason, err);
    if (!parsed)
        rows_fault(rows, _("Guillemets mal fermés : les corriger."));
    return true;
}

static bool sheet_rows(struct buf *head, FILE *file, struct rows *rows, struct err *err)
{
    struct buf whole = buf_init(XLSX_FILE_MAX);

    while (head->length > 0) {
        buf_put(&whole, head->data, head->length);
        block_read(head, file);
    }

    bool good = whole.failed ? (rows_fault(rows, _("Classeur trop grand : 64 Mio au plus.")), true)
                             : xlsx_rows(whole.data, whole.length, rows);

    buf_release(&whole);
    return good && (ferror(file) == 0 || csv_unreadable(rows->faults, rows->path, errno, err));
}

/* Reads an open file to its end; `path` names it in the faults. */
static bool csv_read_stream(FILE *file, const char *path, const struct csv_table *table,
                            void *context, struct csv_faults *faults, struct err *err)
{
    struct rows *rows = rows_open(path, table, context, faults);
    struct buf head = buf_init(BLOCK_MAX);

    block_read(&head, file);

    bool is_sheet = table->kind && xlsx_is_book(buf_text(&head), head.length);
    bool good =
        (is_sheet ? sheet_rows(&head, file, rows, err) : csv_rows(&head, file, rows, err)) &&
        rows_verdict(rows, err);

    buf_release(&head);
    rows_close(rows);
    return good;
}

bool csv_read(const char *path, const struct csv_table *table, void *context,
              struct csv_faults *faults, struct err *err)
{
    bool from_input = strcmp(path, "-") == 0;
    FILE *file = from_input ? stdin : fopen(path, "rb");

    if (!file)
        return csv_unreadable(faults, path, errno, err);

    bool good = csv_read_stream(file, path, table, context, faults, err);

    if (!from_input)
        fclose(file);
    return good;
}

bool csv_read_text(const char *text, const char *name, const struct csv_table *table, void *context,
                   struct err *err)
{
    struct csv_faults faults = csv_faults_init();
    FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "rb"); /* only read */

    if (!file)
        abort(); /* no memory left, or a text of the program is empty */

    bool good = csv_read_stream(file, name, table, context, &faults, err);

    fclose(file);
    csv_faults_release(&faults);
    return good;
}
