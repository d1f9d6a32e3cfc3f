#include "pos/acts/sessions_table.h"

#include "base/lang.h"
#include "ledger/state.h"
#include "reports/figures/result_sheet.h"
#include "reports/figures/turnover.h"

#include <stdlib.h>
#include <string.h>

struct member {
    const char *path;
    struct state state;
};

static bool book_add(struct consolidation *network, struct till *till, struct err *err)
{
    struct consolidated_money money;
    struct result result;

    if (!result_read_decided(till, &result, err) || !turnover_read(till->db, &money.turnover, err))
        return false;
    money.net_sales = result.net_sales;
    money.result = result.result;
    return consolidation_add(network, till->db, &till->session, &money, err);
}

/* The sentence names the file that it is about. */
static bool path_prefix(const char *path, struct err *err)
{
    if (strncmp(err->text, path, strlen(path)) != 0)
        err_prefix(err, "%s", path);
    return false;
}

static bool member_read(struct member *member, const char *path, struct clock clock,
                        struct err *err)
{
    struct book book;
    bool good = book_look(&book, path, clock, err);

    member->path = path;
    if (good) {
        good = state_read(book.db, &member->state, err);
        book_close(&book);
    }
    return good || path_prefix(path, err);
}

/* True in `*out` when the file of `holder` has all that `other` recorded. */
static bool member_holds(const struct member *holder, const struct member *other,
                         struct clock clock, bool *out, struct err *err)
{
    struct book book;
    bool good = book_look(&book, holder->path, clock, err);

    if (good) {
        good = state_is_in(&other->state, book.db, out, err);
        book_close(&book);
    }
    return good || path_prefix(holder->path, err);
}

static bool fork_refuse(const struct member *one, const struct member *other, struct err *err)
{
    char head[HEAD_CODE_MAX] = "", other_head[HEAD_CODE_MAX] = "";
    struct chain_state newest = state_of_chain(&one->state, one->state.till);
    struct chain_state other_newest = state_of_chain(&other->state, other->state.till);

    journal_head_code(newest.hash, head);
    journal_head_code(other_newest.hash, other_head);
    return err_fail(
        err, ERR_INPUT,
        one->state.till == other->state.till
            ? _("%s (caisse %c, empreinte %s) et %s (caisse %c, empreinte %s) : deux ordinateurs "
                "ont vendu sous une lettre ; garder les deux, n'en compter qu'un.")
            : _("%s (caisse %c, empreinte %s) et %s (caisse %c, empreinte %s) sont d'une même "
                "session, et chacun a ce que l'autre n'a pas : les réunir d'abord."),
        one->path, one->state.till, head, other->path, other->state.till, other_head);
}

/* Of two files of one session one stands for both. */
static bool pair_choose(const struct member *one, const struct member *other, bool counts[2],
                        struct clock clock, struct err *err)
{
    bool holds = false;

    if (!member_holds(one, other, clock, &holds, err))
        return false;
    if (holds) {
        counts[1] = false;
        return true;
    }
    if (!member_holds(other, one, clock, &holds, err))
        return false;
    counts[0] = !holds && counts[0];
    return holds || fork_refuse(one, other, err);
}

bool sessions_table_choose(const char *const *paths, int count, bool *counts, struct clock clock,
                           struct err *err)
{
    struct member *members = calloc((size_t)count, sizeof *members);
    bool good = true;

    if (!members)
        return err_fail(err, ERR_STORAGE, _("Mémoire insuffisante : fermer un autre programme."));
    for (int i = 0; good && i < count; i++) {
        counts[i] = true;
        good = member_read(&members[i], paths[i], clock, err);
        for (int j = 0; good && counts[i] && j < i; j++) {
            bool both[2] = { true, true };

            if (!counts[j] || strcmp(members[i].state.id, members[j].state.id) != 0)
                continue;
            good = pair_choose(&members[j], &members[i], both, clock, err);
            counts[j] = both[0];
            counts[i] = both[1];
        }
    }
    free(members);
    return good;
}

bool sessions_table_add(struct consolidation *network, const char *path, struct clock clock,
                        struct err *err)
{
    struct book book;
    bool good = book_look(&book, path, clock, err);

    if (good) {
        good = book_add(network, &book.till, err) && db_check_steady(book.db, err);
        book_close(&book);
    }
    return good || path_prefix(path, err);
}
