/* Which mounted disks are sticks of ours. */
#include "pos/machine/backup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void write_mounts(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static struct sticks sticks_of(const char *mounts)
{
    char path[] = "/tmp/flashcoop-mounts-XXXXXX";
    struct sticks sticks;

    close(mkstemp(path));
    write_mounts(path, mounts);
    sticks = backup_find_sticks(path);
    unlink(path);
    return sticks;
}

static void only_a_stick_of_that_name_is_used(void **state)
{
    struct sticks sticks;

    (void)state;
    sticks = sticks_of("/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/anna/PHOTOS vfat rw 0 0\n"
                       "/dev/sdc1 /home/FLASHCOOP ext4 rw 0 0\n"
                       "/dev/sdd1 /media/anna/FLASHCOOPER vfat rw 0 0\n");
    assert_int_equal(sticks.count, 0);
    sticks = sticks_of("/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/anna/FLASHCOOP vfat rw 0 0\n");
    assert_int_equal(sticks.count, 1);
    assert_string_equal(sticks.folders[0], "/media/anna/FLASHCOOP");
    assert_int_equal(backup_find_sticks("/nonexistent").count, 0);
}

static void every_stick_of_that_name_is_used_once(void **state)
{
    struct sticks sticks = sticks_of("/dev/sdb1 /media/anna\\040b/FLASHCOOP vfat rw 0 0\n"
                                     "/dev/sdc1 /run/media/anna/FLASHCOOP1 vfat rw 0 0\n"
                                     "/dev/sdc1 /run/media/anna/FLASHCOOP1 vfat rw 0 0\n");

    (void)state;
    assert_int_equal(sticks.count, 2);
    assert_string_equal(sticks.folders[0], "/media/anna b/FLASHCOOP");
    assert_string_equal(sticks.folders[1], "/run/media/anna/FLASHCOOP1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_a_stick_of_that_name_is_used),
        cmocka_unit_test(every_stick_of_that_name_is_used_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
