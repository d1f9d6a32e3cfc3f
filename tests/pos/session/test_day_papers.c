/* The papers of a day are made from its screen, one by one or all, and no others (P14). */
#include "tests/support/group.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static void folder_of(const struct market *market, char *out, size_t room)
{
    snprintf(out, room, "%.*s-papiers", (int)(strlen(market->path) - strlen(".flashcoop")),
             market->path);
}

static int files_of(const struct market *market, const char *below)
{
    char path[512], folder[400];
    struct dirent *entry;
    DIR *dir;
    int count = 0;

    folder_of(market, folder, sizeof folder);
    snprintf(path, sizeof path, "%s%s", folder, below);
    dir = opendir(path);
    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL)
        count += strchr(entry->d_name, '.') && entry->d_name[0] != '.';
    closedir(dir);
    return count;
}

static bool has_file(const struct market *market, const char *name)
{
    char path[512], folder[400];
    struct stat info;

    folder_of(market, folder, sizeof folder);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return stat(path, &info) == 0;
}

static void open_day(struct market *market, const char *day)
{
    group_make(market, 3);
    market_open(market, 80, 24, "fr", NULL);
    group_press(market, HOME_DAYS, "J1");
    group_press(market, day, "4 Appel");
    group_press(market, "7", "Tous les papiers de ce jour");
}

static void all_papers_of_a_day_and_no_others(void **state)
{
    struct market market;

    (void)state;
    open_day(&market, "3");
    screen_assert_golden(&market.screen, "day_papers_80x24_fr");
    group_press(&market, "1", "Tous les papiers du jour sont dans");
    assert_true(has_file(&market, "formation/presence-J3.pdf"));
    assert_true(has_file(&market, "livret-P1-J3.pdf"));
    assert_true(has_file(&market, "livret-P3-J3.pdf"));
    assert_true(has_file(&market, "noter-groupe-J3.pdf"));
    assert_true(has_file(&market, "pret.pdf"));
    assert_true(has_file(&market, "etiquettes-prix.pdf"));
    assert_int_equal(files_of(&market, ""), 6);
    assert_int_equal(files_of(&market, "/formation"), 2);
    market_end(&market, NULL);
}

static void one_paper_of_a_day(void **state)
{
    struct market market;

    (void)state;
    open_day(&market, "3");
    group_press(&market, KEY_DOWN_BYTES, "Faire le PDF");
    group_press(&market, KEY_ENTER_BYTES, "C'est fait");
    assert_true(has_file(&market, "formation/presence-J3.pdf"));
    assert_int_equal(files_of(&market, ""), 0);
    market_end(&market, NULL);
}

static void the_call_of_a_day_opens_on_that_day(void **state)
{
    struct market market;

    (void)state;
    group_make(&market, 3);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_DAYS, "J1");
    group_press(&market, "3", "4 Appel");
    group_press(&market, "4", "< J3");
    assert_true(screen_shows(&market.screen, "matin"));
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_papers_of_a_day_and_no_others),
        cmocka_unit_test(one_paper_of_a_day),
        cmocka_unit_test(the_call_of_a_day_opens_on_that_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
