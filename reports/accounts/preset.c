#include "reports/accounts/preset.h"

#include "base/lang.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* clang-format off */
static const unsigned char FEC[] = {
#include "reports/presets/fec.txt.inc"
};
static const unsigned char CAERP[] = {
#include "reports/presets/caerp.txt.inc"
};
static const unsigned char QUADRA[] = {
#include "reports/presets/quadra.txt.inc"
};
static const unsigned char RIMPORT[] = {
#include "reports/presets/rimport.txt.inc"
};
static const unsigned char XIMPORT[] = {
#include "reports/presets/ximport.txt.inc"
};
static const unsigned char EBP[] = {
#include "reports/presets/ebp.txt.inc"
};
static const unsigned char SAGE100[] = {
#include "reports/presets/sage100.txt.inc"
};
static const unsigned char SAGE100_TEXT[] = {
#include "reports/presets/sage100-texte.txt.inc"
};
static const unsigned char PAHEKO[] = {
#include "reports/presets/paheko.txt.inc"
};
static const unsigned char ODOO[] = {
#include "reports/presets/odoo.txt.inc"
};
static const unsigned char DOLIBARR[] = {
#include "reports/presets/dolibarr.txt.inc"
};

static const struct {
    const char *name;
    const unsigned char *text;
} OURS[] = {
    { "caerp", CAERP },     { "quadra", QUADRA }, { "rimport", RIMPORT },
    { "ximport", XIMPORT }, { "ebp", EBP },       { "sage100", SAGE100 },
    { "paheko", PAHEKO },   { "odoo", ODOO },     { "dolibarr", DOLIBARR },
    { "sage100-texte", SAGE100_TEXT },
    { "fec", FEC },
};
/* clang-format on */

enum { DESCRIPTION_MAX = 1 << 16 };

const char *preset_name(int i)
{
    /* The FEC has its own place and is no choice. */
    return i >= 0 && i < (int)COUNT_OF(OURS) - 1 ? OURS[i].name : NULL;
}

static char *trim(char *text)
{
    size_t length;

    while (isspace((unsigned char)*text))
        text++;
    for (length = strlen(text); length > 0 && isspace((unsigned char)text[length - 1]);)
        length--;
    text[length] = '\0';
    return text;
}

static bool word_copy(char *out, size_t room, const char *text, struct err *err)
{
    if (strlen(text) >= room)
        return err_fail(err, ERR_INPUT, _("« %.40s » est trop long."), text);
    strcpy(out, text);
    return true;
}

static bool number_take(const char *text, int *out, struct err *err)
{
    char *end;
    long number = strtol(text, &end, 10);

    if (end == text || *end != '\0' || number < 0 || number > 4096)
        return err_fail(err, ERR_INPUT, _("« %.20s » : un nombre entier."), text);
    *out = (int)number;
    return true;
}

/* "width=8", "right" … */
static bool option_take(struct preset_column *column, char *option, struct err *err)
{
    char *value = strchr(option, '=');

    if (value)
        *value++ = '\0';
    if (value && strcmp(option, "width") == 0)
        return number_take(value, &column->width, err);
    if (value && strcmp(option, "most") == 0)
        return number_take(value, &column->most, err);
    if (value && strcmp(option, "fill") == 0)
        return number_take(value, &column->fill, err);
    if (value && strcmp(option, "date") == 0)
        return word_copy(column->date, sizeof column->date, value, err);
    if (value && strcmp(option, "zero") == 0)
        return word_copy(column->zero, sizeof column->zero, value[0] ? value : "\001", err);
    if (value && strcmp(option, "pad") == 0 && value[0] && value[1] == '\0') {
        column->pad = value[0];
        return true;
    }
    column->right = column->right || strcmp(option, "right") == 0;
    column->plain = column->plain || strcmp(option, "plain") == 0;
    column->cut = column->cut || strcmp(option, "cut") == 0;
    column->third = column->third || strcmp(option, "third") == 0;
    return strcmp(option, "right") == 0 || strcmp(option, "plain") == 0 ||
           strcmp(option, "cut") == 0 || strcmp(option, "third") == 0 ||
           err_fail(err, ERR_INPUT, _("Option « %.30s » inconnue."), option);
}

/* "HEADING | FIELD | options" */
static bool column_take(struct preset_block *block, char *value, struct err *err)
{
    struct preset_column *column = &block->columns[block->column_count];
    char *field = strchr(value, '|');
    char *options = field ? strchr(field + 1, '|') : NULL;
    char *rest;

    if (!field)
        return err_fail(err, ERR_INPUT, _("Colonne : écrire TITRE | CHAMP | options."));
    if (block->column_count == PRESET_COLUMNS_MAX)
        return err_fail(err, ERR_INPUT, _("Trop de colonnes : 48 au plus."));
    *field++ = '\0';
    if (options)
        *options++ = '\0';
    *column = (struct preset_column){ .pad = ' ' };
    if (!word_copy(column->heading, sizeof column->heading, trim(value), err) ||
        !word_copy(column->field, sizeof column->field, trim(field), err))
        return false;
    rest = options;
    for (char *option; rest && (option = strtok_r(rest, " \t", &rest)) != NULL;)
        if (!option_take(column, option, err))
            return false;
    block->column_count++;
    return true;
}

static bool each_take(struct preset_file *file, const char *value, struct err *err)
{
    static const char *const NAMES[] = { "line", "section", "account", "party" };

    for (size_t i = 0; i < COUNT_OF(NAMES) && file->block_count < PRESET_BLOCKS_MAX; i++)
        if (strcmp(value, NAMES[i]) == 0) {
            file->blocks[file->block_count++] =
                (struct preset_block){ .each = (enum preset_each)i };
            return true;
        }
    return err_fail(err, ERR_INPUT, _("each « %.20s » : line, section, account ou party."), value);
}

static bool before_take(struct preset_file *file, const char *value, struct err *err)
{
    char *out;

    if (file->before_count == PRESET_BLOCKS_MAX || strlen(value) >= PRESET_WORD_MAX)
        return err_fail(err, ERR_INPUT, _("« %.40s » est trop long."), value);
    out = file->before[file->before_count++];
    for (const char *at = value; *at; at++)
        if (at[0] == '\\' && at[1] == 't') {
            *out++ = '\t';
            at++;
        } else {
            *out++ = *at;
        }
    return true;
}

/* What belongs to a file of the description. */
static bool file_word(struct preset *preset, const char *word, char *value, struct err *err)
{
    struct preset_file *file = &preset->files[preset->file_count - 1];

    if (preset->file_count == 0)
        return err_fail(err, ERR_INPUT, _("« %.20s » vient après file."), word);
    if (strcmp(word, "header") == 0) {
        file->has_header = strcmp(value, "yes") == 0;
        return true;
    }
    if (strcmp(word, "before") == 0)
        return before_take(file, value, err);
    if (strcmp(word, "company") == 0)
        return number_take(value, &file->company, err);
    if (strcmp(word, "each") == 0)
        return each_take(file, value, err);
    if (file->block_count == 0)
        return err_fail(err, ERR_INPUT, _("« %.20s » vient après each."), word);
    return column_take(&file->blocks[file->block_count - 1], value, err);
}

static bool encoding_take(struct preset *preset, const char *value, struct err *err)
{
    preset->has_bom = strcasecmp(value, "utf-8-bom") == 0;
    return word_copy(preset->encoding, sizeof preset->encoding,
                     preset->has_bom                   ? "UTF-8"
                     : strcasecmp(value, "ascii") == 0 ? ""
                                                       : value,
                     err);
}

static bool quote_take(struct preset *preset, const char *value, struct err *err)
{
    static const char *const NAMES[] = { "none", "all", "text", "needed" };

    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (strcmp(value, NAMES[i]) == 0) {
            preset->quote = (enum preset_quote)i;
            return true;
        }
    return err_fail(err, ERR_INPUT, _("quote « %.20s » : none, all, text ou needed."), value);
}

static bool file_begin(struct preset *preset, const char *value, struct err *err)
{
    if (preset->file_count == PRESET_FILES_MAX || value[0] == '\0' || strchr(value, '/'))
        return err_fail(err, ERR_INPUT, _("file « %.40s » : un nom, trois fichiers au plus."),
                        value);
    preset->files[preset->file_count] = (struct preset_file){ .name = "" };
    return word_copy(preset->files[preset->file_count++].name, PRESET_WORD_MAX, value, err);
}

static bool word_take(struct preset *preset, const char *word, char *value, struct err *err)
{
    static const char *const OF_FILES[] = { "header", "before", "company", "each", "column" };

    for (size_t i = 0; i < COUNT_OF(OF_FILES); i++)
        if (strcmp(word, OF_FILES[i]) == 0)
            return file_word(preset, word, value, err);
    if (strcmp(word, "title") == 0)
        return word_copy(preset->title, sizeof preset->title, value, err);
    if (strcmp(word, "encoding") == 0)
        return encoding_take(preset, value, err);
    if (strcmp(word, "newline") == 0) {
        strcpy(preset->newline, strcmp(value, "lf") == 0 ? "\n" : "\r\n");
        return true;
    }
    if (strcmp(word, "separator") == 0) {
        snprintf(preset->separator, sizeof preset->separator, "%s",
                 strcmp(value, "tab") == 0    ? "\t"
                 : strcmp(value, "none") == 0 ? ""
                                              : value);
        return true;
    }
    if (strcmp(word, "quote") == 0)
        return quote_take(preset, value, err);
    if (strcmp(word, "decimal") == 0) {
        preset->decimal = value[0];
        return true;
    }
    if (strcmp(word, "date") == 0)
        return word_copy(preset->date, sizeof preset->date, value, err);
    if (strcmp(word, "sections") == 0) {
        preset->sections_of_all = strcmp(value, "all") == 0;
        return true;
    }
    if (strcmp(word, "file") == 0)
        return file_begin(preset, value, err);
    return err_fail(err, ERR_INPUT, _("« %.20s » : mot inconnu."), word);
}

static bool preset_parse(const char *name, const char *text, struct preset *preset, struct err *err)
{
    char line[512];

    for (long number = 1; *text; number++) {
        size_t length = strcspn(text, "\n");
        char *word;
        char *value;

        if (length >= sizeof line)
            return err_fail(err, ERR_INPUT, _("%.60s:%ld : ligne trop longue."), name, number);
        memcpy(line, text, length);
        line[length] = '\0';
        text += length + (text[length] == '\n');
        word = trim(line);
        if (word[0] == '#' || word[0] == '\0')
            continue;
        value = strchr(word, ':');
        if (!value)
            return err_fail(err, ERR_INPUT, _("%.60s:%ld : écrire mot: valeur."), name, number);
        *value++ = '\0';
        if (!word_take(preset, trim(word), trim(value), err)) {
            err_prefix(err, "%.60s:%ld", name, number);
            return false;
        }
    }
    return preset->file_count > 0 ||
           err_fail(err, ERR_INPUT, _("%.60s ne décrit aucun fichier."), name);
}

/* "mon-logiciel" of "./mon-logiciel.txt": the folder that its files go to. */
static void name_of_path(const char *path, char out[PRESET_NAME_MAX])
{
    const char *slash = strrchr(path, '/');
    int length = (int)strcspn(slash ? slash + 1 : path, ".");

    snprintf(out, PRESET_NAME_MAX, "%.*s", length < PRESET_NAME_MAX ? length : PRESET_NAME_MAX - 1,
             slash ? slash + 1 : path);
}

bool preset_read(const char *name, struct preset *out, struct err *err)
{
    struct buf text = buf_init(DESCRIPTION_MAX);
    bool good;

    *out = (struct preset){ .decimal = ',', .newline = "\r\n", .date = "JJ/MM/AAAA" };
    for (size_t i = 0; i < COUNT_OF(OURS); i++)
        if (strcmp(OURS[i].name, name) == 0) {
            snprintf(out->name, sizeof out->name, "%s", name);
            return preset_parse(name, (const char *)OURS[i].text, out, err);
        }
    if (!strchr(name, '/') && !strchr(name, '.'))
        return err_fail(
            err, ERR_INPUT,
            _("Logiciel « %.30s » inconnu : caerp, quadra, rimport, ximport, ebp, "
              "sage100, paheko, odoo, dolibarr, sage100-texte, ou un fichier qui en décrit un."),
            name);
    name_of_path(name, out->name);
    good = buf_read_file(&text, name, err) && preset_parse(name, buf_text(&text), out, err);
    buf_release(&text);
    return good && (out->name[0] || err_fail(err, ERR_INPUT, _("« %.40s » n'a pas de nom."), name));
}
