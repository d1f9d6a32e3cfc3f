#include "tests/support/hub_bench.h"

#include <assert.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { START_TRIES = 600, TRY_US = 50000, OPTIONS_MAX = 16, LINE_MAX = 3500 };

static struct server {
    struct folder folder;
    pid_t process;
    int database; /* one a test */
} server, second;

static void server_run(const struct server *at, const char *const options[])
{
    const char *arguments[OPTIONS_MAX + 3] = { "postgres.sh", at->folder.path };

    for (int i = 0; options && options[i]; i++)
        arguments[2 + i] = options[i];
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    execv("tests/support/postgres.sh", (char *const *)arguments);
    _exit(127);
}

static int server_begin(struct server *at, const char *const options[])
{
    char line[FOLDER_PATH_MAX + 80];

    at->process = fork();
    if (at->process == 0)
        server_run(at, options);
    snprintf(line, sizeof line, "pg_isready -q -h %s", at->folder.path);
    for (int i = 0; i < START_TRIES; i++) {
        if (system(line) == 0)
            return 0;
        if (waitpid(at->process, NULL, WNOHANG) != 0)
            break;
        usleep(TRY_US);
    }
    snprintf(line, sizeof line, "cat %s/log >&2", at->folder.path);
    return system(line) == 0 ? -1 : -2;
}

static int server_make(struct server *at, const char *const options[])
{
    at->folder = folder_make();
    chmod(at->folder.path, 0755);
    return server_begin(at, options);
}

static int server_end(struct server *at)
{
    char line[FOLDER_PATH_MAX + 20];

    kill(at->process, SIGQUIT);
    waitpid(at->process, NULL, 0);
    snprintf(line, sizeof line, "rm -rf %s", at->folder.path);
    return system(line);
}

int hub_server_start_with(const char *const options[])
{
    return server_make(&server, options);
}

void hub_server_crash(void)
{
    kill(server.process, SIGQUIT);
    waitpid(server.process, NULL, 0);
    assert(server_begin(&server, NULL) == 0);
}

int hub_server_start(void **state)
{
    (void)state;
    return hub_server_start_with(NULL);
}

int hub_server_stop(void **state)
{
    (void)state;
    return server_end(&server);
}

int hub_two_servers_start(void **state)
{
    return hub_server_start(state) == 0 ? server_make(&second, NULL) : -1;
}

int hub_two_servers_stop(void **state)
{
    int status = server_end(&second);

    return hub_server_stop(state) == 0 ? status : -1;
}

const char *hub_server_folder(void)
{
    return server.folder.path;
}

const char *hub_second_folder(void)
{
    return second.folder.path;
}

static void services_write(struct shell *shell)
{
    static const char *const USERS[][2] = {
        { "admin", "postgres" }, { "flashcoop", "cdp" }, { "other", "coop" }, { "network", "net" }
    };
    char text[4 * (FOLDER_PATH_MAX + 80)], path[FOLDER_PATH_MAX];
    int used = 0;

    for (int i = 0; i < 4; i++)
        used += snprintf(text + used, sizeof text - (size_t)used,
                         "[%s]\nhost=%s\nuser=%s\ndbname=t%d\n\n", USERS[i][0], server.folder.path,
                         USERS[i][1], server.database);
    shell_write(shell, "service", text);
    setenv("PGSERVICEFILE", folder_path(&shell->folder, "service", path), 1);
}

int hub_set_up(void **state)
{
    char line[FOLDER_PATH_MAX + 80];
    struct shell *shell;

    if (shell_set_up(state) != 0)
        return -1;
    shell = *state;
    server.database++;
    services_write(shell);
    snprintf(line, sizeof line, "createdb -h %s -U postgres t%d", server.folder.path,
             server.database);
    shell_do(shell, line, NULL);
    shell_do(shell,
             "$F hub init --service admin && "
             "$F hub host add --siren 732829320 --name CDP49 --login cdp --service admin && "
             "$F hub host add --siren 404833048 --name Coodem --login coop --service admin && "
             "psql -q service=admin -c \"DO \\$\\$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles "
             "WHERE rolname = 'net') THEN CREATE ROLE net LOGIN IN ROLE hub_network; END IF; "
             "END \\$\\$\"",
             NULL);
    return 0;
}

int hub_tear_down(void **state)
{
    struct shell *shell = *state;
    char line[FOLDER_PATH_MAX + 80];

    snprintf(line, sizeof line, "dropdb -f -h %s -U postgres t%d", server.folder.path,
             server.database);
    shell_do(shell, line, NULL);
    return shell_tear_down(state);
}

/* Sales, then the closing of the day. */
static void day_play(struct shell *shell, const struct hub_book *book, const char *before)
{
    char line[LINE_MAX];

    snprintf(line, sizeof line,
             "%s { i=0; while [ $i -lt %d ]; do echo 'add C1'; echo 'pay cash 1.50'; i=$((i+1)); "
             "done; } | $F sell %s.flashcoop >sold && "
             "$F close %s.flashcoop day --counted %d.50 --reason test >z",
             before, book->sales, book->name, book->name, book->sales);
    shell_do(shell, line, NULL);
}

void hub_make_book(struct shell *shell, const struct hub_book *book)
{
    char before[LINE_MAX / 2];

    shell_write(shell, "products.csv", "code,label,price,vat\nC1,Cookie,1.50,5.5\n");
    snprintf(before, sizeof before,
             "$F new %s.flashcoop --name %s --host CDP49 --siren %s --place Angers --venue Halles "
             "--sector food && $F import %s.flashcoop products products.csv &&",
             book->name, book->name, book->siren, book->name);
    day_play(shell, book, before);
}

void hub_sell_more(struct shell *shell, const struct hub_book *book)
{
    day_play(shell, book, "");
}

const char *hub_value(struct shell *shell, const char *service, const char *sql)
{
    char line[LINE_MAX];

    shell_write(shell, ".sql", sql);
    snprintf(line, sizeof line, "psql -qAtX service=%s -v ON_ERROR_STOP=1 -f .sql", service);
    if (shell_run(shell, line, NULL) != 0)
        shell->out[0] = '\0';
    shell->out[strcspn(shell->out, "\n")] = '\0';
    return shell->out;
}
