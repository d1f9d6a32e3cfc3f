#include "base/outlet.h"

#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void outlet_open_memory(struct outlet *outlet, size_t ceiling)
{
    outlet->block = buf_init(ceiling);
    outlet->file = -1;
    outlet->reason = 0;
    outlet->remakeable = false;
    outlet->path[0] = '\0';
    outlet->beside[0] = '\0';
}

bool outlet_open(struct outlet *outlet, const char *path, bool force, struct err *err)
{
    outlet_open_memory(outlet, 8 * (size_t)OUTLET_BLOCK_BYTES);
    if (strcmp(path, "-") == 0) {
        outlet->file = STDOUT_FILENO;
        return true;
    }
    if (!force && access(path, F_OK) == 0)
        return err_fail(err, ERR_INPUT,
                        _("%s existe déjà : choisir un autre nom ou ajouter --force."), path);

    int name = snprintf(outlet->path, sizeof outlet->path, "%s", path);
    int beside =
        snprintf(outlet->beside, sizeof outlet->beside, "%s.part-%ld", path, (long)getpid());

    if (name >= OUTLET_PATH_MAX || beside >= OUTLET_PATH_MAX)
        return err_fail(err, ERR_INPUT, _("Le nom du fichier est trop long : le raccourcir."));
    outlet->file = open(outlet->beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (outlet->file < 0)
        return err_fail_file(err, path, errno);
    return true;
}

static void outlet_write(struct outlet *outlet)
{
    const char *bytes = buf_text(&outlet->block);
    size_t done = 0;

    while (outlet->reason == 0 && done < outlet->block.length) {
        ssize_t put = write(outlet->file, bytes + done, outlet->block.length - done);

        if (put < 0 && errno != EINTR)
            outlet->reason = errno;
        if (put > 0)
            done += (size_t)put;
    }
    if (outlet->block.failed && outlet->reason == 0)
        outlet->reason = ENOMEM;
    buf_clear(&outlet->block);
}

void outlet_settle(struct outlet *outlet)
{
    if (outlet->file >= 0 && outlet->block.length >= OUTLET_BLOCK_BYTES)
        outlet_write(outlet);
}

void outlet_put(struct outlet *outlet, const void *bytes, size_t length)
{
    const char *at = bytes;

    while (length > 0) { /* in pieces, so that no put is longer than the block's ceiling */
        size_t piece = length < OUTLET_BLOCK_BYTES ? length : OUTLET_BLOCK_BYTES;

        buf_put(&outlet->block, at, piece);
        outlet_settle(outlet);
        at += piece;
        length -= piece;
    }
}

void outlet_put_text(struct outlet *outlet, const char *text)
{
    outlet_put(outlet, text, strlen(text));
}

static void outlet_close_file(struct outlet *outlet)
{
    bool ours = outlet->file >= 0 && outlet->beside[0] != '\0';

    if (ours && close(outlet->file) != 0 && outlet->reason == 0)
        outlet->reason = errno;
    outlet->file = -1;
}

bool outlet_finish(struct outlet *outlet, struct err *err)
{
    if (outlet->file < 0)
        return buf_check(&outlet->block, err);

    bool to_output = outlet->beside[0] == '\0';

    outlet_write(outlet);
    if (!to_output && !outlet->remakeable && outlet->reason == 0 && fsync(outlet->file) != 0)
        outlet->reason = errno;
    outlet_close_file(outlet);
    if (!to_output && outlet->reason == 0 && rename(outlet->beside, outlet->path) != 0)
        outlet->reason = errno;

    int reason = outlet->reason;

    if (reason == 0)
        outlet->beside[0] = '\0'; /* nothing left to remove */
    outlet_abandon(outlet);
    if (reason == 0)
        return true;
    return err_fail_file(err, to_output ? _("La sortie") : outlet->path, reason);
}

void outlet_abandon(struct outlet *outlet)
{
    outlet_close_file(outlet);
    if (outlet->beside[0] != '\0')
        unlink(outlet->beside);
    outlet->beside[0] = '\0';
    buf_release(&outlet->block);
}
