/* What is under way stays beside its name; what a killed program left goes with the next one. */
#include "base/whole_file.h"

#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
    struct folder folder;
    char path[FOLDER_PATH_MAX];
    struct err err;
};

static int sync_count;

/* The C library's own, counted: what is not synced is lost at a power cut. */
int fsync(int file)
{
    sync_count++;
    return (int)syscall(SYS_fsync, file);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    f->folder = folder_make();
    folder_path(&f->folder, "a.zip", f->path);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    folder_remove(&f->folder);
    free(f);
    return 0;
}

/* A program that begins `path` and is killed on the way. */
static void begin_and_die(struct fixture *f, bool as_folder)
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        struct whole_file part;
        char inside[WHOLE_FILE_PATH_MAX + 16];
        FILE *file;

        if (!(as_folder ? whole_file_open_folder(&part, f->path, false, &f->err)
                        : whole_file_open(&part, f->path, false, &f->err)))
            _exit(1);
        snprintf(inside, sizeof inside, "%s/records.bin", part.beside);
        file = as_folder ? fopen(inside, "w") : NULL;
        if (as_folder && (!file || fclose(file) != 0))
            _exit(1);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(folder_count(&f->folder), 1);
}

static void write_all(struct fixture *f)
{
    struct whole_file part;
    int reason = 0;

    if (!whole_file_open(&part, f->path, true, &f->err))
        fail_msg("%s", f->err.text);
    assert_int_equal(write(part.file, "abc", 3), 3);
    assert_true(whole_file_finish(&part, true, &reason));
}

static void a_file_that_a_killed_program_left_goes_with_the_next_of_its_name(void **state)
{
    struct fixture *f = *state;

    begin_and_die(f, false);
    write_all(f);
    assert_int_equal(folder_count(&f->folder), 1);
    assert_true(folder_has(&f->folder, "a.zip"));
}

static void a_folder_that_a_killed_program_left_goes_with_the_next_of_its_name(void **state)
{
    struct fixture *f = *state;

    begin_and_die(f, true);
    write_all(f);
    assert_int_equal(folder_count(&f->folder), 1);
    assert_true(folder_has(&f->folder, "a.zip"));
}

/* Two programs write one name at once: the last to end gives the file, neither breaks the other. */
static void what_another_program_still_writes_is_left_alone(void **state)
{
    struct fixture *f = *state;
    int begun[2];
    int go[2];
    char byte = 0;
    int status;
    pid_t child;

    assert_int_equal(pipe(begun) | pipe(go), 0);
    child = fork();
    if (child == 0) {
        struct whole_file part;
        int reason = 0;

        if (!whole_file_open(&part, f->path, true, &f->err) || write(begun[1], "x", 1) != 1 ||
            read(go[0], &byte, 1) != 1)
            _exit(1);
        _exit(whole_file_finish(&part, true, &reason) ? 0 : 2);
    }
    assert_int_equal(read(begun[0], &byte, 1), 1);
    write_all(f);
    assert_int_equal(folder_count(&f->folder), 2);
    assert_int_equal(write(go[1], "x", 1), 1);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(folder_count(&f->folder), 1);
    for (int i = 0; i < 2; i++) {
        close(begun[i]);
        close(go[i]);
    }
}

static void files_of_people_that_look_alike_stay(void **state)
{
    static const char *const NAMES[] = { "a.zip.part-", "a.zip.part-x", "a.zip.part-12.txt",
                                         "b.zip.part-12", "xa.zip.part-12" };
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        folder_write(&f->folder, NAMES[i], "abc", 3);
    write_all(f);
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        assert_true(folder_has(&f->folder, NAMES[i]));
}

static void a_link_in_the_place_of_a_leftover_is_not_followed(void **state)
{
    struct fixture *f = *state;
    char target[FOLDER_PATH_MAX];
    char kept[FOLDER_PATH_MAX];
    char link_path[FOLDER_PATH_MAX];

    folder_path(&f->folder, "precious", target);
    folder_path(&f->folder, "precious/photo.jpg", kept);
    folder_path(&f->folder, "a.zip.part-1", link_path);
    assert_int_equal(mkdir(target, 0700), 0);
    folder_write(&f->folder, "precious/photo.jpg", "abc", 3);
    assert_int_equal(symlink(target, link_path), 0);
    write_all(f);
    assert_int_equal(access(kept, F_OK), 0);
}

static void an_abandoned_folder_goes_with_what_it_holds(void **state)
{
    struct fixture *f = *state;
    struct whole_file part;
    char inside[FOLDER_PATH_MAX];

    assert_true(whole_file_open_folder(&part, f->path, false, &f->err));
    snprintf(inside, sizeof inside, "%s/", strrchr(part.beside, '/') + 1);
    strcat(inside, "records.bin");
    folder_write(&f->folder, inside, "abc", 3);
    whole_file_abandon(&part);
    whole_file_abandon(&part); /* twice is once */
    assert_int_equal(folder_count(&f->folder), 0);
}

/* As `-o /dev/usb/lp0`: a file must not take the place of the printer. */
static void a_pipe_or_device_is_written_and_keeps_its_place(void **state)
{
    struct fixture *f = *state;
    struct whole_file part;
    struct stat found;
    char read_back[8] = "";
    int reason = 0;
    int reader;

    assert_int_equal(mkfifo(f->path, 0600), 0);
    reader = open(f->path, O_RDONLY | O_NONBLOCK);
    assert_true(whole_file_open(&part, f->path, false, &f->err));
    assert_int_equal(write(part.file, "abc", 3), 3);
    assert_true(whole_file_finish(&part, true, &reason));
    assert_int_equal(read(reader, read_back, sizeof read_back), 3);
    assert_string_equal(read_back, "abc");
    assert_int_equal(stat(f->path, &found), 0);
    assert_true(S_ISFIFO(found.st_mode));
    assert_int_equal(folder_count(&f->folder), 1);
    close(reader);
}

static void an_existing_name_is_refused_without_force(void **state)
{
    struct fixture *f = *state;
    struct whole_file part;

    write_all(f);
    assert_false(whole_file_open(&part, f->path, false, &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
    assert_non_null(strstr(f->err.text, "existe déjà : choisir un autre nom ou ajouter --force."));
}

static void a_file_is_for_its_owner_alone_to_read(void **state)
{
    struct fixture *f = *state;
    mode_t before = umask(0);
    struct stat found;

    write_all(f);
    umask(before);
    assert_int_equal(stat(f->path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
}

static void what_cannot_be_made_again_is_synced_before_it_gets_its_name(void **state)
{
    struct fixture *f = *state;

    sync_count = 0;
    write_all(f);
    assert_int_equal(sync_count, 1);
}

static void a_link_in_the_place_of_what_is_under_way_is_not_followed(void **state)
{
    struct fixture *f = *state;
    char target[FOLDER_PATH_MAX];
    char beside[FOLDER_PATH_MAX + 32];
    struct whole_file part;

    folder_write(&f->folder, "victim", "abc", 3);
    snprintf(beside, sizeof beside, "%s.part-%ld", f->path, (long)getpid());
    assert_int_equal(symlink(folder_path(&f->folder, "victim", target), beside), 0);

    uint64_t before = folder_sum(&f->folder);

    assert_false(whole_file_open(&part, f->path, true, &f->err));
    assert_true(folder_sum(&f->folder) == before);
    assert_false(whole_file_open_folder(&part, f->path, true, &f->err));
    assert_true(folder_sum(&f->folder) == before);
}

/* It was free when it was asked. */
static void a_file_that_came_meanwhile_is_not_replaced(void **state)
{
    struct fixture *f = *state;
    char found[4] = "";
    struct whole_file part;
    int reason = 0;
    FILE *file;

    assert_true(whole_file_open(&part, f->path, false, &f->err));
    folder_write(&f->folder, "a.zip", "abc", 3);
    assert_false(whole_file_finish(&part, false, &reason));
    assert_int_equal(reason, EEXIST);
    file = fopen(f->path, "r");
    assert_int_equal(fread(found, 1, 3, file), 3);
    fclose(file);
    assert_string_equal(found, "abc");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_that_a_killed_program_left_goes_with_the_next_of_its_name),
        TEST(a_folder_that_a_killed_program_left_goes_with_the_next_of_its_name),
        TEST(what_another_program_still_writes_is_left_alone),
        TEST(files_of_people_that_look_alike_stay),
        TEST(a_link_in_the_place_of_a_leftover_is_not_followed),
        TEST(an_abandoned_folder_goes_with_what_it_holds),
        TEST(a_pipe_or_device_is_written_and_keeps_its_place),
        TEST(an_existing_name_is_refused_without_force),
        TEST(a_file_is_for_its_owner_alone_to_read),
        TEST(what_cannot_be_made_again_is_synced_before_it_gets_its_name),
        TEST(a_file_that_came_meanwhile_is_not_replaced),
        TEST(a_link_in_the_place_of_what_is_under_way_is_not_followed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
