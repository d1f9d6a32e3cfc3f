/* An imported file, whatever it holds: refused or read, never a crash, and every refusal is clean.
 */
#include "base/csv.h"
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static bool take_row(void *context, long line, const char *const *fields, struct err *err)
{
    long *last = context;

    assert(line > *last);
    *last = line;
    assert(fields[0][0] != '\0');
    for (int i = 0; i < 3; i++)
        assert(text_is_clean(fields[i]));
    return strcmp(fields[0], "BAD") != 0 || err_fail(err, ERR_INPUT, "refusé");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const struct csv_column COLUMNS[] = { { "a", true }, { "b", false }, { "c", false } };
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), take_row, "test" };
    char *text = calloc(1, length + 1);
    struct err err = ERR_EMPTY;
    long last = 1;

    assert(text);
    memcpy(text, bytes, length);
    if (text[0] != '\0' && !csv_read_text(text, "fichier", &TABLE, &last, &err)) {
        assert(err.code == ERR_INPUT);
        assert(text_is_clean(err.text));
    }
    free(text);
    return 0;
}
