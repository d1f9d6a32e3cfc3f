/* Over a network: only a server that proves its name is spoken to. */
#include "tests/support/hub_bench.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static struct folder laid; /* certificates */

/* A port that nobody uses now. */
static int port_find(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    int ear = socket(AF_INET, SOCK_STREAM, 0);

    assert_true(ear >= 0);
    assert_int_equal(bind(ear, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(getsockname(ear, (struct sockaddr *)&address, &length), 0);
    close(ear);
    return ntohs(address.sin_port);
}

static int start(void **state)
{
    char line[2000], port[16], certificate[FOLDER_PATH_MAX + 30], key[FOLDER_PATH_MAX + 30];

    (void)state;
    laid = folder_make();
    snprintf(line, sizeof line,
             "cd %s && chmod 755 . && for name in server other; do openssl req -x509 -newkey "
             "rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost "
             "-keyout $name.key -out $name.crt 2>/dev/null; done && chmod 600 *.key && "
             "{ [ \"$(id -u)\" -ne 0 ] || chown postgres *.key; }",
             laid.path);
    assert_int_equal(system(line), 0);
    snprintf(port, sizeof port, "%d", port_find());
    setenv("PGPORT", port, 1);
    snprintf(certificate, sizeof certificate, "ssl_cert_file=%s/server.crt", laid.path);
    snprintf(key, sizeof key, "ssl_key_file=%s/server.key", laid.path);
    return hub_server_start_with((const char *const[]){
        "-c", "listen_addresses=127.0.0.1", "-c", "ssl=on", "-c", certificate, "-c", key, NULL });
}

static int stop(void **state)
{
    int status = hub_server_stop(state);

    folder_remove(&laid);
    return status;
}

/* What `hub status` says over the network, with these lines in the service. */
static int ask(struct shell *shell, const char *name, const char *root, const char *mode)
{
    char line[1500];

    snprintf(line, sizeof line,
             "{ printf '[far]\\nhost=%s\\nhostaddr=127.0.0.1\\nuser=cdp\\nsslmode=%s\\n"
             "sslrootcert=%s/%s.crt\\n'; grep dbname service | head -n 1; } >far && "
             "PGSERVICEFILE=far $F hub status --service far",
             name, mode, laid.path, root);
    return shell_run(shell, line, NULL);
}

static void a_server_that_proves_its_name_is_spoken_to(void **state)
{
    struct shell *shell = *state;

    assert_int_equal(ask(shell, "localhost", "server", "verify-full"), 0);
}

static void any_other_is_not(void **state)
{
    struct shell *shell = *state;

    assert_int_equal(ask(shell, "hub.example.org", "server", "verify-full"), 3);
    assert_non_null(strstr(shell->err, "does not match host name"));
    assert_int_equal(ask(shell, "localhost", "other", "verify-full"), 3);
    assert_non_null(strstr(shell->err, "certificate verify failed"));
    assert_int_equal(ask(shell, "localhost", "server", "verify-ca"), 3);
    assert_non_null(strstr(shell->err, "verify-full"));
    assert_int_equal(ask(shell, "localhost", "server", "disable"), 3);
    assert_non_null(strstr(shell->err, "verify-full"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, hub_set_up, hub_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_server_that_proves_its_name_is_spoken_to),
        TEST(any_other_is_not),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
