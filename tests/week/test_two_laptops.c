/*
 * Two laptops, their clocks, and the files of one session as people copy, rename, put back and
 * bring them together, by chance. After every step: what a laptop recorded is in each file that it
 * may go on with, or `verify` there names that it is not; no honest file is accused; an altered one
 * never passes; and no laptop gives a ticket number twice.
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

enum { LAPTOPS = 2, FILES_MAX = 7, RECORDED_MAX = 2000, STEPS = 40, WEEKS = 3 };

/* What a laptop recorded: a ticket that it called sold, or the last of whatever it did. */
struct recorded {
    int laptop;
    struct chain_state at;
    int64_t number;   /* 0: no ticket */
    bool is_given_up; /* the host accepted that it is lost */
};

struct world {
    struct stall stall; /* the file that is open now */
    int laptop;         /* where */
    int64_t opened_at;  /* its last record then */
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

static bool world_open(struct world *world, int laptop, int file)
{
    struct stall *stall = &world->stall;
    struct clock clock = clock_frozen((struct moment){ world->clock[laptop], 60 });

    stall->err = ERR_EMPTY;
    world->clock[laptop] += 60;
    if (!db_open(world->files[file], DB_WRITE, &BOOK_IDENTITY, &stall->db, &stall->err))
        return false;
    if (till_open(&stall->till, stall->db, clock, world->keys[laptop], &stall->err) &&
        till_sign_in(&stall->till, "host", "", "", &stall->err)) {
        world->laptop = laptop;
        world->opened_at = stall->till.real.head.seq;
        return true;
    }
    stall_close(stall);
    return false;
}

static void head_remember(struct world *world, int64_t number)
{
    const struct journal *journal = &world->stall.till.real;
    struct recorded *new = &world->all[world->count++];

    assert_true(world->count < RECORDED_MAX);
    *new = (struct recorded){ .laptop = world->laptop, .number = number };
    new->at = (struct chain_state){ .chain = journal->chain[0], .seq = journal->head.seq };
    memcpy(new->at.hash, journal->head.hash, HASH_BYTES);
}

static void world_close(struct world *world)
{
    if (world->stall.db && world->stall.till.real.head.seq > world->opened_at)
        head_remember(world, 0);
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
    head_remember(world, sold->number);
}

static void sell(struct world *world, int laptop, int file)
{
    struct stall *stall = &world->stall;

    if (!world_open(world, laptop, file))
        broken(world, laptop, file, stall->err.text);
    for (int i = 1 + chance_below(&world->chance, 3); i > 0; i--) {
        struct sold sold;

        if (stall_sell_one(stall, &sold))
            remember(world, file, &sold);
        else if (!till_is_elsewhere(&stall->till))
            broken(world, laptop, file, stall->err.text);
        stall->err = ERR_EMPTY;
    }
    if (chance_below(&world->chance, 4) == 0) {
        struct closing closing;

        if (!closing_close(&stall->till, PERIOD_DAY, -1, "essai", &closing, &stall->err) &&
            !till_is_elsewhere(&stall->till))
            broken(world, laptop, file, stall->err.text);
    }
    world_close(world);
}

/* A book from the other laptop: it stays, rightly said or not, or becomes the next till. */
static void settle_elsewhere(struct world *world, int laptop, int file)
{
    struct stall *stall = &world->stall;
    char letter;

    if (!world_open(world, laptop, file))
        broken(world, laptop, file, stall->err.text);
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

static void merge(struct world *world, int laptop, int file)
{
    struct stall *stall = &world->stall;
    int other = chance_below(&world->chance, world->file_count);
    struct merged merged;

    if (other == file || !world_open(world, laptop, file))
        return;
    if (!till_merge(&stall->till, world->files[other], NULL, &merged, &stall->err) &&
        stall->err.text[0] == '\0')
        broken(world, laptop, file, "refused without a word");
    world_close(world);
}

static void copy(struct world *world, int file)
{
    if (world->file_count == FILES_MAX)
        return;
    world_file(world, world->files[world->file_count]);
    file_copy(world->files[file], world->files[world->file_count]);
    world->file_count++;
}

/* Another file, older or newer, of this till or not, takes its place. */
static void restore(struct world *world, int file)
{
    int other = chance_below(&world->chance, world->file_count);

    if (other != file)
        file_copy(world->files[other], world->files[file]);
}

static void rename_file(struct world *world, int file)
{
    char path[FOLDER_PATH_MAX];

    world_file(world, path);
    assert_int_equal(rename(world->files[file], path), 0);
    memcpy(world->files[file], path, sizeof path);
}

static void clock_jump(struct world *world, int laptop)
{
    static const int64_t JUMPS[] = { -400 * 86400, -86400, -7200, -1, 7200, 86400, 40 * 86400 };

    world->clock[laptop] += JUMPS[chance_below(&world->chance, (int)COUNT_OF(JUMPS))];
}

static bool is_in(struct db *db, const struct recorded *recorded)
{
    struct err err = ERR_EMPTY;
    bool found = false;

    assert_true(state_find(db, &recorded->at, &found, &err));
    return found;
}

static void accept(struct world *world, int laptop, int file)
{
    struct stall *stall = &world->stall;

    if (!world_open(world, laptop, file))
        broken(world, laptop, file, stall->err.text);
    if (till_accept_copy(&stall->till, "disque remis", &stall->err))
        for (int i = 0; i < world->count; i++)
            if (world->all[i].laptop == laptop &&
                world->all[i].at.chain == stall->till.real.chain[0] &&
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
        lacks = lacks || (recorded->at.chain == state.till && !is_in(db, recorded));
        is_forked = is_forked || is_contradicted(db, recorded);
    }

    bool good = verify(world, db, laptop, &verdict);

    if (good && lacks)
        broken(world, laptop, file, "something recorded is lost without being named");
    if (!good && !lacks && !is_forked && verdict.older_chain == '\0')
        broken(world, laptop, file, verdict.what);
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

static void step(struct world *world)
{
    static const char *const ACTS[] = { "sell",    "sell",   "sell",  "sell",   "merge",  "copy",
                                        "restore", "rename", "clock", "settle", "accept", "alter" };
    int laptop = chance_below(&world->chance, LAPTOPS);
    int file = chance_below(&world->chance, world->file_count);

    world->act = ACTS[chance_below(&world->chance, (int)COUNT_OF(ACTS))];
    printf("# %s laptop %d %s\n", world->act, laptop, strrchr(world->files[file], '/') + 1);
    switch (world->act[0]) {
    case 's':
        world->act[2] == 'l'   ? sell(world, laptop, file)
        : world->act[2] == 't' ? settle_elsewhere(world, laptop, file)
                               : (void)0;
        break;
    case 'm': merge(world, laptop, file); break;
    case 'r': world->act[2] == 's' ? restore(world, file) : rename_file(world, file); break;
    case 'c': world->act[1] == 'o' ? copy(world, file) : clock_jump(world, laptop); break;
    default: world->act[1] == 'c' ? accept(world, laptop, file) : alter(world, laptop, file); break;
    }
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
