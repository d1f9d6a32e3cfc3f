#include "pos/machine/backup.h"
#include "base/text.h"

#include "ledger/older_copy.h"
#include "pos/acts/book.h"
#include "pos/machine/stick_check.h"
#include "tests/support/market.h"
#include "tests/support/shell.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

static int sync_count, folder_sync_count;

/* The C library's own, counted: what is not synced is lost when the stick is pulled out. */
int fsync(int file)
{
    struct stat found;

    if (fstat(file, &found) == 0 && S_ISDIR(found.st_mode))
        folder_sync_count++;
    else
        sync_count++;
    return (int)syscall(SYS_fsync, file);
}

static bool stick_lies;

/* Likewise: a worn stick gives back other bytes than it took. */
ssize_t read(int file, void *bytes, size_t room)
{
    ssize_t got = (ssize_t)syscall(SYS_read, file, bytes, room);

    if (stick_lies && got > 0 && (fcntl(file, F_GETFL) & O_ACCMODE) == O_RDWR)
        *(char *)bytes = (char)(*(char *)bytes ^ 1);
    return got;
}

static const char *book_changing;

/* Likewise, between the look at a book and its copy: somebody writes in it. */
char *mkdtemp(char *name)
{
    char *end = name + strlen(name) - 6;
    int number = 0;

    do
        snprintf(end, 7, "%06d", number++);
    while (mkdir(name, 0700) != 0 && errno == EEXIST);
    if (book_changing)
        utimensat(AT_FDCWD, book_changing, NULL, 0);
    return name;
}

struct bench {
    struct market market;
    char folder[300], path[400]; /* of the stick, of the copy on it */
    struct err err;
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);

    market_make(&b->market);
    snprintf(b->folder, sizeof b->folder, "%s/stick", b->market.screen.folder);
    snprintf(b->path, sizeof b->path, "%s/market.flashcoop", b->folder);
    mkdir(b->folder, 0700);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;

    market_end(&b->market, NULL);
    free(b);
    return 0;
}

static int files_on(const char *folder)
{
    DIR *open = opendir(folder);
    int count = 0;

    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(open);
    return count;
}

static void copy_now(struct bench *b)
{
    b->err = ERR_EMPTY;
    if (!backup_copy(b->market.path, b->folder, BACKUP_KEEP, &b->err))
        fail_msg("%s", b->err.text);
}

static void set_float(struct bench *b, cents amount)
{
    struct book book;

    market_look(&b->market, &book);
    assert_true(till_set_float(&book.till, amount, &b->err));
    book_close(&book);
}

/* How many copies on the stick hold that float as their last. */
static int copies_with_float(struct bench *b, cents amount)
{
    DIR *open = opendir(b->folder);
    int count = 0;

    b->err = ERR_EMPTY;
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;) {
        struct book copy;

        if (entry->d_name[0] == '.')
            continue;
        snprintf(b->path, sizeof b->path, "%s/%s", b->folder, entry->d_name);
        if (!book_look(&copy, b->path, clock_real(), &b->err))
            fail_msg("%s", b->err.text);
        count += copy.till.real.head.running.float_amount == amount;
        book_close(&copy);
    }
    closedir(open);
    return count;
}

static void the_last_three_states_stay_and_the_fourth_takes_the_place_of_the_first(void **state)
{
    struct bench *b = *state;

    for (cents amount = 1000; amount <= 5000; amount += 1000) {
        set_float(b, amount);
        copy_now(b);
        copy_now(b); /* the same state once more is no other one */
    }
    assert_int_equal(files_on(b->folder), 3);
    for (cents amount = 1000; amount <= 5000; amount += 1000)
        assert_int_equal(copies_with_float(b, amount), amount >= 3000);
}

/* Half a letter is a name that sticks refuse: their copies would never come. */
static void a_long_name_is_cut_between_letters(void **state)
{
    struct bench *b = *state;
    char named[1000];
    DIR *stick;

    snprintf(named, sizeof named, "%s/a%s.flashcoop", b->market.screen.folder,
             "ééééééééééééééééééééééééééééééééééé");
    assert_int_equal(link(b->market.path, named), 0);
    assert_true(backup_copy(named, b->folder, BACKUP_KEEP, &b->err));
    assert_int_equal(files_on(b->folder), 1);
    stick = opendir(b->folder);
    for (const struct dirent *entry; (entry = readdir(stick)) != NULL;)
        assert_true(text_is_clean(entry->d_name));
    closedir(stick);
}

static void an_older_copy_takes_no_place_of_a_newer_one(void **state)
{
    struct bench *b = *state;
    char line[900];

    set_float(b, 1000);
    snprintf(line, sizeof line, "cp %s %s.kept", b->market.path, b->market.path);
    assert_int_equal(system(line), 0);
    for (cents amount = 2000; amount <= 4000; amount += 1000) {
        set_float(b, amount);
        copy_now(b);
    }
    snprintf(line, sizeof line, "cp %s.kept %s", b->market.path, b->market.path);
    assert_int_equal(system(line), 0);
    copy_now(b);
    assert_int_equal(files_on(b->folder), 4);
    assert_int_equal(copies_with_float(b, 4000), 1);
    set_float(b, 7000); /* and goes its own way: nothing of the other branch goes */
    copy_now(b);
    set_float(b, 8000);
    copy_now(b);
    set_float(b, 9000);
    copy_now(b);
    for (cents amount = 2000; amount <= 4000; amount += 1000)
        assert_int_equal(copies_with_float(b, amount), 1);
    assert_int_equal(copies_with_float(b, 9000), 1);
}

static void look_for(struct bench *b, const char *said)
{
    b->err = ERR_EMPTY;
    if (!said)
        assert_true(stick_check(b->market.path, b->folder, &b->err));
    else if (stick_check(b->market.path, b->folder, &b->err) || !strstr(b->err.text, said))
        fail_msg("%s, not: %s", said, b->err.text);
    b->err = ERR_EMPTY;
}

/* At the first sight: as an older copy, then as another way; until the host accepts it. */
static void another_way_on_the_stick_is_named_until_it_is_accepted(void **state)
{
    struct bench *b = *state;
    struct book book;
    char line[900];

    copy_now(b);
    look_for(b, NULL);
    snprintf(line, sizeof line, "cp %s %s.kept", b->market.path, b->market.path);
    assert_int_equal(system(line), 0);
    set_float(b, 2000);
    copy_now(b);
    look_for(b, NULL);
    snprintf(line, sizeof line, "cp %s.kept %s", b->market.path, b->market.path);
    assert_int_equal(system(line), 0);
    look_for(b, "Ce livre est une copie ancienne");
    set_float(b, 7000);
    set_float(b, 8000);
    copy_now(b);
    look_for(b, "deux journaux différents");
    market_look(&b->market, &book);
    assert_true(till_accept_copy(&book.till, "disque remis", &b->err));
    book_close(&book);
    look_for(b, NULL);
}

/* Under one file name, as two groups that both call theirs market. */
static void another_sessions_copy_under_the_same_name_stays(void **state)
{
    struct bench *b = *state;
    struct session session = session_init();
    struct book book;

    copy_now(b);
    unlink(b->market.path);
    snprintf(session.name, sizeof session.name, "Autre");
    snprintf(session.host, sizeof session.host, "H");
    assert_true(book_create(&book, b->market.path, &session, 'A', clock_real(), &b->err));
    book_close(&book);
    for (cents amount = 1000; amount <= 4000; amount += 1000) {
        set_float(b, amount);
        copy_now(b);
    }
    assert_int_equal(files_on(b->folder), 4);
}

static void a_file_of_people_is_never_taken_away(void **state)
{
    struct bench *b = *state;
    char line[900];

    copy_now(b);
    snprintf(line, sizeof line, "cd %s && echo x > \"$(ls).txt\" && echo x > mes-notes.flashcoop",
             b->folder);
    assert_int_equal(system(line), 0);
    for (cents amount = 1000; amount <= 5000; amount += 1000) {
        set_float(b, amount);
        copy_now(b);
    }
    assert_int_equal(files_on(b->folder), 5);
}

/* An erased person must not stand in the states of before. */
static void after_an_erasure_only_the_new_state_stays(void **state)
{
    struct bench *b = *state;

    copy_now(b);
    set_float(b, 1000);
    copy_now(b);
    set_float(b, 2000);
    assert_true(backup_copy(b->market.path, b->folder, BACKUP_KEEP_ERASED, &b->err));
    assert_int_equal(files_on(b->folder), 1);
    assert_int_equal(copies_with_float(b, 2000), 1);
}

static void a_copy_is_synced_before_it_gets_its_name(void **state)
{
    struct bench *b = *state;

    sync_count = folder_sync_count = 0;
    copy_now(b);
    assert_true(sync_count > 0);
    assert_true(folder_sync_count > 0); /* that holds its name */
}

static void a_link_laid_on_the_stick_is_not_followed(void **state)
{
    struct bench *b = *state;
    char line[900];

    copy_now(b);
    snprintf(line, sizeof line,
             "cd %s && n=$(ls) && rm \"$n\" && echo x > ../victim && ln -s ../victim \"$n.copie\"",
             b->folder);
    assert_int_equal(system(line), 0);
    copy_now(b);
    snprintf(line, sizeof line, "[ \"$(cat %s/../victim)\" = x ]", b->folder);
    assert_int_equal(system(line), 0);
    assert_int_equal(files_on(b->folder), 1);
}

static void a_full_disk_keeps_the_copy_it_had(void **state)
{
    struct bench *b = *state;
    struct rlimit before, small = { 4096, RLIM_INFINITY };

    assert_true(backup_copy(b->market.path, b->folder, BACKUP_KEEP, &b->err));
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    small.rlim_max = before.rlim_max;
    setrlimit(RLIMIT_FSIZE, &small); /* no file may grow further: what a full disk says */

    bool good = backup_copy(b->market.path, b->folder, BACKUP_KEEP, &b->err);

    setrlimit(RLIMIT_FSIZE, &before);
    assert_false(good);
    assert_int_equal(b->err.code, ERR_STORAGE);
    assert_int_equal(files_on(b->folder), 1); /* nothing half-written is left */
    b->err = ERR_EMPTY;
    assert_int_equal(copies_with_float(b, 0), 1);
}

/* Whatever keeps the bytes from the stick: here its own folder in their place. */
static void a_stick_that_refuses_keeps_the_copy_it_had(void **state)
{
    struct bench *b = *state;
    char line[900];

    copy_now(b);
    snprintf(line, sizeof line, "cd %s && n=$(ls) && mkdir \"$n.copie\"", b->folder);
    assert_int_equal(system(line), 0);
    assert_false(backup_copy(b->market.path, b->folder, BACKUP_KEEP, &b->err));
    assert_int_equal(b->err.code, ERR_STORAGE);
    assert_non_null(strstr(b->err.text, "pleine, protégée ou retirée"));
    snprintf(line, sizeof line, "rmdir %s/*.copie", b->folder);
    assert_int_equal(system(line), 0);
    assert_int_equal(copies_with_float(b, 0), 1);
}

static void a_stick_that_gives_other_bytes_back_gets_no_name(void **state)
{
    struct bench *b = *state;
    bool good;

    stick_lies = true;
    good = backup_copy(b->market.path, b->folder, BACKUP_KEEP, &b->err);
    stick_lies = false;
    assert_false(good);
    assert_int_equal(files_on(b->folder), 0);
}

static void a_stick_that_is_gone_is_said_and_harms_nothing(void **state)
{
    struct bench *b = *state;

    assert_false(backup_copy(b->market.path, "/nonexistent/FLASHCOOP", BACKUP_KEEP, &b->err));
    assert_int_equal(b->err.code, ERR_STORAGE);
}

static void a_book_that_lives_on_the_stick_is_left_alone(void **state)
{
    struct bench *b = *state;

    int files = files_on(b->market.screen.folder);

    assert_true(backup_copy(b->market.path, b->market.screen.folder, BACKUP_KEEP, &b->err));
    assert_int_equal(access(b->market.path, F_OK), 0);
    assert_int_equal(files_on(b->market.screen.folder), files);
}

/* The till goes on meanwhile: a copy is what had been recorded when it began. */
static void a_copy_of_an_open_book_holds_all_that_was_recorded(void **state)
{
    struct bench *b = *state;
    struct book book;

    market_look(&b->market, &book);
    assert_true(till_set_float(&book.till, 4200, &b->err));
    assert_true(till_set_float(&book.till, 9900, &b->err)); /* in the log, not in the file */
    copy_now(b);
    assert_true(till_set_float(&book.till, 100, &b->err));
    book_close(&book);
    assert_int_equal(copies_with_float(b, 9900), 1);
}

static void a_book_that_changes_under_the_copy_is_copied_the_next_time(void **state)
{
    struct bench *b = *state;
    bool good;

    book_changing = b->market.path;
    good = backup_copy(b->market.path, b->folder, BACKUP_KEEP, &b->err);
    book_changing = NULL;
    assert_false(good);
    assert_int_equal(b->err.code, ERR_BUSY);
    assert_int_equal(files_on(b->folder), 0);
    copy_now(b);
    assert_int_equal(files_on(b->folder), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* In a name space of its own, where a stick can be mounted, protected, filled and pulled. */
static const char MOUNTED[] =
    "set -e; stick=/media/u/FLASHCOOP; mount -t tmpfs tmpfs /media; mkdir -p $stick\n"
    "mount -t tmpfs -o size=4m stick $stick\n"
    "$F close b.flashcoop day >/dev/null; test $(ls $stick | wc -l) = 1\n"
    "copy=$(echo $stick/*); cmp b.flashcoop $copy || $F verify $copy\n"
    "mount -o remount,ro $stick; ! $F backup b.flashcoop 2>said; grep -q protégée said\n"
    "umount $stick; ! $F backup b.flashcoop 2>said; grep -q 'Pas de clé' said\n"
    "mount -t tmpfs -o size=40k stick $stick; ! $F backup b.flashcoop 2>said\n"
    "grep -q pleine said; test -z \"$(ls -A $stick)\"\n"
    "mkdir $stick/marche.flashcoop; mount -o remount,size=4m $stick; $F backup b.flashcoop\n"
    "$F accounts b.flashcoop -o $stick/comptes >/dev/null; test -s $stick/comptes/index.txt\n"
    "umount $stick; mount -t tmpfs -o size=1300k stick $stick\n" /* room for three and a half */
    "for i in 1 2 3 4 5; do $F cash b.flashcoop in $i --reason monnaie; $F backup b.flashcoop\n"
    "done; test $(ls $stick | wc -l) = 3\n"
    "for copy in $stick/*; do sqlite3 $copy 'SELECT max(seq) FROM record'; done | sort -n >kept\n"
    "test $(tail -1 kept) = $(sqlite3 b.flashcoop 'SELECT max(seq) FROM record')\n";

static void a_stick_that_is_really_mounted_gets_the_book_whole_or_not_at_all(void **state)
{
    struct shell *shell;

    (void)state;
    assert_int_equal(shell_set_up((void **)&shell), 0);
    if (shell_run(shell, "unshare -Urm true", NULL) != 0) {
        shell_tear_down((void **)&shell);
        print_message("no name space to mount a stick in: not tried\n");
        return; /* the sticks above, in folders, are tried everywhere */
    }
    shell_make_book(shell);
    shell_do(shell,
             "$F set b.flashcoop siren 732829320 && printf 'add C1\npay card 1.50\n' | "
             "$F sell b.flashcoop",
             NULL);
    shell_write(shell, "mounted.sh", MOUNTED);
    shell_do(shell, "unshare -Urm sh mounted.sh", NULL);
    shell_tear_down((void **)&shell);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_last_three_states_stay_and_the_fourth_takes_the_place_of_the_first),
        TEST(a_long_name_is_cut_between_letters),
        TEST(an_older_copy_takes_no_place_of_a_newer_one),
        TEST(another_way_on_the_stick_is_named_until_it_is_accepted),
        TEST(another_sessions_copy_under_the_same_name_stays),
        TEST(a_file_of_people_is_never_taken_away),
        TEST(after_an_erasure_only_the_new_state_stays),
        TEST(a_copy_is_synced_before_it_gets_its_name),
        TEST(a_link_laid_on_the_stick_is_not_followed),
        TEST(a_full_disk_keeps_the_copy_it_had),
        TEST(a_stick_that_refuses_keeps_the_copy_it_had),
        TEST(a_book_that_changes_under_the_copy_is_copied_the_next_time),
        TEST(a_stick_that_gives_other_bytes_back_gets_no_name),
        TEST(a_stick_that_is_gone_is_said_and_harms_nothing),
        TEST(a_book_that_lives_on_the_stick_is_left_alone),
        TEST(a_copy_of_an_open_book_holds_all_that_was_recorded),
        cmocka_unit_test(a_stick_that_is_really_mounted_gets_the_book_whole_or_not_at_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
