#include "reports/hub/push.h"

#include "base/lang.h"
#include "reports/hub/wire_list.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_LOOK[] =
    "SELECT t.chain, t.seq, encode(t.hash, 'hex'), encode(t.link, 'hex'), "
    "encode(s.digest, 'hex'), s.host, s.name, s.place, s.venue, s.first_day, s.last_day, s.sector "
    "FROM hub.session s LEFT JOIN hub.till t USING (session) WHERE session = $1::text::uuid";
static const char SQL_OPEN[] = "SELECT hub.push_open($1::text::uuid, $2, $3, $4 <> 0)";
static const char SQL_CHAIN[] = "SELECT seq, encode(hash, 'hex') FROM "
                                "hub.push_chain($1::text::uuid, $2)";
static const char SQL_SEAL[] = "SELECT hub.push_seal($1::text::uuid, $2, $3, $4)";
static const char SQL_ANSWERS[] = "SELECT hub.push_answers($1::text::uuid, $2, $3, $4, $5, $6, $7)";
static const char SQL_RATINGS[] =
    "SELECT hub.push_ratings($1::text::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
static const char SQL_FOLLOW[] = "SELECT hub.push_follow($1::text::uuid, $2, $3, $4)";
static const char SQL_CLOSE[] = "SELECT hub.push_close($1::text::uuid, $2, $3)";

enum { SQL_MAX = 240, COUNT_COLUMNS = 6, RATING_COLUMNS = 9 };

struct push_chain {
    struct extract_head known;
    struct extract extract;
    bool is_read;
    struct wire_list lists[EXTRACT_TABLES][EXTRACT_COLUMNS_MAX];
};

struct push {
    struct hub *hub;
    struct till *till;
    struct session_facts facts;
    bool is_listed; /* the hub knows the session */
    bool facts_differ;
    bool digest_differs;
    int chain_count;
    struct push_chain chains[EXTRACT_CHAINS_MAX];
};

static enum hub_type list_type(char kind)
{
    return kind == 'i' ? HUB_INT_LIST : kind == 't' ? HUB_TEXT_LIST : HUB_BYTES_LIST;
}

static void row_keep(void *context, int table, const struct stmt_cell *cells)
{
    struct push_chain *chain = context;

    for (int i = 0; i < EXTRACT_TABLE[table].column_count; i++)
        wire_list_put_cell(&chain->lists[table][i], &cells[i]);
}

static bool chain_read(struct push *push, struct push_chain *chain, struct err *err)
{
    for (int table = 0; table < EXTRACT_TABLES; table++)
        for (int i = 0; i < EXTRACT_TABLE[table].column_count; i++)
            chain->lists[table][i] = wire_list_init(list_type(EXTRACT_TABLE[table].kinds[i]));
    chain->is_read = true;
    return extract_walk(push->till->db, &chain->known, row_keep, chain, &chain->extract, err) &&
           extract_sign(push->till->db, &push->till->keyring, push->facts.box.session.id,
                        &chain->extract, err);
}

/* What the hub knows of a chain of this book. */
static bool head_take(struct push *push, struct hub_rows *rows, int row, struct err *err)
{
    const struct hub_wire *wire = push->hub->wire;
    struct extract_head head = { .seq = 0 };

    head.chain[0] = wire->value(rows, row, 0)[0];
    if (!hub_int(push->hub, rows, row, 1, &head.seq, err))
        return false;
    if (!crypto_unhex(wire->value(rows, row, 2), head.hash, HASH_BYTES) ||
        !crypto_unhex(wire->value(rows, row, 3), head.link, HASH_BYTES))
        return err_fail(err, ERR_STORAGE, _("La réponse du pôle ne se lit pas."));
    for (int i = 0; i < push->chain_count; i++)
        if (push->chains[i].known.chain[0] == head.chain[0]) {
            push->chains[i].known = head;
            return true;
        }
    return err_fail(err, ERR_TAMPERED,
                    _("copie plus ancienne : le pôle a déjà la caisse %s, que ce livre n'a pas"),
                    head.chain);
}

static bool hub_look(struct push *push, struct err *err)
{
    const struct hub_wire *wire = push->hub->wire;
    const char *id = push->facts.box.session.id;
    char facts[PUBLIC_FACTS][PUBLIC_FACT_MAX], digest[2 * HASH_BYTES + 1];
    struct hub_rows *rows = NULL;
    bool good = hub_ask(push->hub, SQL_LOOK, &id, 1, &rows, err);

    if (!good)
        return false;
    push->is_listed = wire->row_count(rows) > 0;
    session_facts_public(&push->facts, facts);
    crypto_hex(push->facts.digest, HASH_BYTES, digest);
    if (push->is_listed)
        push->digest_differs = strcmp(wire->value(rows, 0, 4), digest) != 0;
    for (int i = 1; push->is_listed && i < PUBLIC_FACTS; i++)
        push->facts_differ =
            push->facts_differ || strcmp(wire->value(rows, 0, 4 + i), facts[i]) != 0;
    for (int row = 0; good && row < wire->row_count(rows); row++)
        good = wire->is_null(rows, row, 0) || head_take(push, rows, row, err);
    hub_rows_free(push->hub, rows);
    return good;
}

bool push_open(struct hub *hub, struct till *till, struct push **out, struct err *err)
{
    struct push *push;
    char chains[EXTRACT_CHAINS_MAX];
    bool good;

    if (session_is_exercise(&till->session))
        return err_fail(err, ERR_INPUT, _("une session d'exercice ne s'envoie pas au pôle"));
    push = calloc(1, sizeof *push);
    if (!push)
        abort();
    push->hub = hub;
    push->till = till;
    good = session_facts_read(till, &push->facts, err) &&
           extract_chains(till->db, chains, &push->chain_count, err);
    for (int i = 0; i < push->chain_count; i++)
        push->chains[i].known.chain[0] = chains[i];
    if (good && push->chain_count > 0)
        good = hub_look(push, err);
    for (int i = 0; good && i < push->chain_count; i++)
        good = chain_read(push, &push->chains[i], err);
    if (!good) {
        push_close(push);
        return false;
    }
    *out = push;
    return true;
}

void push_close(struct push *push)
{
    if (!push)
        return;
    for (int i = 0; i < push->chain_count; i++)
        for (int table = 0; push->chains[i].is_read && table < EXTRACT_TABLES; table++)
            for (int column = 0; column < EXTRACT_TABLE[table].column_count; column++)
                wire_list_release(&push->chains[i].lists[table][column]);
    free(push);
}

static int64_t sent_count(const struct push *push)
{
    int64_t count = 0;

    for (int i = 0; i < push->chain_count; i++)
        count += push->chains[i].extract.sent_count;
    return count;
}

enum push_state push_state(const struct push *push)
{
    if (push->chain_count == 0)
        return PUSH_NOTHING_CLOSED;
    return push->is_listed && sent_count(push) == 0 && !push->digest_differs ? PUSH_KNOWN
                                                                             : PUSH_DUE;
}

long long push_missing(const struct push *push)
{
    return sent_count(push);
}

bool push_asks(const struct push *push)
{
    return !push->is_listed || push->facts_differ;
}

const struct session_facts *push_facts(const struct push *push)
{
    return &push->facts;
}

/* The calls of one round trip, with the storage that they borrow. */
struct batch {
    struct hub_call calls[HUB_CALLS_MAX];
    int count;
    char sql[HUB_CALLS_MAX][SQL_MAX];
    unsigned char numbers[HUB_CALLS_MAX][2][8];
    struct wire_list lists[HUB_CALLS_MAX]; /* owned */
    int list_count;
    struct err *err;
    bool failed;
};

static struct hub_call *batch_add(struct batch *batch, const char *sql, const char *id)
{
    struct hub_call *call = &batch->calls[batch->count++];

    assert(batch->count <= HUB_CALLS_MAX);
    *call = (struct hub_call){ .sql = sql };
    if (id)
        call->values[call->count++] = hub_text(id);
    return call;
}

static void call_put(struct hub_call *call, struct hub_value value)
{
    call->values[call->count++] = value;
}

static void call_put_int(struct batch *batch, struct hub_call *call, int place, int64_t value)
{
    unsigned char *bytes = batch->numbers[call - batch->calls][place];

    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)value >> (56 - 8 * i));
    call_put(call, (struct hub_value){ HUB_INT, bytes, 8 });
}

/* A list of its own, to be filled before batch_put_lists(). */
static struct wire_list *batch_list(struct batch *batch, enum hub_type type)
{
    struct wire_list *list = &batch->lists[batch->list_count++];

    assert(batch->list_count <= HUB_CALLS_MAX);
    *list = wire_list_init(type);
    return list;
}

static void call_put_list(struct batch *batch, struct hub_call *call, struct wire_list *list)
{
    struct hub_value value;

    if (!batch->failed && wire_list_value(list, &value, batch->err))
        call_put(call, value);
    else
        batch->failed = true;
}

static void batch_release(struct batch *batch)
{
    for (int i = 0; i < batch->list_count; i++)
        wire_list_release(&batch->lists[i]);
    free(batch);
}

static struct batch *batch_make(struct err *err)
{
    struct batch *batch = calloc(1, sizeof *batch);

    if (!batch)
        abort();
    batch->err = err;
    return batch;
}

static void put_open(struct push *push, struct batch *batch)
{
    struct hub_call *call = batch_add(batch, SQL_OPEN, push->facts.box.session.id);
    struct wire_list *list = batch_list(batch, HUB_TEXT_LIST);
    char facts[PUBLIC_FACTS][PUBLIC_FACT_MAX];

    session_facts_public(&push->facts, facts);
    for (int i = 0; i < PUBLIC_FACTS; i++)
        wire_list_put_text(list, facts[i]);
    call_put_list(batch, call, list);
    call_put_int(batch, call, 0, push->facts.box.participants);
    call_put_int(batch, call, 1, push->facts.box.session.is_example);
}

/* Lock the session at the hub and see its heads again: another push may have come between. */
static bool transaction_begin(struct push *push, struct err *err)
{
    struct batch *batch = batch_make(err);
    struct hub_rows *rows = NULL;
    bool good;

    batch_add(batch, "BEGIN", NULL);
    put_open(push, batch);
    good = !batch->failed &&
           push->hub->wire->exchange(push->hub->link, batch->calls, batch->count, &rows, err);
    hub_rows_free(push->hub, rows);
    batch_release(batch);
    return good;
}

/* `*moved`: the chain's head is no longer what the extract was made for. */
static bool chain_lock(struct push *push, struct push_chain *chain, bool *moved, struct err *err)
{
    const char *texts[] = { push->facts.box.session.id, chain->known.chain };
    struct hub_rows *rows = NULL;
    int64_t seq = 0;
    bool good = hub_ask(push->hub, SQL_CHAIN, texts, 2, &rows, err);

    if (good && push->hub->wire->row_count(rows) > 0)
        good = hub_int(push->hub, rows, 0, 0, &seq, err);
    hub_rows_free(push->hub, rows);
    *moved = *moved || seq != chain->known.seq;
    return good;
}

static void put_table(struct push *push, struct push_chain *chain, int table, struct batch *batch)
{
    const struct extract_table *form = &EXTRACT_TABLE[table];
    char *sql = batch->sql[batch->count];
    struct hub_call *call;
    int used;

    if (chain->lists[table][0].count == 0)
        return;
    used = snprintf(sql, SQL_MAX, "SELECT hub.push_%s($1::text::uuid, $2", form->name);
    for (int i = 0; i < form->column_count; i++)
        used += snprintf(sql + used, (size_t)(SQL_MAX - used), ", $%d", i + 3);
    snprintf(sql + used, (size_t)(SQL_MAX - used), ")");
    call = batch_add(batch, sql, push->facts.box.session.id);
    call_put(call, hub_text(chain->known.chain));
    for (int i = 0; i < form->column_count; i++)
        call_put_list(batch, call, &chain->lists[table][i]);
}

static void put_seal(struct push *push, struct push_chain *chain, struct batch *batch)
{
    struct hub_call *call = batch_add(batch, SQL_SEAL, push->facts.box.session.id);
    struct wire_list *proofs = batch_list(batch, HUB_BYTES_LIST);
    const struct extract *extract = &chain->extract;

    call_put(call, hub_text(chain->known.chain));
    call_put_int(batch, call, 0, extract->head.seq);
    wire_list_put_bytes(proofs, extract->head.link, HASH_BYTES);
    wire_list_put_bytes(proofs, extract->has_signature ? extract->signature : NULL,
                        SIGNATURE_BYTES);
    wire_list_put_bytes(proofs, extract->public_key, PUBLIC_KEY_BYTES);
    call_put_list(batch, call, proofs);
}

static void put_answers(struct push *push, struct batch *batch)
{
    struct hub_call *call = batch_add(batch, SQL_ANSWERS, push->facts.box.session.id);
    struct wire_list *lists[COUNT_COLUMNS];

    for (int i = 0; i < COUNT_COLUMNS; i++)
        lists[i] = batch_list(batch, i == 0 ? HUB_TEXT_LIST : HUB_INT_LIST);
    for (int i = 0; i < push->facts.statements.count; i++) {
        const struct impact *counts = &push->facts.answers[i];

        if (push->facts.is_kept_back[i])
            continue;
        wire_list_put_text(lists[0], push->facts.statements.list[i].id);
        wire_list_put_int(lists[1], counts->participants);
        wire_list_put_int(lists[2], counts->yes);
        wire_list_put_int(lists[3], counts->little);
        wire_list_put_int(lists[4], counts->no);
        wire_list_put_int(lists[5], counts->unknown);
    }
    for (int i = 0; i < COUNT_COLUMNS; i++)
        call_put_list(batch, call, lists[i]);
}

static void put_ratings(struct push *push, struct batch *batch)
{
    static const char KINDS[RATING_COLUMNS + 1] = "tittiiiii";
    struct hub_call *call = batch_add(batch, SQL_RATINGS, push->facts.box.session.id);
    struct wire_list *lists[RATING_COLUMNS];

    for (int i = 0; i < RATING_COLUMNS; i++)
        lists[i] = batch_list(batch, list_type(KINDS[i]));
    for (int i = 0; i < push->facts.rating_count; i++) {
        const struct rating_count *count = &push->facts.ratings[i];
        const int numbers[] = { count->people, count->shown, count->up, count->same, count->down };

        wire_list_put_text(lists[0], push->facts.grid);
        wire_list_put_int(lists[1], push->facts.grid_version);
        wire_list_put_text(lists[2], count->volet);
        wire_list_put_text(lists[3], count->rater);
        for (int j = 0; j < (int)COUNT_OF(numbers); j++)
            wire_list_put_int(lists[4 + j], numbers[j]);
    }
    for (int i = 0; i < RATING_COLUMNS; i++)
        call_put_list(batch, call, lists[i]);
}

static void put_follow(struct push *push, struct batch *batch)
{
    struct hub_call *call;
    struct wire_list *kinds, *items, *counts;

    if (push->facts.follow.count == 0 && !push->is_listed)
        return; /* nothing to say, and nothing said before */
    call = batch_add(batch, SQL_FOLLOW, push->facts.box.session.id);
    kinds = batch_list(batch, HUB_TEXT_LIST);
    items = batch_list(batch, HUB_TEXT_LIST);
    counts = batch_list(batch, HUB_INT_LIST);
    for (int i = 0; i < push->facts.follow.count; i++) {
        wire_list_put_text(kinds, push->facts.follow.all[i].kind);
        wire_list_put_text(items, push->facts.follow.all[i].item);
        wire_list_put_int(counts, push->facts.follow.all[i].count);
    }
    call_put_list(batch, call, kinds);
    call_put_list(batch, call, items);
    call_put_list(batch, call, counts);
}

static void put_close(struct push *push, struct batch *batch)
{
    struct hub_call *call = batch_add(batch, SQL_CLOSE, push->facts.box.session.id);
    struct wire_list *figures = batch_list(batch, HUB_INT_LIST);

    for (int i = 0; i < RESULT_FIGURES; i++)
        wire_list_put_int(figures, push->facts.figures[i]);
    call_put_list(batch, call, figures);
    call_put(call, hub_bytes(push->facts.digest, HASH_BYTES));
}

/* All rows of a chain and its seal, in one round trip. */
static bool chain_send(struct push *push, struct push_chain *chain, struct err *err)
{
    struct batch *batch = batch_make(err);
    struct hub_rows *rows = NULL;
    bool good;

    for (int table = 0; table < EXTRACT_TABLES; table++)
        put_table(push, chain, table, batch);
    put_seal(push, chain, batch);
    good = !batch->failed &&
           push->hub->wire->exchange(push->hub->link, batch->calls, batch->count, &rows, err);
    hub_rows_free(push->hub, rows);
    batch_release(batch);
    return good;
}

static bool transaction_end(struct push *push, struct err *err)
{
    struct batch *batch = batch_make(err);
    struct hub_rows *rows = NULL;
    bool good;

    put_answers(push, batch);
    put_ratings(push, batch);
    put_follow(push, batch);
    put_close(push, batch);
    batch_add(batch, "COMMIT", NULL);
    good = !batch->failed &&
           push->hub->wire->exchange(push->hub->link, batch->calls, batch->count, &rows, err);
    hub_rows_free(push->hub, rows);
    batch_release(batch);
    return good;
}

static void transaction_undo(struct push *push)
{
    struct err ignored = ERR_EMPTY;

    (void)!push->hub->wire->script(push->hub->link, "ROLLBACK", &ignored);
}

/* The heads moved between the look and the lock: what is new is another thing now. */
static bool push_again(struct push *push, int64_t *count, struct err *err)
{
    struct push *again = NULL;
    bool good;

    transaction_undo(push);
    good = push_open(push->hub, push->till, &again, err);
    *count = PUSH_WAS_KNOWN;
    if (good && push_state(again) == PUSH_DUE)
        good = push_send(again, count, err);
    push_close(again);
    return good;
}

bool push_send(struct push *push, int64_t *count, struct err *err)
{
    bool moved = false;
    bool good = transaction_begin(push, err);

    for (int i = 0; good && i < push->chain_count; i++)
        good = chain_lock(push, &push->chains[i], &moved, err);
    if (good && moved)
        return push_again(push, count, err);
    for (int i = 0; good && i < push->chain_count; i++)
        good = push->chains[i].extract.sent_count == 0 || chain_send(push, &push->chains[i], err);
    good = good && transaction_end(push, err);
    if (good)
        *count = sent_count(push);
    else
        transaction_undo(push);
    return good;
}
