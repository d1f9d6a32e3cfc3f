#include "tests/support/speaker.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { SAID_MAX = 16384, PATIENCE_MS = 20000, LINE_ROOM = 512 };

/* The sentence goes into the file in one write, so that lines stay whole. */
static const char SCRIPT[] = "#!/bin/sh\n"
                             "here=$(dirname \"$0\")\n"
                             "line=$(cat)\n"
                             "printf '%s %s %s\\n' $$ \"$2\" \"$line\" >>\"$here/said\"\n"
                             "exec sleep 600\n";

static char place[256], path_before[4096], said[SAID_MAX];

static void file_name(char out[LINE_ROOM], const char *name)
{
    snprintf(out, LINE_ROOM, "%s/%s", place, name);
}

void speaker_install(const char *folder)
{
    char path[sizeof path_before + LINE_ROOM], name[LINE_ROOM];
    FILE *file;

    snprintf(place, sizeof place, "%s/speaker", folder);
    assert_int_equal(mkdir(place, 0700), 0);
    file_name(name, "espeak-ng");
    file = fopen(name, "w");
    assert_non_null(file);
    assert_true(fputs(SCRIPT, file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(name, 0700), 0);
    file_name(name, "said");
    file = fopen(name, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    snprintf(path_before, sizeof path_before, "%s", getenv("PATH"));
    snprintf(path, sizeof path, "%s:%s", place, path_before);
    setenv("PATH", path, 1);
    setenv("SCREEN_PATH", path, 1);
}

void speaker_remove(void)
{
    setenv("PATH", path_before, 1);
    unsetenv("SCREEN_PATH");
}

static void said_read(void)
{
    char name[LINE_ROOM];
    FILE *file;
    size_t length;

    file_name(name, "said");
    file = fopen(name, "r");
    assert_non_null(file);
    length = fread(said, 1, sizeof said - 1, file);
    said[length] = '\0';
    assert_int_equal(fclose(file), 0);
}

const char *speaker_wait(const char *sentence)
{
    int watch = inotify_init1(IN_CLOEXEC);
    struct pollfd ready = { .fd = watch, .events = POLLIN };
    char name[LINE_ROOM], events[4096];

    file_name(name, "said");
    assert_true(watch >= 0);
    assert_true(inotify_add_watch(watch, name, IN_MODIFY) >= 0);
    for (said_read(); !strstr(said, sentence); said_read()) {
        if (poll(&ready, 1, PATIENCE_MS) <= 0)
            fail_msg("\"%s\" is not said:\n%s", sentence, said);
        assert_true(read(watch, events, sizeof events) > 0);
    }
    close(watch);
    return said;
}

/* One that was cut short stays a name until the program looks after it: that is no talking. */
static bool is_talking(long pid)
{
    char name[64], state = 'Z';
    FILE *file;

    snprintf(name, sizeof name, "/proc/%ld/stat", pid);
    file = fopen(name, "r");
    if (!file)
        return false;
    if (fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
        state = 'Z';
    assert_int_equal(fclose(file), 0);
    return state != 'Z' && state != 'X';
}

int speaker_talking(void)
{
    int talking = 0;

    said_read();
    for (const char *line = said; line && *line; line = strchr(line, '\n')) {
        line += *line == '\n';
        talking += *line != '\0' && is_talking(atol(line));
    }
    return talking;
}
