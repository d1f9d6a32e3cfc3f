/*
 * What lies already under the name of a FEC: two sessions of one host that closed on the same day
 * have the same. What this book wrote there before, it can write again; of another it would be
 * lost.
 */
#include "base/lang.h"
#include "reports/exports/fec.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FEC_BYTES_MAX = 1 << 30 };

struct entries {
    struct buf text; /* one after the other, each ended by a NUL */
    const char **list;
    size_t count;
};

/* Of the columns of the law: not the number, which entries of another till move, nor the accounts.
 */
static const char STAYS[] = "x..x....xxxxx..x";

static void entry_take(struct entries *entries, const char *line, size_t length)
{
    size_t column = 0;

    for (size_t i = 0; i < length; i++) {
        column += line[i] == '\t';
        if (column < strlen(STAYS) && STAYS[column] == 'x')
            buf_put_byte(&entries->text, (unsigned char)line[i]);
    }
    buf_put_byte(&entries->text, '\0');
    entries->count++;
}

static int entry_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool entries_read(const struct buf *file, struct entries *out, struct err *err)
{
    const char *line = buf_text(file);
    const char *at;

    *out = (struct entries){ .text = buf_init(FEC_BYTES_MAX) };
    line += strcspn(line, "\n");
    while (*line == '\n' && line[1] != '\0') {
        size_t length = strcspn(++line, "\r\n");

        entry_take(out, line, length);
        line += strcspn(line, "\n");
    }
    if (!buf_check(&out->text, err))
        return false;
    out->list = calloc(out->count + 1, sizeof *out->list);
    if (!out->list)
        abort();
    at = buf_text(&out->text);
    for (size_t i = 0; i < out->count; i++, at += strlen(at) + 1)
        out->list[i] = at;
    qsort(out->list, out->count, sizeof *out->list, entry_order);
    return true;
}

static void entries_free(struct entries *entries)
{
    buf_release(&entries->text);
    free(entries->list);
}

/* Each entry of the file stands, as often, among those of the book. */
static bool all_stand_in(const struct entries *file, const struct entries *book)
{
    size_t at = 0;

    for (size_t i = 0; i < file->count; i++, at++) {
        while (at < book->count && strcmp(book->list[at], file->list[i]) < 0)
            at++;
        if (at == book->count || strcmp(book->list[at], file->list[i]) != 0)
            return false;
    }
    return true;
}

static bool files_compare(const struct buf *file, const struct buf *book, bool *out,
                          struct err *err)
{
    struct entries entries[2] = { 0 };
    bool good = entries_read(file, &entries[0], err) && entries_read(book, &entries[1], err);

    *out = good && all_stand_in(&entries[0], &entries[1]);
    for (int i = 0; i < 2; i++)
        entries_free(&entries[i]);
    return good;
}

bool fec_check_before(struct till *till, const char *path, struct err *err)
{
    struct buf file = buf_init(FEC_BYTES_MAX);
    struct outlet book;
    bool is_ours = true, good;

    if (access(path, F_OK) != 0)
        return true;
    outlet_open_memory(&book, FEC_BYTES_MAX);
    good = buf_read_file(&file, path, err) && fec_put(till, false, &book, err) &&
           files_compare(&file, &book.block, &is_ours, err);
    outlet_abandon(&book);
    buf_release(&file);
    return good &&
           (is_ours || err_fail(err, ERR_INPUT,
                                _("%s : ce FEC est d'un autre livre, et n'est pas remplacé. "
                                  "Choisir un autre dossier."),
                                path));
}
