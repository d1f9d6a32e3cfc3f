#include "base/identity.h"

#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* SQLite, "Database File Format", 1.3. */
enum { HEADER_BYTES = 100, PAGE_SIZE_AT = 16, VERSION_AT = 60, APPLICATION_ID_AT = 68 };

/* 4096 bytes, SQLite's own choice: no book of ours has another. */
static const unsigned char PAGE_SIZE[] = { 0x10, 0x00 };

bool identity_check(struct identity found, const struct identity *wanted, struct err *err)
{
    if (found.application_id != wanted->application_id || found.version < 1)
        return err_fail(err, ERR_INPUT, _("Ce fichier n'est pas un livre Flashcoop."));
    if (found.version > wanted->version)
        return err_fail(
            err, ERR_INPUT,
            _("Ce livre vient d'une version plus récente : mettre le programme à jour."));
    return true;
}

static int32_t header_int(const unsigned char *bytes)
{
    return (int32_t)((uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
                     bytes[3]);
}

bool identity_check_file(const char *path, const struct identity *wanted, struct err *err)
{
    unsigned char head[HEADER_BYTES] = { 0 };
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); /* a pipe is not waited for */

    if (file < 0 && errno == ENOENT)
        return err_fail(err, ERR_NOT_FOUND, _("%s n'existe pas : vérifier le nom."), path);
    if (file < 0)
        return err_fail_file(err, path, errno);

    ssize_t got = read(file, head, sizeof head);
    int reason = errno;

    close(file);
    if (got < 0)
        return err_fail_file(err, path, reason);
    if (got != (ssize_t)sizeof head || memcmp(head, "SQLite format 3", 16) != 0 ||
        memcmp(head + PAGE_SIZE_AT, PAGE_SIZE, sizeof PAGE_SIZE) != 0)
        return err_fail(err, ERR_INPUT, _("Ce fichier n'est pas un livre Flashcoop."));
    return identity_check((struct identity){ .application_id = header_int(head + APPLICATION_ID_AT),
                                             .version = header_int(head + VERSION_AT) },
                          wanted, err);
}
