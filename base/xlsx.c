#include "base/xlsx.h"

#include "base/lang.h"
#include "base/xlsx_cell.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { STYLES_MAX = 4096, FORMATS_MAX = 512, STRINGS_MAX = 1 << 20, NAME_MAX_BYTES = 256 };

struct format {
    int number;
    enum cell_style style;
};

/* One pass over one part: who reads it says so by `part`. */
enum part { PART_BOOK, PART_LINKS, PART_STYLES, PART_STRINGS, PART_SHEET };

struct book {
    struct rows *rows;
    zip_t *zip;
    XML_Parser parser;
    enum part part;
    const char *fault; /* NULL: all is well */

    char sheet_id[NAME_MAX_BYTES]; /* the link of the first visible sheet */
    char sheet[NAME_MAX_BYTES];    /* its part */
    bool is_1904;

    struct format formats[FORMATS_MAX];
    int format_count;
    unsigned char styles[STYLES_MAX]; /* enum cell_style of each cell style */
    int style_count;
    bool in_cell_styles;

    struct buf strings; /* the shared texts, a NUL after each */
    size_t *starts;     /* of each in `strings` */
    size_t string_count;

    struct buf text; /* of the element being read */
    bool in_text;
    bool in_reading; /* the phonetic reading of a text: no part of it */
    int column;      /* of the cell */
    int style;
    char type[12];
    int row_count;
};

/* The name without its prefix: "x:row" is "row". */
static const char *bare(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon ? colon + 1 : name;
}

static const char *attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(*attributes, name) == 0)
            return attributes[1];
    return "";
}

/* "r:id", whatever the prefix is. */
static const char *link_of(const char **attributes)
{
    for (; *attributes; attributes += 2)
        if (strchr(*attributes, ':') && strcmp(bare(*attributes), "id") == 0)
            return attributes[1];
    return "";
}

static void book_stop(struct book *book, const char *fault)
{
    if (!book->fault)
        book->fault = fault;
    XML_StopParser(book->parser, XML_FALSE);
}

static void book_element(struct book *book, const char *name, const char **attributes)
{
    const char *first = attribute(attributes, "date1904");

    if (strcmp(name, "workbookPr") == 0)
        book->is_1904 = strcmp(first, "1") == 0 || strcmp(first, "true") == 0;
    if (strcmp(name, "sheet") == 0 && book->sheet_id[0] == '\0' &&
        strstr(attribute(attributes, "state"), "idden") == NULL)
        snprintf(book->sheet_id, sizeof book->sheet_id, "%s", link_of(attributes));
}

/* A target is written from the root, or from the folder of the workbook. */
static void link_element(struct book *book, const char *name, const char **attributes)
{
    const char *target = attribute(attributes, "Target");

    if (strcmp(name, "Relationship") != 0 ||
        strcmp(attribute(attributes, "Id"), book->sheet_id) != 0)
        return;
    snprintf(book->sheet, sizeof book->sheet, "%s%s", target[0] == '/' ? "" : "xl/",
             target[0] == '/' ? target + 1 : target);
}

static enum cell_style format_style(const struct book *book, int number)
{
    for (int i = 0; i < book->format_count; i++)
        if (book->formats[i].number == number)
            return book->formats[i].style;
    return cell_style_of(number, NULL);
}

static void style_element(struct book *book, const char *name, const char **attributes)
{
    if (strcmp(name, "numFmt") == 0 && book->format_count < FORMATS_MAX)
        book->formats[book->format_count++] =
            (struct format){ atoi(attribute(attributes, "numFmtId")),
                             cell_style_of(0, attribute(attributes, "formatCode")) };
    if (strcmp(name, "cellXfs") == 0)
        book->in_cell_styles = true;
    if (strcmp(name, "xf") == 0 && book->in_cell_styles && book->style_count < STYLES_MAX)
        book->styles[book->style_count++] =
            (unsigned char)format_style(book, atoi(attribute(attributes, "numFmtId")));
}

static void string_begin(struct book *book)
{
    if (book->string_count == STRINGS_MAX) {
        book_stop(book, _("Classeur trop grand : garder la liste seule."));
        return;
    }
    if (!book->starts)
        book->starts = calloc(STRINGS_MAX, sizeof *book->starts);
    if (!book->starts)
        abort();
    book->starts[book->string_count++] = book->strings.length;
}

static void row_begin(struct book *book, const char **attributes)
{
    long number = atol(attribute(attributes, "r"));

    book->row_count++;
    book->rows->line = number > 0 ? number : book->rows->line + 1;
    if (book->row_count > XLSX_ROWS_MAX)
        book_stop(book, _("Classeur trop grand : garder la liste seule."));
}

static void cell_begin(struct book *book, const char **attributes)
{
    int column = cell_column(attribute(attributes, "r"));

    book->column = column >= 0 ? column : book->rows->field;
    book->style = atoi(attribute(attributes, "s"));
    snprintf(book->type, sizeof book->type, "%s", attribute(attributes, "t"));
    buf_clear(&book->text);
}

static void element_begin(void *context, const char *full, const char **attributes)
{
    struct book *book = context;
    const char *name = bare(full);

    if (book->part == PART_BOOK) {
        book_element(book, name, attributes);
    } else if (book->part == PART_LINKS) {
        link_element(book, name, attributes);
    } else if (book->part == PART_STYLES) {
        style_element(book, name, attributes);
    } else {
        if (strcmp(name, "si") == 0 && book->part == PART_STRINGS)
            string_begin(book);
        if (strcmp(name, "row") == 0 && book->part == PART_SHEET)
            row_begin(book, attributes);
        if (strcmp(name, "c") == 0 && book->part == PART_SHEET)
            cell_begin(book, attributes);
        book->in_reading = book->in_reading || strcmp(name, "rPh") == 0;
        book->in_text = !book->in_reading && (strcmp(name, "t") == 0 || strcmp(name, "v") == 0);
    }
}

/* The text of the cell, by its type (ECMA-376, 18.18.11). */
static const char *cell_text(const struct book *book, char number[CELL_TEXT_MAX])
{
    const char *text = buf_text(&book->text);
    enum cell_style style = CELL_PLAIN;

    if (strcmp(book->type, "s") == 0) {
        long index = atol(text);

        return index >= 0 && (size_t)index < book->string_count
                   ? book->strings.data + book->starts[index]
                   : "";
    }
    if (strcmp(book->type, "b") == 0)
        return text[0] == '1' ? "yes" : text[0] == '0' ? "no" : text;
    if (book->type[0] != '\0' && strcmp(book->type, "n") != 0)
        return text;
    if (book->style >= 0 && book->style < book->style_count)
        style = (enum cell_style)book->styles[book->style];
    return cell_number(text, style, book->is_1904, number) ? number : text;
}

static void cell_end(struct book *book)
{
    char number[CELL_TEXT_MAX];
    const char *text = cell_text(book, number);

    if (book->column < book->rows->field)
        return; /* the same cell twice: the first one counts */
    if (book->column > 4 * ROWS_COLUMNS_MAX && text[0] != '\0')
        book->column = 4 * ROWS_COLUMNS_MAX;
    while (text[0] != '\0' && book->rows->field < book->column)
        rows_field(book->rows, "", 0);
    if (text[0] != '\0')
        rows_field(book->rows, text, strlen(text));
}

static void element_end(void *context, const char *full)
{
    struct book *book = context;
    const char *name = bare(full);

    if (strcmp(name, "cellXfs") == 0)
        book->in_cell_styles = false;
    if (strcmp(name, "rPh") == 0)
        book->in_reading = false;
    if (strcmp(name, "t") == 0 || strcmp(name, "v") == 0)
        book->in_text = false;
    if (strcmp(name, "si") == 0 && book->part == PART_STRINGS)
        buf_put_byte(&book->strings, '\0');
    if (strcmp(name, "c") == 0 && book->part == PART_SHEET)
        cell_end(book);
    if (strcmp(name, "row") == 0 && book->part == PART_SHEET)
        rows_end(book->rows);
}

static void text_found(void *context, const char *text, int length)
{
    struct book *book = context;
    struct buf *out = book->part == PART_STRINGS ? &book->strings : &book->text;

    if (!book->in_text)
        return;
    buf_put(out, text, (size_t)length);
    if (out->failed)
        book_stop(book, _("Classeur trop grand : garder la liste seule."));
}

/* A spreadsheet declares no entity: a file that does means to grow in our memory. */
static void doctype_found(void *context, const char *name, const char *system, const char *public,
                          int has_subset)
{
    (void)name;
    (void)system;
    (void)public;
    (void)has_subset;
    book_stop(context, _("Classeur illisible : l'ouvrir dans un tableur et l'enregistrer de "
                         "nouveau en .xlsx."));
}

static bool part_feed(struct book *book, zip_file_t *file)
{
    char block[65536];
    zip_int64_t got;
    int64_t total = 0;

    while ((got = zip_fread(file, block, sizeof block)) > 0) {
        total += got;
        if (total > XLSX_PART_MAX) {
            book->fault = _("Classeur trop grand : garder la liste seule.");
            return false;
        }
        if (XML_Parse(book->parser, block, (int)got, 0) != XML_STATUS_OK)
            return false;
    }
    return got == 0 && XML_Parse(book->parser, "", 0, 1) == XML_STATUS_OK;
}

/* True when the part is absent or was read to its end. */
static bool part_read(struct book *book, const char *name, enum part part)
{
    zip_file_t *file = zip_fopen(book->zip, name, ZIP_FL_NOCASE);
    bool good;

    if (!file)
        return part == PART_STYLES || part == PART_STRINGS;
    book->part = part;
    book->in_text = false;
    book->parser = XML_ParserCreate(NULL);
    if (!book->parser)
        abort();
    XML_SetUserData(book->parser, book);
    XML_SetElementHandler(book->parser, element_begin, element_end);
    XML_SetCharacterDataHandler(book->parser, text_found);
    XML_SetStartDoctypeDeclHandler(book->parser, doctype_found);
    good = part_feed(book, file);
    XML_ParserFree(book->parser);
    zip_fclose(file);
    return good;
}

static bool book_read(struct book *book)
{
    if (zip_name_locate(book->zip, "content.xml", 0) >= 0) {
        book->fault = _("Ce classeur est au format .ods : l'enregistrer en .xlsx ou en CSV.");
        return false;
    }
    return part_read(book, "xl/workbook.xml", PART_BOOK) &&
           part_read(book, "xl/_rels/workbook.xml.rels", PART_LINKS) &&
           part_read(book, "xl/styles.xml", PART_STYLES) &&
           part_read(book, "xl/sharedStrings.xml", PART_STRINGS) &&
           part_read(book, book->sheet, PART_SHEET);
}

static void book_open(struct book *book, const char *bytes, size_t length)
{
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &error);

    book->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (!book->zip && source)
        zip_source_free(source);
}

/* PDF, RTF, PNG, JPEG, and the web pages that some programs call .xls. */
static const char *const STRANGERS[] = { "%PDF", "{\\rt", "\x89PNG", "\xFF\xD8\xFF", "<htm",
                                         "<HTM", "[{",    "{\"",     "<!DO",         "<!do",
                                         "<?xm", "<tab",  "<TAB" };

bool xlsx_is_book(const char *bytes, size_t length)
{
    bool found = length >= 4 &&
                 (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "\xD0\xCF\x11\xE0", 4) == 0);

    for (size_t i = 0; i < COUNT_OF(STRANGERS); i++)
        found = found || (length >= 4 && memcmp(bytes, STRANGERS[i], strlen(STRANGERS[i])) == 0);
    return found;
}

bool xlsx_rows(const char *bytes, size_t length, struct rows *rows)
{
    struct book *book = calloc(1, sizeof *book);

    if (!book)
        abort();
    book->rows = rows;
    book->strings = buf_init(XLSX_TEXT_MAX);
    book->text = buf_init(CSV_FIELD_MAX * 16);
    rows->is_ragged = true;
    rows->line = 0;
    if (bytes[0] == 'P')
        book_open(book, bytes, length);
    else if (memcmp(bytes, "\xD0\xCF", 2) != 0)
        book->fault = _("Ce fichier n'est pas un tableau (PDF, page web, image) : l'ouvrir dans un "
                        "tableur et l'enregistrer en .xlsx ou en CSV.");
    else
        book->fault = _("Ce classeur est au format .xls ou protégé par un mot de passe : "
                        "l'enregistrer en .xlsx ou en CSV.");
    if (!book->zip || !book_read(book)) {
        rows->line += rows->line == 0;
        rows_fault(rows, book->fault ? book->fault
                                     : _("Classeur illisible : l'ouvrir dans un tableur et "
                                         "l'enregistrer de nouveau en .xlsx."));
        rows->header_seen = true; /* said what is wrong: not that it is empty, too */
    }
    if (book->zip)
        zip_discard(book->zip);
    buf_release(&book->strings);
    buf_release(&book->text);
    free(book->starts);
    free(book);
    return true;
}
