/*
 * The real program under an emulated terminal (libvterm in a pseudo-terminal):
 * send keys, clicks and sizes, wait for what the screen says, compare whole
 * screens with golden files. Nothing here sleeps: every wait is a poll() that
 * ends as soon as the condition holds, or fails at its deadline.
 *
 * FLASHCOOP_GOLDEN=write writes the golden files instead of comparing.
 */
#ifndef TESTS_SUPPORT_SCREEN_H
#define TESTS_SUPPORT_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { SCREEN_TEXT_MAX = 1 << 16 };

struct screen {
    void *vterm; /* VTerm */
    int fd;      /* our end of the pseudo-terminal; -1: closed */
    pid_t child; /* 0: ended */
    int width;
    int height;
    int keys;          /* pressed so far, for tests that count them */
    int64_t active_ms; /* when a character was last sent or an answer came, monotonic clock */
    long bytes;        /* received so far */
    bool ended;        /* the program closed its end */
    char folder[128];  /* HOME of the program: empty at the start, removed at the end */
};

struct screen_options {
    int width, height;
    const char *lang;  /* "fr", "en" */
    const char *term;  /* NULL: xterm-256color */
    const char *book;  /* NULL: the list of sessions */
    const char *clock; /* NULL: the machine's */
};

/* Starts the program in a new empty folder, or in `folder` when that is already set. */
void screen_open(struct screen *screen, struct screen_options options);
/* Ends the program (SIGTERM when it still runs); returns its exit status. The folder is removed. */
int screen_close(struct screen *screen);
/* kill -9, as a crash would; the folder stays for the next screen_open(). */
void screen_crash(struct screen *screen);
void screen_forget_folder(struct screen *screen);

/* One key press, as the terminal sends it. */
void screen_key(struct screen *screen, const char *bytes);
/* One key press per character, each answered by the program before the next. */
void screen_type(struct screen *screen, const char *text);
/* A scanner that types: everything at once, no key pressed. */
void screen_burst(struct screen *screen, const char *text);
/* Any bytes at all, then the key that draws again: returns once that is answered, or the program
 * ended. */
void screen_poke(struct screen *screen, const char *bytes);
void screen_click(struct screen *screen, int x, int y);
void screen_resize(struct screen *screen, int width, int height);

#define KEY_ENTER_BYTES     "\r"
#define KEY_ESCAPE_BYTES    "\033"
#define KEY_UP_BYTES        "\033OA"
#define KEY_DOWN_BYTES      "\033OB"
#define KEY_RIGHT_BYTES     "\033OC"
#define KEY_LEFT_BYTES      "\033OD"
#define KEY_F1_BYTES        "\033OP"
#define KEY_F2_BYTES        "\033OQ"
#define KEY_F4_BYTES        "\033OS"
#define KEY_BACKSPACE_BYTES "\177"
#define KEY_DELETE_BYTES    "\033[3~"
#define KEY_END_BYTES       "\033OF"

/* Waits until the screen holds (or no longer holds) the text; fails the test at the deadline. */
void screen_wait(struct screen *screen, const char *text);
void screen_wait_gone(struct screen *screen, const char *text);
bool screen_shows(struct screen *screen, const char *text);
/* Where the text stands, at its last place; false: nowhere. */
bool screen_find(struct screen *screen, const char *text, int *x, int *y);
/* Waits until the program has nothing more to say for the moment. */
void screen_settle(struct screen *screen);
/* Takes what the program says for so long: where the pace itself is what is tested. */
void screen_watch(struct screen *screen, int ms);
/* Waits for the program to end; returns its exit status. */
int screen_wait_end(struct screen *screen);

/* The screen as text, one line per row, without trailing spaces. Borrowed until the next call. */
const char *screen_text(struct screen *screen);

/* Whether anything on it has a colour of its own. */
bool screen_has_colour(struct screen *screen);

/* The whole screen, characters and attributes, equals tests/golden/NAME.txt. */
void screen_assert_golden(struct screen *screen, const char *name);

#endif
