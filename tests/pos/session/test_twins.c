/* Files of one session in the first list: told apart by what they hold. */
#include "tests/support/screen.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define SELL(FILE) "printf 'add C1\\npay cash 1.50\\n' | $F sell " FILE " >/dev/null"

/* The folder that the list shows holds `b` with one sale, then what `line` makes of it. */
static void list_open(struct shell *shell, struct screen *screen, const char *line)
{
    shell_make_book(shell);
    shell_do(shell, SELL("b.flashcoop") " && mkdir Flashcoop && mv b.flashcoop Flashcoop", NULL);
    shell_do(shell, line, NULL);
    *screen = (struct screen){ .folder = "" };
    snprintf(screen->folder, sizeof screen->folder, "%s", shell->folder.path);
    screen_open(screen, (struct screen_options){ .width = 80, .height = 24, .lang = "fr" });
    screen_wait(screen, "Quelle session");
}

/* The folder is the shell's, who removes it. */
static void list_close(struct screen *screen)
{
    screen->folder[0] = '\0';
    screen_close(screen);
}

/* "caisse A, empreinte 0123456789ab" as the book at `file` itself prints its head. */
static const char *head_of(struct shell *shell, const char *file, char till, char out[64])
{
    char line[300];

    snprintf(line, sizeof line,
             "sqlite3 %s \"SELECT lower(hex(substr(hash, 1, 6))) FROM record WHERE chain = '%c' "
             "ORDER BY seq DESC LIMIT 1\"",
             file, till);
    shell_do(shell, line, NULL);
    snprintf(out, 64, "caisse %c, empreinte %.12s", till, shell->out);
    return out;
}

static void of_two_files_of_a_session_the_older_copy_is_called_one(void **state)
{
    struct shell *shell = *state;
    struct screen screen;

    list_open(shell, &screen,
              "cd Flashcoop && cp b.flashcoop a.flashcoop && " SELL(
                  "b.flashcoop") " && $F set b.flashcoop name Autrement");
    screen_wait(&screen, "a · copie plus ancienne");
    assert_false(screen_shows(&screen, "b · copie plus ancienne"));
    list_close(&screen);
}

static void copies_that_hold_the_same_say_so(void **state)
{
    struct shell *shell = *state;
    struct screen screen;

    list_open(shell, &screen, "cp Flashcoop/b.flashcoop Flashcoop/z.flashcoop");
    screen_wait(&screen, "b · copie identique");
    screen_wait(&screen, "z · copie identique");
    list_close(&screen);
}

static void of_a_fork_both_heads_are_named(void **state)
{
    struct shell *shell = *state;
    struct screen screen;
    char head[64];

    list_open(shell, &screen,
              "cd Flashcoop && cp b.flashcoop c.flashcoop && " SELL(
                  "b.flashcoop") " && export XDG_DATA_HOME=$PWD/autre && $F till c.flashcoop stay "
                                 "&& " SELL("c.flashcoop"));
    screen_wait(&screen, head_of(shell, "Flashcoop/b.flashcoop", 'A', head));
    screen_wait(&screen, head_of(shell, "Flashcoop/c.flashcoop", 'A', head));
    list_close(&screen);
}

static void two_tills_not_yet_brought_together_are_named_with_their_heads(void **state)
{
    struct shell *shell = *state;
    struct screen screen;
    char head[64];

    list_open(shell, &screen,
              "cd Flashcoop && $F till b.flashcoop new B c.flashcoop && " SELL(
                  "c.flashcoop") " && " SELL("b.flashcoop"));
    screen_wait(&screen, head_of(shell, "Flashcoop/b.flashcoop", 'A', head));
    screen_wait(&screen, head_of(shell, "Flashcoop/c.flashcoop", 'B', head));
    list_close(&screen);
}

static void a_till_that_has_nothing_of_its_own_is_named_and_not_called_older(void **state)
{
    struct shell *shell = *state;
    struct screen screen;

    list_open(shell, &screen,
              "cd Flashcoop && $F till b.flashcoop new B c.flashcoop && " SELL(
                  "c.flashcoop") " && $F merge b.flashcoop c.flashcoop");
    screen_wait(&screen, "c · caisse B");
    screen_wait(&screen, "b · caisse A");
    list_close(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(of_two_files_of_a_session_the_older_copy_is_called_one,
                                        shell_set_up, shell_tear_down),
        cmocka_unit_test_setup_teardown(copies_that_hold_the_same_say_so, shell_set_up,
                                        shell_tear_down),
        cmocka_unit_test_setup_teardown(of_a_fork_both_heads_are_named, shell_set_up,
                                        shell_tear_down),
        cmocka_unit_test_setup_teardown(
            two_tills_not_yet_brought_together_are_named_with_their_heads, shell_set_up,
            shell_tear_down),
        cmocka_unit_test_setup_teardown(
            a_till_that_has_nothing_of_its_own_is_named_and_not_called_older, shell_set_up,
            shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
