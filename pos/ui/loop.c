#include "pos/ui/loop.h"

#include "base/lang.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

static const int SIGNALS[] = { SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH };

bool loop_init(struct loop *loop, loop_signal_fn *on_signal, void *context, struct err *err)
{
    sigset_t mask;

    memset(loop, 0, sizeof *loop);
    for (size_t i = 0; i < LOOP_WATCHES_MAX; i++)
        loop->watches[i].fd = -1;
    loop->on_signal = on_signal;
    loop->signal_context = context;
    sigemptyset(&mask);
    for (size_t i = 0; i < COUNT_OF(SIGNALS); i++)
        sigaddset(&mask, SIGNALS[i]);
    sigprocmask(SIG_BLOCK, &mask, &loop->mask_before);
    loop->signal_fd = signalfd(-1, &mask, SFD_NONBLOCK | SFD_CLOEXEC);
    if (loop->signal_fd < 0) {
        sigprocmask(SIG_SETMASK, &loop->mask_before, NULL);
        return err_fail(err, ERR_STORAGE, _("Trop de fichiers ouverts : relancer le programme."));
    }
    return true;
}

void loop_release(struct loop *loop)
{
    if (loop->signal_fd >= 0)
        close(loop->signal_fd);
    loop->signal_fd = -1;
    sigprocmask(SIG_SETMASK, &loop->mask_before, NULL);
}

static struct loop_watch *watch_find(struct loop *loop, int fd)
{
    for (size_t i = 0; i < LOOP_WATCHES_MAX; i++)
        if (loop->watches[i].fd == fd)
            return &loop->watches[i];
    return NULL;
}

bool loop_watch(struct loop *loop, int fd, short events, loop_fn *ready, void *context,
                struct err *err)
{
    assert(fd >= 0);
    struct loop_watch *watch = watch_find(loop, fd);

    if (!watch)
        watch = watch_find(loop, -1);
    if (!watch)
        return err_fail(err, ERR_STORAGE, _("Trop d'appareils à la fois : en débrancher un."));
    *watch = (struct loop_watch){ fd, events, ready, context };
    return true;
}

void loop_unwatch(struct loop *loop, int fd)
{
    struct loop_watch *watch = fd >= 0 ? watch_find(loop, fd) : NULL;

    if (watch)
        watch->fd = -1;
}

int64_t loop_now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool loop_arm(struct loop *loop, int delay_ms, loop_fn *due, void *context)
{
    assert(delay_ms >= 0);
    loop_disarm(loop, due, context);
    for (size_t i = 0; i < LOOP_TIMERS_MAX; i++) {
        if (loop->timers[i].deadline_ms == 0) {
            loop->timers[i] = (struct loop_timer){ loop_now_ms() + delay_ms, due, context };
            return true;
        }
    }
    return false;
}

void loop_disarm(struct loop *loop, loop_fn *due, void *context)
{
    for (size_t i = 0; i < LOOP_TIMERS_MAX; i++)
        if (loop->timers[i].due == due && loop->timers[i].context == context)
            loop->timers[i] = (struct loop_timer){ 0 };
}

/* How long poll may sleep: until the first deadline, or for ever (-1). */
static int loop_patience_ms(const struct loop *loop)
{
    int64_t now = loop_now_ms();
    int64_t patience = -1;

    for (size_t i = 0; i < LOOP_TIMERS_MAX; i++) {
        int64_t deadline = loop->timers[i].deadline_ms;
        int64_t left = deadline > now ? deadline - now : 0;

        if (deadline != 0 && (patience < 0 || left < patience))
            patience = left;
    }
    return (int)patience;
}

static void timers_run(struct loop *loop)
{
    int64_t now = loop_now_ms();

    for (size_t i = 0; i < LOOP_TIMERS_MAX; i++) {
        struct loop_timer timer = loop->timers[i];

        if (timer.deadline_ms == 0 || timer.deadline_ms > now)
            continue;
        loop->timers[i] = (struct loop_timer){ 0 }; /* first free: `due` may arm itself again */
        timer.due(timer.context, 0);
    }
}

static void signals_run(struct loop *loop)
{
    struct signalfd_siginfo info;

    while (read(loop->signal_fd, &info, sizeof info) == (ssize_t)sizeof info)
        loop->on_signal(loop->signal_context, (int)info.ssi_signo);
}

static nfds_t poll_list(const struct loop *loop, struct pollfd *list)
{
    nfds_t count = 0;

    list[count++] = (struct pollfd){ .fd = loop->signal_fd, .events = POLLIN };
    for (size_t i = 0; i < LOOP_WATCHES_MAX; i++)
        if (loop->watches[i].fd >= 0)
            list[count++] =
                (struct pollfd){ .fd = loop->watches[i].fd, .events = loop->watches[i].events };
    return count;
}

bool loop_turn(struct loop *loop, struct err *err)
{
    struct pollfd list[LOOP_WATCHES_MAX + 1];
    nfds_t count = poll_list(loop, list);

    loop->turns++;
    if (poll(list, count, loop_patience_ms(loop)) < 0 && errno != EINTR)
        return err_fail(err, ERR_STORAGE, _("L'attente a échoué : relancer le programme."));
    if (list[0].revents)
        signals_run(loop);
    for (nfds_t i = 1; i < count; i++) {
        struct loop_watch *watch = list[i].revents ? watch_find(loop, list[i].fd) : NULL;

        if (watch) /* an earlier callback may have unwatched it */
            watch->ready(watch->context, list[i].revents);
    }
    timers_run(loop);
    return true;
}

void loop_stop(struct loop *loop)
{
    loop->stopping = true;
}
