#include "pos/machine/stick_check.h"

#include "base/lang.h"
#include "ledger/proof/fork.h"
#include "ledger/state.h"
#include "pos/acts/book.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { NAME_MARK_BYTES = 20, STICK_PATH_MAX = 4096 };

/* The host accepted an older copy, and with it that the book goes on without what came after. */
static const char SQL_ACCEPTED[] =
    "SELECT 1 FROM record WHERE chain = ? AND seq > ? AND kind = ? LIMIT 1";

struct check {
    struct db *db; /* the book */
    struct state state;
    const char *file; /* the name of the other one */
};

static bool is_accepted(struct db *db, const char *chain, int64_t after, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_ACCEPTED, err);

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, after);
    stmt_bind_int(&query, 3, RECORD_ACCEPT);
    *out = stmt_next(&query);
    return stmt_finish(&query);
}

static bool chain_check(const struct check *check, struct db *other, char till, struct err *err)
{
    const char chain[2] = { till, '\0' };
    bool is_own = till == check->state.till;
    bool accepted = false;
    struct fork fork;

    if (!fork_find(check->db, other, chain, &fork, err) ||
        !is_accepted(check->db, chain, fork.common, &accepted, err))
        return false;
    if (accepted || fork.common == fork.theirs || (fork.common == fork.ours && !is_own))
        return true;
    if (fork.common == fork.ours)
        return err_fail(err, ERR_TAMPERED,
                        _("Ce livre est une copie ancienne : %.80s va plus loin, jusqu'à %s %lld."),
                        check->file, chain, (long long)fork.theirs);
    return err_fail(err, ERR_TAMPERED,
                    _("Caisse %s : deux journaux différents après %s %lld, ici et dans %.80s : "
                      "deux ordinateurs ont vendu sous une lettre : garder les deux."),
                    chain, chain, (long long)fork.common, check->file);
}

/* What is no book of this session is nobody's business here. */
static bool file_check(const struct check *check, const char *path, struct err *err)
{
    struct err ignored = ERR_EMPTY;
    struct state found;
    struct db *other = NULL;
    bool good = true;

    if (db_open(path, DB_READ, &BOOK_IDENTITY, &other, &ignored) &&
        state_read(other, &found, &ignored) && strcmp(found.id, check->state.id) == 0)
        good = chain_check(check, other, found.till, err);
    db_close(other);
    return good;
}

static bool folder_check(struct check *check, const char *folder, struct err *err)
{
    DIR *open = opendir(folder);
    char mark[NAME_MARK_BYTES];
    bool good = true;

    snprintf(mark, sizeof mark, "-%.16s-", check->state.id);
    for (const struct dirent *entry; open && good && (entry = readdir(open)) != NULL;) {
        char path[STICK_PATH_MAX];

        check->file = entry->d_name;
        if (strstr(entry->d_name, mark) &&
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < (int)sizeof path)
            good = file_check(check, path, err);
    }
    if (open)
        closedir(open);
    return good;
}

bool stick_check(const char *book, const char *folder, struct err *err)
{
    struct check check = { .db = NULL };
    bool good = db_open(book, DB_READ, &BOOK_IDENTITY, &check.db, err) &&
                state_read(check.db, &check.state, err) && folder_check(&check, folder, err);

    db_close(check.db);
    return good;
}
