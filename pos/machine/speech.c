#include "pos/machine/speech.h"

#include "base/text.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SPEAKER "espeak-ng"

enum { PATH_ROOM = 4096 };

extern char **environ;

/* Dari is said by the Persian voice: it is what espeak-ng has. */
static const char *const VOICES[TONGUE_COUNT] = {
    [TONGUE_FR] = "fr",
    [TONGUE_EN] = "en",
    [TONGUE_AR] = "ar",
    [TONGUE_PRS] = "fa",
};

bool speech_is_installed(void)
{
    const char *path = getenv("PATH");
    char file[PATH_ROOM];

    for (size_t length; path && *path; path += length + (path[length] == ':')) {
        length = strcspn(path, ":");
        snprintf(file, sizeof file, "%.*s/%s", (int)length, path, SPEAKER);
        if (access(file, X_OK) == 0)
            return true;
    }
    return false;
}

/* A card of the kernel, or the sound of a desktop. */
bool speech_has_sound(void)
{
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    char file[PATH_ROOM];
    DIR *folder = opendir("/dev/snd");
    bool found = false;

    for (const struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
        found = found || strncmp(entry->d_name, "pcm", 3) == 0;
    if (folder)
        closedir(folder);
    snprintf(file, sizeof file, "%s/pulse/native", runtime ? runtime : "");
    return found || (runtime && access(file, F_OK) == 0);
}

/* Marks of direction are not said; two brackets would begin phonemes. */
static size_t text_clean(const char *text, char out[SPEECH_BYTES_MAX + 1])
{
    size_t length = 0;
    char bytes[5];

    for (uint32_t character; (character = text_next(&text)) != 0;) {
        size_t count;

        if (character >= 0x2066 && character <= 0x2069)
            continue;
        count = (size_t)text_put(character < ' ' || character == '[' ? ' ' : character, bytes);
        if (length + count > SPEECH_BYTES_MAX)
            break;
        memcpy(out + length, bytes, count);
        length += count;
    }
    out[length] = '\0';
    return length;
}

/* A group of its own, so that it ends with all that it began; signals reach it as they are. */
static pid_t child_start(enum tongue tongue, int from)
{
    const char *arguments[] = { SPEAKER, "-v", VOICES[tongue], "-s", "130", "--stdin", NULL };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;
    pid_t child = 0;

    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, from, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&child, SPEAKER, &files, &attributes, (char *const *)arguments, environ) != 0)
        child = 0;
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return child;
}

/* Nobody waits for those either: what has ended is forgotten, the rest next time. */
void speech_stop(struct speech *speech)
{
    for (int i = 0; i < SPEECH_CHILDREN; i++) {
        if (speech->children[i] == 0)
            continue;
        kill(-speech->children[i], SIGKILL);
        if (waitpid(speech->children[i], NULL, WNOHANG) != 0)
            speech->children[i] = 0;
    }
}

void speech_say(struct speech *speech, enum tongue tongue, const char *text)
{
    char clean[SPEECH_BYTES_MAX + 1];
    size_t length = text_clean(text, clean);
    int last = SPEECH_CHILDREN - 1;
    int ends[2];

    speech_stop(speech);
    if (length == 0 || speech->children[last] != 0 || pipe(ends) != 0)
        return; /* that many that do not end: this machine has no voice today */
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    if (write(ends[1], clean, length) == (ssize_t)length) { /* a pipe holds more than that */
        memmove(speech->children + 1, speech->children, sizeof speech->children[0] * (size_t)last);
        speech->children[0] = child_start(tongue, ends[0]);
    }
    close(ends[0]);
    close(ends[1]);
}
