/* What SQLite says, in words of the person who stands before it. */
#include "base/db.h"
#include "base/db_inside.h"
#include "base/lang.h"

#include <errno.h>
#include <string.h>

const char *db_advice(int status)
{
    switch (status & 0xFF) {
    case SQLITE_FULL: return _("Disque plein : libérer de la place puis recommencer.");
    case SQLITE_READONLY:
    case SQLITE_PERM: return _("Livre ou dossier protégé en écriture : en changer les droits.");
    case SQLITE_CANTOPEN: return _("Le livre ne s'ouvre pas : vérifier le dossier et ses droits.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return _("Le livre est ouvert par un autre programme : le fermer.");
    case SQLITE_CORRUPT: return _("Le livre est abîmé : reprendre la dernière copie.");
    case SQLITE_NOTADB: return _("Ce fichier n'est pas un livre Flashcoop.");
    case SQLITE_NOMEM: return _("Mémoire insuffisante : fermer un autre programme.");
    case SQLITE_CONSTRAINT: return _("Le livre refuse cette écriture.");
    case SQLITE_IOERR: return _("Le disque ne répond pas : vérifier le support puis recommencer.");
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS:
        return _("Ce disque ne sait pas protéger un livre : le mettre sur le disque interne.");
    case SQLITE_TOOBIG:
        return _("Une valeur du livre est trop longue : ce n'est pas un vrai livre.");
    case SQLITE_INTERRUPT: return _("Ce livre demande trop de temps : ce n'est pas un vrai livre.");
    case SQLITE_ERROR:
    case SQLITE_SCHEMA:
    case SQLITE_AUTH:
    case SQLITE_MISMATCH:
        return _("Ce livre n'a pas la forme attendue : garder ce fichier, prendre une copie.");
    default: return _("Le programme s'est trompé en lisant le livre : prévenir qui s'en occupe.");
    }
}

/* The reason of the system beats that of SQLite, which calls a stick pulled out an I/O error. */
static const char *system_advice(int reason)
{
    switch (reason) {
    case ENOSPC:
    case EDQUOT: return db_advice(SQLITE_FULL);
    case EROFS:
    case EACCES:
    case EPERM: return db_advice(SQLITE_READONLY);
    case EFBIG: return _("Le livre dépasse la taille que ce disque permet : changer de disque.");
    case EMFILE:
    case ENFILE: return _("Trop de fichiers ouverts : fermer d'autres programmes.");
    case ENODEV:
    case ENXIO: return _("Le disque ou la clé a été retiré : le remettre puis rouvrir le livre.");
    default: return NULL;
    }
}

static const char *reason_of(struct db *db, int status)
{
    const char *said = NULL;

    if ((status & 0xFF) == SQLITE_IOERR || (status & 0xFF) == SQLITE_CANTOPEN)
        said = system_advice(sqlite3_system_errno(db->handle));
    return said ? said : db_advice(status);
}

/* Those whose own words help whoever is called. */
static bool is_told_whole(int status)
{
    switch (status & 0xFF) {
    case SQLITE_CONSTRAINT:
    case SQLITE_ERROR:
    case SQLITE_SCHEMA:
    case SQLITE_AUTH:
    case SQLITE_MISMATCH:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_INTERNAL: return true;
    default: return false;
    }
}

bool db_fail(struct db *db, int status, struct err *err)
{
    const char *reason = reason_of(db, status);
    bool is_first = err->code == ERR_NONE;

    if (is_told_whole(status))
        err_fail(err, ERR_STORAGE, "%s (%s)", reason, sqlite3_errmsg(db->handle));
    else
        err_fail(err, ERR_STORAGE, "%s", reason);
    if (is_first)
        err->form = reason;
    return false;
}
