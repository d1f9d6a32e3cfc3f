/*
 * The exercise session from its first task to the last, by someone who only reads the screen: the
 * page of tasks says what is next and where, and the words of that path are lines of menus.
 */
#include "tests/support/market.h"
#include "tests/support/folder.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEFT   "\001" /* keys that are no letters, in the strings below */
#define DOWN   "\002"
#define ESCAPE "\033"

/* What the task asks to type, once its place is open. */
static const struct {
    const char *task, *keys;
} TASKS[] = {
    { "Écrire 3 personnes.", "1Awa\r" ESCAPE "\rAli\r" ESCAPE "\rLise\r" },
    { "Faire l'appel de J1", "112" },
    { "Une personne se note, à J1.", LEFT LEFT LEFT LEFT LEFT LEFT "\r22222222\r" },
    { "Écrire 1 produit", "1C1\rBiscuit\r1.50\r\r\r\r\r\r\raucun\r\r" },
    { "Calculer le prix", "C1\r60\r42\r0.25\r30\r3\r" },
    { "Écrire 1 facture", "\rFarine\r\r2\r\r\r\r\r\r" },
    { "Noter une fabrication", "C1\rL1\r60\r\r\r\r\r" },
    { "Compter l'argent du début.", DOWN "1\r\r\r\r\r\r\r\r\r\r\r\r\r\r" },
    { "Faire 5 ventes.", "a\r\r\ra\r\r\ra\r\r\ra\r\r\ra\r\r\r" },
    { "Rembourser 1 vente.", "061\r\r\r" },
    /* 20 + 5 × 1,50 − 1,50 = 26,00: a note of 20, one of 5, a coin of 1. */
    { "Compter la caisse et fermer",
      "1" DOWN "1" DOWN DOWN "1" DOWN DOWN "1\r\r\r\r\r\r\r\r\r\r\r\r" },
    { "Voter le partage.", "\r3\r\r\r\r\r" },
    { "La même personne se note", "\r333333333333333\r" },
    { "Finir la session.", "\r\r" },
    { "Fermer les comptes de la", "3\r\r" },
};

static const char HOME[] = " 1 Qui est là";

static void keys_press(struct screen *screen, const char *keys)
{
    for (; *keys; keys++) {
        const char typed[] = { *keys, '\0' };
        const char *special = *keys == LEFT[0]     ? KEY_LEFT_BYTES
                              : *keys == DOWN[0]   ? KEY_DOWN_BYTES
                              : *keys == ESCAPE[0] ? KEY_ESCAPE_BYTES
                                                   : NULL;

        if (special)
            screen_key(screen, special);
        else
            screen_type(screen, typed);
        if (special || !isalnum((unsigned char)keys[0]) || !isalpha((unsigned char)keys[1]))
            screen_settle(screen);
    }
}

static void go_home(struct screen *screen)
{
    for (int i = 0; i < 6 && !screen_shows(screen, HOME); i++)
        keys_press(screen, ESCAPE);
    screen_wait(screen, HOME);
}

/* "Argent, Tiroir" of the line "Où : Argent, Tiroir." */
static void where_read(struct screen *screen, char *out, size_t room)
{
    const char *line = strstr(screen_text(screen), "Où : ");
    const char *end;

    assert_non_null(line);
    line += strlen("Où : ");
    end = line + strcspn(line, "\n");
    while (end > line && (end[-1] == ' ' || end[-1] == '.'))
        end--;
    snprintf(out, room, "%.*s", (int)(end - line), line);
}

/* Each word of the path is a line of the menu that the one before opened. */
static void path_follow(struct market *market, char *path)
{
    char *rest = NULL;

    path[strcspn(path, ";")] = '\0';
    for (char *word = strtok_r(path, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        word += strspn(word, " ");
        while (word[0] && word[strlen(word) - 1] == ' ')
            word[strlen(word) - 1] = '\0';
        market_go(market, word, "");
        screen_settle(&market->screen);
    }
}

static void exercise_make(struct market *market)
{
    char line[600];

    *market = (struct market){ .path = "" };
    folder_name(market->screen.folder, sizeof market->screen.folder, "screen");
    assert_non_null(mkdtemp(market->screen.folder));
    snprintf(market->path, sizeof market->path, "%s/e.flashcoop", market->screen.folder);
    snprintf(line, sizeof line,
             "HOME=%s XDG_DATA_HOME= FLASHCOOP_CLOCK=%s \"$FLASHCOOP\" exercise %s >/dev/null",
             market->screen.folder, MARKET_CLOCK, market->path);
    assert_int_equal(system(line), 0);
    unsetenv("XDG_DATA_HOME");
}

/* The first screen says the task and the way, too. */
static void where_of_home(struct screen *screen, const char *task, const char *where)
{
    char line[300];

    snprintf(line, sizeof line, " : %.12s", task); /* it may go on in the next line */
    screen_wait(screen, line);
    snprintf(line, sizeof line, "%.*s", (int)strcspn(where, ",;"), where);
    screen_wait(screen, line);
}

static void who_leaves_the_exercise_finds_it_again(void **state)
{
    struct market market;
    struct screen_options options = { .width = 80, .height = 24, .lang = "fr" };
    struct screen *screen = &market.screen;

    (void)state;
    exercise_make(&market);
    options.book = market.path;
    options.clock = MARKET_CLOCK;
    screen_open(screen, options);
    screen_wait(screen, HOME);
    screen_key(screen, KEY_ESCAPE_BYTES);
    screen_wait(screen, "> 1 EXERCICE");
    screen_key(screen, KEY_ENTER_BYTES);
    screen_wait(screen, HOME);
    market_end(&market, NULL);
}

static void the_exercise_is_done_by_reading_the_screen(void **state)
{
    struct market market;
    struct screen_options options = { .width = 100, .height = 30, .lang = "fr" };
    struct screen *screen = &market.screen;
    char where[200];

    (void)state;
    exercise_make(&market);
    options.book = market.path;
    options.clock = MARKET_CLOCK;
    screen_open(screen, options);
    screen_wait(screen, HOME);
    for (size_t i = 0; i < sizeof TASKS / sizeof *TASKS; i++) {
        const char *task;

        market_go(&market, "Réglages", "Tâches");
        market_go(&market, "Tâches", "Où : ");
        screen_wait(screen, TASKS[i].task);
        task = strstr(screen_text(screen), TASKS[i].task);
        assert_memory_equal(task - strlen("[ ] J1 "), "[ ] J", 5); /* not done so far */
        where_read(screen, where, sizeof where);
        go_home(screen);
        where_of_home(screen, TASKS[i].task, where);
        path_follow(&market, where);
        keys_press(screen, TASKS[i].keys);
        go_home(screen);
    }
    market_go(&market, "Réglages", "Tâches");
    market_go(&market, "Tâches", "Tout est fait. Bravo !");
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_leaves_the_exercise_finds_it_again),
        cmocka_unit_test(the_exercise_is_done_by_reading_the_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
