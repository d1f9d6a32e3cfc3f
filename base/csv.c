#include "base/csv.h"

#include "base/lang.h"
#include "base/text.h"

#include <csv.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct csv_faults csv_faults_init(void)
{
    return (struct csv_faults){ .text = buf_init(64 * 1024) };
}

void csv_faults_release(struct csv_faults *faults)
{
    buf_release(&faults->text);
    faults->count = 0;
}

void csv_faults_add(struct csv_faults *faults, const char *path, long line, const char *sentence)
{
    faults->count++;
    if (faults->count <= CSV_FAULTS_MAX)
        buf_printf(&faults->text, "%s%s:%ld: %s", faults->count > 1 ? "\n" : "", path, line,
                   sentence);
}

struct reader {
    const char *path;
    const struct csv_table *table;
    void *context;
    struct csv_faults *faults;

    long line;         /* where the present row starts */
    long next_line;    /* newlines seen so far, from 1 */
    bool after_return; /* the last byte was a CR: an LF belongs to it */
    bool row_begun;    /* it may go on over the next line, inside quotes */
    bool header_seen;
    bool stopped;                /* the header makes no sense: read no row */
    int target[CSV_COLUMNS_MAX]; /* file column -> index in the table */
    int header_count;            /* columns of the file */
    int field;                   /* file column being read */
    bool too_long;               /* a field of this row was too long */
    char texts[CSV_COLUMNS_MAX][CSV_FIELD_MAX];
};

static void reader_fault(struct reader *reader, const char *sentence)
{
    csv_faults_add(reader->faults, reader->path, reader->line, sentence);
}

static int reader_find_column(const struct reader *reader, const char *name)
{
    for (size_t i = 0; i < reader->table->column_count; i++)
        if (strcmp(reader->table->columns[i].name, name) == 0)
            return (int)i;
    return -1;
}

static void reader_on_field(void *data, size_t length, void *context)
{
    struct reader *reader = context;
    int at = reader->field++;

    if (at >= CSV_COLUMNS_MAX)
        return;
    if (length >= CSV_FIELD_MAX || (length > 0 && memchr(data, '\0', length))) {
        reader->too_long = true;
        length = 0;
    }
    if (length > 0)
        memcpy(reader->texts[at], data, length);
    reader->texts[at][length] = '\0';
}

static void reader_take_header(struct reader *reader)
{
    struct err err = ERR_EMPTY;
    bool seen[CSV_COLUMNS_MAX] = { false };

    reader->header_seen = true;
    reader->header_count = reader->field;
    if (reader->field > CSV_COLUMNS_MAX) {
        reader_fault(reader, _("Trop de colonnes : garder celles du modèle."));
        reader->stopped = true;
        return;
    }
    for (int i = 0; i < reader->field; i++) {
        int found = reader_find_column(reader, reader->texts[i]);

        if (found < 0 || seen[found]) {
            err = ERR_EMPTY;
            err_fail(&err, ERR_INPUT,
                     found < 0 ? _("Colonne inconnue « %.60s » : la retirer ou corriger son nom.")
                               : _("Colonne « %.60s » présente deux fois : en retirer une."),
                     reader->texts[i]);
            reader_fault(reader, err.text);
            reader->stopped = true;
            continue;
        }
        seen[found] = true;
        reader->target[i] = found;
    }
    for (size_t i = 0; i < reader->table->column_count; i++)
        if (reader->table->columns[i].required && !seen[i]) {
            err = ERR_EMPTY;
            err_fail(&err, ERR_INPUT, _("Colonne « %s » absente : l'ajouter à la première ligne."),
                     reader->table->columns[i].name);
            reader_fault(reader, err.text);
            reader->stopped = true;
        }
}

static bool reader_check_row(struct reader *reader, const char *const *fields, struct err *err)
{
    if (reader->too_long)
        return err_fail(err, ERR_INPUT, _("Texte trop long : le raccourcir."));
    if (reader->field != reader->header_count)
        return err_fail(err, ERR_INPUT, _("%d valeurs pour %d colonnes : compléter la ligne."),
                        reader->field, reader->header_count);
    for (size_t i = 0; i < reader->table->column_count; i++) {
        if (reader->table->columns[i].required && fields[i][0] == '\0')
            return err_fail(err, ERR_INPUT, _("« %s » est vide : le remplir."),
                            reader->table->columns[i].name);
        if (!text_is_clean(fields[i]))
            return err_fail(err, ERR_INPUT,
                            _("« %s » est illisible : écrire en UTF-8, sans retour à la ligne."),
                            reader->table->columns[i].name);
    }
    return true;
}

static void reader_take_row(struct reader *reader)
{
    const char *fields[CSV_COLUMNS_MAX];
    struct err err = ERR_EMPTY;

    for (size_t i = 0; i < reader->table->column_count; i++)
        fields[i] = "";
    for (int i = 0; i < reader->header_count && i < reader->field; i++)
        fields[reader->target[i]] = reader->texts[i];
    if (reader_check_row(reader, fields, &err) &&
        reader->table->row(reader->context, reader->line, fields, &err))
        return;
    reader_fault(reader, err.text);
}

static void reader_on_row(int last_byte, void *context)
{
    struct reader *reader = context;

    (void)last_byte;
    if (!reader->header_seen)
        reader_take_header(reader);
    else if (!reader->stopped)
        reader_take_row(reader);
    reader->field = 0;
    reader->too_long = false;
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

/* Parse line by line, so that each row knows the line it starts on. */
static bool reader_feed(struct reader *reader, struct csv_parser *parser, const char *bytes,
                        size_t length)
{
    while (length > 0) {
        size_t part = line_length(bytes, length);

        if (!reader->row_begun) {
            reader->line = reader->next_line;
            reader->row_begun = !line_is_blank(bytes, part);
        }
        if (csv_parse(parser, bytes, part, reader_on_field, reader_on_row, reader) != part)
            return false;
        reader_count_line(reader, bytes[part - 1], part == 1);
        bytes += part;
        length -= part;
    }
    return true;
}

/* The first separator of the header that does not stand inside quotes. */
static char separator_of(const char *bytes, size_t length)
{
    static const char CANDIDATES[] = ",;\t";
    bool quoted = false;

    for (size_t i = 0; i < length && (quoted || bytes[i] != '\n'); i++) {
        if (bytes[i] == '"')
            quoted = !quoted;
        if (!quoted && bytes[i] != '\0' && strchr(CANDIDATES, bytes[i]))
            return bytes[i];
    }
    return ',';
}

static bool reader_run(struct reader *reader, struct csv_parser *parser, FILE *file)
{
    char block[65536];
    size_t got = fread(block, 1, sizeof block, file);
    size_t skip = got >= 3 && memcmp(block, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    csv_set_delim(parser, (unsigned char)separator_of(block + skip, got - skip));
    while (got > 0) {
        if (!reader_feed(reader, parser, block + skip, got - skip))
            return false;
        skip = 0;
        got = fread(block, 1, sizeof block, file);
    }
    return csv_fini(parser, reader_on_field, reader_on_row, reader) == 0;
}

static bool reader_verdict(struct reader *reader, struct err *err)
{
    struct csv_faults *faults = reader->faults;

    if (!reader->header_seen) {
        reader->line = 1;
        reader_fault(reader, _("Fichier vide : la première ligne nomme les colonnes."));
    }
    if (faults->count == 0)
        return true;

    size_t first = strcspn(buf_text(&faults->text), "\n");

    return err_fail(err, ERR_INPUT, "%.*s", (int)first, buf_text(&faults->text));
}

/* Reads an open file to its end; `path` names it in the faults. */
static bool csv_read_stream(FILE *file, const char *path, const struct csv_table *table,
                            void *context, struct csv_faults *faults, struct err *err)
{
    struct reader *reader = calloc(1, sizeof *reader); /* 128 KiB: too large for a stack frame */
    struct csv_parser parser;

    if (!reader)
        abort(); /* no memory left for one page of text */
    reader->path = path;
    reader->table = table;
    reader->context = context;
    reader->faults = faults;
    reader->line = 1;
    reader->next_line = 1;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);

    bool parsed = reader_run(reader, &parser, file);
    int reason = errno;
    bool good = ferror(file) == 0;

    csv_free(&parser);
    if (!good)
        err_fail_file(err, path, reason);
    if (good && !parsed)
        reader_fault(reader, _("Guillemets mal fermés : les corriger."));
    good = good && reader_verdict(reader, err);
    free(reader);
    return good;
}

bool csv_read(const char *path, const struct csv_table *table, void *context,
              struct csv_faults *faults, struct err *err)
{
    bool from_input = strcmp(path, "-") == 0;
    FILE *file = from_input ? stdin : fopen(path, "rb");

    if (!file)
        return err_fail_file(err, path, errno);

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

void csv_put_end(struct buf *out)
{
    buf_put_text(out, "\r\n");
}
