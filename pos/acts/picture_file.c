#include "pos/acts/picture_file.h"

#include "base/lang.h"
#include "base/picture.h"
#include "reports/print/paper_plugin.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    FILE_BYTES_MAX = 30 * 1024 * 1024,
    CHILD_BYTES_MAX = 384 * 1024 * 1024,
    CHILD_SECONDS = 5,
    WAIT_MS = 10000,
};

static void child_limit(int resource, rlim_t most)
{
    const struct rlimit limit = { most, most };

    setrlimit(resource, &limit);
}

/* Never returns to what the till was doing, nor touches its book. */
static _Noreturn void child_run(const struct paper_plugin *plugin, int fd, size_t length, int out)
{
    struct buf png = buf_init(PICTURE_BYTES_MAX);
    void *file = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fd, 0);
    size_t at = 0;

#ifndef __SANITIZE_ADDRESS__ /* it maps more than any laptop has */
    child_limit(RLIMIT_AS, CHILD_BYTES_MAX);
#endif
    child_limit(RLIMIT_CPU, CHILD_SECONDS);
    child_limit(RLIMIT_CORE, 0);
    if (file == MAP_FAILED || !plugin->picture_shrink(file, length, PICTURE_SIDE, &png))
        _exit(EXIT_FAILURE);
    while (at < png.length) {
        ssize_t count = write(out, png.data + at, png.length - at);

        if (count <= 0)
            _exit(EXIT_FAILURE);
        at += (size_t)count;
    }
    _exit(EXIT_SUCCESS);
}

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* All that the child gives before the deadline. */
static bool answer_read(int fd, struct buf *png)
{
    int64_t deadline = now_ms() + WAIT_MS;
    char bytes[4096];

    for (;;) {
        struct pollfd ready = { .fd = fd, .events = POLLIN };
        int64_t left = deadline - now_ms();
        ssize_t count;

        if (left <= 0)
            return false;
        if (poll(&ready, 1, (int)left) <= 0)
            continue;
        count = read(fd, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count == 0;
        buf_put(png, bytes, (size_t)count);
    }
}

static bool child_answer(const struct paper_plugin *plugin, int file, size_t length,
                         struct buf *png)
{
    struct picture picture = { .rgba = NULL };
    int ends[2];
    int status = -1;
    bool good = false;
    pid_t child;

    if (pipe(ends) == 0) {
        child = fork();
        if (child == 0)
            child_run(plugin, file, length, ends[1]);
        close(ends[1]);
        good = child > 0 && answer_read(ends[0], png);
        close(ends[0]);
        if (child > 0) {
            kill(child, SIGKILL); /* ended already, or too late */
            waitpid(child, &status, 0);
        }
        /* What it wrote is judged like any file. */
        good = good && !png->failed && picture_read(png->data, png->length, &picture);
    }
    picture_release(&picture);
    return good;
}

bool picture_file_read(const char *path, struct buf *png, struct err *err)
{
    const struct paper_plugin *plugin;
    struct stat status;
    int fd;
    bool good;

    if (!paper_plugin_load(&plugin, err))
        return false;
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return err_fail(err, ERR_NOT_FOUND, _("Image introuvable : %s."), path);
    good = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0 &&
           status.st_size <= FILE_BYTES_MAX &&
           child_answer(plugin, fd, (size_t)status.st_size, png);
    close(fd);
    return good ||
           err_fail(err, ERR_INPUT,
                    _("%s n'est pas une image PNG ou JPEG lisible, de 30 Mo au plus."), path);
}
