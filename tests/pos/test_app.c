#include "tests/support/folder.h"
#include "tests/support/screen.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void open_small(struct screen *screen)
{
    struct screen_options options = { .width = 80, .height = 24, .lang = "fr" };

    *screen = (struct screen){ .folder = "" };
    screen_open(screen, options);
    screen_wait(screen, "Créer une session");
}

static void without_a_session_the_first_screen_offers_two_ways(void **state)
{
    struct screen screen;

    (void)state;
    open_small(&screen);
    screen_wait(&screen, "Essayer avec un exemple");
    assert_int_equal(screen_close(&screen), 0);
}

static void the_first_screen_looks_as_reviewed_in_every_size(void **state)
{
    static const struct {
        struct screen_options options;
        const char *golden;
    } CASES[] = {
        { { .width = 80, .height = 24, .lang = "fr" }, "sessions_80x24_fr" },
        { { .width = 80, .height = 24, .lang = "en" }, "sessions_80x24_en" },
        { { .width = 80, .height = 24, .lang = "fr", .term = "vt100" }, "sessions_80x24_fr_mono" },
        { { .width = 80, .height = 24, .lang = "fr", .term = "linux" }, "sessions_80x24_fr_linux" },
        { { .width = 100, .height = 30, .lang = "fr" }, "sessions_100x30_fr" },
        { { .width = 132, .height = 43, .lang = "en" }, "sessions_132x43_en" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct screen screen = { .folder = "" };

        screen_open(&screen, CASES[i].options);
        screen_wait(&screen, "session");
        screen_assert_golden(&screen, CASES[i].golden);
        screen_close(&screen);
    }
}

static void each_session_says_its_own_name_wherever_it_lies(void **state)
{
    struct screen_options options = { .width = 80, .height = 24, .lang = "fr" };
    struct screen screen = { .folder = "" };
    struct folder home = folder_make();
    char line[3 * FOLDER_PATH_MAX];

    (void)state;
    snprintf(
        line, sizeof line,
        "cd %s && mkdir Flashcoop && \"$FLASHCOOP\" demo Flashcoop/demo-sessions >/dev/null && "
        "\"$FLASHCOOP\" new Flashcoop/x.flashcoop --name 'Les Aiguilles' --host H --place Niort "
        ">/dev/null && cp Flashcoop/x.flashcoop Flashcoop/y.flashcoop && "
        "echo no >Flashcoop/z.flashcoop",
        home.path);
    assert_int_equal(system(line), 0);
    snprintf(screen.folder, sizeof screen.folder, "%s", home.path);
    screen_open(&screen, options);
    screen_wait(&screen, "Quelle session");
    screen_wait(&screen, "MamCookies");
    screen_wait(&screen, "exemple");
    screen_wait(&screen, "Les Aiguilles");
    screen_wait(&screen, " x"); /* two of one name: by their files */
    screen_wait(&screen, " y");
    screen_wait(&screen, "< 1 / 2 >");
    screen_key(&screen, "\033[6~");
    screen_wait(&screen, "> 1 z");
    assert_int_equal(screen_close(&screen), 0);
}

/* Twenty sessions: nine a page, each with its digit; one is made from any of them, by key or click.
 */
static void a_long_list_has_pages_and_a_new_one_is_always_at_hand(void **state)
{
    struct screen_options options = { .width = 80, .height = 24, .lang = "fr" };
    struct screen screen = { .folder = "" };
    struct folder home = folder_make();
    char line[3 * FOLDER_PATH_MAX];
    int x, y;

    (void)state;
    snprintf(line, sizeof line,
             "cd %s && mkdir Flashcoop && for i in $(seq 11 30); do echo no "
             ">Flashcoop/s$i.flashcoop; done",
             home.path);
    assert_int_equal(system(line), 0);
    snprintf(screen.folder, sizeof screen.folder, "%s", home.path);
    screen_open(&screen, options);
    screen_wait(&screen, "9 s19");
    assert_false(screen_shows(&screen, "s20"));
    assert_true(screen_find(&screen, "/ 3 >", &x, &y));
    screen_click(&screen, x + 4, y);
    screen_wait(&screen, "< 2 / 3 >");
    screen_wait(&screen, "> 1 s20");
    screen_key(&screen, "3");
    screen_wait(&screen, "> 3 s22");
    screen_key(&screen, "n");
    screen_wait(&screen, "Nouvelle session");
    screen_key(&screen, KEY_ESCAPE_BYTES);
    screen_wait(&screen, "Quelle session");
    assert_true(screen_find(&screen, "Nouvelle", &x, &y));
    screen_click(&screen, x, y);
    screen_wait(&screen, "Nouvelle session");
    screen_close(&screen);
}

/* Not the line where it stood before another one came. */
static void the_list_comes_back_to_the_session_that_was_open(void **state)
{
    struct screen_options options = { .width = 80, .height = 24, .lang = "fr" };
    struct screen screen = { .folder = "" };
    struct folder home = folder_make();
    char line[3 * FOLDER_PATH_MAX];

    (void)state;
    snprintf(line, sizeof line,
             "cd %s && mkdir Flashcoop && HOME=$PWD XDG_DATA_HOME= \"$FLASHCOOP\" new "
             "Flashcoop/m.flashcoop --name Milieu "
             "--host H >/dev/null",
             home.path);
    assert_int_equal(system(line), 0);
    snprintf(screen.folder, sizeof screen.folder, "%s", home.path);
    screen_open(&screen, options);
    screen_wait(&screen, "> 1 Milieu");
    screen_key(&screen, KEY_ENTER_BYTES);
    screen_wait(&screen, "Qui est là");
    snprintf(line, sizeof line,
             "cd %s && HOME=$PWD XDG_DATA_HOME= \"$FLASHCOOP\" new Flashcoop/a.flashcoop --name "
             "Avant --host H >/dev/null",
             home.path);
    assert_int_equal(system(line), 0);
    screen_key(&screen, KEY_ESCAPE_BYTES);
    screen_wait(&screen, "1 Avant");
    screen_wait(&screen, "> 2 Milieu");
    assert_int_equal(screen_close(&screen), 0);
}

static void help_opens_over_the_screen_and_closes_with_any_key(void **state)
{
    struct screen screen;

    (void)state;
    open_small(&screen);
    screen_key(&screen, KEY_F1_BYTES);
    screen_wait(&screen, "Aide  1 /");
    screen_assert_golden(&screen, "help_80x24_fr");
    screen_key(&screen, KEY_ESCAPE_BYTES);
    screen_wait_gone(&screen, "Aide  1 /");
    screen_close(&screen);
}

static void help_has_a_page_for_each_thing_and_one_for_the_keys(void **state)
{
    struct screen screen;

    (void)state;
    open_small(&screen);
    screen_key(&screen, KEY_F1_BYTES);
    screen_wait(&screen, "Aide  1 / 4");
    screen_key(&screen, KEY_ENTER_BYTES);
    screen_wait(&screen, "Aide  2 / 4");
    screen_key(&screen, KEY_LEFT_BYTES);
    screen_wait(&screen, "Aide  1 / 4");
    for (int i = 0; i < 3; i++)
        screen_key(&screen, KEY_RIGHT_BYTES);
    screen_wait(&screen, "Aide  4 / 4");
    screen_assert_golden(&screen, "help_keys_80x24_fr");
    screen_key(&screen, KEY_ENTER_BYTES);
    screen_wait_gone(&screen, "Aide  ");
    screen_assert_golden(&screen, "sessions_80x24_fr");
    screen_close(&screen);
}

static void a_new_size_is_drawn_at_once(void **state)
{
    struct screen screen;

    (void)state;
    open_small(&screen);
    screen_resize(&screen, 100, 30);
    screen_assert_golden(&screen, "sessions_100x30_fr");
    screen_resize(&screen, 60, 15);
    screen_wait(&screen, "Fenêtre trop petite");
    screen_resize(&screen, 80, 24);
    screen_assert_golden(&screen, "sessions_80x24_fr");
    screen_close(&screen);
}

static void control_c_asks_before_leaving(void **state)
{
    struct screen screen;

    (void)state;
    open_small(&screen);
    screen_key(&screen, "\003");
    screen_wait(&screen, "Quitter flashcoop ?");
    screen_key(&screen, KEY_ESCAPE_BYTES);
    screen_wait_gone(&screen, "Quitter flashcoop ?");
    screen_key(&screen, "\003");
    screen_wait(&screen, "Quitter flashcoop ?");
    screen_key(&screen, KEY_ENTER_BYTES);
    assert_int_equal(screen_wait_end(&screen), 0);
    screen_close(&screen);
}

/* The program leads a session of its own here, an orphaned group where the kernel drops SIGTSTP: it
 * gives the terminal back, and must take it again at once with the whole screen. */
static void after_control_z_the_screen_comes_back_whole(void **state)
{
    struct screen screen;

    (void)state;
    open_small(&screen);
    screen_key(&screen, "\032");
    screen_key(&screen, KEY_F1_BYTES);
    screen_wait(&screen, "Aide  1 /");
    screen_key(&screen, KEY_ESCAPE_BYTES);
    screen_assert_golden(&screen, "sessions_80x24_fr");
    screen_close(&screen);
}

static void a_termination_signal_ends_the_program_cleanly(void **state)
{
    struct screen screen;

    (void)state;
    open_small(&screen);
    kill(screen.child, SIGTERM);
    assert_int_equal(screen_wait_end(&screen), 0);
    screen_close(&screen);
}

static void a_terminal_that_places_no_text_is_refused(void **state)
{
    struct screen screen = { .folder = "" };

    (void)state;
    screen_open(&screen, (struct screen_options){ .width = 100, .height = 24, .term = "dumb" });
    screen_wait(&screen, "essayer avec TERM=xterm");
    assert_int_equal(screen_wait_end(&screen), 2);
    screen_close(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_session_the_first_screen_offers_two_ways),
        cmocka_unit_test(each_session_says_its_own_name_wherever_it_lies),
        cmocka_unit_test(a_long_list_has_pages_and_a_new_one_is_always_at_hand),
        cmocka_unit_test(the_list_comes_back_to_the_session_that_was_open),
        cmocka_unit_test(the_first_screen_looks_as_reviewed_in_every_size),
        cmocka_unit_test(help_opens_over_the_screen_and_closes_with_any_key),
        cmocka_unit_test(help_has_a_page_for_each_thing_and_one_for_the_keys),
        cmocka_unit_test(a_new_size_is_drawn_at_once),
        cmocka_unit_test(control_c_asks_before_leaving),
        cmocka_unit_test(after_control_z_the_screen_comes_back_whole),
        cmocka_unit_test(a_termination_signal_ends_the_program_cleanly),
        cmocka_unit_test(a_terminal_that_places_no_text_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
