/*
 * The floor of a spoken sentence: espeak-ng started by the smallest program, its sentence on
 * standard input, and waited for. Prints the milliseconds from the word to the end of its sound.
 * Usage: floor_voice COUNT SENTENCE
 */
#include "bench/stopwatch.h"

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void say(const char *sentence)
{
    char *arguments[] = { "espeak-ng", "-v", "fr", "-s", "130", "--stdin", NULL };
    posix_spawn_file_actions_t files;
    int ends[2];
    pid_t child;

    if (pipe(ends) != 0 || write(ends[1], sentence, strlen(sentence)) < 0)
        exit(1);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addclose(&files, ends[1]);
    if (posix_spawnp(&child, arguments[0], &files, NULL, arguments, environ) != 0)
        exit(1);
    posix_spawn_file_actions_destroy(&files);
    close(ends[0]);
    close(ends[1]);
    waitpid(child, NULL, 0);
}

int main(int count, char **arguments)
{
    static struct stopwatch watch;

    for (int i = 0; count > 2 && i < atoi(arguments[1]); i++) {
        stopwatch_start(&watch);
        say(arguments[2]);
        stopwatch_stop(&watch);
    }
    printf("%.3f\n", stopwatch_median_us(&watch) / 1000);
    return 0;
}
