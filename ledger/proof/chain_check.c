#include "ledger/proof/chain_check.h"

#include "base/lang.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* No till ever takes so much: beyond it, differences could overflow. */
static const int64_t TOTAL_MAX = STMT_INT_MAX;

/* No clock of a till ever shows such a year: beyond it, days could overflow. */
static const int64_t TIME_MAX = (int64_t)1 << 40;

void journal_check_init(struct journal_check *check, struct verdict *verdict, const char *head_code)
{
    *verdict = (struct verdict){ .is_good = true };
    memset(check, 0, sizeof *check);
    check->verdict = verdict;
    check->head_code = head_code ? head_code : "";
}

void chain_check_begin(struct journal_check *check, char chain)
{
    check->chain[0] = chain;
    check->head = (struct journal_head){ .seq = 0 };
    check->has_key = false;
    memset(&check->marks, 0, sizeof check->marks);
    check->head.last_day = DAY_NONE;
}

/* Of the record after the last good one. */
static bool fault(struct journal_check *check, const char *what)
{
    return verdict_fault(check->verdict, check->chain, check->head.seq + 1, "%s", what);
}

/* -- Rows -- */

static bool total_is_plausible(int64_t total)
{
    return total >= -TOTAL_MAX && total <= TOTAL_MAX;
}

/* Moves a running total; false when it is not what is stored beside it. */
static bool total_follows(int64_t *total, int64_t moved, int64_t stored)
{
    wrap_add(total, moved);
    return *total == stored && total_is_plausible(stored);
}

static void take_rate(struct journal_check *check)
{
    const struct value *values = check->row.values;
    struct rate_running *rate = journal_head_rate(&check->head, (basis_points)values[0].number);

    check->rates_follow = rate && total_follows(&rate->gross, values[1].number, values[4].number) &&
                          total_follows(&rate->net, values[2].number, values[5].number) &&
                          total_follows(&rate->vat, values[3].number, values[6].number) &&
                          check->rates_follow;
    closing_marks_take_rate(&check->marks, check->day,
                            &(struct rate_figures){ (basis_points)values[0].number,
                                                    values[1].number, values[2].number,
                                                    values[3].number });
}

static void take_means(struct journal_check *check)
{
    const struct value *values = check->row.values;
    char name[MEANS_MAX] = "";
    struct means_running *means = NULL;

    if (values[0].length > 0 && values[0].length < sizeof name) {
        memcpy(name, values[0].bytes, values[0].length);
        means = journal_head_means(&check->head, name);
    }
    check->means_follow = means &&
                          total_follows(&means->amount, values[1].number, values[2].number) &&
                          check->means_follow;
}

/* In form 2 a ticket says its accounting day, and whether it is the first of it. */
static void take_sale(struct journal_check *check)
{
    enum { FLAGS = 3, DAY = 14 };
    const struct value *day = &check->row.values[DAY];
    bool starts = check->row.values[FLAGS].number & SALE_DAY_STARTS;
    bool is_new;

    check->day = sale_day_of(day->type == STMT_NULL, day->number, check->moment);
    closing_marks_take_day(&check->marks, check->day);
    if (check->view.form < RECORD_FORM)
        return;
    is_new = check->head.last_day.number != check->day.number;
    check->day_follows =
        day->type == STMT_INT && starts == is_new && day_may_be_of(day->number, check->moment);
    check->head.last_day = check->day;
}

static void take_jump(struct journal_check *check)
{
    const struct value *values = check->row.values;

    check->jump_rows++;
    check->jump_to = values[0].number == check->head.last_ticket ? values[1].number : 0;
}

static struct product_tally *tally_find(struct journal_check *check, const struct value *code)
{
    bool counted = check->tallies && check->chain[0] < 'a' && code->length > 0;

    return counted ? tallies_find(check->tallies, code->bytes, code->length) : NULL;
}

static void take_product(struct journal_check *check)
{
    const struct value *values = check->row.values;
    bool is_line = check->row.table == FACT_SALE_LINE;
    struct product_tally *tally = tally_find(check, &values[is_line ? 1 : 0]);

    if (!tally)
        return;
    if (is_line) {
        wrap_add(&tally->sold, values[3].number);
        wrap_add(&tally->gross, values[6].number);
        return;
    }
    wrap_add(&tally->moved, values[1].number);
    tally->has_moved = true;
}

static void head_name(struct journal_check *check, char chain, int64_t seq, const void *hash)
{
    struct named_head *named = &check->named[check->named_count++ % NAMED_HEADS_MAX];

    *named = (struct named_head){ .by = check->chain[0], .chain = { chain }, .seq = seq };
    memcpy(named->hash, hash, HASH_BYTES);
}

static void take_closing_till(struct journal_check *check)
{
    const struct value *values = check->row.values;

    if (values[0].length == 1 && values[2].length == HASH_BYTES)
        head_name(check, values[0].bytes[0], values[1].number, values[2].bytes);
}

/* "HASH SEQ" of the other till's newest record, "" when it had none. */
static void take_merge(struct journal_check *check)
{
    enum { HEX = 2 * HASH_BYTES };
    const struct value *subject = &check->row.values[0];
    const struct value *detail = &check->row.values[1];
    unsigned char hash[HASH_BYTES] = { 0 };
    char text[HEX + 24];

    if (subject->length == 1 && detail->length == 0)
        head_name(check, subject->bytes[0], 0, hash);
    if (subject->length != 1 || detail->length <= HEX + 1 || detail->length >= sizeof text)
        return;
    memcpy(text, detail->bytes, detail->length);
    text[detail->length] = '\0';
    text[HEX] = '\0';
    if (crypto_unhex(text, hash, HASH_BYTES))
        head_name(check, subject->bytes[0], strtoll(text + HEX + 1, NULL, 10), hash);
}

static void take_older_copy(struct journal_check *check)
{
    if (value_is(&check->row.values[0], "older-copy", strlen("older-copy")) &&
        check->chain[0] < 'a')
        check->older_seq[check->chain[0] - 'A'] = check->head.seq + 1;
}

/* Of one till, up to a record of its chain. */
static void take_acceptance(struct journal_check *check)
{
    const struct value *subject = &check->row.values[0];
    int64_t seq = check->row.values[2].number;
    int64_t *accepted;

    if (subject->length != 1 || subject->bytes[0] < 'A' || subject->bytes[0] > 'Z')
        return;
    accepted = &check->older_accepted[subject->bytes[0] - 'A'];
    if (seq > *accepted)
        *accepted = seq;
    check->verdict->accepted_at = check->moment;
}

static bool take_key(struct journal_check *check)
{
    const struct value *detail = &check->row.values[1];
    char hex[2 * PUBLIC_KEY_BYTES + 1] = "";

    if (detail->length == sizeof hex - 1)
        memcpy(hex, detail->bytes, sizeof hex - 1);
    check->has_key = crypto_unhex(hex, check->public_key, PUBLIC_KEY_BYTES);
    return check->has_key;
}

static void take_row(struct journal_check *check)
{
    const struct record_row *row = &check->row;

    record_sums_take(&check->sums, check->kind, row);
    if (row->table == FACT_SALE)
        take_sale(check);
    else if (row->table == FACT_RATE_TOTAL)
        take_rate(check);
    else if (row->table == FACT_MEANS_TOTAL)
        take_means(check);
    else if (row->table == FACT_JUMP)
        take_jump(check);
    else if (row->table == FACT_SALE_LINE || row->table == FACT_STOCK_MOVEMENT)
        take_product(check);
    else if (row->table == FACT_CLOSING || row->table == FACT_CLOSING_RATE ||
             row->table == FACT_CLOSING_MEANS || row->table == FACT_CLOSING_DAY)
        closing_claim_take(&check->closing, row);
    else if (row->table == FACT_CLOSING_TILL)
        take_closing_till(check);
    else if (row->table == FACT_NOTE && check->kind == RECORD_MERGE)
        take_merge(check);
    else if (row->table == FACT_NOTE && check->kind == RECORD_KEY)
        take_key(check);
    else if (row->table == FACT_NOTE && check->kind == RECORD_REFUSAL)
        take_older_copy(check);
    else if (row->table == FACT_NOTE && check->kind == RECORD_ACCEPT)
        take_acceptance(check);
}

/* -- The record -- */

static bool order_check(struct journal_check *check)
{
    const struct journal_head *head = &check->head;
    const struct value *previous = &check->view.head[HEAD_PREVIOUS];
    int64_t seq = check->view.head[HEAD_SEQ].number;
    bool is_first = head->seq == 0;

    if (!value_is(&check->view.head[HEAD_CHAIN], check->chain, 1) ||
        check->moment.utc_s < -TIME_MAX || check->moment.utc_s > TIME_MAX)
        return fault(check, _("il est illisible"));
    if (check->view.form < head->form)
        return fault(check, _("il est d'une forme plus ancienne que celui qui le précède"));
    if (seq != head->seq + 1)
        return verdict_fault(check->verdict, check->chain, head->seq + 1,
                             _("il manque : le suivant porte le numéro %lld"), (long long)seq);
    if (is_first ? previous->type != STMT_NULL
                 : !value_is(previous, head->signature, SIGNATURE_BYTES))
        return fault(check, _("il ne suit pas celui qui le précède"));
    if (record_kind_is_ticket(check->kind) &&
        check->view.head[HEAD_NUMBER].number != head->last_ticket + 1)
        return fault(check, _("les numéros de tickets ne se suivent pas"));
    return true;
}

static bool rows_check(struct journal_check *check)
{
    check->sums = (struct record_sums){ .form = check->view.form,
                                        .is_practice = chain_is_practice(check->chain) };
    closing_claim_clear(&check->closing);
    closing_marks_take_record(&check->marks, check->moment.utc_s);
    check->rates_follow = check->means_follow = check->day_follows = true;
    check->jump_rows = 0;
    if (check->kind == RECORD_KEY)
        check->has_key = false;
    while (record_view_next_row(&check->view, &check->row))
        take_row(check);
    return record_view_is_at_end(&check->view) || fault(check, _("il est illisible"));
}

static bool hash_check(struct journal_check *check, const struct sealed_record *record,
                       const unsigned char *stored, unsigned char hash[HASH_BYTES])
{
    crypto_hash(check->head.hash, HASH_BYTES, record->bytes, record->length, hash);
    return !stored || memcmp(hash, stored, HASH_BYTES) == 0 ||
           fault(check, _("son contenu ne correspond pas à son empreinte : il a été modifié"));
}

static bool key_check(struct journal_check *check)
{
    if (check->has_key)
        check->verdict->key_count += check->kind == RECORD_KEY;
    else
        fault(check, check->kind == RECORD_KEY ? _("la clé annoncée est illisible")
                                               : _("aucune clé n'est annoncée avant lui"));
    return check->has_key;
}

static bool running_check(struct journal_check *check, const struct running *stored)
{
    struct running expected = record_sums_run(&check->sums, check->kind, &check->head.running);
    bool follows = check->rates_follow && check->means_follow &&
                   memcmp(&expected, stored, sizeof expected) == 0;

    for (int i = 0; i < RUNNING_COUNT; i++)
        follows = follows && total_is_plausible(check->view.running[i]);
    return follows || fault(check, _("ses totaux cumulés ne suivent pas les précédents"));
}

/* Numbers go on only upwards, and only from the last one. */
static bool jump_check(struct journal_check *check)
{
    if (check->jump_rows == (check->kind == RECORD_JUMP) &&
        (check->jump_rows == 0 || check->jump_to > check->head.last_ticket))
        return true;
    return fault(check, _("les numéros de tickets ne se suivent pas"));
}

static bool inside_check(struct journal_check *check, const struct running *stored)
{
    const char *wrong = record_sums_judge(&check->sums, check->kind, &check->head.running);

    if (wrong)
        return fault(check, wrong);
    if (!running_check(check, stored))
        return false;
    if (!check->day_follows)
        return fault(check, _("sa journée n'est pas celle où il a été enregistré"));
    if (!jump_check(check))
        return false;

    struct closing_record record = { check->kind, check->view.form, check->moment,
                                     check->public_key };

    return closing_claim_judge(&check->closing, &record, &check->head, &check->marks) ||
           fault(check, _("ses chiffres ne sont pas ceux de la période qu'il ferme"));
}

static void head_move(struct journal_check *check, const struct running *running,
                      const unsigned char hash[HASH_BYTES],
                      const unsigned char signature[SIGNATURE_BYTES])
{
    struct journal_head *head = &check->head;

    head->seq++;
    head->form = check->view.form;
    head->time = check->view.head[HEAD_TIME].number;
    if (record_kind_is_ticket(check->kind))
        head->last_ticket++;
    if (check->kind == RECORD_JUMP)
        head->last_ticket = check->jump_to;
    head->running = *running;
    memcpy(head->hash, hash, HASH_BYTES);
    memcpy(head->signature, signature, SIGNATURE_BYTES);
}

static bool signature_check(struct journal_check *check)
{
    const struct journal_head *head = &check->head;

    return head->seq == 0 ||
           crypto_signature_is_good(check->public_key, head->hash, HASH_BYTES, head->signature) ||
           verdict_fault(check->verdict, check->chain, head->seq,
                         _("sa signature n'est pas celle de la caisse"));
}

/* The last record under a key, or whoever has the next one could seal all before it anew. */
static bool former_key_check(struct journal_check *check)
{
    return check->kind != RECORD_KEY || signature_check(check);
}

static bool kind_is_signed_point(enum record_kind kind)
{
    return kind == RECORD_KEY || kind == RECORD_CLOSE_DAY || kind == RECORD_CLOSE_MONTH ||
           kind == RECORD_CLOSE_SESSION;
}

static void head_search(struct journal_check *check)
{
    char hex[2 * HASH_BYTES + 1];

    if (check->head_code[0] == '\0' || check->head_found)
        return;
    crypto_hex(check->head.hash, HASH_BYTES, hex);
    check->head_found = strncmp(hex, check->head_code, strlen(check->head_code)) == 0;
}

bool chain_check_take(struct journal_check *check, const struct sealed_record *record,
                      const unsigned char *stored_hash)
{
    unsigned char hash[HASH_BYTES];
    struct running stored;

    static_assert(sizeof stored == sizeof check->view.running, "the totals are these integers");
    if (!check->verdict->is_good)
        return false;
    if (!record_view_open(&check->view, record->bytes, record->length))
        return fault(check, _("il est illisible"));
    memcpy(&stored, check->view.running, sizeof stored);
    check->kind = (enum record_kind)check->view.head[HEAD_KIND].number;
    check->moment = (struct moment){ check->view.head[HEAD_TIME].number,
                                     (int32_t)check->view.head[HEAD_OFFSET].number };
    check->verdict->trusted_until = (struct moment){ check->head.time, check->moment.offset_min };
    if (!order_check(check) || !former_key_check(check) || !rows_check(check) ||
        !hash_check(check, record, stored_hash, hash) || !key_check(check) ||
        !inside_check(check, &stored))
        return false;
    head_move(check, &stored, hash, record->signature);
    if (kind_is_signed_point(check->kind) && !signature_check(check))
        return false;
    check->verdict->record_count++;
    head_search(check);
    return true;
}

bool chain_check_end(struct journal_check *check)
{
    if (!check->verdict->is_good || !signature_check(check))
        return false;
    if (check->chain[0] < 'a')
        check->verdict->perpetual += check->head.running.gross;
    return true;
}

bool journal_check_end(struct journal_check *check)
{
    for (int till = 0; till < 26; till++)
        if (check->older_seq[till] > check->older_accepted[till]) {
            check->verdict->older_chain = (char)('A' + till);
            check->verdict->older_seq = check->older_seq[till];
        }
    return check->head_code[0] == '\0' || check->head_found ||
           verdict_fault(check->verdict, "", 0,
                         _("aucun enregistrement ne porte la tête %.64s du papier"),
                         check->head_code);
}

bool named_head_is_nothing(const struct named_head *named)
{
    static const unsigned char NOTHING[HASH_BYTES];

    return named->seq == 0 && memcmp(named->hash, NOTHING, HASH_BYTES) == 0;
}

int journal_check_named_count(const struct journal_check *check)
{
    return check->named_count < NAMED_HEADS_MAX ? (int)check->named_count : NAMED_HEADS_MAX;
}

void journal_check_join(struct journal_check *check, const struct journal_check *more)
{
    int count = journal_check_named_count(more);
    int64_t first = more->named_count - count;

    for (int i = 0; i < count; i++)
        check->named[check->named_count++ % NAMED_HEADS_MAX] =
            more->named[(first + i) % NAMED_HEADS_MAX];
    for (size_t i = 0; i < COUNT_OF(check->older_seq); i++) {
        if (more->older_seq[i] != 0)
            check->older_seq[i] = more->older_seq[i];
        if (more->older_accepted[i] != 0)
            check->older_accepted[i] = more->older_accepted[i];
    }
}
