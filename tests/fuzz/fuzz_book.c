/*
 * A whole book from a stick, whatever its bytes: verified, looked into, or refused with a sentence.
 * Never a crash, never an end that does not come.
 */
#include "ledger/proof/verify.h"
#include "pos/acts/book.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* In memory where there is such a place: a disk would be the slowest part. */
static const char *book_path(void)
{
    static char path[64];

    snprintf(path, sizeof path, "%s/fuzz-%ld.flashcoop",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", (long)getpid());
    return path;
}

static void book_verify_any(const char *path)
{
    struct verdict verdict;
    struct db *db = NULL;
    struct err err = ERR_EMPTY;
    bool read = db_open(path, DB_READ, &BOOK_IDENTITY, &db, &err) &&
                book_verify(db, NULL, "", &verdict, &err);

    assert(read ? verdict.is_good || verdict.what[0] : err.text[0] != '\0');
    db_close(db);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const char *path = book_path();
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    struct err err = ERR_EMPTY;
    struct book book;

    if (file < 0 || write(file, bytes, length) != (ssize_t)length)
        abort();
    close(file);
    setenv("XDG_DATA_HOME", "/nonexistent", 1);
    book_verify_any(path);
    if (book_look(&book, path, clock_real(), &err))
        book_close(&book);
    unlink(path);
    return 0;
}
