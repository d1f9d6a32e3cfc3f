/*
 * The program: language, clock, then a command or the terminal application.
 */
#include "base/lang.h"
#include "pos/app.h"
#include "pos/commands/command_help.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* True when the command knows the option; `*takes_value` says what follows. */
static bool option_is_known(const struct command_kind *kind, const char *name, size_t length,
                            bool *takes_value)
{
    for (const char *at = kind->options; (at = strchr(at, ' ')) && at[1]; at++) {
        if (strncmp(at + 1, name, length) != 0)
            continue;
        if (at[1 + length] == ' ' || at[1 + length] == '=') {
            *takes_value = at[1 + length] == '=';
            return true;
        }
    }
    return false;
}

static bool help_is_asked(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* Options leave the list, arguments stay in it in their order. */
static bool command_parse(struct command *command, char **words, int count, struct err *err)
{
    bool only_arguments = false;

    for (int i = 0; i < count; i++) {
        char *word = words[i];
        size_t length = strcspn(word, "=");
        bool takes_value = false;

        if (only_arguments || word[0] != '-' || word[1] == '\0') {
            command->arguments[command->argument_count++] = word;
            continue;
        }
        if (strcmp(word, "--") == 0) {
            only_arguments = true;
            continue;
        }
        if (help_is_asked(word)) {
            command->asks_help = true;
            return true;
        }
        if (!option_is_known(command->kind, word, length, &takes_value) ||
            (word[length] == '=' && !takes_value))
            return err_fail(err, ERR_USAGE, _("option %.40s inconnue : voir flashcoop help %s"),
                            word, command->kind->name);
        if (takes_value && word[length] != '=' && i + 1 >= count)
            return err_fail(err, ERR_USAGE, _("option %.40s : sa valeur manque"), word);
        if (command->option_count == COMMAND_OPTIONS_MAX)
            return err_fail(err, ERR_USAGE, _("trop d'options : voir flashcoop help %s"),
                            command->kind->name);

        struct command_option *option = &command->options[command->option_count++];

        option->name = word;
        option->value = !takes_value ? "" : word[length] == '=' ? word + length + 1 : words[++i];
        word[length] = '\0';
    }
    return true;
}

static bool command_run(struct command *command, char **words, int count, struct err *err)
{
    const struct command_kind *kind = command->kind;

    command->where = kind->name;
    if (!command_parse(command, words, count, err) || !book_clock(&command->clock, err))
        return false;
    if (command->asks_help)
        return command_help(kind->name, err);
    if (command->argument_count < kind->argument_min ||
        (kind->argument_max != COMMAND_ANY_COUNT && command->argument_count > kind->argument_max))
        return command_misused(command, err);
    return kind->run(command, err);
}

/* `--lang` stands anywhere and is taken out; false: a language that we do not speak. */
static bool lang_take(char **words, int *count)
{
    const char *lang = getenv("FLASHCOOP_LANG");
    int kept = 0;

    for (int i = 0; i < *count; i++) {
        if (strcmp(words[i], "--lang") == 0 && i + 1 < *count)
            lang = words[++i];
        else if (strncmp(words[i], "--lang=", 7) == 0)
            lang = words[i] + 7;
        else
            words[kept++] = words[i];
    }
    *count = kept;
    return !lang || lang[0] == '\0' || lang_choose(lang);
}

/* What was not asked with a command: the application, and what every program answers. */
static bool dispatch(struct command *command, char **words, int count, struct err *err)
{
    if (count == 0)
        return app_run(NULL, err);
    command->where = words[0];
    if (strcmp(words[0], "--version") == 0 || strcmp(words[0], "-V") == 0) {
        puts("flashcoop " VERSION);
        return true;
    }
    if (strcmp(words[0], "help") == 0 || help_is_asked(words[0]))
        return command_help(count > 1 ? words[1] : NULL, err);
    command->kind = command_find(words[0]);
    if (command->kind)
        return command_run(command, words + 1, count - 1, err);
    if (words[0][0] == '-' || count > 1 || (!strpbrk(words[0], "./") && access(words[0], F_OK)))
        return err_fail(err, ERR_USAGE, _("ni une commande ni un livre : voir flashcoop help"));
    return app_run(words[0], err);
}

/* Who has no HOME (a service, `env -i`) has a folder all the same: keys and heads go there. */
static void find_home(void)
{
    const char *home = getenv("HOME");
    const struct passwd *user = home && home[0] == '/' ? NULL : getpwuid(getuid());

    if (user && user->pw_dir[0] == '/')
        setenv("HOME", user->pw_dir, 1);
}

/* Names, PINs and keys are in memory: a crash leaves none of it on the disk. */
static void forbid_core_dumps(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){ .rlim_cur = 0, .rlim_max = 0 });
}

int main(int argument_count, char **arguments)
{
    struct command command = { .where = NULL };
    struct err err = ERR_EMPTY;
    char **words = arguments + 1;
    int count = argument_count > 0 ? argument_count - 1 : 0;
    bool good;

    forbid_core_dumps();
    find_home();
    if (!lang_take(words, &count)) {
        fprintf(stderr, "flashcoop: --lang: fr | en\n");
        return 2;
    }
    command.arguments = calloc((size_t)count + 1, sizeof *command.arguments);
    if (!command.arguments)
        abort(); /* no memory for a handful of pointers */
    good = dispatch(&command, words, count, &err);
    if (good && fflush(stdout) != 0)
        good = err_fail(&err, ERR_STORAGE, _("La sortie ne s'écrit pas : vérifier le disque."));
    if (!good && !command.told)
        command_tell_failure(&command, &err);
    free(command.arguments);
    return good ? 0 : err_exit_status(&err);
}
