#include "base/rows.h"

#include "base/cell.h"
#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum target { TARGET_PASSED = -1, TARGET_NAMELESS = -2 };

struct rows *rows_open(const char *path, const struct csv_table *table, void *context,
                       struct csv_faults *faults)
{
    struct rows *rows = calloc(1, sizeof *rows);

    if (!rows)
        abort(); /* no memory left for one page of text */
    rows->path = path;
    rows->table = table;
    rows->context = context;
    rows->faults = faults;
    rows->line = 1;
    if (table->kind)
        rows->headings = headings_open();
    return rows;
}

void rows_close(struct rows *rows)
{
    headings_close(rows->headings);
    free(rows);
}

void rows_fault(struct rows *rows, const char *sentence)
{
    csv_faults_add(rows->faults, rows->path, rows->line, sentence);
}

static bool field_is_read(const struct rows *rows, int at)
{
    return !rows->header_seen || at >= rows->header_count || rows->target[at] != TARGET_PASSED;
}

/* A text that some exporters hand over as a formula, so that a spreadsheet keeps its zeros. */
static size_t formula_strip(char *text, size_t length)
{
    if (length < 3 || strncmp(text, "=\"", 2) != 0 || text[length - 1] != '"')
        return length;
    memmove(text, text + 2, length - 3);
    text[length - 3] = '\0';
    return length - 3;
}

void rows_field(struct rows *rows, const char *text, size_t length)
{
    int at = rows->field++;

    if (at >= ROWS_COLUMNS_MAX) {
        rows->has_text = rows->has_text || length > 0;
        return;
    }
    if (!field_is_read(rows, at))
        length = 0;
    if (length >= CSV_FIELD_MAX || (length > 0 && memchr(text, '\0', length))) {
        rows->too_long = true;
        rows->has_text = true;
        length = 0;
    }
    if (length > 0)
        memcpy(rows->texts[at], text, length);
    rows->texts[at][length] = '\0';
    if (rows->texts[at][0] == '\'' && csv_is_formula(rows->texts[at] + 1))
        memmove(rows->texts[at], rows->texts[at] + 1, length);
    if (rows->table->kind)
        formula_strip(rows->texts[at], length);
    rows->has_text = rows->has_text || !text_is_blank(rows->texts[at]);
}

static bool column_is_hidden(const struct csv_column *column)
{
    return column->name[0] == '_';
}

static int column_find(const struct rows *rows, const char *name)
{
    for (size_t i = 0; name && i < rows->table->column_count; i++)
        if (strcmp(rows->table->columns[i].name, name) == 0)
            return (int)i;
    return TARGET_PASSED;
}

static int column_find_folded(const struct rows *rows, const char *folded)
{
    char name[HEADING_MAX];

    for (size_t i = 0; i < rows->table->column_count; i++) {
        heading_fold(rows->table->columns[i].name, name);
        if (!column_is_hidden(&rows->table->columns[i]) && strcmp(name, folded) == 0)
            return (int)i;
    }
    return TARGET_PASSED;
}

static int heading_target(const struct rows *rows, int at)
{
    char column[HEADING_MAX];
    int found;

    if (!rows->table->kind)
        return column_find(rows, rows->texts[at]);
    if (text_is_blank(rows->texts[at]))
        return TARGET_NAMELESS;
    if (rows->layout && layout_column(rows->layout, rows->names[at], column))
        return column_find(rows, column);
    found = column_find(rows, rows->texts[at]);
    if (found >= 0 && !column_is_hidden(&rows->table->columns[found]))
        return found;
    found = column_find_folded(rows, rows->names[at]);
    return found >= 0 ? found
                      : column_find(rows, headings_column(rows->headings, rows->table->kind,
                                                          rows->names[at]));
}

static void name_put(struct buf *list, const char *name)
{
    buf_printf(list, "%s« %.60s »", list->length > 0 ? ", " : "", name);
}

/* One sentence for all of them, beside the names that would do. */
static void unknown_tell(struct rows *rows, const struct buf *unknown, int count)
{
    struct buf text = buf_init(16384);

    buf_printf(&text, "%s %s%s", count > 1 ? _("Colonnes inconnues") : _("Colonne inconnue"),
               buf_text(unknown), _(" : retirer, ou prendre un nom connu :"));
    for (size_t i = 0; i < rows->table->column_count; i++)
        if (!column_is_hidden(&rows->table->columns[i]))
            buf_printf(&text, "%s%s", i > 0 ? ", " : " ", rows->table->columns[i].name);
    buf_put_text(&text, ".");
    rows_fault(rows, buf_text(&text));
    rows->stopped = true;
    buf_release(&text);
}

static void fault_about(struct rows *rows, const char *format, const char *what)
{
    struct err err = ERR_EMPTY;

    err_fail(&err, ERR_INPUT, format, what);
    rows_fault(rows, err.text);
    rows->stopped = true;
}

/* A file of another program that is of another kind: what it is, and which one to bring. */
static bool other_kind_tell(struct rows *rows)
{
    static const char *const SENTENCES[][2] = {
        { "totals", N_("Fichier de %s : un total par ticket, sans les articles. Prendre celui des "
                       "articles vendus.") },
        { "entries", N_("Fichier de %s : des écritures comptables. Prendre celui des articles "
                        "vendus.") },
        { "terminal",
          N_("Fichier de %s : des paiements, sans les articles, à comparer avec la caisse. "
             "Ici, prendre celui des articles vendus.") },
        { "sales", N_("Fichier de %s : des ventes, article par article. L'importer comme ventes "
                      "(sales).") },
        { "products", N_("Fichier de %s : une liste de produits. L'importer comme produits "
                         "(products).") },
    };
    const struct layout *other =
        headings_other_layout(rows->headings, rows->table->kind,
                              (const char(*)[HEADING_MAX])rows->names, rows->header_count);

    for (size_t i = 0; other && i < COUNT_OF(SENTENCES); i++)
        if (strcmp(other->kind, SENTENCES[i][0]) == 0) {
            fault_about(rows, _(SENTENCES[i][1]), other->name);
            return true;
        }
    return false;
}

/* What must never come into a book, whatever the file: codes 12 to 16 of the European fund stay on
 * the signed paper, and so do health, origin, religion and papers. */
static void never_check(struct rows *rows)
{
    for (int i = 0; rows->headings && i < rows->header_count; i++) {
        const char *column = headings_column(rows->headings, "never", rows->names[i]);

        if (column && strcmp(column, "paper") == 0)
            fault_about(rows,
                        _("Colonne « %.60s » : elle reste sur le papier signé, le livre ne la "
                          "garde jamais : la retirer du fichier."),
                        rows->texts[i]);
    }
}

static void missing_tell(struct rows *rows, const bool *seen)
{
    for (size_t i = 0; i < rows->table->column_count; i++)
        if ((rows->table->columns[i].asks & CSV_MUST) && !seen[i] && !rows->layout)
            fault_about(rows, _("Colonne « %s » absente : l'ajouter à la première ligne."),
                        rows->table->columns[i].name);
}

/* « Nom » and « Prénom » are one column of ours: both are named, as they stand there. */
static void twice_tell(struct rows *rows, int column, int again)
{
    struct err err = ERR_EMPTY;
    int first = 0;

    while (rows->target[first] != column)
        first++;
    if (strcmp(rows->names[first], rows->names[again]) == 0)
        err_fail(&err, ERR_INPUT, _("Colonne « %.60s » présente deux fois : en retirer une."),
                 rows->texts[again]);
    else
        err_fail(&err, ERR_INPUT,
                 _("« %.40s » et « %.40s » sont la même colonne : n'en garder qu'une."),
                 rows->texts[first], rows->texts[again]);
    rows_fault(rows, err.text);
    rows->stopped = true;
}

/* A second column of the same meaning: a till's file has its reasons, ours is a mistake. */
static void targets_find(struct rows *rows, bool *seen, struct buf *unknown, int *unknown_count)
{
    for (int i = 0; i < rows->header_count; i++) {
        int found = heading_target(rows, i);

        if (found >= 0 && seen[found] && !rows->layout)
            twice_tell(rows, found, i);
        rows->target[i] = found >= 0 && seen[found] ? TARGET_PASSED : found;
        if (rows->target[i] == TARGET_PASSED && !(found >= 0 && !rows->layout)) {
            name_put(unknown, rows->texts[i]);
            ++*unknown_count;
        }
        if (found >= 0)
            seen[found] = true;
    }
}

static void layout_tell(struct rows *rows, const struct buf *passed, int count)
{
    struct buf text = buf_init(16384);

    snprintf(rows->faults->layout, sizeof rows->faults->layout, "%s", rows->layout->name);
    buf_printf(&text, _("Fichier de %s reconnu."), rows->layout->name);
    if (count > 0)
        buf_printf(&text, _(" Colonnes non reprises : %s."), buf_text(passed));
    csv_note(rows->faults, buf_text(&text));
    buf_release(&text);
}

static void header_take(struct rows *rows)
{
    bool seen[CSV_COLUMNS_MAX] = { false };
    struct buf passed = buf_init(16384);
    int passed_count = 0;

    rows->header_seen = true;
    rows->header_count = rows->field;
    if (rows->field > ROWS_COLUMNS_MAX) {
        rows_fault(rows, _("Trop de colonnes : garder celles du modèle."));
        rows->stopped = true;
        return;
    }
    for (int i = 0; i < rows->header_count; i++)
        heading_fold(rows->texts[i], rows->names[i]);
    if (rows->headings)
        rows->layout = headings_layout(rows->headings, rows->table->kind,
                                       (const char(*)[HEADING_MAX])rows->names, rows->header_count);
    if (rows->headings && !rows->layout && other_kind_tell(rows))
        return;
    targets_find(rows, seen, &passed, &passed_count);
    if (rows->layout)
        layout_tell(rows, &passed, passed_count);
    else if (passed_count > 0)
        unknown_tell(rows, &passed, passed_count);
    missing_tell(rows, seen);
    never_check(rows);
    for (size_t i = 0; rows->headings && i < rows->table->column_count; i++)
        rows->has_words[i] =
            headings_has_words(rows->headings, rows->table->kind, rows->table->columns[i].name);
    buf_release(&passed);
}

static bool row_is_total(const struct rows *rows, const char *const *fields)
{
    for (size_t i = 0; i < rows->table->column_count; i++)
        if (heading_is_total(fields[i]))
            return true;
    return false;
}

/* Excel leaves out the empty cells at the end of a row: what may be empty may be missing there. */
static int fields_least(const struct rows *rows)
{
    int least = rows->header_count;

    while (rows->table->kind && least > 0 &&
           (rows->target[least - 1] < 0 ||
            !(rows->table->columns[rows->target[least - 1]].asks & CSV_MUST)))
        least--;
    return least;
}

static bool row_check(struct rows *rows, const char *const *fields, struct err *err)
{
    if (rows->too_long)
        return err_fail(err, ERR_INPUT, _("Texte trop long : le raccourcir."));
    if (!rows->is_ragged && (rows->field > rows->header_count || rows->field < fields_least(rows)))
        return err_fail(
            err, ERR_INPUT,
            lang_plural("%d valeur pour %d colonnes : compléter, ou une virgule de trop ?",
                        "%d valeurs pour %d colonnes : compléter, ou une virgule de trop ?",
                        rows->field),
            rows->field, rows->header_count);
    for (size_t i = 0; i < rows->table->column_count; i++) {
        const struct csv_column *column = &rows->table->columns[i];

        if ((column->asks & CSV_MUST) && fields[i][0] == '\0' && !rows->layout)
            return err_fail(err, ERR_INPUT,
                            row_is_total(rows, fields)
                                ? _("« %s » est vide : une ligne de total se retire.")
                                : _("« %s » est vide : le remplir."),
                            column->name);
        if (!cell_check(column->name, fields[i], rows->table->kind, err))
            return false;
    }
    return true;
}

/* What stands right of the last heading, or under an empty one, belongs to no column. */
static bool nameless_check(struct rows *rows, struct err *err)
{
    for (int i = 0; i < rows->field && i < ROWS_COLUMNS_MAX; i++) {
        bool is_nameless =
            i >= rows->header_count ? rows->is_ragged : rows->target[i] == TARGET_NAMELESS;

        if (is_nameless && !text_is_blank(rows->texts[i]) && !rows->layout)
            return err_fail(err, ERR_INPUT,
                            _("« %.40s » n'a pas de titre de colonne : le retirer, ou nommer sa "
                              "colonne."),
                            rows->texts[i]);
    }
    return true;
}

static const char *field_take(const struct rows *rows, int column, const char *text)
{
    const char *word = NULL;

    if (rows->has_words[column] && text[0] != '\0')
        word = headings_word(rows->headings, rows->table->kind, rows->table->columns[column].name,
                             text);
    return word ? word : text;
}

static bool column_is_given(const struct rows *rows, size_t column)
{
    for (int i = 0; i < rows->header_count; i++)
        if (rows->target[i] == (int)column)
            return true;
    return false;
}

/* The row as it was understood, under our names. */
static void preview_put(struct rows *rows, const char *const *fields)
{
    struct buf *out = rows->faults->preview;

    for (int part = out && out->length > 0; out && part < 2; part++) {
        bool first = true;

        for (size_t i = 0; i < rows->table->column_count; i++)
            if (column_is_given(rows, i)) {
                csv_put_field(out, part == 0 ? rows->table->columns[i].name : fields[i], first);
                first = false;
            }
        csv_put_end(out);
    }
}

/* What is no day at all is named by who takes the row. */
static bool days_check(const struct rows *rows, const char *const *fields, struct err *err)
{
    for (size_t i = 0; rows->faults->limits && i < rows->table->column_count; i++) {
        struct err ignored = ERR_EMPTY;
        enum day_use use = (enum day_use)(rows->table->columns[i].asks >> 1);
        struct day day;

        if (use != DAY_OF_ANY && day_parse(fields[i], &day, &ignored) &&
            !day_limits_check(rows->faults->limits, use, day, err))
            return false;
    }
    return true;
}

static void row_take(struct rows *rows)
{
    const char *fields[CSV_COLUMNS_MAX];
    struct err err = ERR_EMPTY;

    for (size_t i = 0; i < rows->table->column_count; i++)
        fields[i] = "";
    for (int i = 0; i < rows->header_count && i < rows->field; i++)
        if (rows->target[i] >= 0)
            fields[rows->target[i]] = field_take(rows, rows->target[i], rows->texts[i]);
    if (row_check(rows, fields, &err) && nameless_check(rows, &err) &&
        days_check(rows, fields, &err) && rows->table->row(rows->context, rows->line, fields, &err))
        preview_put(rows, fields);
    else
        rows->faults->reason_count += (rows_fault(rows, err.text), err.code == ERR_REASON);
}

/*
 * Files of terminals begin with lines about the account, in two columns or more: there a header
 * is the first row with three headings that we know.
 */
static bool preamble_is_here(const struct rows *rows)
{
    int known = 0;

    if (strcmp(rows->table->kind, "terminal") != 0)
        return false;
    for (int i = 0; i < rows->field && i < ROWS_COLUMNS_MAX; i++) {
        char folded[HEADING_MAX];

        heading_fold(rows->texts[i], folded);
        known += column_find_folded(rows, folded) >= 0 ||
                 headings_column(rows->headings, rows->table->kind, folded) != NULL;
    }
    return known == 0 || (known < 3 && rows->titles > 0);
}

/* « Produits du marché » alone above the header of a table that needs more than one column. */
static bool row_is_title(struct rows *rows)
{
    int texts = 0;
    int required = 0;

    for (int i = 0; i < rows->field && i < ROWS_COLUMNS_MAX; i++) {
        if (text_is_blank(rows->texts[i]))
            continue;
        if (texts++ == 0 && rows->titles == 0) {
            snprintf(rows->title, sizeof rows->title, "%.*s",
                     (int)text_fit_bytes(rows->texts[i], 15), rows->texts[i]);
            rows->title_line = rows->line;
        }
    }
    for (size_t i = 0; i < rows->table->column_count; i++)
        required += (int)(rows->table->columns[i].asks & CSV_MUST);
    return (texts == 1 || preamble_is_here(rows)) && required > 1 &&
           rows->titles++ < ROWS_TITLES_MAX;
}

void rows_end(struct rows *rows)
{
    bool is_from_people = rows->table->kind != NULL;

    if (is_from_people && !rows->has_text) {
        /* only separators: a row that was cleared */
    } else if (!rows->header_seen) {
        if (!is_from_people || !row_is_title(rows))
            header_take(rows);
    } else if (!rows->stopped) {
        row_take(rows);
    }
    rows->field = 0;
    rows->too_long = false;
    rows->has_text = false;
}

bool rows_verdict(struct rows *rows, struct err *err)
{
    struct csv_faults *faults = rows->faults;

    if (!rows->header_seen && rows->titles > 0) {
        struct buf title = buf_init(256);

        rows->line = rows->title_line;
        name_put(&title, rows->title);
        unknown_tell(rows, &title, 1);
        buf_release(&title);
    } else if (!rows->header_seen) {
        rows->line = 1;
        rows_fault(rows, _("Fichier vide : la première ligne nomme les colonnes."));
    }
    if (faults->count == 0)
        return true;

    size_t first = strcspn(buf_text(&faults->text), "\n");

    return err_fail(err, ERR_INPUT, "%.*s", (int)first, buf_text(&faults->text));
}
