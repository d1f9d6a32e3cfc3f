#include "tests/support/screen.h"

#include "base/text.h"
#include "tests/support/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <vterm.h>

enum { WAIT_MS = 30000, SETTLE_MS = 120, FINGER_MS = 35 };

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void child_run(const struct screen *screen, struct screen_options options,
                      const char *program)
{
    /* The sanitizer's own: what is no leak of ours; and how emulated devices come in. */
    static const char *const KEPT[] = { "LSAN_OPTIONS",     "LD_PRELOAD",
                                        "UMOCKDEV_DIR",     "FLASHCOOP_RECORD",
                                        "FLASHCOOP_REPLAY", "FLASHCOOP_REPLAY_PIN",
                                        "SCREEN_PATH",      "NO_COLOR" };
    char *values[sizeof KEPT / sizeof KEPT[0]];

    for (size_t i = 0; i < sizeof KEPT / sizeof KEPT[0]; i++)
        values[i] = getenv(KEPT[i]) ? strdup(getenv(KEPT[i])) : NULL;
    clearenv();
    for (size_t i = 0; i < sizeof KEPT / sizeof KEPT[0]; i++)
        if (values[i])
            setenv(KEPT[i], values[i], 1);
    setenv("PATH", getenv("SCREEN_PATH") ? getenv("SCREEN_PATH") : "/usr/bin:/bin", 1);
    setenv("HOME", screen->folder, 1);
    setenv("TERM", options.term ? options.term : "xterm-256color", 1);
    setenv("FLASHCOOP_LANG", options.lang ? options.lang : "fr", 1);
    setenv("TZ", "UTC0", 1);
    if (options.clock)
        setenv("FLASHCOOP_CLOCK", options.clock, 1);
    if (chdir(screen->folder) != 0)
        _exit(126);
    execl(program, "flashcoop", options.book, (char *)NULL);
    _exit(127);
}

void screen_open(struct screen *screen, struct screen_options options)
{
    struct winsize size = { .ws_row = (unsigned short)options.height,
                            .ws_col = (unsigned short)options.width };
    const char *named = getenv("FLASHCOOP");
    char *program = realpath(named ? named : "build/flashcoop", NULL);
    char folder[sizeof screen->folder];

    assert_non_null(program);
    snprintf(folder, sizeof folder, "%s", screen->folder);
    *screen = (struct screen){ .width = options.width, .height = options.height };
    snprintf(screen->folder, sizeof screen->folder, "%s", folder);
    if (!folder[0]) {
        folder_name(screen->folder, sizeof screen->folder, "screen");
        assert_non_null(mkdtemp(screen->folder));
    }
    screen->child = forkpty(&screen->fd, NULL, NULL, &size);
    assert_true(screen->child >= 0);
    if (screen->child == 0)
        child_run(screen, options, program);
    free(program);
    fcntl(screen->fd, F_SETFL, O_NONBLOCK);
    screen->vterm = vterm_new(options.height, options.width);
    vterm_set_utf8(screen->vterm, 1);
    vterm_screen_enable_altscreen(vterm_obtain_screen(screen->vterm), 1);
    vterm_screen_reset(vterm_obtain_screen(screen->vterm), 1);
}

/* Take what the program wrote, waiting at most `patience_ms` for it. False: nothing came. */
static bool screen_pump(struct screen *screen, int64_t patience_ms)
{
    struct pollfd ready = { .fd = screen->fd, .events = POLLIN };
    char bytes[8192];
    char answer[256];
    ssize_t count;
    size_t length;

    if (screen->ended || poll(&ready, 1, (int)(patience_ms > 0 ? patience_ms : 0)) <= 0)
        return false;
    count = read(screen->fd, bytes, sizeof bytes);
    if (count <= 0) { /* EIO: the program closed its end */
        screen->ended = count == 0 || errno == EIO;
        return false;
    }
    screen->bytes += count;
    screen->active_ms = now_ms();
    vterm_input_write(screen->vterm, bytes, (size_t)count);
    length = vterm_output_read(screen->vterm, answer, sizeof answer);
    if (length > 0 && write(screen->fd, answer, length) < 0)
        screen->ended = errno == EIO;
    return true;
}

void screen_watch(struct screen *screen, int ms)
{
    int64_t until = now_ms() + ms;

    while (now_ms() < until && !screen->ended)
        screen_pump(screen, until - now_ms());
}

void screen_settle(struct screen *screen)
{
    while (screen_pump(screen, SETTLE_MS)) {
    }
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

void screen_forget_folder(struct screen *screen)
{
    if (strstr(screen->folder, "/flashcoop-screen-"))
        nftw(screen->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    screen->folder[0] = '\0';
}

int screen_wait_end(struct screen *screen)
{
    int64_t deadline = now_ms() + WAIT_MS;
    int status = 0;

    while (!screen->ended && now_ms() < deadline)
        screen_pump(screen, deadline - now_ms());
    if (!screen->ended)
        fail_msg("the program does not end:\n%s", screen_text(screen));
    waitpid(screen->child, &status, 0);
    screen->child = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void screen_release(struct screen *screen)
{
    close(screen->fd);
    screen->fd = -1;
    vterm_free(screen->vterm);
    screen->vterm = NULL;
}

int screen_close(struct screen *screen)
{
    int status = 0;

    if (screen->child > 0) {
        kill(screen->child, SIGTERM);
        status = screen_wait_end(screen);
    }
    screen_release(screen);
    screen_forget_folder(screen);
    return status;
}

void screen_crash(struct screen *screen)
{
    /* What is killed writes no counts: `make coverage` lets it end. */
    int how = getenv("FLASHCOOP_COUNTED") ? SIGTERM : SIGKILL;

    if (screen->child > 0) {
        kill(screen->child, how);
        waitpid(screen->child, NULL, 0);
    }
    screen->child = 0;
    screen_release(screen);
}

static void screen_send(struct screen *screen, const char *bytes, size_t length)
{
    assert_int_equal(write(screen->fd, bytes, length), (ssize_t)length);
}

/*
 * Characters closer together than this would be a scanner, not fingers. The
 * program counts from when it read a character, which on a busy machine is long
 * after it was sent: its answer is what tells that it did.
 */
static void finger_pause(struct screen *screen)
{
    while (screen_pump(screen, 0)) { /* what came while nobody looked */
    }
    while (now_ms() - screen->active_ms <= FINGER_MS && !screen->ended)
        screen_pump(screen, FINGER_MS + 1 - (now_ms() - screen->active_ms));
}

void screen_key(struct screen *screen, const char *bytes)
{
    bool is_character = (unsigned char)bytes[0] >= ' ' && bytes[0] != '\177';

    if (is_character)
        finger_pause(screen);
    screen->keys++;
    screen_send(screen, bytes, strlen(bytes));
    if (is_character)
        screen->active_ms = now_ms();
}

void screen_type(struct screen *screen, const char *text)
{
    while (*text) {
        const char *start = text;
        long before;
        int64_t deadline = now_ms() + WAIT_MS;

        finger_pause(screen);
        while (screen_pump(screen, 0)) { /* what answered the keys before */
        }
        before = screen->bytes;
        text_next(&text);
        screen->keys++;
        screen_send(screen, start, (size_t)(text - start));
        screen->active_ms = now_ms();
        while (screen->bytes == before && now_ms() < deadline && !screen->ended)
            screen_pump(screen, deadline - now_ms());
        if (screen->bytes == before)
            fail_msg("no answer to the first key of \"%s\":\n%s", start, screen_text(screen));
    }
}

void screen_burst(struct screen *screen, const char *text)
{
    finger_pause(screen); /* nobody pulls a trigger within the same 30 ms */
    screen_send(screen, text, strlen(text));
    screen->active_ms = now_ms();
}

void screen_poke(struct screen *screen, const char *bytes)
{
    static const char REDRAW[] = "\f\f"; /* an Escape right before it takes the first one along */
    int64_t deadline = now_ms() + WAIT_MS;
    long before;

    while (screen_pump(screen, 0)) { /* what answered the keys before */
    }
    if (screen->ended)
        return;
    before = screen->bytes;
    screen_send(screen, bytes, strlen(bytes));
    screen->active_ms = now_ms();
    finger_pause(screen); /* a burst is one scan until it pauses, whatever it holds */
    screen_send(screen, REDRAW, strlen(REDRAW));
    while (screen->bytes == before && now_ms() < deadline && !screen->ended)
        screen_pump(screen, deadline - now_ms());
    if (screen->bytes == before && !screen->ended)
        fail_msg("no answer to \"%s\":\n%s", bytes, screen_text(screen));
}

void screen_click(struct screen *screen, int x, int y)
{
    char bytes[64];

    snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm", x + 1, y + 1, x + 1, y + 1);
    screen_send(screen, bytes, strlen(bytes));
}

void screen_resize(struct screen *screen, int width, int height)
{
    struct winsize size = { .ws_row = (unsigned short)height, .ws_col = (unsigned short)width };

    screen_settle(screen); /* what was drawn for the old size first */
    screen->width = width;
    screen->height = height;
    vterm_set_size(screen->vterm, height, width);
    ioctl(screen->fd, TIOCSWINSZ, &size);
}

static size_t row_put(struct screen *screen, int row, char *out)
{
    VTermScreen *grid = vterm_obtain_screen(screen->vterm);
    size_t length = 0;
    size_t last = 0; /* after the last character that is not a space */

    for (int column = 0; column < screen->width; column++) {
        VTermScreenCell cell;

        vterm_screen_get_cell(grid, (VTermPos){ row, column }, &cell);
        if (cell.chars[0] == (uint32_t)-1)
            continue; /* second half of a wide character */
        length += text_put(cell.chars[0] ? cell.chars[0] : ' ', out + length);
        if (out[length - 1] != ' ')
            last = length;
    }
    out[last] = '\n';
    return last + 1;
}

const char *screen_text(struct screen *screen)
{
    static char text[SCREEN_TEXT_MAX];
    size_t length = 0;

    for (int row = 0; row < screen->height; row++)
        length += row_put(screen, row, text + length);
    text[length] = '\0';
    return text;
}

bool screen_find(struct screen *screen, const char *text, int *x, int *y)
{
    const char *line = screen_text(screen);
    bool found = false;

    for (int row = 0; row < screen->height; row++) {
        size_t length = strcspn(line, "\n");
        const char *place = strstr(line, text);

        if (place && place < line + length) {
            *y = row;
            for (*x = 0; line < place; (*x)++) /* as wide as the characters before it */
                text_next(&line);
            found = true;
        }
        line += strcspn(line, "\n") + 1;
    }
    return found;
}

static bool is_there(struct screen *screen, const char *text)
{
    return strstr(screen_text(screen), text) != NULL;
}

bool screen_shows(struct screen *screen, const char *text)
{
    screen_settle(screen); /* a screen comes in pieces: judge it whole */
    return is_there(screen, text);
}

static void wait_until(struct screen *screen, const char *text, bool shown)
{
    int64_t deadline = now_ms() + WAIT_MS;

    while (is_there(screen, text) != shown && now_ms() < deadline && !screen->ended)
        screen_pump(screen, deadline - now_ms());
    if (is_there(screen, text) != shown)
        fail_msg("\"%s\" %s:\n%s", text, shown ? "does not appear" : "stays", screen_text(screen));
}

void screen_wait(struct screen *screen, const char *text)
{
    wait_until(screen, text, true);
}

void screen_wait_gone(struct screen *screen, const char *text)
{
    wait_until(screen, text, false);
}

static char colour_mark(VTermScreen *grid, VTermColor colour)
{
    vterm_screen_convert_color_to_rgb(grid, &colour);
    return (char)('0' + (colour.rgb.red > 100) + 2 * (colour.rgb.green > 100) +
                  4 * (colour.rgb.blue > 100));
}

/* The ground that most of a screen has: the terminal's own, or our paper. */
static bool is_paper(VTermScreen *grid, VTermColor colour)
{
    enum { PAPER_OF_256 = 0xEE };

    if (VTERM_COLOR_IS_DEFAULT_BG(&colour))
        return true;
    vterm_screen_convert_color_to_rgb(grid, &colour);
    return colour.rgb.red == PAPER_OF_256 && colour.rgb.green == PAPER_OF_256 &&
           colour.rgb.blue == PAPER_OF_256;
}

/* One mark per cell: '.' plain, b bold, u underlined, r reversed, c reversed and bold, a digit for
 * the colour of a patch. */
static char attribute_mark(VTermScreen *grid, const VTermScreenCell *cell)
{
    if (!is_paper(grid, cell->bg))
        return colour_mark(grid, cell->bg);
    if (cell->attrs.reverse)
        return cell->attrs.bold ? 'c' : 'r';
    if (cell->attrs.underline)
        return 'u';
    /* A bold blank looks like any other; which is sent depends on the terminal's data. */
    return cell->attrs.bold && cell->chars[0] > ' ' ? 'b' : '.';
}

static const char *screen_picture(struct screen *screen)
{
    static char picture[2 * SCREEN_TEXT_MAX];
    VTermScreen *grid = vterm_obtain_screen(screen->vterm);
    size_t length = (size_t)snprintf(picture, sizeof picture, "%s---\n", screen_text(screen));

    for (int row = 0; row < screen->height; row++) {
        for (int column = 0; column < screen->width; column++) {
            VTermScreenCell cell;

            vterm_screen_get_cell(grid, (VTermPos){ row, column }, &cell);
            picture[length++] = attribute_mark(grid, &cell);
        }
        picture[length++] = '\n';
    }
    picture[length] = '\0';
    return picture;
}

static void golden_write(struct screen *screen, const char *path)
{
    FILE *file = fopen(path, "w");

    screen_settle(screen);
    assert_non_null(file);
    fputs(screen_picture(screen), file);
    fclose(file);
}

static void golden_read(const char *path, char *out, size_t room)
{
    FILE *file = fopen(path, "r");
    size_t count;

    if (!file)
        fail_msg("%s is missing: FLASHCOOP_GOLDEN=write makes it, then look at it", path);
    count = fread(out, 1, room - 1, file);
    out[count] = '\0';
    fclose(file);
}

void screen_assert_golden(struct screen *screen, const char *name)
{
    static char expected[2 * SCREEN_TEXT_MAX];
    const char *mode = getenv("FLASHCOOP_GOLDEN");
    int64_t deadline = now_ms() + WAIT_MS;
    char path[256];

    snprintf(path, sizeof path, "tests/golden/%s.txt", name);
    if (mode && strcmp(mode, "write") == 0) {
        golden_write(screen, path);
        return;
    }
    golden_read(path, expected, sizeof expected);
    while (strcmp(screen_picture(screen), expected) != 0 && now_ms() < deadline &&
           screen_pump(screen, deadline - now_ms())) {
    }
    if (strcmp(screen_picture(screen), expected) != 0) {
        /* cmocka cuts long messages. */
        fprintf(stderr, "%s: expected\n%s\nfound\n%s\n", path, expected, screen_picture(screen));
        fail_msg("%s differs", path);
    }
}

bool screen_has_colour(struct screen *screen)
{
    VTermScreen *grid = vterm_obtain_screen(screen->vterm);
    bool found = false;

    for (int row = 0; row < screen->height; row++)
        for (int column = 0; column < screen->width; column++) {
            VTermScreenCell cell;

            vterm_screen_get_cell(grid, (VTermPos){ row, column }, &cell);
            found = found || !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) ||
                    !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
        }
    return found;
}
