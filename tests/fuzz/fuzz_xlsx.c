/*
 * A workbook of anybody's: the parts inside a ZIP that is made here, so that what
 * is tried reaches the sheet instead of failing at a checksum. The parts stand one
 * after the other, a zero byte between: workbook, links, styles, texts, sheet.
 */
#include "base/xlsx.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    (void)context;
    (void)line;
    (void)err;
    assert(strlen(fields[0]) < CSV_FIELD_MAX);
    return true;
}

static const char *const PARTS[] = { "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                                     "xl/styles.xml", "xl/sharedStrings.xml",
                                     "xl/worksheets/sheet1.xml" };

static zip_source_t *zip_make(const uint8_t *bytes, size_t length)
{
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_TRUNCATE, &error) : NULL;

    if (!zip)
        abort();
    zip_source_keep(source);
    for (size_t i = 0; i < COUNT_OF(PARTS) && length > 0; i++) {
        const uint8_t *end = memchr(bytes, 0, length);
        size_t part = end ? (size_t)(end - bytes) : length;

        zip_file_add(zip, PARTS[i], zip_source_buffer(zip, bytes, part, 0), 0);
        part += end != NULL;
        bytes += part;
        length -= part;
    }
    if (zip_close(zip) != 0)
        abort();
    return source;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const struct csv_column COLUMNS[] = { { "code", true }, { "label", false } };
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), row_take, "products" };
    struct csv_faults faults = csv_faults_init();
    struct rows *rows = rows_open("classeur", &TABLE, NULL, &faults);
    zip_source_t *source = zip_make(bytes, length);
    zip_stat_t stat;

    if (zip_source_stat(source, &stat) == 0 && stat.size > 4 && zip_source_open(source) == 0) {
        char *whole = malloc(stat.size);
        struct err err = ERR_EMPTY;

        if (whole && zip_source_read(source, whole, stat.size) == (zip_int64_t)stat.size &&
            xlsx_rows(whole, stat.size, rows) && !rows_verdict(rows, &err))
            assert(err.code == ERR_INPUT);
        free(whole);
        zip_source_close(source);
    }
    zip_source_free(source);
    rows_close(rows);
    csv_faults_release(&faults);
    return 0;
}
