#include "base/err.h"

#include "base/lang.h"
#include "base/text.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A cut in the middle of a character would print as a box: drop the broken tail. */
static void err_cut_at_character(char *text)
{
    size_t end = strlen(text);
    size_t start = end;

    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;

    unsigned char lead = (unsigned char)text[start - 1];
    size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;

    if (end - (start - 1) < need)
        text[start - 1] = '\0';
}

bool err_fail(struct err *err, enum err_code code, const char *format, ...)
{
    assert(err);
    assert(code != ERR_NONE);
    if (err->code != ERR_NONE)
        return false; /* the first failure wins */

    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(err->text, sizeof err->text, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof err->text)
        err_cut_at_character(err->text);
    text_show_unseen(err->text);
    err->code = code;
    err->form = format;
    return false;
}

bool err_fail_file(struct err *err, const char *path, int reason)
{
    switch (reason) {
    case ENOENT: return err_fail(err, ERR_STORAGE, _("%s n'existe pas : vérifier le nom."), path);
    case ENOTDIR:
        return err_fail(err, ERR_STORAGE, _("%s : un fichier tient la place d'un dossier."), path);
    case EISDIR:
        return err_fail(err, ERR_STORAGE, _("%s est un dossier : donner un fichier."), path);
    case EACCES:
    case EPERM:
    case EROFS:
        return err_fail(err, ERR_STORAGE, _("%s est protégé : en changer les droits."), path);
    case ENOSPC:
    case EDQUOT:
        return err_fail(err, ERR_STORAGE,
                        _("%s : disque plein, libérer de la place puis recommencer."), path);
    case EEXIST:
    case ELOOP:
        return err_fail(err, ERR_STORAGE,
                        _("%s : autre chose a pris sa place, l'enlever puis recommencer."), path);
    case EPIPE: return err_fail(err, ERR_STORAGE, _("%s : plus personne ne lit."), path);
    default:
        return err_fail(err, ERR_STORAGE, _("%s ne répond pas : vérifier le disque ou la clé USB."),
                        path);
    }
}

void err_prefix(struct err *err, const char *format, ...)
{
    char sentence[sizeof err->text];
    char prefix[sizeof err->text];
    va_list arguments;

    memcpy(sentence, err->text, sizeof sentence);
    va_start(arguments, format);
    vsnprintf(prefix, sizeof prefix, format, arguments);
    va_end(arguments);

    int length = snprintf(err->text, sizeof err->text, "%s: %s", prefix, sentence);

    if (length >= (int)sizeof err->text)
        err_cut_at_character(err->text);
    text_show_unseen(err->text);
}

int err_exit_status(const struct err *err)
{
    switch (err->code) {
    case ERR_NONE: return 0;
    case ERR_INPUT:
    case ERR_NOT_FOUND:
    case ERR_UNBALANCED:
    case ERR_CLOSED:
    case ERR_REASON:
    case ERR_FORBIDDEN:
    case ERR_TAMPERED: return 1;
    case ERR_USAGE: return 2;
    case ERR_BUSY:
    case ERR_DEVICE:
    case ERR_STORAGE: return 3;
    }
    abort(); /* -Wswitch-enum: every code is handled above */
}
