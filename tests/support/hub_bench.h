/*
 * A PostgreSQL server of the test's own, and a hub on it: a database for each
 * test, on a socket in a folder that goes with the test. Services of libpq:
 * `admin` keeps the server, `flashcoop` is the login `cdp` of host 732829320,
 * `other` the login `coop` of host 404833048, `network` reads for the network.
 */
#ifndef TESTS_SUPPORT_HUB_BENCH_H
#define TESTS_SUPPORT_HUB_BENCH_H

#include "tests/support/shell.h"

/* Group state: the server. It ends with the test program, however that ends. */
int hub_server_start(void **state);
int hub_server_stop(void **state);
/* The same with options of the server ("-c fsync=on"); NULL none. */
int hub_server_start_with(const char *const options[]);

/* A second one beside it, for what is spread over both. */
int hub_two_servers_start(void **state);
int hub_two_servers_stop(void **state);

/* The server ends at once, whatever it does, and starts again. */
void hub_server_crash(void);

/* Test state: a `struct shell` and a hub with two hosts and a reader for the network. */
int hub_set_up(void **state);
int hub_tear_down(void **state);

/* NAME.flashcoop of that host with `sales` sales of 1.50, closed. */
struct hub_book {
    const char *name, *siren;
    int sales;
};
void hub_make_book(struct shell *shell, const struct hub_book *book);
/* As many again, closed. */
void hub_sell_more(struct shell *shell, const struct hub_book *book);

/* One value from a query as `service`; "" when it fails. Borrowed until the next run. */
const char *hub_value(struct shell *shell, const char *service, const char *sql);

/* The folder of a server's socket. */
const char *hub_server_folder(void);
const char *hub_second_folder(void);

#endif
