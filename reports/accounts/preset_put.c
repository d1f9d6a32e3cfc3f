/* The one writer of all presets. */
#include "base/encoder.h"
#include "base/lang.h"
#include "reports/accounts/preset.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_MAX = 2 * LABEL_MAX, FILE_BYTES_MAX = 1 << 28 };

struct writing {
    const struct preset *preset;
    const struct account_line *line;
    struct encoder *set;
    struct buf *out;
    int64_t rank;
    int64_t movement;
    struct err *err;
};

/* Classes of what a value is: codes are never cut in silence, texts are, numbers are not quoted. */
enum value_kind { VALUE_CODE, VALUE_TEXT, VALUE_NUMBER };

static void put_day(char out[VALUE_MAX], const char *form, struct day day)
{
    int year, month, month_day;
    size_t used = 0;

    day_split(day, &year, &month, &month_day);
    while (*form && used + 5 < VALUE_MAX) {
        int number = -1;
        int digits = 2;

        if (strncmp(form, "AAAA", 4) == 0) {
            number = year;
            digits = 4;
        } else if (strncmp(form, "AA", 2) == 0) {
            number = year % 100;
        } else if (strncmp(form, "MM", 2) == 0) {
            number = month;
        } else if (strncmp(form, "JJ", 2) == 0) {
            number = month_day;
        }
        if (number < 0) {
            out[used++] = *form++;
            continue;
        }
        used += (size_t)snprintf(out + used, VALUE_MAX - used, "%0*d", digits, number);
        form += digits;
    }
    out[used] = '\0';
}

static void put_amount(char out[VALUE_MAX], const struct preset *preset,
                       const struct preset_column *column, cents amount)
{
    if (amount == 0 && column->zero[0])
        snprintf(out, VALUE_MAX, "%s", column->zero[0] == '\001' ? "" : column->zero);
    else if (preset->decimal == 'c')
        snprintf(out, VALUE_MAX, "%" PRId64, amount);
    else
        snprintf(out, VALUE_MAX, "%" PRId64 "%c%02d", amount / 100, preset->decimal,
                 (int)(amount % 100));
}

/* Zeros at the end of a number, as long as it is one. */
static void put_account(char out[VALUE_MAX], const char *account, int fill)
{
    size_t length = (size_t)snprintf(out, VALUE_MAX, "%s", account);

    if (strspn(account, "0123456789") != length)
        return;
    while (length < (size_t)fill && length + 1 < VALUE_MAX)
        out[length++] = '0';
    out[length] = '\0';
}

/* "467P0001": the root of its class, and who it is. */
static void put_third(char out[VALUE_MAX], const struct account_line *line)
{
    snprintf(out, VALUE_MAX, "%.3s%s", line->account, line->auxiliary);
}

static const char *text_find(const struct account_line *line, const char *field,
                             enum value_kind *kind)
{
    const struct {
        const char *name;
        const char *value;
        enum value_kind kind;
    } texts[] = {
        { "journal", line->journal, VALUE_CODE },
        { "journal-label", line->journal_label, VALUE_TEXT },
        { "account-label", line->account_label, VALUE_TEXT },
        { "third", line->auxiliary, VALUE_CODE },
        { "third-label", line->auxiliary_label, VALUE_TEXT },
        { "document", line->piece, VALUE_CODE },
        { "label", line->label, VALUE_TEXT },
        { "section", line->section, VALUE_CODE },
        { "section-label", line->section_label, VALUE_TEXT },
    };

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (strcmp(texts[i].name, field) == 0) {
            *kind = texts[i].kind;
            return texts[i].value;
        }
    return NULL;
}

static bool section_is_shown(const struct preset *preset, const struct account_line *line)
{
    return line->section[0] &&
           (preset->sections_of_all || line->account[0] == '6' || line->account[0] == '7');
}

static bool number_find(const struct writing *writing, const struct preset_column *column,
                        char out[VALUE_MAX])
{
    const struct account_line *line = writing->line;
    cents amount = line->debit ? line->debit : line->credit;
    const struct {
        const char *name;
        cents amount;
    } amounts[] = { { "debit", line->debit }, { "credit", line->credit }, { "amount", amount } };
    const struct {
        const char *name;
        int64_t value;
    } numbers[] = {
        { "rank", writing->rank },
        { "movement", writing->movement },
        { "entry", line->entry },
        { "sign", line->debit ? 0 : 1 },
    };

    for (size_t i = 0; i < COUNT_OF(amounts); i++)
        if (strcmp(amounts[i].name, column->field) == 0) {
            put_amount(out, writing->preset, column, amounts[i].amount);
            return true;
        }
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        if (strcmp(numbers[i].name, column->field) == 0) {
            snprintf(out, VALUE_MAX, "%" PRId64, numbers[i].value);
            return true;
        }
    return false;
}

static bool day_find(const struct writing *writing, const struct preset_column *column,
                     char out[VALUE_MAX])
{
    const struct account_line *line = writing->line;
    const struct {
        const char *name;
        struct day day;
    } days[] = { { "date", line->day },
                 { "piece-date", line->piece_day },
                 { "valid-date", line->valid } };

    for (size_t i = 0; i < COUNT_OF(days); i++)
        if (strcmp(days[i].name, column->field) == 0) {
            put_day(out, column->date[0] ? column->date : writing->preset->date, days[i].day);
            return true;
        }
    return false;
}

static bool value_find(const struct writing *writing, const struct preset_column *column,
                       char out[VALUE_MAX], enum value_kind *kind)
{
    const struct account_line *line = writing->line;
    const char *field = column->field;
    const char *text;

    *kind = VALUE_CODE;
    out[0] = '\0';
    if (field[0] == '\0')
        return true;
    if (column->third && line->auxiliary[0] == '\0')
        return true;
    if (field[0] == '=') {
        snprintf(out, VALUE_MAX, "%s", field + 1);
        return true;
    }
    if (strcmp(field, "section") == 0 && !section_is_shown(writing->preset, line))
        return true;
    if ((text = text_find(line, field, kind)) != NULL) {
        snprintf(out, VALUE_MAX, "%s", text);
        return true;
    }
    if (day_find(writing, column, out))
        return true;
    *kind = VALUE_NUMBER;
    if (number_find(writing, column, out))
        return true;
    *kind = VALUE_CODE;
    if (strcmp(field, "side") == 0)
        snprintf(out, VALUE_MAX, "%s", line->debit ? "D" : "C");
    else if (strcmp(field, "account-or-third") == 0 && line->auxiliary[0])
        put_third(out, line);
    else if (strcmp(field, "account") == 0 || strcmp(field, "account-or-third") == 0)
        put_account(out, line->account, column->fill);
    else
        return err_fail(writing->err, ERR_INPUT, _("Champ « %.30s » inconnu dans %.30s."), field,
                        writing->preset->name);
    return true;
}

/* A separator, a quote, a line break or a tab inside a text would be read as such. */
static void value_clean(char *value, const struct preset *preset)
{
    for (char *at = value; *at; at++) {
        bool is_control = (unsigned char)*at < ' ' || *at == 127;

        if (is_control || *at == '"' || (preset->separator[0] && *at == preset->separator[0]))
            *at = *at == '"' ? '\'' : ' ';
    }
}

/* Texts lose their end; a code never does, unless its column says so. */
static bool may_be_cut(const struct preset_column *column, enum value_kind kind)
{
    return kind == VALUE_TEXT || (kind == VALUE_CODE && column->cut);
}

static bool value_refuse(const struct writing *writing, const struct preset_column *column,
                         const char *value, int room)
{
    return err_fail(writing->err, ERR_INPUT,
                    _("%.20s : « %.20s » ne tient pas dans %d caractères (%.20s) : le raccourcir "
                      "avec --map."),
                    writing->preset->name, value, room, column->field);
}

static void put_pad(const struct writing *writing, const struct preset_column *column, int count)
{
    for (int i = 0; i < count; i++)
        buf_put_byte(writing->out, (unsigned char)column->pad);
}

static bool put_value(const struct writing *writing, const struct preset_column *column)
{
    const struct preset *preset = writing->preset;
    char value[VALUE_MAX];
    enum value_kind kind;
    int room = column->width ? column->width : column->most;
    bool quoted;
    int length;
    const char *at = value;

    if (!value_find(writing, column, value, &kind))
        return false;
    value_clean(value, preset);
    length = encoder_length(writing->set, value);
    if (room > 0 && length > room && !may_be_cut(column, kind))
        return value_refuse(writing, column, value, room);
    if (room > 0 && length > room && kind == VALUE_CODE) { /* a code is told by its end */
        at += length - room;
        length = room;
    }
    if (room > 0 && length > room)
        length = room;
    quoted = !column->plain && (preset->quote == QUOTE_ALL ||
                                (preset->quote == QUOTE_TEXT && kind != VALUE_NUMBER && value[0]));
    if (quoted)
        buf_put_byte(writing->out, '"');
    if (column->width && column->right)
        put_pad(writing, column, column->width - length);
    encoder_put(writing->set, at, room > 0 ? length : -1, writing->out);
    if (column->width && !column->right)
        put_pad(writing, column, column->width - length);
    if (quoted)
        buf_put_byte(writing->out, '"');
    return true;
}

static bool put_block(const struct writing *writing, const struct preset_block *block)
{
    for (int i = 0; i < block->column_count; i++) {
        if (i > 0)
            buf_put_text(writing->out, writing->preset->separator);
        if (!put_value(writing, &block->columns[i]))
            return false;
    }
    buf_put_text(writing->out, writing->preset->newline);
    return true;
}

static void put_company(const struct writing *writing, const char *company, int width)
{
    int length = encoder_length(writing->set, company);

    encoder_put(writing->set, company, width, writing->out);
    for (; length < width; length++)
        buf_put_byte(writing->out, ' ');
    buf_put_text(writing->out, writing->preset->newline);
}

static void put_heading(const struct writing *writing, const struct preset_file *file)
{
    const struct preset *preset = writing->preset;
    const struct preset_block *block = &file->blocks[0];

    for (int i = 0; i < file->before_count; i++) {
        encoder_put(writing->set, file->before[i], -1, writing->out);
        buf_put_text(writing->out, preset->newline);
    }
    for (int i = 0; file->has_header && i < block->column_count; i++) {
        const char *quote = preset->quote == QUOTE_ALL ? "\"" : "";

        buf_put_text(writing->out, i > 0 ? preset->separator : "");
        buf_put_text(writing->out, quote);
        encoder_put(writing->set, block->columns[i].heading, -1, writing->out);
        buf_put_text(writing->out, quote);
    }
    if (file->has_header)
        buf_put_text(writing->out, preset->newline);
}

/* The first line that names this account, or this third party under this account. */
static bool is_first(const struct account_lines *lines, int i, enum preset_each each)
{
    const struct account_line *line = &lines->all[i];

    if (each == EACH_PARTY && line->auxiliary[0] == '\0')
        return false;
    for (int k = 0; k < i; k++)
        if (strcmp(lines->all[k].account, line->account) == 0 &&
            (each == EACH_ACCOUNT || strcmp(lines->all[k].auxiliary, line->auxiliary) == 0))
            return false;
    return true;
}

static bool put_list(struct writing *writing, const struct account_lines *lines,
                     const struct preset_block *block)
{
    for (int i = 0; i < lines->count; i++) {
        writing->line = &lines->all[i];
        if (is_first(lines, i, block->each) && !put_block(writing, block))
            return false;
    }
    return true;
}

static bool put_movements(struct writing *writing, const struct account_lines *lines,
                          const struct preset_file *file)
{
    for (int i = 0; i < lines->count; i++) {
        writing->line = &lines->all[i];
        writing->rank++;
        if (i == 0 || lines->all[i].entry != lines->all[i - 1].entry)
            writing->movement++;
        for (int k = 0; k < file->block_count; k++) {
            const struct preset_block *block = &file->blocks[k];
            bool wanted =
                block->each == EACH_LINE ||
                (block->each == EACH_SECTION && section_is_shown(writing->preset, writing->line));

            if (wanted && !put_block(writing, block))
                return false;
        }
    }
    return true;
}

bool preset_put(const struct preset *preset, int i, const struct account_lines *lines,
                struct buf *out, struct err *err)
{
    const struct preset_file *file = &preset->files[i];
    struct writing writing = { .preset = preset, .out = out, .err = err };
    bool good = true;

    writing.set = encoder_open(preset->encoding, err);
    if (!writing.set)
        return false;
    if (preset->has_bom)
        buf_put_text(out, "\xEF\xBB\xBF");
    if (file->company > 0)
        put_company(&writing, lines->company, file->company);
    put_heading(&writing, file);
    for (int k = 0; good && k < file->block_count; k++)
        if (file->blocks[k].each == EACH_ACCOUNT || file->blocks[k].each == EACH_PARTY)
            good = put_list(&writing, lines, &file->blocks[k]);
    good = good && put_movements(&writing, lines, file) && buf_check(out, err);
    encoder_close(writing.set);
    return good;
}

bool preset_fits(const struct preset *preset, const struct account_lines *lines)
{
    bool fits = true;

    for (int i = 0; fits && i < preset->file_count; i++) {
        struct buf text = buf_init(FILE_BYTES_MAX);
        struct err ignored = ERR_EMPTY;

        fits = preset_put(preset, i, lines, &text, &ignored);
        buf_release(&text);
    }
    return fits;
}
