#include "reports/catalogue/slip_kinds.h"

#include "base/lang.h"
#include "programme/workbook.h"
#include "ledger/venue.h"
#include "reports/figures/till_day.h"
#include "reports/slips/logo.h"
#include "reports/slips/slip.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool no_memory(struct err *err)
{
    return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
}

bool slip_make_receipt(struct slip_request *request, struct err *err)
{
    struct sale *sale = malloc(sizeof *sale); /* 60 KiB: too large for a stack frame */
    struct session session = request->till->session;
    char chain[2];
    int64_t number;

    if (!sale)
        return no_memory(err);

    bool good = ticket_name_parse(request->detail, request->till->letter, chain, &number, err) &&
                sale_find(request->till->db, chain, number, sale, err) &&
                session_at_till(request->till->db, chain[0], sale->seq, &session, err);

    if (good) {
        logo_print(request->out, request->till->db);
        slip_receipt(request->out, &session, sale, request->copy);
    }
    free(sale);
    return good;
}

static bool closing_print(struct slip_request *request, const struct closing *closing,
                          struct err *err)
{
    struct session session;

    if (!till_day_session(request->till, closing, &session, err))
        return false;
    slip_closing(request->out, &session, closing);
    return true;
}

/* The session as the own till stands now. */
static bool session_here(const struct till *till, struct session *out, struct err *err)
{
    *out = till->session;
    return session_at_till(till->db, till->letter, SEQ_NOW, out, err);
}

bool slip_make_z(struct slip_request *request, struct err *err)
{
    struct closing closing;
    char chain[2];
    int64_t number;

    if (!ticket_name_parse(request->detail, request->till->letter, chain, &number, err) ||
        !closing_find(request->till->db, chain[0], PERIOD_DAY, number, &closing, err))
        return false;
    closing.is_older_copy = request->till->is_older_copy;
    return closing_print(request, &closing, err);
}

/* A paper that was asked for in practice is made of practice, whatever the till does by then. */
static bool enter_chain(struct slip_request *request)
{
    bool was_practice = request->till->is_practice;

    if (request->detail[0])
        request->till->is_practice = islower((unsigned char)request->detail[0]) != 0;
    return was_practice;
}

bool slip_make_x(struct slip_request *request, struct err *err)
{
    bool was_practice = enter_chain(request);
    struct closing closing;
    bool good = till_day_read_x(request->till, false, &closing, err);

    request->till->is_practice = was_practice;
    return good && closing_print(request, &closing, err);
}

/* "C1:4" → the code and how many. */
static bool labels_parse(const char *detail, char code[CODE_MAX], long *count, struct err *err)
{
    size_t length = strcspn(detail, ":");

    *count = detail[length] == ':' ? strtol(detail + length + 1, NULL, 10) : 1;
    if (length >= CODE_MAX || *count < 1 || *count > LABELS_MAX)
        return err_fail(err, ERR_INPUT, _("Étiquettes : PRODUIT:NOMBRE, de 1 à %d."), LABELS_MAX);
    memcpy(code, detail, length);
    code[length] = '\0';
    return true;
}

/* The newest batch of one product. */
struct newest {
    const char *code;
    struct batch batch;
    bool found;
};

static void take_newest(void *context, const struct batch *batch)
{
    struct newest *newest = context;

    if (strcmp(batch->product, newest->code) != 0)
        return;
    newest->batch = *batch;
    newest->found = true;
}

bool slip_make_labels(struct slip_request *request, struct err *err)
{
    const struct session *session = &request->till->session;
    struct product_label label = { .batch = NULL };
    char code[CODE_MAX];
    struct newest newest = { .code = code };
    struct pictures *pictures = NULL;
    long count;

    if (!labels_parse(request->detail, code, &count, err) ||
        !goods_find(request->till->db, code, &label.product, err) ||
        !workbook_each_batch(request->till->db, take_newest, &newest, err) ||
        !product_may_be_shown(&label.product, session->sector, err))
        return false;
    label.batch = newest.found ? &newest.batch : NULL;
    if (!label_words_read(request->till->db, code, label.batch, &label.words, err))
        return false;
    if (!pictures_load(&pictures, request->till->db, err))
        return false;
    label.picture = pictures_of_product(pictures, code, label.product.label);
    slip_labels(request->out, session, &label, (int)count);
    pictures_release(pictures);
    return true;
}

static bool goods_may_be_shown(const struct goods *goods, struct err *err)
{
    for (int i = 0; i < goods->count; i++)
        if (product_is_food(&goods->list[i], goods->sector) &&
            !product_may_be_shown(&goods->list[i], goods->sector, err))
            return false;
    return goods_have_food(goods) ||
           err_fail(err, ERR_INPUT, _("Rien à manger ici : pas de liste des allergènes."));
}

static bool make_of_products(struct slip_request *request, bool tags, struct err *err)
{
    struct goods *goods = malloc(sizeof *goods);
    struct pictures *pictures = NULL;
    bool good;

    if (!goods)
        return no_memory(err);
    good =
        goods_read(request->till->db, request->till->session.sector, goods, err) &&
        (tags ? pictures_load(&pictures, request->till->db, err) : goods_may_be_shown(goods, err));
    if (good && tags)
        slip_tags(request->out, goods, pictures);
    else if (good)
        slip_allergens(request->out, &request->till->session, goods);
    pictures_release(pictures);
    free(goods);
    return good;
}

bool slip_make_tags(struct slip_request *request, struct err *err)
{
    return make_of_products(request, true, err);
}

bool slip_make_allergens(struct slip_request *request, struct err *err)
{
    return make_of_products(request, false, err);
}

bool slip_make_notice(struct slip_request *request, struct err *err)
{
    (void)err;
    slip_on_request(request->out);
    return true;
}

bool slip_make_fallback(struct slip_request *request, struct err *err)
{
    long sheet = request->detail[0] ? strtol(request->detail, NULL, 10) : 1;

    struct session session;

    if (sheet < 1)
        return err_fail(err, ERR_INPUT, _("Feuille de secours : un numéro à partir de 1."));
    if (!session_here(request->till, &session, err))
        return false;
    slip_fallback(request->out, &session,
                  &(struct fallback_sheet){ request->till->letter, sheet, session.venue });
    return true;
}

bool slip_make_count(struct slip_request *request, struct err *err)
{
    struct session session;
    struct count_sheet sheet;
    struct means_list means;

    if (!means_read(request->till->db, &means, err) || !session_here(request->till, &session, err))
        return false;
    count_sheet_make(&session, &means, &sheet);
    slip_count_sheet(request->out, &session, &sheet);
    return true;
}

bool slip_make_float(struct slip_request *request, struct err *err)
{
    bool was_practice = enter_chain(request);
    cents amount = till_journal(request->till)->head.running.float_amount;
    struct cash_counting pieces;
    struct session session;
    bool found = false;
    bool good = closing_find_pieces(request->till, &pieces, &found, err) &&
                session_here(request->till, &session, err);

    request->till->is_practice = was_practice;
    if (!good)
        return false;
    found = found && counting_total(&pieces) == amount;
    slip_float(request->out, &session, amount, found ? &pieces : NULL);
    return true;
}

bool slip_make_setup(struct slip_request *request, struct err *err)
{
    (void)err;
    slip_setup_card(request->out);
    return true;
}

bool slip_make_test(struct slip_request *request, struct err *err)
{
    (void)err;
    slip_self_test(request->out);
    return true;
}
