#define NCURSES_WIDECHAR 1
#include "pos/ui/terminal.h"

#include "base/lang.h"
#include "base/text.h"

#include <curses.h>
#include <limits.h>
#include <locale.h>
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
    ESCAPE_WAIT_MS = 25,
    CONTROL_C = 3,
    CONTROL_L = 12,
    CONTROL_Z = 26,
    CODE_PASTE_BEGIN = KEY_MAX + 1, /* beyond every key that curses knows */
    CODE_PASTE_END = KEY_MAX + 2,
    PAIR_TILE = 20,
};

struct terminal {
    SCREEN *screen;
    bool plain; /* ASCII only: an old terminal, or a locale that says so */
    bool colours;
    struct text_stream typed; /* a character of several bytes, begun */
    bool pasting;             /* between the marks of a bracketed paste */
    struct event paste;       /* what was pasted so far */
    size_t paste_length;      /* bytes */
    bool shown_is_known;      /* false: send everything */
    struct canvas shown;      /* what the terminal shows */
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

/* Colours are background patches under black or white text: readable on any background. */
static void colours_init(void)
{
    static const short TILES[TILE_STYLE_COUNT][2] = {
        { COLOR_BLACK, COLOR_GREEN },   { COLOR_BLACK, COLOR_YELLOW }, { COLOR_BLACK, COLOR_CYAN },
        { COLOR_BLACK, COLOR_MAGENTA }, { COLOR_WHITE, COLOR_RED },    { COLOR_WHITE, COLOR_BLUE },
    };

    start_color();
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

static void curses_setup(struct terminal *terminal)
{
    set_escdelay(ESCAPE_WAIT_MS);
    raw(); /* Ctrl-C and Ctrl-Z are keys: the kernel would throw typed keys away with them */
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    curs_set(0);
    mousemask(BUTTON1_PRESSED | BUTTON1_CLICKED, NULL);
    mouseinterval(0);
    terminal->colours = has_colors() && !getenv("NO_COLOR");
    if (terminal->colours)
        colours_init();
    define_key("\033[200~", CODE_PASTE_BEGIN);
    define_key("\033[201~", CODE_PASTE_END);
}

/* Terminals that follow xterm mark pasted text; the others ignore nothing and must not be asked. */
static void paste_marks(bool on)
{
    const char *type = getenv("TERM");

    if (type && (strncmp(type, "xterm", 5) == 0 || strncmp(type, "tmux", 4) == 0 ||
                 strncmp(type, "screen", 6) == 0)) {
        putp(on ? "\033[?2004h" : "\033[?2004l");
        fflush(stdout);
    }
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
    terminal->screen = newterm(NULL, stdout, stdin);
    if (!terminal->screen) {
        free(terminal);
        return err_fail(err, ERR_USAGE,
                        _("Type de terminal inconnu : essayer avec TERM=xterm ou TERM=linux."));
    }
    curses_setup(terminal);
    paste_marks(true);
    *out = terminal;
    return true;
}

void terminal_close(struct terminal *terminal)
{
    if (!terminal)
        return;
    paste_marks(false);
    endwin();
    delscreen(terminal->screen);
    free(terminal);
}

void terminal_size(const struct terminal *terminal, int *width, int *height)
{
    (void)terminal;
    getmaxyx(stdscr, *height, *width);
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

static attr_t style_attributes(const struct terminal *terminal, enum style style, short *pair)
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

    *pair = 0;
    if (terminal->colours && patch) {
        *pair = (short)(style >= STYLE_TILE ? PAIR_TILE + (int)style - STYLE_TILE : (int)style);
        return style == STYLE_TITLE || style == STYLE_ERROR ? A_BOLD : A_NORMAL;
    }
    if (style == STYLE_PAPER)
        return A_REVERSE; /* most terminals without colours are light on dark */
    if (style >= STYLE_TILE)
        return A_BOLD;
    if (style == STYLE_QUIET && terminal->colours)
        return A_DIM;
    return PLAIN[style];
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
    short pair;
    attr_t attributes = style_attributes(terminal, (enum style)cell.style, &pair);

    if (cell.code_point == 0)
        return; /* the wide character before it covers this cell */
    if (setcchar(&character, text, attributes, pair, NULL) == OK)
        mvadd_wch(y, x, &character);
}

static bool cell_is_shown(const struct terminal *terminal, int x, int y, struct canvas_cell cell)
{
    struct canvas_cell shown = terminal->shown.cells[y][x];

    return terminal->shown_is_known && shown.code_point == cell.code_point &&
           shown.style == cell.style;
}

void terminal_show(struct terminal *terminal, const struct canvas *canvas)
{
    if (terminal->shown.width != canvas->width || terminal->shown.height != canvas->height)
        terminal->shown_is_known = false;
    if (!terminal->shown_is_known)
        clear(); /* curses sends the difference in one go: no flicker */
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++)
            if (!cell_is_shown(terminal, x, y, canvas->cells[y][x]))
                cell_send(terminal, x, y, canvas->cells[y][x]);
    curs_set(canvas->cursor_x >= 0);
    if (canvas->cursor_x >= 0)
        move(canvas->cursor_y, canvas->cursor_x);
    refresh();
    terminal->shown = *canvas;
    terminal->shown_is_known = true;
}

static enum press press_of_code(int code)
{
    switch (code) {
    case KEY_ENTER: return PRESS_ENTER;
    case KEY_UP: return PRESS_UP;
    case KEY_DOWN: return PRESS_DOWN;
    case KEY_LEFT: return PRESS_LEFT;
    case KEY_RIGHT: return PRESS_RIGHT;
    case KEY_HOME: return PRESS_HOME;
    case KEY_END: return PRESS_END;
    case KEY_PPAGE: return PRESS_PAGE_UP;
    case KEY_NPAGE: return PRESS_PAGE_DOWN;
    case KEY_BACKSPACE: return PRESS_BACKSPACE;
    case KEY_DC: return PRESS_DELETE;
    case KEY_BTAB: return PRESS_BACK_TAB;
    case KEY_F(1): return PRESS_HELP;
    case KEY_F(2): return PRESS_MENU;
    default: return PRESS_NONE;
    }
}

static enum press press_of_character(uint32_t character)
{
    switch (character) {
    case '\r':
    case '\n': return PRESS_ENTER;
    case '\t': return PRESS_TAB;
    case 27: return PRESS_ESCAPE;
    case 8:
    case 127: return PRESS_BACKSPACE;
    case CONTROL_L: return PRESS_REDRAW;
    default: return character >= 0x20 ? PRESS_CHARACTER : PRESS_NONE;
    }
}

/* One character of a paste: line ends become spaces, the rest of a long text is left out. */
static void paste_add(struct terminal *terminal, uint32_t character)
{
    char bytes[4];
    size_t length = text_put(character < 0x20 ? ' ' : character, bytes);

    if (terminal->paste_length + length >= EVENT_TEXT_MAX)
        return;
    memcpy(terminal->paste.text + terminal->paste_length, bytes, length);
    terminal->paste_length += length;
}

/* False: this key code says nothing to a screen. */
static bool code_read(struct terminal *terminal, int code, struct event *event)
{
    MEVENT mouse;

    if (code == CODE_PASTE_BEGIN) {
        terminal->pasting = true;
        terminal->paste = (struct event){ .kind = EVENT_PASTE };
        terminal->paste_length = 0;
        return false;
    }
    if (code == CODE_PASTE_END && terminal->pasting) {
        terminal->pasting = false;
        *event = terminal->paste;
        return true;
    }
    if (code == KEY_MOUSE && getmouse(&mouse) == OK) {
        *event = (struct event){ .kind = EVENT_CLICK, .x = mouse.x, .y = mouse.y };
        return true;
    }
    *event = (struct event){ .kind = EVENT_KEY, .key = press_of_code(code) };
    return event->key != PRESS_NONE;
}

static bool character_read(struct terminal *terminal, uint32_t character, struct event *event)
{
    if (terminal->pasting) {
        paste_add(terminal, character);
        return false;
    }
    if (character == CONTROL_C) {
        *event = (struct event){ .kind = EVENT_INTERRUPT };
        return true;
    }
    if (character == CONTROL_Z) {
        terminal_suspend(terminal);
        *event = (struct event){ .kind = EVENT_RESIZE }; /* the window may have changed meanwhile */
        return true;
    }
    *event = (struct event){ .kind = EVENT_KEY, .key = press_of_character(character) };
    if (event->key == PRESS_CHARACTER)
        event->character = character;
    return event->key != PRESS_NONE;
}

/* Bytes are decoded here: curses would take sixteen more keys to give up a broken character. */
bool terminal_read(struct terminal *terminal, struct event *event)
{
    uint32_t character;
    int code;

    while ((code = getch()) != ERR) {
        if (code > UCHAR_MAX) {
            if (code_read(terminal, code, event))
                return true;
        } else if (text_take_byte(&terminal->typed, (unsigned char)code, &character) &&
                   character_read(terminal, character, event)) {
            return true;
        }
    }
    return false;
}

void terminal_suspend(struct terminal *terminal)
{
    struct sigaction standard = { .sa_handler = SIG_DFL };
    struct sigaction before;
    sigset_t stop;
    sigset_t mask;

    paste_marks(false);
    endwin();
    sigaction(SIGTSTP, &standard, &before);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    kill(0, SIGTSTP); /* the whole group, as the terminal itself would do */
    sigprocmask(SIG_UNBLOCK, &stop, &mask);
    /* Stopped here until SIGCONT. */
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &before, NULL);
    paste_marks(true);
    terminal_resize(terminal);
}

void terminal_beep(struct terminal *terminal)
{
    (void)terminal;
    beep();
}
