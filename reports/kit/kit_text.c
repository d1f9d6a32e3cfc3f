#include "reports/kit/kit_text.h"

#include "reports/kit/kit_parts.h"

#include <stdio.h>
#include <string.h>

static void put(char out[KIT_LINE_MAX], size_t *length, const char *text, size_t bytes)
{
    size_t room = KIT_LINE_MAX - 1 - *length;
    size_t kept = bytes <= room ? bytes : (size_t)text_start_bytes(text, (int)room);

    memcpy(out + *length, text, kept);
    *length += kept;
    out[*length] = '\0';
}

static void put_place(char out[KIT_LINE_MAX], size_t *length, const char *label)
{
    const char begin = FILL_BEGIN, end = FILL_END;

    put(out, length, &begin, 1);
    put(out, length, label, strlen(label));
    put(out, length, &end, 1);
}

void kit_text_fill(const char *line, const struct kit_facts *facts, char out[KIT_LINE_MAX])
{
    size_t length = 0;

    out[0] = '\0';
    while (*line != '\0') {
        size_t plain = strcspn(line, "{");
        size_t inside = strcspn(line + plain, "}");
        char id[KIT_LABEL_MAX], label[KIT_LABEL_MAX], value[KIT_FIELD_MAX];

        put(out, &length, line, plain);
        line += plain;
        if (*line == '\0' || line[inside] == '\0')
            return;
        snprintf(id, sizeof id, "%.*s", (int)inside - 1, line + 1);
        line += inside + 1;
        if (!kit_field(facts, id, value, label))
            put_place(out, &length, id);
        else if (value[0] == '\0')
            put_place(out, &length, label);
        else
            put(out, &length, value, strlen(value));
    }
}

void kit_text_show(const char *filled, char out[KIT_LINE_MAX])
{
    static const char DOTS[] = " …………]";
    size_t length = 0;

    for (; *filled != '\0' && length + sizeof DOTS < KIT_LINE_MAX; filled++)
        if (*filled == FILL_BEGIN)
            out[length++] = '[';
        else if (*filled == FILL_END)
            length += (size_t)snprintf(out + length, sizeof DOTS, "%s", DOTS);
        else
            out[length++] = *filled;
    out[length] = '\0';
}

/* -- Lines. -- */

struct writing {
    const struct kit_facts *facts;
    struct kit_pen *pen;
    bool in_table;
    char cells[KIT_CELLS_MAX][KIT_LINE_MAX]; /* of the row being written */
};

static void table_leave(struct writing *writing)
{
    if (writing->in_table)
        writing->pen->ops->table_end(writing->pen);
    writing->in_table = false;
}

/* "| a | b": cells between bars, each filled. */
static void row_write(struct writing *writing, char *line)
{
    const char *cells[KIT_CELLS_MAX];
    bool is_head = line[1] == '+';
    int count = 0;

    for (char *at = line + 1 + is_head; at && count < KIT_CELLS_MAX;) {
        char *bar = strchr(at, '|');
        size_t end;

        if (bar)
            *bar = '\0';
        at += strspn(at, " ");
        end = strlen(at);
        while (end > 0 && at[end - 1] == ' ')
            at[--end] = '\0';
        kit_text_fill(at, writing->facts, writing->cells[count]);
        cells[count] = writing->cells[count];
        count++;
        at = bar ? bar + 1 : NULL;
    }
    if (is_head) {
        table_leave(writing);
        writing->pen->ops->table_begin(writing->pen, cells, count);
        writing->in_table = true;
    } else {
        writing->pen->ops->row(writing->pen, cells, count);
    }
}

/* A sentence that the group reads too. */
static void phrase_write(struct writing *writing, const char *id)
{
    const struct wording *wording = phrase_find(&writing->facts->phrases, id);
    enum tongue second = writing->facts->second;

    writing->pen->ops->paragraph(writing->pen, wording->text[TONGUE_FR]);
    if (writing->facts->has_second && second != TONGUE_FR && wording->text[second][0] != '\0')
        writing->pen->ops->second(writing->pen, wording, second);
}

/* "?id text": the text, or NULL when it is to be left out. */
static char *condition_take(const struct writing *writing, char *line)
{
    bool wants_empty = line[1] == '!';
    char *id = line + 1 + wants_empty;
    size_t length = strcspn(id, " ");
    char label[KIT_LABEL_MAX], value[KIT_FIELD_MAX] = "";

    if (id[length] == '\0')
        return NULL;
    id[length] = '\0';
    if (strcmp(id, "eu") == 0)
        snprintf(value, sizeof value, "%s", writing->facts->emblem.length > 0 ? "ue" : "");
    else
        (void)kit_field(writing->facts, id, value, label);
    return (value[0] == '\0') == wants_empty ? id + length + 1 : NULL;
}

static bool part_write(struct writing *writing, const char *name, struct err *err)
{
    return kit_part_write(name, writing->facts, writing->pen, err);
}

static void words_write(struct writing *writing, const char *line)
{
    const struct kit_pen_ops *ops = writing->pen->ops;
    char filled[KIT_LINE_MAX];

    if (strncmp(line, "## ", 3) == 0) {
        kit_text_fill(line + 3, writing->facts, filled);
        ops->heading(writing->pen, 2, filled);
    } else if (strncmp(line, "# ", 2) == 0) {
        kit_text_fill(line + 2, writing->facts, filled);
        ops->heading(writing->pen, 1, filled);
    } else if (strncmp(line, "- ", 2) == 0) {
        kit_text_fill(line + 2, writing->facts, filled);
        ops->item(writing->pen, filled);
    } else {
        kit_text_fill(line, writing->facts, filled);
        ops->paragraph(writing->pen, filled);
    }
}

static bool line_write(struct writing *writing, char *line, struct err *err)
{
    if (line[0] == '?') {
        line = condition_take(writing, line);
        if (!line)
            return true;
    }
    if (line[0] == '|') {
        row_write(writing, line);
        return true;
    }
    table_leave(writing);
    if (line[0] == '@')
        return part_write(writing, line + 1, err);
    if (line[0] == '~')
        phrase_write(writing, line + 1);
    else if (strcmp(line, "---") == 0)
        writing->pen->ops->page(writing->pen);
    else if (line[0] != '\0')
        words_write(writing, line);
    return true;
}

bool kit_text_write(const char *text, const struct kit_facts *facts, struct kit_pen *pen,
                    struct err *err)
{
    struct writing writing = { .facts = facts, .pen = pen };

    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        char line[KIT_LINE_MAX];

        snprintf(line, sizeof line, "%.*s", (int)length, text);
        if (!line_write(&writing, line, err))
            return false;
        text += length + (text[length] == '\n');
    }
    table_leave(&writing);
    return true;
}
