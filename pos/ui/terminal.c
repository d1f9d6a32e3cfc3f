#define NCURSES_WIDECHAR 1
#include "pos/ui/terminal.h"

#include "base/lang.h"
#include "pos/ui/colours.h"
#include "pos/ui/keys.h"

#include <curses.h>
#include <linux/kd.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

enum {
    PAIR_TILE = 20,
    TERMINAL_BYTES = 256,
    PAIR_BITS = 12,
    PAIRS_ROOM = 1 << PAIR_BITS,
    PAIRS_MAX = PAIRS_ROOM / 4 * 3,
    TYPE_MAX = 64,
};

struct terminal {
    SCREEN *screen;
    bool plain; /* ASCII only: an old terminal, or a locale that says so */
    bool half_blocks;
    enum canvas_depth depth;
    struct keys keys;
    unsigned char bytes[TERMINAL_BYTES];
    struct key_bytes typed; /* of `bytes` */
    bool shown_is_known;    /* false: send everything */
    struct canvas shown;    /* what the terminal shows */
    struct {
        uint64_t key; /* ink and ground */
        int number;   /* 0: free */
    } pairs[PAIRS_ROOM];
    int pair_count;
};

/* A locale whose characters are UTF-8, whatever is generated on this machine. */
static bool locale_is_utf8(void)
{
    const char *names[] = { getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG") };
    const char *name = "";

    for (size_t i = 0; i < COUNT_OF(names) && name[0] == '\0'; i++)
        name = names[i] ? names[i] : "";

    const char *dot = strchr(name, '.');

    if (!setlocale(LC_CTYPE, "C.UTF-8") && !setlocale(LC_CTYPE, "C.utf8"))
        return setlocale(LC_CTYPE, "") && MB_CUR_MAX > 1;
    return !dot || strncasecmp(dot, ".utf", 4) == 0;
}

static bool terminal_is_old(void)
{
    const char *type = getenv("TERM");

    return type && strncmp(type, "vt", 2) == 0;
}

/*
 * With 8 colours patches of background under black or white text, readable on whatever the
 * terminal has; from 16 on the whole screen is ours (pos/ui/colours).
 */
static void colours_init(struct terminal *terminal)
{
    static const short TILES[TILE_STYLE_COUNT][2] = {
        { COLOR_BLACK, COLOR_GREEN },   { COLOR_BLACK, COLOR_YELLOW }, { COLOR_BLACK, COLOR_CYAN },
        { COLOR_BLACK, COLOR_MAGENTA }, { COLOR_WHITE, COLOR_RED },    { COLOR_WHITE, COLOR_BLUE },
        { COLOR_BLACK, COLOR_WHITE },   { COLOR_BLACK, COLOR_GREEN },
    };

    start_color();
    terminal->depth = COLORS > 256    ? DEPTH_TRUE
                      : COLORS >= 256 ? DEPTH_256
                      : COLORS >= 16  ? DEPTH_16
                                      : DEPTH_8;
    if (terminal->depth >= DEPTH_16)
        return;
    use_default_colors();
    init_pair(STYLE_TITLE, COLOR_WHITE, COLOR_BLUE);
    init_pair(STYLE_GOOD, COLOR_BLACK, COLOR_GREEN);
    init_pair(STYLE_WARNING, COLOR_BLACK, COLOR_YELLOW);
    init_pair(STYLE_ERROR, COLOR_WHITE, COLOR_RED);
    init_pair(STYLE_PRACTICE, COLOR_BLACK, COLOR_MAGENTA);
    for (short i = 0; i < TILE_STYLE_COUNT; i++)
        init_pair((short)(PAIR_TILE + i), TILES[i][0], TILES[i][1]);
    init_pair(PAIR_TILE + STYLE_PAPER - STYLE_TILE, COLOR_BLACK, COLOR_WHITE);
}

/* The pair of two colours, made when it is first used. All used up: they are given out anew. */
static int pair_of(struct terminal *terminal, int ink, int ground)
{
    uint64_t key = (uint64_t)(unsigned)ink << 32 | (unsigned)ground;
    size_t place = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> (64 - PAIR_BITS));

    while (terminal->pairs[place].number != 0 && terminal->pairs[place].key != key)
        place = (place + 1) % PAIRS_ROOM;
    if (terminal->pairs[place].number != 0)
        return terminal->pairs[place].number;
    if (terminal->pair_count >= PAIRS_MAX || terminal->pair_count + 2 >= COLOR_PAIRS) {
        memset(terminal->pairs, 0, sizeof terminal->pairs);
        terminal->pair_count = 0;
        terminal->shown_is_known = false; /* what is there bears numbers that mean others now */
        return pair_of(terminal, ink, ground);
    }
    terminal->pairs[place].key = key;
    terminal->pairs[place].number = ++terminal->pair_count;
    init_extended_pair(terminal->pair_count, ink, ground);
    return terminal->pair_count;
}

/* The console draws with a font of its own; Debian's have no half block. */
static bool console_lacks_half_blocks(void)
{
    enum { HALF_BLOCK = 0x2584, GLYPHS_MAX = 4096 };
    struct unipair pairs[GLYPHS_MAX];
    struct unimapdesc map = { .entry_ct = GLYPHS_MAX, .entries = pairs };
    const char *type = getenv("TERM");

    if (!type || strncmp(type, "linux", 5) != 0)
        return false;
    if (ioctl(STDOUT_FILENO, GIO_UNIMAP, &map) != 0)
        return true;
    for (int i = 0; i < map.entry_ct; i++)
        if (pairs[i].unicode == HALF_BLOCK)
            return false;
    return true;
}

static void curses_setup(struct terminal *terminal)
{
    raw(); /* Ctrl-C and Ctrl-Z are keys: the kernel would throw typed keys away with them */
    noecho();
    nonl();
    typeahead(-1); /* what is drawn does not wait for what is typed */
    leaveok(stdscr, FALSE);
    curs_set(0);
    if (has_colors() && !getenv("NO_COLOR"))
        colours_init(terminal);
    terminal->half_blocks = !terminal->plain && !console_lacks_half_blocks();
}

/*
 * What is asked of the terminal beyond its screen: marks around pasted text, and clicks, told in
 * columns of any number. Terminals that know neither ignore both, but for the oldest.
 */
static void input_modes(bool on)
{
    if (terminal_is_old())
        return;
    putp(on ? "\033[?2004h" : "\033[?2004l");
    if (key_mouse)
        putp(on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
    fflush(stdout);
}

/*
 * A terminal that says COLORTERM takes any colour, but for want of a description that says so most
 * get 256: the descriptions `-direct` are in a package of their own.
 */
static SCREEN *screen_start(void)
{
    const char *word = getenv("COLORTERM");
    const char *type = getenv("TERM");
    char direct[TYPE_MAX];
    SCREEN *screen = NULL;
    int status;

    if (word && type && (strcmp(word, "truecolor") == 0 || strcmp(word, "24bit") == 0)) {
        snprintf(direct, sizeof direct, "%.*s-direct", (int)strcspn(type, "-"), type);
        if (getenv("VTE_VERSION"))
            snprintf(direct, sizeof direct, "vte-direct");
        if (setupterm(direct, STDOUT_FILENO, &status) == OK)
            screen = newterm(direct, stdout, stdin);
    }
    return screen ? screen : newterm(NULL, stdout, stdin);
}

bool terminal_open(struct terminal **out, struct err *err)
{
    bool utf8 = locale_is_utf8();
    struct terminal *terminal;
    int status;

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return err_fail(err, ERR_USAGE,
                        _("L'application a besoin d'un terminal : utiliser les commandes "
                          "(flashcoop help)."));
    if (setupterm(NULL, STDOUT_FILENO, &status) != OK)
        return err_fail(err, ERR_USAGE,
                        _("Type de terminal inconnu : essayer avec TERM=xterm ou TERM=linux."));
    if (!cursor_address) /* curses would accept it, and show nothing */
        return err_fail(err, ERR_USAGE,
                        _("Ce type de terminal ne place pas le texte : essayer avec TERM=xterm ou "
                          "TERM=linux."));
    terminal = calloc(1, sizeof *terminal);
    if (!terminal)
        return err_fail(err, ERR_STORAGE, _("Mémoire insuffisante : fermer un autre programme."));
    terminal->plain = !utf8 || terminal_is_old();
    terminal->screen = screen_start();
    if (!terminal->screen) {
        free(terminal);
        return err_fail(err, ERR_USAGE,
                        _("Type de terminal inconnu : essayer avec TERM=xterm ou TERM=linux."));
    }
    curses_setup(terminal);
    input_modes(true);
    *out = terminal;
    return true;
}

void terminal_close(struct terminal *terminal)
{
    if (!terminal)
        return;
    input_modes(false);
    endwin();
    delscreen(terminal->screen);
    free(terminal);
}

void terminal_size(const struct terminal *terminal, int *width, int *height)
{
    (void)terminal;
    getmaxyx(stdscr, *height, *width);
}

void terminal_describe(const struct terminal *terminal, struct canvas *canvas)
{
    canvas->depth = terminal->depth;
    canvas->half_blocks = terminal->half_blocks;
}

void terminal_resize(struct terminal *terminal)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resizeterm(size.ws_row, size.ws_col);
    terminal_redraw(terminal);
}

void terminal_redraw(struct terminal *terminal)
{
    terminal->shown_is_known = false;
}

static attr_t style_attributes(const struct terminal *terminal, enum style style, int *pair)
{
    static const attr_t PLAIN[STYLE_TILE] = {
        [STYLE_STRONG] = A_BOLD,      [STYLE_TITLE] = A_REVERSE,
        [STYLE_KEY] = A_BOLD,         [STYLE_NEXT] = A_REVERSE | A_BOLD,
        [STYLE_SELECTED] = A_REVERSE, [STYLE_FIELD] = A_UNDERLINE,
        [STYLE_GOOD] = A_BOLD,        [STYLE_WARNING] = A_BOLD,
        [STYLE_ERROR] = A_REVERSE,    [STYLE_PRACTICE] = A_REVERSE | A_BOLD,
    };
    bool patch = style == STYLE_TITLE || style == STYLE_GOOD || style == STYLE_WARNING ||
                 style == STYLE_ERROR || style == STYLE_PRACTICE || style >= STYLE_TILE;
    bool colours = terminal->depth != DEPTH_NONE;

    *pair = 0;
    if (colours && patch) {
        *pair = style >= STYLE_TILE ? PAIR_TILE + (int)style - STYLE_TILE : (int)style;
        return style == STYLE_TITLE || style == STYLE_ERROR ? A_BOLD : A_NORMAL;
    }
    if (style == STYLE_PAPER)
        return A_REVERSE; /* most terminals without colours are light on dark */
    if (style >= STYLE_TILE)
        return A_BOLD;
    if (style == STYLE_QUIET && colours)
        return A_DIM;
    return PLAIN[style];
}

static attr_t cell_attributes(struct terminal *terminal, struct canvas_cell cell, int *pair)
{
    struct style_look look;
    int ink, ground;

    if (terminal->depth < DEPTH_16)
        return style_attributes(terminal, (enum style)cell.style, pair);
    look = colours_of_style((enum style)cell.style, terminal->depth);
    ink = cell.ink == COLOUR_OF_STYLE ? look.ink : colour_number(cell.ink, terminal->depth);
    ground =
        cell.ground == COLOUR_OF_STYLE ? look.ground : colour_number(cell.ground, terminal->depth);
    if (cell.code_point == ' ' && !look.underline) {
        ink = colours_of_style(STYLE_TEXT, terminal->depth).ink; /* a blank is its ground alone */
        look.bold = false;
    }
    *pair = pair_of(terminal, ink, ground);
    return (look.bold && terminal->depth > DEPTH_16 ? A_BOLD : A_NORMAL) |
           (look.underline ? A_UNDERLINE : A_NORMAL);
}

/* What an old terminal shows instead: accents fall, frames become + - |. */
static wchar_t plain_character(uint32_t code_point)
{
    static const char LATIN[] = /* U+00A0 to U+00FF */
        " !cLoY|S\"ca<--R-o+23'uP.,1o>123?AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTs"
        "aaaaaaaceeeeiiiidnooooo/ouuuuyty";

    if (code_point < 0x80)
        return (wchar_t)code_point;
    if (code_point >= 0xA0 && code_point <= 0xFF)
        return (wchar_t)LATIN[code_point - 0xA0];
    switch (code_point) {
    case 0x2013:
    case 0x2014:
    case 0x2212:
    case 0x2500: return '-';
    case 0x2026: return '.';
    case 0x2550: return '=';
    case 0x2502: return '|';
    case 0x2580: return '"';
    case 0x2584: return '_';
    case 0x2588: return '#';
    case 0x20AC: return 'E';
    case 0x0153: return 'o';
    case 0x2019: return '\'';
    default: return code_point >= 0x250C && code_point <= 0x254B ? '+' : '?';
    }
}

static void cell_send(struct terminal *terminal, int x, int y, struct canvas_cell cell)
{
    wchar_t text[2] = { terminal->plain ? plain_character(cell.code_point)
                                        : (wchar_t)cell.code_point,
                        L'\0' };
    cchar_t character;
    int pair;
    attr_t attributes = cell_attributes(terminal, cell, &pair);

    if (cell.code_point == 0)
        return; /* the wide character before it covers this cell */
    if (setcchar(&character, text, attributes, 0, &pair) == OK)
        mvadd_wch(y, x, &character);
}

static bool cell_is_shown(const struct terminal *terminal, int x, int y, struct canvas_cell cell)
{
    struct canvas_cell shown = terminal->shown.cells[y][x];

    return terminal->shown_is_known && shown.code_point == cell.code_point &&
           shown.style == cell.style && shown.ink == cell.ink && shown.ground == cell.ground;
}

static void screen_clear(struct terminal *terminal)
{
    struct canvas_cell blank = { .code_point = ' ', .style = STYLE_TEXT };
    cchar_t character;
    int pair;
    attr_t attributes = cell_attributes(terminal, blank, &pair);

    if (terminal->depth >= DEPTH_16 && setcchar(&character, L" ", attributes, 0, &pair) == OK)
        bkgrndset(&character); /* what a terminal clears is paper, too */
    clear();
}

void terminal_show(struct terminal *terminal, const struct canvas *canvas)
{
    int pairs_before = terminal->pair_count;

    if (terminal->shown.width != canvas->width || terminal->shown.height != canvas->height)
        terminal->shown_is_known = false;
    if (!terminal->shown_is_known)
        screen_clear(terminal); /* curses sends the difference in one go: no flicker */
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++)
            if (!cell_is_shown(terminal, x, y, canvas->cells[y][x]))
                cell_send(terminal, x, y, canvas->cells[y][x]);
    curs_set(canvas->cursor_x >= 0);
    if (canvas->cursor_x >= 0)
        move(canvas->cursor_y, canvas->cursor_x);
    refresh();
    terminal->shown = *canvas;
    terminal->shown_is_known = terminal->pair_count >= pairs_before;
}

/* More of what was typed; false: nothing more is there. */
static bool bytes_refill(struct terminal *terminal)
{
    struct pollfd ready = { .fd = STDIN_FILENO, .events = POLLIN };
    ssize_t count = 0;

    if (poll(&ready, 1, 0) > 0 && (ready.revents & POLLIN))
        count = read(STDIN_FILENO, terminal->bytes, sizeof terminal->bytes);
    terminal->typed = (struct key_bytes){ terminal->bytes, count > 0 ? (size_t)count : 0, 0 };
    return terminal->typed.count > 0;
}

bool terminal_read(struct terminal *terminal, int64_t now_ms, struct event *event)
{
    struct key_bytes *typed = &terminal->typed;
    bool found = false;

    while (!found && (typed->at < typed->count || bytes_refill(terminal)))
        found = keys_read(&terminal->keys, typed, now_ms, event);
    if (!found && !keys_tick(&terminal->keys, now_ms, event))
        return false;
    if (event->kind == EVENT_KEY && event->key == PRESS_SUSPEND) {
        terminal_suspend(terminal);
        *event = (struct event){ .kind = EVENT_RESIZE }; /* the window may have changed meanwhile */
    }
    return true;
}

int64_t terminal_deadline_ms(const struct terminal *terminal)
{
    return keys_deadline_ms(&terminal->keys);
}

void terminal_suspend(struct terminal *terminal)
{
    struct sigaction standard = { .sa_handler = SIG_DFL };
    struct sigaction before;
    sigset_t stop;
    sigset_t mask;

    input_modes(false);
    endwin();
    sigaction(SIGTSTP, &standard, &before);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    kill(0, SIGTSTP); /* the whole group, as the terminal itself would do */
    sigprocmask(SIG_UNBLOCK, &stop, &mask);
    /* Stopped here until SIGCONT. */
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &before, NULL);
    input_modes(true);
    terminal_resize(terminal);
}

void terminal_beep(struct terminal *terminal)
{
    (void)terminal;
    beep();
}
