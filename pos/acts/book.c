#include "pos/acts/book.h"

#include "base/lang.h"
#include "base/whole_file.h"
#include "ledger/elsewhere.h"
#include "ledger/proof/left_log.h"
#include "ledger/schema.h"
#include "ledger/upgrade.h"
#include "pos/acts/badge.h"
#include "programme/programme_store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The schemas of before, those of version 1 without and with a logo; ledger/upgrade renews them. */
static const char *const EARLIER[] = {
    "e9fbffa0912d2084f12c04b67b42b55d621c5bb586c7c3f4b9793c82f9df964a",
    "d3fe6eb9941752d039ba2e143a1e8e26699072bbd2c909c71873f6a69c7e8fbf",
    "c1266df88214d4dabcd8f838f081729a9faa6e444b6954beec2749c6cd2927af",
    "77cea94b4e1965bdfcb7f96c603f31ac14763bbfeb1cadbb5c8e59996b5bff81",
    "6030dce6f60b5a021d6f5d2531c715b8559b75c9c11d945f625700138cd03c41",
    "52bf5ddf7910c1d4864c7ecd3a6454d9bfd8c12aef67ab364854a41570af1d30",
    "fea3fffbb562ae1f89246e4ccc831156bd46c8150d88a0fcf660c056133e0951",
    "109ce70f79e8d6dd98e95be0a3489b583e3123d13d8dc5e21ee856dd08d7489d",
    "40e4f3f20fa93858037e16c741974e8816a4c45e19038d233ccd0a5c1e604019",
    "a59754f148e1ecb363ee8e015d1f30ac53249abcc83e4c69192f795a71bc6646",
    "bb9fcbc18b5d957d6faa76d425166e781b9ccd4d425e00257ae71980c29b62f1",
    "1a6334289ad1ecfdeac8f0df1cd7dc0ff806e5d636906b324be5062e5b38a40e",
    /* version 2 */
    "34bb9b637c71c45314b625e2836a23545a256b1a43ac721d5811e85384f570e5",
    NULL,
};

const struct identity BOOK_IDENTITY = {
    .application_id = BOOK_APPLICATION_ID,
    .version = BOOK_VERSION,
    .scripts = { ledger_schema, programme_schema },
    .earlier = EARLIER,
};

bool book_file_check(const char *path, struct err *err)
{
    struct stat found;

    if (stat(path, &found) != 0)
        return err_fail_file(err, path, errno);
    if (S_ISREG(found.st_mode))
        return true;
    if (S_ISDIR(found.st_mode))
        return err_fail_file(err, path, EISDIR);
    return err_fail(err, ERR_INPUT, _("Ce fichier n'est pas un livre Flashcoop."));
}

/* A book of an earlier program gets its present form. Who only reads has it in a private copy. */
static bool book_upgrade(struct book *book, struct err *err)
{
    if (!upgrade_is_due(book->db))
        return true;
    if (!db_is_reader(book->db))
        return upgrade_in_place(book->db, err);
    if (!upgrade_apart(book->db, &book->apart, err))
        return false;
    db_close(book->db);
    book->db = book->apart.db;
    return true;
}

static void book_shut(struct book *book)
{
    if (book->apart.db)
        upgraded_close(&book->apart);
    else
        db_close(book->db);
    memset(book, 0, sizeof *book);
}

static bool book_open_as(struct book *book, const char *path, enum db_mode mode, struct clock clock,
                         struct err *err)
{
    memset(book, 0, sizeof *book);
    if (!book_file_check(path, err) || !left_log_check(path, &BOOK_IDENTITY, err) ||
        !db_open(path, mode, &BOOK_IDENTITY, &book->db, err))
        return false;
    if (book_upgrade(book, err) && till_open(&book->till, book->db, clock, NULL, err)) {
        book->till.names_check = badge_check_unnamed;
        if (mode != DB_WRITE || !book->till.real.upgrade_is_due || till_is_elsewhere(&book->till) ||
            till_upgrade(&book->till, err))
            return true;
        till_close(&book->till);
    }
    book_shut(book);
    return false;
}

bool book_open(struct book *book, const char *path, struct clock clock, struct err *err)
{
    return book_open_as(book, path, DB_WRITE, clock, err);
}

bool book_look(struct book *book, const char *path, struct clock clock, struct err *err)
{
    return book_open_as(book, path, DB_READ, clock, err);
}

bool book_open_or_look(struct book *book, const char *path, struct clock clock, struct err *err)
{
    struct err why = ERR_EMPTY;

    if (book_open(book, path, clock, &why))
        return true;
    if (why.code == ERR_BUSY || why.code == ERR_STORAGE)
        return book_look(book, path, clock, err);
    return err_fail(err, why.code, "%s", why.text);
}

/* The tables of people and days beside those of the till. */
static bool programme_found(struct db *db, struct err *err)
{
    if (!db_begin(db, err))
        return false;
    if (programme_store_create(db, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

static bool file_make(const char *path, const struct session *session, char letter,
                      struct clock clock, struct err *err)
{
    struct db *db = NULL;
    bool good = db_open(path, DB_CREATE, &BOOK_IDENTITY, &db, err) &&
                till_found(db, session, letter, clock, NULL, err) && programme_found(db, err) &&
                db_checkpoint(db, err);

    db_close(db);
    return good;
}

/* Half a book is no book: only a whole one gets the name. */
static bool file_place(const char *path, const struct session *session, char letter,
                       struct clock clock, struct err *err)
{
    static const char BOOK[] = "livre";
    char inside[WHOLE_FILE_PATH_MAX + sizeof BOOK + 1];
    struct whole_file part;
    int reason = 0;
    bool good;

    if (!whole_file_open_folder(&part, path, false, err))
        return false;
    snprintf(inside, sizeof inside, "%s/%s", part.beside, BOOK);
    good = file_make(inside, session, letter, clock, err) &&
           (whole_file_take(&part, BOOK, &reason) || err_fail_file(err, path, reason));
    whole_file_abandon(&part);
    return good;
}

bool book_create(struct book *book, const char *path, const struct session *session, char letter,
                 struct clock clock, struct err *err)
{
    memset(book, 0, sizeof *book);
    if (!session_check(session, err) || !db_check_free(path, err) ||
        !file_place(path, session, letter, clock, err))
        return false;
    if (book_open(book, path, clock, err)) {
        if (till_sign_in(&book->till, role_word(ROLE_HOST), "", "", err))
            return true;
        book_close(book);
    }
    unlink(path); /* ours: it did not exist before */
    return false;
}

void book_close(struct book *book)
{
    if (!book->db)
        return;
    till_close(&book->till);
    book_shut(book);
}
