/*
 * The copy onto sticks while the till goes on: a slow stick takes seconds, and
 * syncing cannot be cut into slices. So the program starts itself again as
 * `flashcoop backup`, and hears of the end by a pipe in its loop.
 */
#ifndef POS_BACKUP_JOB_H
#define POS_BACKUP_JOB_H

#include "pos/machine/backup.h"
#include "pos/ui/loop.h"

#include <sys/types.h>

struct backup_job {
    struct loop *loop;
    void *context;
    void (*told)(void *context, bool good, const char *text); /* when a copy has ended */
    pid_t child;                                              /* 0: none runs */
    int fd;
    char text[300]; /* what it said */
    size_t length;
    char next[BACKUP_PATH_MAX]; /* asked for meanwhile; "" none */
};

/* `*job` has its loop, context and told(). Nothing happens where no stick is. */
void backup_job_start(struct backup_job *job, const char *book);

/* At the end of the program: wait for the copies, saying so on the plain terminal. */
void backup_job_finish(struct backup_job *job);

#endif
