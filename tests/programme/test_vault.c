/* The key of the sheets: a file outside the book, until a passphrase takes its place. */
#include "programme/vault.h"
#include "tests/support/people_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int sync_count;

/* The C library's own, counted: sheets whose key is lost at a power cut are never read again. */
int fsync(int file)
{
    sync_count++;
    return (int)syscall(SYS_fsync, file);
}

/* The one bare key file, "" when there is none. */
static void key_file(const struct people_book *book, char out[PEOPLE_PATH_MAX + 300])
{
    char folder[PEOPLE_PATH_MAX + 8];
    const struct dirent *entry;
    DIR *listing;

    snprintf(folder, sizeof folder, "%s/keys", book->folder);
    out[0] = '\0';
    listing = opendir(folder);
    while (listing && (entry = readdir(listing)) != NULL)
        if (strstr(entry->d_name, ".people"))
            snprintf(out, PEOPLE_PATH_MAX + 300, "%s/%s", folder, entry->d_name);
    if (listing)
        closedir(listing);
}

static struct vault opened(struct people_book *book)
{
    struct vault vault = { 0 };

    book->err = ERR_EMPTY;
    if (!vault_open(book->db, &book->access, &vault, &book->err))
        fail_msg("%s", book->err.text);
    return vault;
}

static void the_key_file_is_its_owners_alone(void **state)
{
    struct people_book *book = *state;
    char path[PEOPLE_PATH_MAX + 300];
    struct vault vault;
    struct stat file;

    vault = opened(book);
    assert_true(sync_count > 0);
    key_file(book, path);
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);
    vault_close(&vault);
}

/* Else the passphrase would protect nothing from who has the computer. */
static void the_key_file_goes_when_a_passphrase_comes(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct vault again = { 0 };
    struct vault_access access = book->access;
    char path[PEOPLE_PATH_MAX + 300];

    access.passphrase = "une longue phrase";
    assert_true(vault_protect(book->db, &vault, &access, &book->err));
    key_file(book, path);
    assert_string_equal(path, "");
    assert_false(vault_open(book->db, &book->access, &again, &book->err));
    assert_int_equal(book->err.code, ERR_FORBIDDEN);
    book->err = ERR_EMPTY;
    assert_true(vault_open(book->db, &access, &again, &book->err));
    assert_memory_equal(again.key, vault.key, sizeof vault.key);
    vault_close(&vault);
    vault_close(&again);
}

static bool is_protected(struct people_book *book)
{
    bool is = false;

    assert_true(vault_is_protected(book->db, &book->access, &is, &book->err));
    return is;
}

/* A copy of the book made before knows no passphrase; its sheets have the same key. */
static void a_copy_from_before_the_passphrase_opens_with_it(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct vault again = { 0 };
    struct vault_access access = book->access;

    access.passphrase = "une longue phrase";
    assert_true(vault_protect(book->db, &vault, &access, &book->err));
    assert_true(
        db_script(book->db, "UPDATE vault SET salt = NULL, cost = 0, wrapped = NULL", &book->err));
    assert_false(vault_open(book->db, &book->access, &again, &book->err));
    assert_int_equal(book->err.code, ERR_FORBIDDEN);
    assert_non_null(strstr(book->err.text, "donner la phrase secrète"));
    book->err = ERR_EMPTY;
    assert_true(is_protected(book)); /* so that it is asked for */
    assert_true(vault_open(book->db, &access, &again, &book->err));
    assert_memory_equal(again.key, vault.key, sizeof vault.key);
    vault_close(&vault);
    vault_close(&again);
}

static void a_passphrase_has_eight_characters_and_the_last_one_counts(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct vault again = { 0 };
    struct vault_access access = book->access;

    access.passphrase = "sept777";
    assert_false(vault_protect(book->db, &vault, &access, &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
    book->err = ERR_EMPTY;
    access.passphrase = "huit8888";
    assert_true(vault_protect(book->db, &vault, &access, &book->err));
    access.passphrase = "une autre phrase";
    assert_true(vault_protect(book->db, &vault, &access, &book->err));
    assert_true(vault_open(book->db, &access, &again, &book->err));
    vault_close(&again);
    access.passphrase = "huit8888";
    assert_false(vault_open(book->db, &access, &again, &book->err));
    book->err = ERR_EMPTY;
    vault_close(&vault);
}

#define ELSEWHERE "a-file-that-is-not-a-key-at-a" /* 32 characters with "../" before it */

/* A foreign book says which key file is its own: it may name no file elsewhere. */
static void a_key_name_that_leads_elsewhere_is_neither_read_nor_deleted(void **state)
{
    struct people_book *book = *state;
    struct vault vault = opened(book);
    struct vault again = { 0 };
    struct vault_access access = book->access;
    char path[PEOPLE_PATH_MAX + 300];
    char victim[PEOPLE_PATH_MAX + 64];
    struct stat file;

    key_file(book, path);
    snprintf(victim, sizeof victim, "%s/" ELSEWHERE ".people", book->folder);
    assert_int_equal(rename(path, victim), 0);
    assert_true(db_script(book->db, "UPDATE vault SET key_id = '../" ELSEWHERE "'", &book->err));
    assert_false(vault_open(book->db, &book->access, &again, &book->err));
    book->err = ERR_EMPTY;
    access.passphrase = "une longue phrase";
    assert_true(vault_protect(book->db, &vault, &access, &book->err));
    vault.is_new = true;
    vault_discard(book->db, &book->access, &vault);
    assert_int_equal(stat(victim, &file), 0);
}

#define TEST(test) PEOPLE_BOOK_TEST(test, 0)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_key_file_is_its_owners_alone),
        TEST(the_key_file_goes_when_a_passphrase_comes),
        TEST(a_copy_from_before_the_passphrase_opens_with_it),
        TEST(a_passphrase_has_eight_characters_and_the_last_one_counts),
        TEST(a_key_name_that_leads_elsewhere_is_neither_read_nor_deleted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
