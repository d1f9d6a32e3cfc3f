#include "pos/machine/backup_job.h"

#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The child: what it says comes to `to`; the signals that the loop blocks reach it again. */
static bool child_start(struct backup_job *job, const char *book, int to)
{
    const char *lang = lang_current() == LANG_EN ? "en" : "fr";
    const char *arguments[] = { "flashcoop", "--lang", lang, "backup", book, NULL };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;

    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, to, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, to, STDERR_FILENO);

    bool good = posix_spawn(&job->child, "/proc/self/exe", &files, &attributes,
                            (char *const *)arguments, environ) == 0;

    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    if (!good)
        job->child = 0;
    return good;
}

static void job_end(struct backup_job *job)
{
    char next[BACKUP_PATH_MAX];
    int status = 0;

    loop_unwatch(job->loop, job->fd);
    close(job->fd);
    while (waitpid(job->child, &status, 0) < 0 && errno == EINTR) {
    }
    job->child = 0;
    job->text[strcspn(job->text, "\n")] = '\0';
    job->told(job->context, WIFEXITED(status) && WEXITSTATUS(status) == 0, job->text);
    snprintf(next, sizeof next, "%s", job->next);
    job->next[0] = '\0';
    if (next[0])
        backup_job_start(job, next);
}

static void job_hear(void *context, int events)
{
    struct backup_job *job = context;
    char rest[64]; /* a sentence longer than the room is cut */
    bool full = job->length + 1 >= sizeof job->text;
    ssize_t count = read(job->fd, full ? rest : job->text + job->length,
                         full ? sizeof rest : sizeof job->text - 1 - job->length);

    (void)events;
    if (count > 0) {
        job->length += full ? 0 : (size_t)count;
        job->text[job->length] = '\0';
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        job_end(job);
    }
}

void backup_job_start(struct backup_job *job, const char *book)
{
    struct err err = ERR_EMPTY;
    int ends[2];

    if (backup_find_sticks(BACKUP_MOUNTS).count == 0)
        return;
    if (job->child) {
        snprintf(job->next, sizeof job->next, "%s", book);
        return;
    }
    if (pipe(ends) != 0)
        return;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    job->fd = ends[0];
    job->length = 0;
    job->text[0] = '\0';

    bool good = loop_watch(job->loop, job->fd, POLLIN, job_hear, job, &err) &&
                child_start(job, book, ends[1]);

    close(ends[1]);
    if (good)
        return;
    loop_unwatch(job->loop, job->fd);
    close(job->fd);
    job->told(job->context, false, _("Copie impossible : fermer d'autres programmes."));
}

void backup_job_finish(struct backup_job *job)
{
    while (job->child) {
        fprintf(stderr, "flashcoop: %s\n",
                _("Le livre se copie sur la clé : la laisser branchée…"));
        while (job->child)
            job_hear(job, 0); /* the pipe blocks until the copy has ended */
    }
}
