/*
 * Two laptops, their clocks, and the files of one session as people sell, practise, copy (also
 * while one is open), rename, put back, bring together and end them, or lose a computer, by chance.
 * After every step: what a laptop recorded is in each file that it may go on with, or `verify`
 * there names that it is not; no honest file is accused; an altered one never passes; and no laptop
 * gives a ticket number twice.
 *
 * FLASHCOOP_WEEKS=200 plays more of them.
 */
#include "ledger/closing/closing.h"
#include "ledger/elsewhere.h"
#include "ledger/older_copy.h"
#include "ledger/proof/merge.h"
#include "ledger/proof/verify.h"
#include "ledger/state.h"
#include "pos/acts/book.h"
#include "tests/support/forger.h"
#include "tests/support/stall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LAPTOPS = 2, NOBODY = -1, FILES_MAX = 7, RECORDED_MAX = 2000, STEPS = 40, WEEKS = 3 };

/* What a laptop recorded: a ticket that it called sold, or the last of whatever it did. */
struct recorded {
    int laptop;
    struct chain_state at;
    int64_t number;   /* 0: no ticket */
    bool is_given_up; /* the host accepted that it is lost */
};

struct world {
    struct stall stall;   /* the file that is open now */
    int laptop;           /* where */
    int64_t opened_at[2]; /* its last records then, real and practice */
    struct chance chance;
    char keys[LAPTOPS][FOLDER_PATH_MAX];
    int64_t clock[LAPTOPS];
    char files[FILES_MAX][FOLDER_PATH_MAX];
    int file_count;
    int names; /* given so far */
    struct recorded all[RECORDED_MAX];
    int count;
    uint64_t seed;
    int step;
    const char *act;
};

static void broken(const struct world *world, int laptop, int file, const char *what)
{
    fail_msg("week %d, step %d (%s): laptop %d, %s: %s", (int)world->seed, world->step, world->act,
             laptop, strrchr(world->files[file], '/') + 1, what);
}

/* -- Opening -- */

static struct stall *world_open(struct world *world, int laptop, int file)
{
    struct stall *stall = &world->stall;
    struct clock clock = clock_frozen((struct moment){ world->clock[laptop], 60 });

    stall->err = ERR_EMPTY;
    world->clock[laptop] += 60;
    if (!db_open(world->files[file], DB_WRITE, &BOOK_IDENTITY, &stall->db, &stall->err) ||
        !till_open(&stall->till, stall->db, clock, world->keys[laptop], &stall->err) ||
        !till_sign_in(&stall->till, "host", "", "", &stall->err))
        broken(world, laptop, file, stall->err.text);
    world->laptop = laptop;
    world->opened_at[0] = stall->till.real.head.seq;
    world->opened_at[1] = stall->till.practice.head.seq;
    return stall;
}

static void head_remember(struct world *world, const struct journal *journal, int64_t number)
{
    struct recorded *new = &world->all[world->count++];

    assert_true(world->count < RECORDED_MAX);
    *new = (struct recorded){ .laptop = world->laptop, .number = number };
    new->at = (struct chain_state){ .chain = journal->chain[0], .seq = journal->head.seq };
    memcpy(new->at.hash, journal->head.hash, HASH_BYTES);
}

static void world_close(struct world *world)
{
    const struct till *till = &world->stall.till;

    if (world->stall.db && till->real.head.seq > world->opened_at[0])
        head_remember(world, &till->real, 0);
    if (world->stall.db && till->practice.head.seq > world->opened_at[1])
        head_remember(world, &till->practice, 0);
    stall_close(&world->stall);
}

static void world_file(struct world *world, char out[FOLDER_PATH_MAX])
{
    char name[40];

    snprintf(name, sizeof name, "livre-%d.flashcoop", ++world->names);
    folder_path(&world->stall.folder, name, out);
}

static void file_copy(const char *from, const char *to)
{
    char command[3 * FOLDER_PATH_MAX];

    snprintf(command, sizeof command, "cp '%s' '%s'", from, to);
    assert_int_equal(system(command), 0);
}

/* -- What may happen -- */

static void remember(struct world *world, int file, const struct sold *sold)
{
    for (int i = 0; i < world->count; i++)
        if (world->all[i].laptop == world->laptop && world->all[i].at.chain == sold->chain[0] &&
            world->all[i].number == sold->number)
            broken(world, world->laptop, file, "a number is given twice");
    head_remember(world, &world->stall.till.real, sold->number);
}

static bool may_refuse(const struct till *till)
{
    return till_is_elsewhere(till) || till->session_is_closed;
}

/* While it is open, and without its log: what the last steps recorded is not in it. */
static void copy_open(struct world *world, int file)
{
    if (world->file_count == FILES_MAX)
        return;
    world_file(world, world->files[world->file_count]);
    file_copy(world->files[file], world->files[world->file_count]);
    world->file_count++;
}

static void day_end(struct world *world, int laptop, int file)
{
    struct stall *stall = &world->stall;
    struct closing closing;

    if (!closing_close(&stall->till, PERIOD_DAY, -1, "essai", &closing, &stall->err) &&
        !may_refuse(&stall->till))
        broken(world, laptop, file, stall->err.text);
}

static void sell(struct world *world, int laptop, int file)
{
    struct stall *stall = world_open(world, laptop, file);

    for (int i = 1 + chance_below(&world->chance, 3); i > 0; i--) {
        struct sold sold;

        if (stall_sell_one(stall, &sold))
            remember(world, file, &sold);
        else if (!may_refuse(&stall->till))
            broken(world, laptop, file, stall->err.text);
        stall->err = ERR_EMPTY;
    }
    if (chance_below(&world->chance, 4) == 0)
        day_end(world, laptop, file);
    if (chance_below(&world->chance, 5) == 0)
        copy_open(world, file);
    world_close(world);
}

/* To learn, at the till of the same letter: nothing of it counts, all of it is kept. */
static void practise(struct world *world, int laptop, int file)
{
    struct stall *stall = world_open(world, laptop, file);
    struct sold sold;

    if (!till_set_practice(&stall->till, true, "host", &stall->err) ||
        !stall_sell_one(stall, &sold) || sold.chain[0] < 'a') {
        if (!may_refuse(&stall->till))
            broken(world, laptop, file, stall->err.text);
    }
    world_close(world);
}

/* For good: nothing more is sold in this file, and what other tills have comes with a reason. */
static void end_session(struct world *world, int laptop, int file)
{
    struct stall *stall;
    struct closing closing;

    if (chance_below(&world->chance, 4) != 0)
        return;
    stall = world_open(world, laptop, file);
    if ((!closing_close(&stall->till, PERIOD_DAY, -1, "essai", &closing, &stall->err) ||
         !closing_close(&stall->till, PERIOD_SESSION, -1, "fin", &closing, &stall->err)) &&
        stall->err.text[0] == '\0')
        broken(world, laptop, file, "refused without a word");
    world_close(world);
}

/* A new computer: no key, and nothing that was seen. */
static void forget_all(struct world *world, int laptop, int file)
{
    char command[2 * FOLDER_PATH_MAX];

    (void)file;
    if (chance_below(&world->chance, 4) != 0)
        return;
    snprintf(command, sizeof command, "rm -rf '%s'", world->keys[laptop]);
    assert_int_equal(system(command), 0);
    for (int i = 0; i < world->count; i++)
        if (world->all[i].laptop == laptop)
            world->all[i].laptop = NOBODY;
}

/* A book from the other laptop: it stays, rightly said or not, or becomes the next till. */
static void settle_elsewhere(struct world *world, int laptop, int file)
{
    struct stall *stall = world_open(world, laptop, file);
    char letter;

    if (till_is_elsewhere(&stall->till) && chance_below(&world->chance, 2) == 0) {
        if (!till_stay(&stall->till, &stall->err))
            broken(world, laptop, file, stall->err.text);
    } else if (world->file_count < FILES_MAX &&
               till_next_letter(&stall->till, &letter, &stall->err)) {
        world_file(world, world->files[world->file_count]);
        if (till_make_copy(&stall->till, letter, world->files[world->file_count], &stall->err))
            world->file_count++;
        else if (stall->till.letter == 'A')
            broken(world, laptop, file, stall->err.text);
    }
    world_close(world);
}

/* What a till brought is all here, its practice too. */
static void assert_has_all_of(struct world *world, int laptop, int file, int other)
{
    struct err err = ERR_EMPTY;
    struct state state;
    struct db *db = NULL;

    if (!db_open(world->files[other], DB_READ, &BOOK_IDENTITY, &db, &err) ||
        !state_read(db, &state, &err))
        broken(world, laptop, other, err.text);
    db_close(db);
    for (int practice = 0; practice < 2; practice++) {
        struct chain_state head =
            state_of_chain(&state, (char)(state.till + practice * ('a' - 'A')));
        bool found = false;

        if (head.seq > 0 && (!state_find(world->stall.db, &head, &found, &err) || !found))
            broken(world, laptop, file, "merged, and not all of it is there");
    }
}

static void merge(struct world *world, int laptop, int file)
{
    struct stall *stall;
    int other = chance_below(&world->chance, world->file_count);
    struct merged merged;

    if (other == file)
        return;
    stall = world_open(world, laptop, file);
    strcpy(stall->till.correction, "retrouvée");
    if (till_merge(&stall->till, world->files[other], NULL, &merged, &stall->err)) {
        if (merged.record_count > 0)
            assert_has_all_of(world, laptop, file, other);
    } else if (stall->err.text[0] == '\0') {
        broken(world, laptop, file, "refused without a word");
    }
    world_close(world);
}

static void copy(struct world *world, int laptop, int file)
{
    (void)laptop;
    copy_open(world, file);
}

/* Another file, older or newer, of this till or not, takes its place. */
static void restore(struct world *world, int laptop, int file)
{
    int other = chance_below(&world->chance, world->file_count);

    if (other != file)
        file_copy(world->files[other], world->files[file]);
    if (other == file || chance_below(&world->chance, 3) != 0)
        return;
    world_open(world, laptop, file);
    day_end(world, laptop, file); /* before anything else is done in it */
    world_close(world);
}

static void rename_file(struct world *world, int laptop, int file)
{
    char path[FOLDER_PATH_MAX];

    (void)laptop;
    world_file(world, path);
    assert_int_equal(rename(world->files[file], path), 0);
    memcpy(world->files[file], path, sizeof path);
}

static void clock_jump(struct world *world, int laptop, int file)
{
    static const int64_t JUMPS[] = { -400 * 86400, -86400, -7200, -1, 7200, 86400, 40 * 86400 };

    (void)file;
    world->clock[laptop] += JUMPS[chance_below(&world->chance, (int)COUNT_OF(JUMPS))];
}

static bool is_in(struct db *db, const struct recorded *recorded)
{
    struct err err = ERR_EMPTY;
    bool found = false;

    assert_true(state_find(db, &recorded->at, &found, &err));
    return found;
}

static bool is_of_till(const struct recorded *recorded, char letter)
{
    return recorded->at.chain == letter || recorded->at.chain == letter - 'A' + 'a';
}

static void accept(struct world *world, int laptop, int file)
{
    struct stall *stall = world_open(world, laptop, file);

    if (till_accept_copy(&stall->till, "disque remis", &stall->err))
        for (int i = 0; i < world->count; i++)
            if (world->all[i].laptop == laptop && is_of_till(&world->all[i], stall->till.letter) &&
                !is_in(stall->db, &world->all[i]))
                world->all[i].is_given_up = true;
    world_close(world);
}

/* -- What must hold -- */

static bool verify(struct world *world, struct db *db, int laptop, struct verdict *verdict)
{
    struct keyring keyring = keyring_look(world->keys[laptop]);
    struct err err = ERR_EMPTY;
    bool read = book_verify(db, &keyring, "", verdict, &err);

    keyring_close(&keyring);
    if (!read)
        fail_msg("%s", err.text);
    return verdict->is_good;
}

/* The file holds another record in the place of one that this laptop made. */
static bool is_contradicted(struct db *db, const struct recorded *recorded)
{
    struct err err = ERR_EMPTY;
    struct state state;

    assert_true(state_read(db, &state, &err));
    return state_of_chain(&state, recorded->at.chain).seq >= recorded->at.seq &&
           !is_in(db, recorded);
}

static void file_check(struct world *world, int laptop, int file)
{
    struct err err = ERR_EMPTY;
    struct verdict verdict;
    struct state state;
    struct db *db = NULL;
    bool lacks = false;
    bool is_forked = false;

    if (!db_open(world->files[file], DB_READ, &BOOK_IDENTITY, &db, &err) ||
        !state_read(db, &state, &err))
        broken(world, laptop, file, err.text);
    for (int i = 0; i < world->count; i++) {
        const struct recorded *recorded = &world->all[i];

        if (recorded->laptop != laptop || recorded->is_given_up)
            continue;
        lacks = lacks || (is_of_till(recorded, state.till) && !is_in(db, recorded));
        is_forked = is_forked || is_contradicted(db, recorded);
    }

    bool good = verify(world, db, laptop, &verdict);

    if (good && lacks)
        broken(world, laptop, file, "something recorded is lost without being named");
    if (!good && !lacks && !is_forked && verdict.older_chain == '\0')
        broken(world, laptop, file, verdict.what);
    /* By itself each file is sound, whatever it lacks of what was seen here. */
    if (laptop == 0 && (!book_verify(db, NULL, "", &verdict, &err) || !verdict.is_good))
        broken(world, laptop, file, err.text[0] ? err.text : verdict.what);
    db_close(db);
}

static void alter(struct world *world, int laptop, int file)
{
    static struct full_book forged;
    struct verdict verdict;
    struct err err = ERR_EMPTY;
    char path[FOLDER_PATH_MAX];

    folder_path(&world->stall.folder, "altere.flashcoop", path);
    file_copy(world->files[file], path);
    if (!db_open(path, DB_WRITE, &BOOK_IDENTITY, &forged.db, &err))
        fail_msg("%s", err.text);
    forger_guards_off(&forged, "sale");
    forger_type(&forged, "UPDATE sale SET seller = 'X9' WHERE number = (SELECT max(number) "
                         "FROM sale)");
    forger_guards_on(&forged, "sale");
    if (forger_ask(&forged, "SELECT count(*) FROM sale") > 0 &&
        verify(world, forged.db, laptop, &verdict))
        broken(world, laptop, file, "an altered book passes");
    db_close(forged.db);
    unlink(path);
}

static const struct {
    const char *name;
    void (*happens)(struct world *world, int laptop, int file);
    int often;
} ACTS[] = {
    { "sell", sell, 4 },
    { "practise", practise, 1 },
    { "merge", merge, 2 },
    { "copy", copy, 1 },
    { "restore", restore, 1 },
    { "rename", rename_file, 1 },
    { "clock", clock_jump, 1 },
    { "settle", settle_elsewhere, 1 },
    { "accept", accept, 1 },
    { "alter", alter, 1 },
    { "end session", end_session, 1 },
    { "new computer", forget_all, 1 },
};

static void step(struct world *world)
{
    int laptop = chance_below(&world->chance, LAPTOPS);
    int file = chance_below(&world->chance, world->file_count);
    int all = 0, drawn;
    size_t act = 0;

    for (size_t i = 0; i < COUNT_OF(ACTS); i++)
        all += ACTS[i].often;
    drawn = chance_below(&world->chance, all);
    for (; drawn >= ACTS[act].often; act++)
        drawn -= ACTS[act].often;
    world->act = ACTS[act].name;
    printf("# %s laptop %d %s\n", world->act, laptop, strrchr(world->files[file], '/') + 1);
    ACTS[act].happens(world, laptop, file);
}

static void week(uint64_t seed)
{
    static struct world world;

    memset(&world, 0, sizeof world);
    world.seed = seed;
    world.chance.state = seed;
    stall_found(&world.stall, seed);
    memcpy(world.files[world.file_count++], world.stall.path, sizeof world.stall.path);
    for (int laptop = 0; laptop < LAPTOPS; laptop++)
        world.clock[laptop] = clock_now(&world.stall.till.clock).utc_s;
    memcpy(world.keys[0], world.stall.keyring, sizeof world.keys[0]);
    folder_path(&world.stall.folder, "autre", world.keys[1]);
    stall_close(&world.stall);
    for (world.step = 1; world.step <= STEPS; world.step++) {
        step(&world);
        for (int file = 0; file < world.file_count; file++)
            for (int laptop = 0; laptop < LAPTOPS; laptop++)
                file_check(&world, laptop, file);
    }
    stall_remove(&world.stall);
}

static void nothing_recorded_is_lost_unnamed_and_nobody_is_accused(void **state)
{
    const char *wanted = getenv("FLASHCOOP_WEEKS");
    int weeks = wanted ? atoi(wanted) : WEEKS;

    (void)state;
    for (int seed = 1; seed <= weeks; seed++)
        week((uint64_t)seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_recorded_is_lost_unnamed_and_nobody_is_accused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
