#include "tests/support/old_book.h"

#include "base/buf.h"
#include "base/db.h"
#include "ledger/keyring.h"
#include "ledger/till_book.h"
#include "tests/support/full_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { DUMP_MAX = 1 << 22 };

static const char BOOK_ID[] = "00112233445566778899aabbccddeeff";

const struct identity OLD_BOOK_FORM_1 = { .application_id = BOOK_APPLICATION_ID, .version = 1 };

void old_book_write(const char *name, int32_t version, const char *path)
{
    const struct identity before = { .application_id = BOOK_APPLICATION_ID, .version = version };
    struct buf dump = buf_init(DUMP_MAX);
    struct err err = ERR_EMPTY;
    struct db *db = NULL;
    char file[80];

    snprintf(file, sizeof file, "tests/books/%s.dump", name);
    unlink(path);
    if (!buf_read_file(&dump, file, &err) || !db_open(path, DB_CREATE, &before, &db, &err) ||
        !db_script(db, buf_text(&dump), &err) || !db_checkpoint(db, &err))
        fail_msg("%s: %s", name, err.text);
    db_close(db);
    buf_release(&dump);
}

void old_book_sit_down(const struct folder *folder)
{
    static int count;
    struct keyring keyring;
    char name[40];
    char keys[FOLDER_PATH_MAX];

    snprintf(name, sizeof name, "cles-%d", ++count);
    folder_path(folder, name, keys);
    setenv("XDG_DATA_HOME", keys, 1);
    keyring = keyring_open(NULL);
    assert_true(keyring_put_key(&keyring, BOOK_ID, 'A', FULL_BOOK_SECRET));
    keyring_close(&keyring);
}
