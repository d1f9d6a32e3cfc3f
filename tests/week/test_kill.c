/*
 * `flashcoop sell` is killed again and again while it sells: every `sold` that was answered is in
 * the book, once, no number is skipped, and the next start is clean.
 */
#include "tests/support/stall.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { ROUNDS = 30, ANSWERS_BEFORE_DEATH = 40 };

struct seller {
    pid_t process;
    int lines;     /* where commands go */
    FILE *answers; /* where answers come from */
};

static struct seller seller_start(const struct stall *stall)
{
    const char *program = getenv("FLASHCOOP");
    struct seller seller;
    int in[2];
    int out[2];

    assert_non_null(program);
    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    seller.process = fork();
    if (seller.process == 0) {
        setenv("XDG_DATA_HOME", stall->folder.path, 1);
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        close(in[1]);
        close(out[0]);
        execl(program, program, "sell", stall->path, (char *)NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    seller.lines = in[1];
    seller.answers = fdopen(out[0], "r");
    assert_non_null(seller.answers);
    return seller;
}

/* One line answered; false when the program is gone. `*sold` keeps the highest ticket answered. */
static bool seller_hear(struct seller *seller, int64_t *sold)
{
    char answer[300];
    long long number;

    if (!fgets(answer, sizeof answer, seller->answers))
        return false;
    if (strncmp(answer, "error", 5) == 0)
        fail_msg("%s", answer);
    if (sscanf(answer, "sold A-%lld ", &number) == 1) {
        assert_int_equal(number, *sold + 1);
        *sold = number;
    }
    return true;
}

/* A customer: two lines, two answers. */
static void seller_serve(struct seller *seller, int64_t *sold)
{
    static const char LINES[] = "add C1 2\npay cash 5\n";

    assert_int_equal(write(seller->lines, LINES, sizeof LINES - 1), sizeof LINES - 1);
    assert_true(seller_hear(seller, sold));
    assert_true(seller_hear(seller, sold));
}

/* The death falls anywhere in a sale that was just ordered. */
static void seller_kill(struct seller *seller, struct chance *chance, int64_t *sold)
{
    static const char LINES[] = "add C1\npay card 1.50\nadd C2\npay card 1.01\n";
    const struct timespec moment = { .tv_nsec = chance_below(chance, 1500000) };
    int status;

    assert_int_equal(write(seller->lines, LINES, sizeof LINES - 1), sizeof LINES - 1);
    nanosleep(&moment, NULL);
    kill(seller->process, SIGKILL);
    waitpid(seller->process, &status, 0);
    assert_true(WIFSIGNALED(status));
    while (seller_hear(seller, sold)) /* what it answered before it died was promised */
        continue;
    fclose(seller->answers);
    close(seller->lines);
}

static void assert_all_sold_once(struct stall *stall, int64_t promised, int64_t *in_book)
{
    if (!stall_open(stall))
        fail_msg("%s", stall->err.text);
    *in_book = stall_ask(stall, "SELECT count(*) FROM sale");
    assert_int_equal(stall_ask(stall, "SELECT max(number) FROM sale"), *in_book);
    assert_true(*in_book >= promised);
    assert_true(*in_book <= promised + 2); /* ordered, made durable, not yet answered */
    assert_false(stall->till.is_older_copy);
    assert_true(stall_is_sound(stall));
    stall_close(stall);
}

static void a_killed_seller_loses_no_answered_sale(void **state)
{
    static struct stall stall;
    int64_t sold = 0;

    (void)state;
    stall_found(&stall, 3);
    stall_close(&stall);
    for (int round = 0; round < ROUNDS; round++) {
        struct seller seller = seller_start(&stall);
        int customers = 1 + chance_below(&stall.chance, ANSWERS_BEFORE_DEATH);

        for (int i = 0; i < customers; i++)
            seller_serve(&seller, &sold);
        seller_kill(&seller, &stall.chance, &sold);
        assert_all_sold_once(&stall, sold, &sold);
    }
    stall_remove(&stall);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_seller_loses_no_answered_sale),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
