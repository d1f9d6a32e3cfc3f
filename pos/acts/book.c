#include "pos/acts/book.h"

#include "programme/programme_store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool book_file_check(const char *path, struct err *err)
{
    return access(path, F_OK) == 0 || err_fail_file(err, path, errno);
}

bool book_open(struct book *book, const char *path, struct clock clock, struct err *err)
{
    memset(book, 0, sizeof *book);
    if (!book_file_check(path, err) ||
        !db_open(path, DB_WRITE, BOOK_APPLICATION_ID, BOOK_VERSION, &book->db, err))
        return false;
    if (till_open(&book->till, book->db, clock, NULL, err))
        return true;
    db_close(book->db);
    book->db = NULL;
    return false;
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

bool book_create(struct book *book, const char *path, const struct session *session, char letter,
                 struct clock clock, struct err *err)
{
    memset(book, 0, sizeof *book);
    if (!session_check(session, err))
        return false;
    if (!db_open(path, DB_CREATE, BOOK_APPLICATION_ID, BOOK_VERSION, &book->db, err))
        return false;
    if (till_found(book->db, session, letter, clock, NULL, err) && programme_found(book->db, err) &&
        till_open(&book->till, book->db, clock, NULL, err))
        return true;
    db_close(book->db);
    book->db = NULL;
    unlink(path); /* ours: it did not exist before */
    return false;
}

void book_close(struct book *book)
{
    if (!book->db)
        return;
    till_close(&book->till);
    db_close(book->db);
    memset(book, 0, sizeof *book);
}

bool book_clock(struct clock *out, struct err *err)
{
    const char *fixed = getenv("FLASHCOOP_CLOCK");
    struct moment moment;

    if (!fixed || fixed[0] == '\0') {
        *out = clock_real();
        return true;
    }
    if (!moment_parse(fixed, &moment, err)) {
        err_prefix(err, "FLASHCOOP_CLOCK");
        return false;
    }
    *out = clock_frozen(moment);
    return true;
}
