#include "tests/support/table_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool take_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct table_file *table = context;

    if (strcmp(fields[0], "BAD") == 0)
        return err_fail(err, ERR_INPUT, "code refusé");
    buf_printf(&table->rows, "%ld|%s|%s|%s;", line, fields[0], fields[1], fields[2]);
    return true;
}

static const struct csv_column COLUMNS[] = { { "code", true },
                                             { "label", true },
                                             { "price", false } };
const struct csv_table TABLE_FILE = { COLUMNS, COUNT_OF(COLUMNS), take_row, "test" };

int table_file_set_up(void **state)
{
    static struct table_file table;

    table = (struct table_file){ .folder = folder_make(),
                                 .faults = csv_faults_init(),
                                 .rows = buf_init(1 << 24) };
    folder_path(&table.folder, "a.csv", table.path);
    *state = &table;
    return 0;
}

int table_file_tear_down(void **state)
{
    struct table_file *table = *state;

    csv_faults_release(&table->faults);
    buf_release(&table->rows);
    folder_remove(&table->folder);
    return 0;
}

bool table_file_read(struct table_file *table)
{
    table->err = ERR_EMPTY;
    buf_clear(&table->rows);
    csv_faults_release(&table->faults);
    return csv_read(table->path, &TABLE_FILE, table, &table->faults, &table->err);
}

bool table_file_read_bytes(struct table_file *table, const char *bytes, size_t length)
{
    folder_write(&table->folder, "a.csv", bytes, length);
    return table_file_read(table);
}

bool table_file_read_text(struct table_file *table, const char *text)
{
    return table_file_read_bytes(table, text, strlen(text));
}

void table_file_assert_refused(struct table_file *table, const char *text, const char *where,
                               const char *why)
{
    char place[FOLDER_PATH_MAX + 20];

    assert_false(table_file_read_text(table, text));
    assert_int_equal(table->err.code, ERR_INPUT);
    snprintf(place, sizeof place, "%s:%s: ", table->path, where);
    assert_non_null(strstr(table->err.text, place));
    assert_non_null(strstr(table->err.text, why));
}
