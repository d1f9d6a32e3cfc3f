#include "pos/commands/command.h"

#include "base/lang.h"
#include "base/place.h"
#include "base/text.h"
#include "pos/acts/badge.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { PLACE_MAX = 4096 };
enum { USAGE_SHOWN_MAX = 300 }; /* a longer one would be cut, and hide where help is */

const char *command_value(const struct command *command, const char *option)
{
    for (int i = 0; i < command->option_count; i++)
        if (strcmp(command->options[i].name, option) == 0) {
            const char *value = command->options[i].value;

            return value && strcmp(option, "--reason") == 0 && text_is_blank(value) ? NULL : value;
        }
    return NULL;
}

bool command_has(const struct command *command, const char *option)
{
    return command_value(command, option) != NULL;
}

bool command_read_book(struct command *command, struct book *book, struct err *err)
{
    command->where = command->arguments[0];
    return book_look(book, command->arguments[0], command->clock, err);
}

bool command_write_book(struct command *command, struct book *book, struct err *err)
{
    command->where = command->arguments[0];
    return book_open(book, command->arguments[0], command->clock, err);
}

/* As --as says, else as `default_actor`; a book that lets nobody in is closed again. */
static bool command_enter(struct command *command, const char *default_actor, struct book *book,
                          struct err *err)
{
    const char *actor = command_value(command, "--as");

    if (command->host_corrects && book->till.session_is_closed && command_has(command, "--reason"))
        default_actor = AS_HOST;
    if (command_sign_in(&book->till, actor ? actor : default_actor, "", err))
        return true;
    book_close(book);
    return false;
}

bool command_open_book(struct command *command, const char *default_actor, struct book *book,
                       struct err *err)
{
    return command_write_book(command, book, err) &&
           command_enter(command, default_actor, book, err);
}

bool command_leave_book(struct command *command, const char *default_actor, struct book *book,
                        struct err *err)
{
    command->where = command->arguments[0];
    return book_open_or_look(book, command->arguments[0], command->clock, err) &&
           command_enter(command, default_actor, book, err);
}

bool command_look_book(struct command *command, const char *default_actor, struct book *book,
                       struct err *err)
{
    return command_read_book(command, book, err) &&
           command_enter(command, default_actor, book, err);
}

bool command_end_reading(struct command *command, struct book *book, struct err *err)
{
    bool good = db_check_steady(book->db, err);

    if (good && book->till.left_unnoted)
        fprintf(stderr, "flashcoop: %s: %s\n", command->arguments[0], till_unnoted_text());
    return good;
}

void command_correct(const struct command *command, struct till *till)
{
    const char *reason = command_value(command, "--reason");

    snprintf(till->correction, sizeof till->correction, "%.*s",
             reason ? text_start_bytes(reason, LABEL_MAX - 1) : 0, reason ? reason : "");
}

/* One line from the terminal, not shown; its length, -1 when nothing came. */
static long line_read_unseen(int terminal, char *out, size_t room)
{
    struct termios seen;
    struct termios unseen;
    size_t length = 0;
    char byte;

    if (tcgetattr(terminal, &seen) != 0)
        return -1;
    unseen = seen;
    unseen.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(terminal, TCSAFLUSH, &unseen);
    while (length < room && read(terminal, &byte, 1) == 1 && byte != '\n')
        out[length++] = byte;
    tcsetattr(terminal, TCSAFLUSH, &seen);
    return (long)length;
}

bool command_ask_secret(const char *question, const char *variable, char out[PIN_MAX],
                        struct err *err)
{
    int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    long length = -1;

    if (terminal >= 0) {
        dprintf(terminal, "%s ", question);
        length = line_read_unseen(terminal, out, PIN_MAX);
        dprintf(terminal, "\n");
        close(terminal);
    }
    if (length < 0)
        return err_fail(err, ERR_FORBIDDEN,
                        _("Il n'y a pas de terminal pour le taper : le mettre dans %s."), variable);
    if (length >= PIN_MAX)
        return err_fail(err, ERR_INPUT, _("Trop long : 64 caractères au plus."));
    out[length] = '\0';
    return true;
}

bool command_sign_in(struct till *till, const char *who, const char *tutor, struct err *err)
{
    const char *given = getenv("FLASHCOOP_PIN");
    struct actor actor = { "", "" };
    char pin[PIN_MAX] = "";
    bool needed = false;

    snprintf(actor.who, sizeof actor.who, "%s", who);
    snprintf(actor.tutor, sizeof actor.tutor, "%s", tutor);

    enum role role = actor_role(&actor);

    if (role != ROLE_PARTICIPANT && !pin_is_set(till->db, role, &needed, err))
        return false;
    if (!badge_check_known(till->db, who, err))
        return false;
    if (needed && !given && !command_ask_secret(_("PIN :"), "FLASHCOOP_PIN", pin, err))
        return false;

    bool good = till_sign_in(till, who, tutor, given ? given : pin, err);

    crypto_wipe(pin, sizeof pin);
    return good;
}

/* One line on the terminal of the person who waits, gone at the end. */
static void show_progress(int64_t row_count, bool done)
{
    fputs(done ? "\r\033[K" : "\r", stderr);
    if (!done)
        fprintf(stderr, _("%lld lignes"), (long long)row_count);
    fflush(stderr);
}

bool command_place_check(const struct command *command, struct err *err)
{
    const char *path = command_value(command, "-o");

    return !path || place_check_ready(path, command_has(command, "--force"), err);
}

bool command_target(struct command *command, const char *title, struct page_target *out,
                    struct err *err)
{
    const char *format = command_value(command, "--format");
    const char *path = command_value(command, "-o");

    *out = (struct page_target){ .format = PAGE_TEXT,
                                 .path = path ? path : "-",
                                 .force = command_has(command, "--force"),
                                 .title = title,
                                 .progress = path && isatty(STDERR_FILENO) ? show_progress : NULL,
                                 .made_at = clock_now(&command->clock) };
    if (format && !page_format_parse(format, &out->format))
        return err_fail(err, ERR_USAGE, _("--format %.20s : text, csv, pdf, xlsx ou html."),
                        format);
    if (!path && (out->format == PAGE_PDF || out->format == PAGE_XLSX))
        return err_fail(err, ERR_USAGE, _("--format %.20s : ajouter -o FICHIER."), format);
    return command_place_check(command, err);
}

bool command_amount(const char *text, cents *out, struct err *err)
{
    struct err why = ERR_EMPTY;

    if (money_parse(text, out, &why))
        return true;
    return err_fail(err, ERR_USAGE, "%s", why.text);
}

/* What is wrong, when the sentence begins with the place that is said before it. */
static const char *sentence_after(const char *text, const char *where)
{
    size_t length = strlen(where);

    if (length == 0 || strncmp(text, where, length) != 0 || !strchr(" :", text[length]))
        return text;
    return text + length + strspn(text + length, " :");
}

void command_tell_failure(const struct command *command, const struct err *err)
{
    char where[PLACE_MAX] = "";

    if (command->where)
        snprintf(where, sizeof where, "%s", command->where);
    text_show_unseen(where);
    fprintf(stderr, "flashcoop: %s%s%s%s\n", where, command->where ? ": " : "",
            sentence_after(err->text, where), err->code == ERR_REASON ? " (--reason MOTIF)" : "");
}

void command_tell_faults(struct command *command, const struct csv_faults *faults)
{
    const char *at = buf_text(&faults->text);

    while (*at) {
        size_t length = strcspn(at, "\n");

        fprintf(stderr, "flashcoop: %.*s\n", (int)length, at);
        at += length + (at[length] == '\n');
    }
    if (faults->count > CSV_FAULTS_MAX)
        fprintf(stderr, _("flashcoop: %d autres lignes à corriger\n"),
                faults->count - CSV_FAULTS_MAX);
    if (faults->reason_count > 0)
        fprintf(stderr, _("flashcoop: le dire : %s\n"), "--reason MOTIF");
    command->told = faults->count > 0;
}

void command_usage(const struct command_kind *kind, char out[COMMAND_USAGE_MAX])
{
    struct buf names = buf_init(COMMAND_USAGE_MAX);

    if (kind->names)
        kind->names(&names);
    snprintf(out, COMMAND_USAGE_MAX, kind->names ? kind->usage : "%s",
             kind->names ? buf_text(&names) : kind->usage);
    buf_release(&names);
}

bool command_misused(const struct command *command, struct err *err)
{
    char usage[COMMAND_USAGE_MAX];

    command_usage(command->kind, usage);
    if (strlen(usage) > USAGE_SHOWN_MAX)
        return err_fail(err, ERR_USAGE,
                        _("arguments incomplets ou en trop : voir flashcoop help %s"),
                        command->kind->name);
    return err_fail(err, ERR_USAGE,
                    _("arguments incomplets ou en trop : flashcoop %s %s (voir flashcoop help %s)"),
                    command->kind->name, usage, command->kind->name);
}
