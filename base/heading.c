#include "base/heading.h"

#include "base/text.h"

#include <assert.h>
#include <csv.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char HEADINGS[] = {
#include "base/headings.csv.inc"
};
static const unsigned char LAYOUTS[] = {
#include "base/layouts.csv.inc"
};

enum { NAMES_MAX = 500, LAYOUTS_MAX = 60, TEXT_CEILING = 1 << 17, ALL_KINDS = '*' };
enum { TABLE_COLUMNS = 4, TABLE_FIELD_MAX = 4096 };

struct name {
    const char *kind;
    const char *column;
    const char *word; /* "" the column itself */
    const char *said; /* folded, `|` before, between and after */
};

struct headings {
    struct name names[NAMES_MAX];
    struct layout layouts[LAYOUTS_MAX];
    int name_count;
    int layout_count;
    size_t used;
    char text[TEXT_CEILING];
};

/* The letter under an accent, two for œ and æ; "" for what is no letter. */
static const char *letter_bare(uint32_t c)
{
    static const char *const BARE[] = {
        "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
        "d", "n", "o", "o", "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "",  "ss",
    };

    if (c >= 0xC0 && c < 0x100)
        return c == 0xFF ? "y" : BARE[(c - 0xC0) % COUNT_OF(BARE)];
    return c == 0x152 || c == 0x153 ? "oe" : "";
}

void heading_fold(const char *text, char out[HEADING_MAX])
{
    size_t used = 0;
    uint32_t c;

    while ((c = text_next(&text)) != 0 && used + 3 < HEADING_MAX) {
        if (c < 0x80 && isalnum((int)c))
            out[used++] = (char)tolower((int)c);
        else if (c >= 0x80)
            for (const char *bare = letter_bare(c); *bare; bare++)
                out[used++] = *bare;
    }
    out[used] = '\0';
}

bool heading_is_total(const char *text)
{
    char folded[HEADING_MAX];

    heading_fold(text, folded);
    return strcmp(folded, "total") == 0 || strcmp(folded, "totaux") == 0;
}

bool names_match(const char *one, const char *other)
{
    char folded[2][HEADING_MAX];

    heading_fold(one, folded[0]);
    heading_fold(other, folded[1]);
    return strcmp(one, other) == 0 || (folded[0][0] && strcmp(folded[0], folded[1]) == 0);
}

static const char *keep(struct headings *headings, const char *text)
{
    size_t length = strlen(text) + 1;
    char *kept = headings->text + headings->used;

    if (headings->used + length > sizeof headings->text)
        abort(); /* the tables are ours */
    memcpy(kept, text, length);
    headings->used += length;
    return kept;
}

/* More of the text kept last: its NUL gives way. */
static void keep_more(struct headings *headings, const char *text)
{
    headings->used--;
    keep(headings, text);
}

/* "a|b" with each part folded and a bar around each. A * at the end of a part stays. */
static const char *keep_folded(struct headings *headings, const char *parts)
{
    const char *kept = keep(headings, "|");

    while (*parts) {
        size_t length = strcspn(parts, "|");
        char part[TABLE_FIELD_MAX];
        char folded[HEADING_MAX];

        snprintf(part, sizeof part, "%.*s", (int)length, parts);
        heading_fold(part, folded);
        keep_more(headings, folded);
        keep_more(headings, length > 0 && parts[length - 1] == '*' ? "*|" : "|");
        parts += length + (parts[length] == '|');
    }
    return kept;
}

static void name_row(struct headings *headings, char fields[TABLE_COLUMNS][TABLE_FIELD_MAX])
{
    assert(headings->name_count < NAMES_MAX);
    headings->names[headings->name_count++] = (struct name){
        .kind = keep(headings, fields[0]),
        .column = keep(headings, fields[1]),
        .word = keep(headings, fields[2]),
        .said = keep_folded(headings, fields[3]),
    };
}

static void layout_row(struct headings *headings, char fields[TABLE_COLUMNS][TABLE_FIELD_MAX])
{
    assert(headings->layout_count < LAYOUTS_MAX);
    headings->layouts[headings->layout_count++] = (struct layout){
        .name = keep(headings, fields[0]),
        .kind = keep(headings, fields[1]),
        .signs = keep_folded(headings, fields[2]),
        .maps = keep(headings, fields[3]),
    };
}

/* A table of ours, whose files are read by what stands on it: here libcsv is enough. */
struct table {
    struct headings *headings;
    void (*row)(struct headings *headings, char fields[TABLE_COLUMNS][TABLE_FIELD_MAX]);
    int rows;
    int field;
    char fields[TABLE_COLUMNS][TABLE_FIELD_MAX];
};

static void on_field(void *bytes, size_t length, void *context)
{
    struct table *table = context;

    assert(table->field < TABLE_COLUMNS && length < TABLE_FIELD_MAX);
    memcpy(table->fields[table->field], bytes, length);
    table->fields[table->field++][length] = '\0';
}

static void on_row(int last_byte, void *context)
{
    struct table *table = context;

    (void)last_byte;
    assert(table->field == TABLE_COLUMNS);
    if (table->rows++ > 0) /* the first names the columns */
        table->row(table->headings, table->fields);
    table->field = 0;
}

static void table_read(struct table *table, const char *text)
{
    struct csv_parser parser;

    csv_init(&parser, CSV_STRICT);
    csv_parse(&parser, text, strlen(text), on_field, on_row, table);
    csv_fini(&parser, on_field, on_row, table);
    csv_free(&parser);
}

struct headings *headings_open(void)
{
    struct headings *headings = calloc(1, sizeof *headings);

    if (!headings)
        abort();

    struct table names = { .headings = headings, .row = name_row };
    struct table layouts = { .headings = headings, .row = layout_row };

    table_read(&names, (const char *)HEADINGS);
    table_read(&layouts, (const char *)LAYOUTS);
    return headings;
}

void headings_close(struct headings *headings)
{
    free(headings);
}

static bool parts_hold(const char *parts, const char *folded)
{
    char wanted[HEADING_MAX + 2];

    snprintf(wanted, sizeof wanted, "|%s|", folded);
    return folded[0] != '\0' && strstr(parts, wanted) != NULL;
}

static bool kind_is(const char *kind, const char *wanted)
{
    return kind[0] == ALL_KINDS || strcmp(kind, wanted) == 0;
}

const char *headings_column(const struct headings *headings, const char *kind, const char *folded)
{
    for (int i = 0; i < headings->name_count; i++) {
        const struct name *name = &headings->names[i];

        if (name->word[0] == '\0' && kind_is(name->kind, kind) && parts_hold(name->said, folded))
            return name->column;
    }
    return NULL;
}

bool headings_has_words(const struct headings *headings, const char *kind, const char *column)
{
    for (int i = 0; i < headings->name_count; i++) {
        const struct name *name = &headings->names[i];

        if (name->word[0] && kind_is(name->kind, kind) && strcmp(name->column, column) == 0)
            return true;
    }
    return false;
}

const char *headings_word(const struct headings *headings, const char *kind, const char *column,
                          const char *text)
{
    char folded[HEADING_MAX];

    heading_fold(text, folded);
    for (int i = 0; i < headings->name_count; i++) {
        const struct name *name = &headings->names[i];

        if (name->word[0] && kind_is(name->kind, kind) && strcmp(name->column, column) == 0 &&
            parts_hold(name->said, folded))
            return name->word;
    }
    return NULL;
}

/* `pattern` is a folded name, with a * when any end will do. */
static bool pattern_fits(const char *pattern, size_t length, const char *folded)
{
    if (length > 0 && pattern[length - 1] == '*')
        return strncmp(pattern, folded, length - 1) == 0;
    return strlen(folded) == length && strncmp(pattern, folded, length) == 0;
}

static bool sign_stands(const char *sign, size_t length, const char (*names)[HEADING_MAX],
                        int count)
{
    for (int i = 0; i < count; i++)
        if (pattern_fits(sign, length, names[i]))
            return true;
    return false;
}

static bool layout_fits(const struct layout *layout, const char (*names)[HEADING_MAX], int count)
{
    for (const char *at = layout->signs + 1; *at; at += strcspn(at, "|") + 1)
        if (!sign_stands(at, strcspn(at, "|"), names, count))
            return false;
    return true;
}

const struct layout *headings_layout(const struct headings *headings, const char *kind,
                                     const char (*names)[HEADING_MAX], int count)
{
    for (int i = 0; i < headings->layout_count; i++)
        if (strcmp(headings->layouts[i].kind, kind) == 0 &&
            layout_fits(&headings->layouts[i], names, count))
            return &headings->layouts[i];
    return NULL;
}

const struct layout *headings_other_layout(const struct headings *headings, const char *kind,
                                           const char (*names)[HEADING_MAX], int count)
{
    for (int i = 0; i < headings->layout_count; i++)
        if (strcmp(headings->layouts[i].kind, kind) != 0 &&
            layout_fits(&headings->layouts[i], names, count))
            return &headings->layouts[i];
    return NULL;
}

bool layout_column(const struct layout *layout, const char *folded, char column[HEADING_MAX])
{
    for (const char *at = layout->maps; *at;) {
        size_t length = strcspn(at, "|");
        size_t equals = strcspn(at, "=");
        char pattern[HEADING_MAX];

        snprintf(column, HEADING_MAX, "%.*s", (int)equals, at);
        heading_fold(column, pattern);
        if (equals > 0 && at[equals - 1] == '*')
            strncat(pattern, "*", sizeof pattern - strlen(pattern) - 1);
        if (pattern_fits(pattern, strlen(pattern), folded)) {
            snprintf(column, HEADING_MAX, "%.*s", (int)(length - equals - 1), at + equals + 1);
            return true;
        }
        at += length + (at[length] == '|');
    }
    return false;
}
