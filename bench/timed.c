/*
 * Runs a command; prints its milliseconds, and the kilobytes it held at most. A large parent would
 * count as the child's own memory. Usage: timed COMMAND ARGUMENT...
 */
#include "bench/stopwatch.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    static struct stopwatch watch;
    struct rusage usage;
    int status;

    if (count < 2)
        return 2;
    stopwatch_start(&watch);

    pid_t child = fork();

    if (child == 0) {
        int nowhere = open("/dev/null", O_RDWR);

        dup2(nowhere, STDIN_FILENO);
        dup2(nowhere, STDOUT_FILENO);
        execvp(arguments[1], arguments + 1);
        _exit(127);
    }
    wait4(child, &status, 0, &usage);
    stopwatch_stop(&watch);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "timed: %s failed\n", arguments[1]);
        return 1;
    }
    printf("%.3f %ld\n", stopwatch_last_ms(&watch), usage.ru_maxrss);
    return 0;
}
