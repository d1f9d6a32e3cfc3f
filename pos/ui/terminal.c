#include "pos/ui/terminal.h"

#include "base/lang.h"
#include "pos/ui/keys.h"
#include "pos/ui/painter.h"

#include <errno.h>
#include <linux/kd.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

enum { TERMINAL_BYTES = 256, TYPE_MAX = 64 };

struct terminal {
    struct termios before; /* how we found it */
    bool half_blocks;
    struct keys keys;
    unsigned char bytes[TERMINAL_BYTES];
    struct key_bytes typed; /* of `bytes` */
    int width, height;
    struct painter painter;
};

/* Not where the user's locale names another encoding. */
static bool locale_is_utf8(void)
{
    const char *names[] = { getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG") };
    const char *name = "";

    for (size_t i = 0; i < COUNT_OF(names) && name[0] == '\0'; i++)
        name = names[i] ? names[i] : "";

    const char *dot = strchr(name, '.');

    return !dot || strncasecmp(dot, ".utf", 4) == 0;
}

static bool terminal_is_old(void)
{
    const char *type = getenv("TERM");

    return type && strncmp(type, "vt", 2) == 0;
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

static void bytes_send(const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t count = write(STDOUT_FILENO, bytes, length);
        struct pollfd room = { .fd = STDOUT_FILENO, .events = POLLOUT };

        if (count < 0 && errno == EAGAIN)
            poll(&room, 1, -1);
        else if (count < 0 && errno != EINTR)
            return; /* the window is gone: reading says so */
        bytes += count > 0 ? count : 0;
        length -= count > 0 ? (size_t)count : 0;
    }
}

static void capability_send(const char *sequence)
{
    struct buf out = buf_init(PAINTER_BYTES_MAX);

    capability_put(&out, sequence);
    bytes_send(buf_text(&out), out.length);
    buf_release(&out);
}

/*
 * What is asked of the terminal beyond its screen: marks around pasted text, and clicks, told in
 * columns of any number. Terminals that know neither ignore both, but for the oldest.
 */
static void input_modes(bool on)
{
    if (terminal_is_old())
        return;
    capability_send(on ? "\033[?2004h" : "\033[?2004l");
    if (key_mouse)
        capability_send(on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
}

/* Its keys one by one and unread by the kernel, its screen ours; or all as it was. */
static void terminal_take(struct terminal *terminal, bool on)
{
    struct termios raw = terminal->before;

    /* Ctrl-C and Ctrl-Z are keys: the kernel would throw typed keys away with them. */
    raw.c_lflag &= ~(tcflag_t)(ICANON | ISIG | IEXTEN | ECHO | ECHONL);
    raw.c_iflag &= ~(tcflag_t)(BRKINT | PARMRK | INLCR | IGNCR | ICRNL | IXON);
    raw.c_oflag &= ~(tcflag_t)OPOST;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    if (on) {
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
        capability_send(enter_ca_mode);
    }
    input_modes(on);
    if (!on) {
        capability_send(exit_attribute_mode);
        capability_send(orig_pair);
        capability_send(exit_ca_mode ? exit_ca_mode : clear_screen);
        capability_send(cursor_normal);
        tcsetattr(STDIN_FILENO, TCSADRAIN, &terminal->before);
    }
    painter_forget(&terminal->painter);
}

/*
 * A terminal that says COLORTERM takes any colour, but for want of a description that says so most
 * get 256: the descriptions `-direct` are in a package of their own.
 */
static bool description_load(void)
{
    const char *word = getenv("COLORTERM");
    const char *type = getenv("TERM");
    char direct[TYPE_MAX];
    int status;

    if (word && type && (strcmp(word, "truecolor") == 0 || strcmp(word, "24bit") == 0)) {
        snprintf(direct, sizeof direct, "%.*s-direct", (int)strcspn(type, "-"), type);
        if (getenv("VTE_VERSION"))
            snprintf(direct, sizeof direct, "vte-direct");
        if (setupterm(direct, STDOUT_FILENO, &status) == 0)
            return true;
    }
    return setupterm(NULL, STDOUT_FILENO, &status) == 0;
}

static bool terminal_check(struct err *err)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return err_fail(err, ERR_USAGE,
                        _("L'application a besoin d'un terminal : utiliser les commandes "
                          "(flashcoop help)."));
    if (!description_load())
        return err_fail(err, ERR_USAGE,
                        _("Type de terminal inconnu : essayer avec TERM=xterm ou TERM=linux."));
    return cursor_address || err_fail(err, ERR_USAGE,
                                      _("Ce type de terminal ne place pas le texte : essayer avec "
                                        "TERM=xterm ou TERM=linux."));
}

bool terminal_open(struct terminal **out, struct err *err)
{
    bool plain = !locale_is_utf8() || terminal_is_old();
    struct terminal *terminal;

    if (!terminal_check(err))
        return false;
    terminal = calloc(1, sizeof *terminal);
    if (!terminal)
        return err_fail(err, ERR_STORAGE, _("Mémoire insuffisante : fermer un autre programme."));
    painter_init(&terminal->painter, plain, !getenv("NO_COLOR"));
    terminal->half_blocks = !plain && !console_lacks_half_blocks();
    tcgetattr(STDIN_FILENO, &terminal->before);
    terminal_take(terminal, true);
    terminal_resize(terminal);
    *out = terminal;
    return true;
}

void terminal_close(struct terminal *terminal)
{
    if (!terminal)
        return;
    terminal_take(terminal, false);
    del_curterm(cur_term);
    free(terminal);
}

void terminal_size(const struct terminal *terminal, int *width, int *height)
{
    *width = terminal->width;
    *height = terminal->height;
}

void terminal_describe(const struct terminal *terminal, struct canvas *canvas)
{
    canvas->depth = terminal->painter.depth;
    canvas->half_blocks = terminal->half_blocks;
}

void terminal_resize(struct terminal *terminal)
{
    struct winsize size;

    terminal->width = columns > 0 ? columns : 80;
    terminal->height = lines > 0 ? lines : 24;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        terminal->width = size.ws_col;
        terminal->height = size.ws_row;
    }
    terminal_redraw(terminal);
}

void terminal_redraw(struct terminal *terminal)
{
    painter_forget(&terminal->painter);
}

void terminal_show(struct terminal *terminal, const struct canvas *canvas)
{
    struct buf out = buf_init(PAINTER_BYTES_MAX);

    painter_draw(&terminal->painter, canvas, &out);
    bytes_send(buf_text(&out), out.length);
    buf_release(&out);
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

    terminal_take(terminal, false);
    sigaction(SIGTSTP, &standard, &before);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    kill(0, SIGTSTP); /* the whole group, as the terminal itself would do */
    sigprocmask(SIG_UNBLOCK, &stop, &mask);
    /* Stopped here until SIGCONT. */
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &before, NULL);
    terminal_take(terminal, true);
    terminal_resize(terminal);
}

void terminal_beep(struct terminal *terminal)
{
    (void)terminal;
    capability_send(bell);
}
