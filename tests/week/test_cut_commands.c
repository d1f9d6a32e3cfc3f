/*
 * The power goes at any moment of every command that records: what it acknowledged is there, what
 * it did not is there as one of its steps left it, and the book opens and verifies. The list of
 * commands is that of help, so that a new one cannot be forgotten. (Books that are made, copied for
 * a second till or upgraded: test_cut_making.)
 */
#include "ledger/proof/verify.h"
#include "pos/acts/book.h"
#include "pos/acts/intake.h"
#include "pos/commands/command_help.h"
#include "tests/support/power.h"
#include "tests/support/shell.h"

#include <fcntl.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MAX = 24, STATES_MAX = 200, LINE_MAX_BYTES = 400, STEPS_WANTED = 12 };

/* What stands in every book below, before `before` of the case. */
static const char PREPARED[] =
    "$F new b.flashcoop --name N --host H --siret 73282932000074 --address 'Rue A, 49000 Angers' "
    "--vat-number FR44732829320 --siren 732829320 && for k in products participants clients jobs "
    "days means; do $F template $k -o $k.csv && $F import b.flashcoop $k $k.csv || exit 1; done && "
    "printf 'badge,name\\nP2,Lina\\nP3,Omar\\n' >two.csv && $F import b.flashcoop participants "
    "two.csv "
    "&& $F invoice b.flashcoop c1 -o i.pdf && $F import b.flashcoop jobs jobs.csv && "
    "printf 'add COOKIE 2\\npay cash 5\\nadd COOKIE\\npay card 1.50\\n' | $F sell b.flashcoop";

#define SELL "printf 'add COOKIE\\npay cash 2\\n' | $F sell b.flashcoop && "

static const struct cut_case {
    const char *line;   /* the command, its words apart by spaces */
    const char *before; /* a line for the shell, NULL none */
} CASES[] = {
    { "set b.flashcoop name Autre", NULL },
    { "set b.flashcoop logo l.png", NULL },
    { "sell b.flashcoop", NULL },
    { "cash b.flashcoop in 5 --reason monnaie", NULL },
    { "cash b.flashcoop count 5=1", NULL },
    { "pin b.flashcoop animator", NULL },
    { "close b.flashcoop day", NULL },
    { "close b.flashcoop month", "$F close b.flashcoop day" },
    { "close b.flashcoop session", "$F close b.flashcoop day" },
    { "share b.flashcoop --rule equal --vote 3/0/0", "$F close b.flashcoop day" },
    { "till b.flashcoop new B c.flashcoop", "rm -f c.flashcoop" },
    { "till b.flashcoop stay", "rm data/flashcoop/keys/*" },
    { "merge b.flashcoop c.flashcoop",
      "rm -f c.flashcoop && $F till b.flashcoop new B c.flashcoop && "
      "printf 'add COOKIE\\npay cash 2\\n' | $F sell c.flashcoop" },
    { "accept b.flashcoop --reason disque",
      "cp b.flashcoop old && " SELL "cp old b.flashcoop && "
      "printf 'add COOKIE\\npay cash 2\\n' | $F sell b.flashcoop" },
    { "report b.flashcoop x", NULL },
    { "print b.flashcoop receipt:A-1 -o r.bin --force", NULL },
    { "export b.flashcoop csv -o folder --force", "rm -rf folder" },
    { "accounts b.flashcoop -o accounts --force", "rm -rf accounts && $F close b.flashcoop day" },
    { "person b.flashcoop export P1 -o p.zip --force", NULL },
    { "person b.flashcoop erase P2", NULL },
    { "person b.flashcoop stop P3 2", NULL },
    { "workshop b.flashcoop price COOKIE quantity=10 materials=1", NULL },
    { "workshop b.flashcoop batch COOKIE 10 --lot L1", NULL },
    { "product b.flashcoop retire COOKIE", NULL },
    { "reconcile b.flashcoop card t.csv",
      "printf 'Date,Transaction ID,Transaction Type,Status,Payment Method,Total,Fee,Payout\\n' "
      ">t.csv && "
      "echo '2019-11-28 12:00:00,TA,Sale,Successful,Visa,1.50,0,1.50' >>t.csv" },
    { "quote b.flashcoop c1 -o q.pdf --force", NULL },
    { "invoice b.flashcoop c1 -o i.pdf --force", NULL },
    { "credit b.flashcoop NUMBER --reason erreur -o a.pdf --force", NULL },
    { "settle b.flashcoop NUMBER transfer 10", NULL },
    { "import b.flashcoop participants participants.csv", "printf 'badge,name\\nP9,Noé\\n' "
                                                          ">participants.csv" },
    { "import b.flashcoop products products.csv",
      "printf 'code,label,price,vat\\nZ1,Tarte,3,5.5\\n' "
      ">products.csv" },
    { "import b.flashcoop sales sales.csv", "$F template sales -o sales.csv --force" },
    { "import b.flashcoop charges charges.csv", "$F template charges -o charges.csv --force" },
    { "import b.flashcoop recipes recipes.csv", "$F template recipes -o recipes.csv --force" },
    { "import b.flashcoop attendance x.csv", "$F template attendance -o x.csv --force" },
    { "import b.flashcoop ratings x.csv", "$F template ratings -o x.csv --force" },
    { "import b.flashcoop answers x.csv", "$F template answers -o x.csv --force" },
    { "import b.flashcoop days x.csv", "sed 's/180,180/200,200/' days.csv >x.csv" },
    { "import b.flashcoop format x.csv", "rm -f b.flashcoop* && $F new b.flashcoop --name N --host "
                                         "H && $F template format -o x.csv --force" },
    { "import b.flashcoop grid x.csv",
      "$F grid b.flashcoop -o x.csv --force && sed -i 's/^grid,flashcoop,1/grid,maison,2/' x.csv" },
    { "import b.flashcoop consents x.csv", "$F template consents -o x.csv --force" },
    { "import b.flashcoop roles x.csv", "$F template roles -o x.csv --force" },
    { "import b.flashcoop cards x.csv", "$F template cards -o x.csv --force" },
    { "import b.flashcoop calls x.csv", "$F template calls -o x.csv --force" },
    { "import b.flashcoop opinions x.csv", "$F template opinions -o x.csv --force" },
    { "import b.flashcoop means x.csv",
      "printf 'means,label,account\\nlydia,Lydia,512\\n' >x.csv" },
    { "import b.flashcoop stays x.csv", "$F template stays -o x.csv --force" },
    { "import b.flashcoop partners x.csv", "$F template partners -o x.csv --force" },
    { "import b.flashcoop image x.csv", "$F template image -o x.csv --force" },
    { "import b.flashcoop outcomes x.csv", "$F template outcomes -o x.csv --force" },
    { "import b.flashcoop clients x.csv", "printf 'key,name\\nc2,Mairie\\n' >x.csv" },
    { "import b.flashcoop jobs x.csv", "$F template jobs -o x.csv --force" },
    { "import b.flashcoop pictures x.csv", "printf 'code,file\\nCOOKIE,l.png\\n' "
                                           ">x.csv" },
};

/* Commands that leave a book as it is, which is tried; NULL: why it is not tried here. */
static const struct reading {
    const char *name;
    const char *line;
} READINGS[] = {
    { "verify", "verify b.flashcoop" },
    { "consolidate", "consolidate b.flashcoop" },
    { "where", "where" },
    { "template", "template days" },
    { "formats", "formats" },
    { "exercise", "exercise b.flashcoop" },
    { "grid", "grid b.flashcoop" },
    { "report", "report b.flashcoop result" },
    { "workshop", "workshop b.flashcoop loan 100 2 5" },
    { "kit", "kit b.flashcoop -o kit" },
    { "help-me", "help-me b.flashcoop -o h.zip --force" },
    { "new", NULL },     /* test_cut_making */
    { "demo", NULL },    /* makes books as `new` does */
    { "devices", NULL }, /* knows no book */
    { "backup", NULL },  /* wants a stick: test_backup */
    { "hub", NULL },     /* wants a server: test_hub */
};

/* -- One command in this program, so that its writes pass the disk that loses power. -- */

static struct clock noon(void)
{
    return clock_frozen((struct moment){ 1574938800, 60 }); /* 2019-11-28T12:00+01:00 */
}

struct words {
    char text[LINE_MAX_BYTES];
    const char *words[WORDS_MAX];
    struct command command;
};

static bool takes_value(const struct command_kind *kind, const char *word)
{
    char wanted[40];

    snprintf(wanted, sizeof wanted, " %s= ", word);
    return strstr(kind->options, wanted) != NULL;
}

static void words_read(struct words *out, const char *line)
{
    struct command *command = &out->command;
    char *kept = NULL;

    *out = (struct words){ .command = { .clock = noon(), .arguments = out->words } };
    snprintf(out->text, sizeof out->text, "%s", line);
    command->kind = command_find(strtok_r(out->text, " ", &kept));
    assert_non_null(command->kind);
    for (char *word; (word = strtok_r(NULL, " ", &kept)) != NULL;)
        if (word[0] == '-' && word[1])
            command->options[command->option_count++] = (struct command_option){
                word, takes_value(command->kind, word) ? strtok_r(NULL, " ", &kept) : ""
            };
        else
            out->words[command->argument_count++] = word;
}

/* In the shell's folder, with its keys; what it says goes to a file there. */
static bool command_do(const char *line, struct err *err)
{
    struct words words;
    int kept = dup(STDOUT_FILENO);
    int said = open("said", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool good;

    assert_true(kept >= 0 && said >= 0 && freopen("typed", "r", stdin) != NULL);
    fflush(stdout);
    dup2(said, STDOUT_FILENO);
    words_read(&words, line);
    good = words.command.kind->run(&words.command, err);
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    close(said);
    return good;
}

/* -- What a book holds. -- */

static uint64_t text_add(uint64_t sum, const void *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        sum = (sum ^ ((const unsigned char *)bytes)[i]) * UINT64_C(1099511628211);
    return sum;
}

static uint64_t table_add(sqlite3 *db, const char *table, uint64_t sum)
{
    sqlite3_stmt *query = NULL;
    char sql[100];

    snprintf(sql, sizeof sql, "SELECT * FROM \"%s\"", table);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &query, NULL), SQLITE_OK);
    while (sqlite3_step(query) == SQLITE_ROW)
        for (int column = 0; column < sqlite3_column_count(query); column++) {
            int type = sqlite3_column_type(query, column);
            const void *bytes = sqlite3_column_blob(query, column);

            sum = text_add(sum, &type, sizeof type);
            sum = text_add(sum, bytes, (size_t)sqlite3_column_bytes(query, column));
        }
    assert_int_equal(sqlite3_finalize(query), SQLITE_OK);
    return sum;
}

/* A sum over every row of every table. */
static uint64_t book_sum(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *query = NULL;
    uint64_t sum = UINT64_C(14695981039346656037);

    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT name FROM sqlite_schema WHERE type = 'table' "
                                        "ORDER BY name",
                                        -1, &query, NULL),
                     SQLITE_OK);
    while (sqlite3_step(query) == SQLITE_ROW)
        sum = table_add(db, (const char *)sqlite3_column_text(query, 0), sum);
    assert_int_equal(sqlite3_finalize(query), SQLITE_OK);
    sqlite3_close(db);
    return sum;
}

static void assert_verifies(const char *path, const char *line, int step)
{
    struct err err = ERR_EMPTY;
    struct verdict verdict;
    struct book book;

    if (!book_look(&book, path, noon(), &err) || !book_verify(book.db, NULL, "", &verdict, &err))
        fail_msg("%s, cut after step %d: %s", line, step, err.text);
    if (!verdict.is_good)
        fail_msg("%s, cut after step %d: %s", line, step, verdict.what);
    book_close(&book);
}

/* -- The cuts. -- */

struct cuts {
    const char *line;
    char path[FOLDER_PATH_MAX];
    uint64_t states[STATES_MAX]; /* in their order, as the steps left them */
    int state_count;
    int answered; /* steps by then */
};

static void state_take(struct cuts *cuts, uint64_t sum)
{
    if (cuts->state_count > 0 && cuts->states[cuts->state_count - 1] == sum)
        return;
    assert_true(cuts->state_count < STATES_MAX);
    cuts->states[cuts->state_count++] = sum;
}

static void assert_is_a_state(const struct cuts *cuts, int step)
{
    uint64_t sum = book_sum(cuts->path);

    for (int i = 0; i < cuts->state_count; i++)
        if (cuts->states[i] == sum && (step < cuts->answered || i == cuts->state_count - 1))
            return;
    fail_msg("%s: cut after step %d of %d: %s", cuts->line, step, cuts->answered,
             step < cuts->answered ? "half of a step is there" : "what was answered is lost");
}

static void cut_everywhere(struct cuts *cuts)
{
    struct chance chance = { 11 };
    int stride = 1 + power_steps() / STEPS_WANTED;

    for (int step = 0; step <= power_steps(); step++) {
        power_rebuild(step, POWER_KEEPS_ALL, &chance);
        state_take(cuts, book_sum(cuts->path));
    }
    for (int step = power_steps(); step >= 0; step -= stride)
        for (int loss = POWER_LOSES_ALL; loss <= POWER_TEARS_SOME; loss++) {
            power_rebuild(step, (enum power_loss)loss, &chance);
            assert_is_a_state(cuts, step);
            assert_verifies(cuts->path, cuts->line, step);
        }
}

/* What the first invoice is called stands in its paper's place in the journal. */
static void line_complete(struct shell *shell, const char *line, char out[LINE_MAX_BYTES])
{
    const char *at = strstr(line, "NUMBER");

    shell_do(shell,
             "sqlite3 b.flashcoop \"SELECT number FROM document WHERE kind = 'invoice' "
             "LIMIT 1\"",
             NULL);
    snprintf(out, LINE_MAX_BYTES, "%.*s%.*s%s", at ? (int)(at - line) : (int)strlen(line), line,
             at ? (int)strcspn(shell->out, "\n") : 0, shell->out, at ? at + strlen("NUMBER") : "");
}

static void case_cut(struct shell *shell, const struct cut_case *it)
{
    struct cuts cuts = { .state_count = 0 };
    struct err err = ERR_EMPTY;
    char line[LINE_MAX_BYTES];

    shell_do(shell, "rm -rf b.flashcoop* data && cp kept b.flashcoop && cp -r kept-data data",
             NULL);
    if (it->before)
        shell_do(shell, it->before, NULL);
    line_complete(shell, it->line, line);
    cuts.line = line;
    folder_path(&shell->folder, "b.flashcoop", cuts.path);
    power_record(cuts.path);
    if (!command_do(line, &err))
        fail_msg("%s: %s", line, err.text);
    cuts.answered = power_steps();
    power_hold();
    if (cuts.answered == 0)
        fail_msg("%s records nothing", line);
    cut_everywhere(&cuts);
    power_forget();
}

static int set_up(void **state)
{
    struct shell *shell;
    char data[FOLDER_PATH_MAX];
    char line[2 * FOLDER_PATH_MAX];

    if (shell_set_up(state) != 0)
        return -1;
    shell = *state;
    snprintf(line, sizeof line, "cp docs/screens/card.png '%s/l.png'", shell->folder.path);
    assert_int_equal(system(line), 0);
    setenv("FLASHCOOP_CLOCK", "2019-11-28T12:00", 1);
    shell_do(shell, PREPARED, NULL);
    shell_do(shell, "cp b.flashcoop kept && cp -r data kept-data", NULL);
    shell_write(shell, "typed", "add COOKIE\npay cash 2\nadd COOKIE 3\npay card 4.50\n");
    setenv("XDG_DATA_HOME", folder_path(&shell->folder, "data", data), 1);
    setenv("FLASHCOOP_NEW_PIN", "2468", 1);
    setenv("FLASHCOOP_PIN", "1357", 1);
    return chdir(shell->folder.path);
}

static int tear_down(void **state)
{
    return chdir("/") == 0 ? shell_tear_down(state) : -1;
}

static void no_command_loses_what_it_answered(void **state)
{
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        case_cut(*state, &CASES[i]);
}

static bool is_tried(const char *words)
{
    size_t length = strlen(words);

    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if (strncmp(CASES[i].line, words, length) == 0 && CASES[i].line[length] == ' ')
            return true;
    for (size_t i = 0; i < COUNT_OF(READINGS); i++)
        if (strcmp(READINGS[i].name, words) == 0)
            return true;
    return false;
}

static void every_command_of_the_help_and_every_list_is_tried(void **state)
{
    struct shell *shell = *state;
    const struct intake_kind *kinds;
    size_t count;
    int commands = 0;

    shell_do(shell, "$F help --table", NULL);
    for (const char *at = shell->out; (at = strstr(at, "command\t")) != NULL; at++) {
        char name[40];

        if (at != shell->out && at[-1] != '\n')
            continue;
        assert_int_equal(sscanf(at, "command\t%39s", name), 1);
        if (!is_tried(name))
            fail_msg("%s: say whether it records, and try it", name);
        commands++;
    }
    assert_true(commands > 30);
    kinds = intake_kinds(&count);
    for (size_t i = 0; i < count; i++) {
        char words[80];

        snprintf(words, sizeof words, "import b.flashcoop %s", kinds[i].name);
        if (!is_tried(words))
            fail_msg("%s is not tried", words);
    }
}

static void what_only_reads_leaves_the_book_as_it_is(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "rm -rf b.flashcoop* data && cp kept b.flashcoop && cp -r kept-data data",
             NULL);
    for (size_t i = 0; i < COUNT_OF(READINGS); i++) {
        uint64_t before = shell_file_sum(shell, "b.flashcoop");
        struct err err = ERR_EMPTY;

        if (!READINGS[i].line)
            continue;
        if (!command_do(READINGS[i].line, &err))
            fail_msg("%s: %s", READINGS[i].line, err.text);
        if (shell_file_sum(shell, "b.flashcoop") != before)
            fail_msg("%s changes the book", READINGS[i].line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_of_the_help_and_every_list_is_tried),
        cmocka_unit_test(what_only_reads_leaves_the_book_as_it_is),
        cmocka_unit_test(no_command_loses_what_it_answered),
    };

    power_install();
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
