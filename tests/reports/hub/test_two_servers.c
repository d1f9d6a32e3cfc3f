/*
 * The fact tables spread by session over two servers (postgres_fdw): the same pushes and the same
 * questions give the same answers as one server does.
 */
#include "tests/support/hub_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { BOOKS_MIN = 4, BOOKS_MAX = 40, LINE_MAX = 3000 };

static const char SPREAD[] =
    "CREATE EXTENSION postgres_fdw;\n"
    "DO $$ DECLARE\n"
    "    part text; fact text;\n"
    "    facts text[] := '{record,sale,sale_line,payment,closing,closing_rate,closing_till,charge,"
    "posting,sharing}';\n"
    "BEGIN\n"
    "    FOREACH part IN ARRAY '{0,1}'::text[] LOOP\n"
    "        EXECUTE format('CREATE SERVER part%s FOREIGN DATA WRAPPER postgres_fdw OPTIONS "
    "(host %L, dbname %L)', part, current_setting('spread.part' || part), 'part' || part);\n"
    "        EXECUTE format('CREATE USER MAPPING FOR PUBLIC SERVER part%s OPTIONS "
    "(user ''postgres'', password_required ''false'')', part);\n"
    "    END LOOP;\n"
    "    FOREACH fact IN ARRAY facts LOOP\n"
    "        EXECUTE format('ALTER TABLE hub.%1$I RENAME TO %1$s_old', fact);\n"
    "        EXECUTE format('CREATE TABLE hub.%1$I (LIKE hub.%1$s_old) PARTITION BY HASH "
    "(session)', fact);\n"
    "        EXECUTE format('DROP TABLE hub.%s_old', fact);\n"
    "        FOREACH part IN ARRAY '{0,1}'::text[] LOOP\n"
    "            EXECUTE format('CREATE FOREIGN TABLE hub.%1$s_%2$s PARTITION OF hub.%1$I FOR "
    "VALUES WITH (MODULUS 2, REMAINDER %2$s) SERVER part%2$s OPTIONS (schema_name ''hub'', "
    "table_name %1$L, batch_size ''1000'')', fact, part);\n"
    "            EXECUTE format('ALTER FOREIGN TABLE hub.%s_%s OWNER TO hub_owner', fact, part);\n"
    "        END LOOP;\n"
    "        EXECUTE format('ALTER TABLE hub.%I OWNER TO hub_owner', fact);\n"
    "        EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', fact);\n"
    "        EXECUTE format('CREATE POLICY own ON hub.%I FOR SELECT TO hub_host USING (session = "
    "ANY ((SELECT hub.my_sessions())::uuid[]))', fact);\n"
    "        EXECUTE format('GRANT SELECT ON hub.%I TO hub_host', fact);\n"
    "    END LOOP;\n"
    "    GRANT USAGE ON FOREIGN SERVER part0, part1 TO hub_owner, hub_host;\n"
    "END $$;\n";

/*
 * A database whose facts lie in two others, one on each server; `spread` and its keeper lead
 * there.
 */
static void spread_make(struct shell *shell)
{
    char line[LINE_MAX];

    shell_write(shell, "tables.sql", SPREAD);
    snprintf(line, sizeof line,
             "near=%s far=%s; make() { createdb -h $2 -U postgres $1; "
             "printf '[%%s]\\nhost=%%s\\nuser=postgres\\ndbname=%%s\\n\\n' $1 $2 $1 >>service; }; "
             "make part0 $near; make part1 $far; make whole $near; "
             "{ echo \"SET spread.part0 = '$near'; SET spread.part1 = '$far';\"; "
             "cat tables.sql; } >spread.sql; "
             "printf '[spread]\\nhost='$near'\\nuser=cdp\\ndbname=whole\\n\\n' >>service; "
             "$F hub init --service part0 && $F hub init --service part1 && "
             "$F hub init --service whole --dry-run >all.sql && "
             "{ echo 'BEGIN;'; sed '/^-- Step 2/,$d' all.sql; "
             "echo 'INSERT INTO hub.step (number) VALUES (1); COMMIT;'; } >one.sql && "
             "psql -qX service=whole -v ON_ERROR_STOP=1 -f one.sql -f spread.sql && "
             "$F hub init --service whole && $F hub host add --siren 732829320 --name CDP49 "
             "--login cdp --service whole",
             hub_server_folder(), hub_second_folder());
    shell_do(shell, line, NULL);
}

static bool has_rows(struct shell *shell, const char *service)
{
    return strcmp(hub_value(shell, service, "SELECT count(*) FROM hub.sale"), "0") != 0;
}

/* Where a book goes is by its id, which is made by chance: as many as it takes for both servers. */
static void two_servers_give_the_same_answers_as_one(void **state)
{
    struct shell *shell = *state;
    int count = 0;

    spread_make(shell);
    while (count < BOOKS_MIN ||
           (count < BOOKS_MAX && !(has_rows(shell, "part0") && has_rows(shell, "part1")))) {
        char name[24], line[200];

        snprintf(name, sizeof name, "book%d", count++);
        hub_make_book(shell, &(struct hub_book){ name, "732829320", 1 + count });
        snprintf(
            line, sizeof line,
            "$F hub push %s.flashcoop --yes && $F hub push %s.flashcoop --yes --service spread",
            name, name);
        shell_do(shell, line, NULL);
    }
    assert_true(has_rows(shell, "part0") && has_rows(shell, "part1"));
    shell_do(shell,
             "for service in flashcoop spread; do "
             "! $F hub push book*.flashcoop --service $service | grep -v known || exit 9; "
             "$F hub status --verify --service $service >$service.status || exit 9; "
             "for report in consolidate entries review; do "
             "$F hub report $report --service $service --format csv >$service.$report || exit 9; "
             "done; done; "
             "for what in status consolidate entries review; do "
             "cmp flashcoop.$what spread.$what || exit 9; done",
             NULL);
}

static void what_is_new_goes_to_its_server(void **state)
{
    struct shell *shell = *state;
    const struct hub_book book = { "book", "732829320", 4 };

    spread_make(shell);
    hub_make_book(shell, &book);
    shell_do(shell, "$F hub push book.flashcoop --yes --service spread", NULL);
    hub_sell_more(shell, &book);
    shell_do(shell,
             "$F hub push book.flashcoop --service spread && "
             "$F hub status --verify --service spread",
             NULL);
    assert_string_equal(hub_value(shell, "whole", "SELECT gross FROM hub.figure"), "1200");
}

static int remove_all(void **state)
{
    struct shell *shell = *state;
    char line[LINE_MAX];

    snprintf(line, sizeof line,
             "for d in whole part0; do dropdb -f -h %s -U postgres $d; done; "
             "dropdb -f -h %s -U postgres part1",
             hub_server_folder(), hub_second_folder());
    shell_do(shell, line, NULL);
    return hub_tear_down(state);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, hub_set_up, remove_all)
    const struct CMUnitTest tests[] = {
        TEST(two_servers_give_the_same_answers_as_one),
        TEST(what_is_new_goes_to_its_server),
    };

    return cmocka_run_group_tests(tests, hub_two_servers_start, hub_two_servers_stop);
}
