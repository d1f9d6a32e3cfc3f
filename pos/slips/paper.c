#include "pos/slips/paper.h"

#include "base/lang.h"
#include "pos/slips/logo.h"
#include "pos/slips/painter.h"
#include "pos/slips/slip.h"
#include "pos/slips/slip_sheet.h"
#include "programme/workbook.h"
#include "reports/figures/till_day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct paper_request {
    struct till *till;
    const char *detail; /* what follows the first colon, "" none */
    int64_t copy;
    struct escpos *out;
};

static bool no_memory(struct err *err)
{
    return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
}

static bool make_receipt(struct paper_request *request, struct err *err)
{
    struct sale *sale = malloc(sizeof *sale); /* 60 KiB: too large for a stack frame */
    char chain[2];
    int64_t number;

    if (!sale)
        return no_memory(err);

    bool good = ticket_name_parse(request->detail, request->till->letter, chain, &number, err) &&
                sale_find(request->till->db, chain, number, sale, err);

    if (good) {
        logo_print(request->out, request->till->db);
        slip_receipt(request->out, &request->till->session, sale, request->copy);
    }
    free(sale);
    return good;
}

static bool make_z(struct paper_request *request, struct err *err)
{
    struct closing closing;
    char chain[2];
    int64_t number;

    if (!ticket_name_parse(request->detail, request->till->letter, chain, &number, err) ||
        !closing_find(request->till->db, chain[0], PERIOD_DAY, number, &closing, err))
        return false;
    closing.is_older_copy = request->till->is_older_copy;
    slip_closing(request->out, &request->till->session, &closing);
    return true;
}

static bool make_x(struct paper_request *request, struct err *err)
{
    struct closing closing;

    if (!till_day_read_x(request->till, false, &closing, err))
        return false;
    slip_closing(request->out, &request->till->session, &closing);
    return true;
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

static bool make_labels(struct paper_request *request, struct err *err)
{
    const struct session *session = &request->till->session;
    struct product_label label = { .batch = NULL };
    char code[CODE_MAX];
    struct newest newest = { .code = code };
    long count;

    if (!labels_parse(request->detail, code, &count, err) ||
        !goods_find(request->till->db, code, &label.product, err) ||
        !workbook_each_batch(request->till->db, take_newest, &newest, err) ||
        !product_may_be_shown(&label.product, session->sector, err))
        return false;
    label.batch = newest.found ? &newest.batch : NULL;
    slip_labels(request->out, session, &label, (int)count);
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

static bool make_of_products(struct paper_request *request, bool tags, struct err *err)
{
    struct goods *goods = malloc(sizeof *goods);
    bool good;

    if (!goods)
        return no_memory(err);
    good = goods_read(request->till->db, request->till->session.sector, goods, err) &&
           (tags || goods_may_be_shown(goods, err));
    if (good && tags)
        slip_tags(request->out, goods);
    else if (good)
        slip_allergens(request->out, &request->till->session, goods);
    free(goods);
    return good;
}

static bool make_tags(struct paper_request *request, struct err *err)
{
    return make_of_products(request, true, err);
}

static bool make_allergens(struct paper_request *request, struct err *err)
{
    return make_of_products(request, false, err);
}

static bool make_notice(struct paper_request *request, struct err *err)
{
    (void)err;
    slip_on_request(request->out);
    return true;
}

static bool make_fallback(struct paper_request *request, struct err *err)
{
    long sheet = request->detail[0] ? strtol(request->detail, NULL, 10) : 1;

    if (sheet < 1)
        return err_fail(err, ERR_INPUT, _("Feuille de secours : un numéro à partir de 1."));
    slip_fallback(request->out, &request->till->session, request->till->letter, sheet);
    return true;
}

static bool make_count(struct paper_request *request, struct err *err)
{
    (void)err;
    slip_count_sheet(request->out, &request->till->session);
    return true;
}

static bool make_float(struct paper_request *request, struct err *err)
{
    cents amount = till_journal(request->till)->head.running.float_amount;
    struct cash_counting pieces;
    bool found = false;

    if (!closing_find_pieces(request->till, &pieces, &found, err))
        return false;
    found = found && counting_total(&pieces) == amount;
    slip_float(request->out, &request->till->session, amount, found ? &pieces : NULL);
    return true;
}

static bool make_setup(struct paper_request *request, struct err *err)
{
    (void)err;
    slip_setup_card(request->out);
    return true;
}

static bool make_test(struct paper_request *request, struct err *err)
{
    (void)err;
    slip_self_test(request->out);
    return true;
}

static const struct paper_kind {
    const char *name;
    const char *title; /* for people */
    bool (*make)(struct paper_request *request, struct err *err);
} PAPERS[] = {
    { "receipt", N_("ticket %s"), make_receipt },
    { "z", N_("Z %s"), make_z },
    { "x", N_("X"), make_x },
    { "labels", N_("étiquettes %s"), make_labels },
    { "tags", N_("prix des articles"), make_tags },
    { "allergens", N_("liste des allergènes"), make_allergens },
    { "notice", N_("affiche du ticket sur demande"), make_notice },
    { "fallback", N_("feuille de secours %s"), make_fallback },
    { "count", N_("compter la caisse"), make_count },
    { "float", N_("fond de caisse"), make_float },
    { "setup", N_("carte du scanner"), make_setup },
    { "test", N_("essai"), make_test },
};

static const struct paper_kind *paper_find(const char *name, const char **detail)
{
    size_t length = strcspn(name, ":");

    *detail = name[length] == ':' ? name + length + 1 : "";
    for (size_t i = 0; i < COUNT_OF(PAPERS); i++)
        if (strncmp(PAPERS[i].name, name, length) == 0 && PAPERS[i].name[length] == '\0')
            return &PAPERS[i];
    return NULL;
}

static bool request_make(struct paper_request *request, const char *name, struct err *err)
{
    const struct paper_kind *kind = paper_find(name, &request->detail);

    if (!kind)
        return err_fail(err, ERR_USAGE, _("« %.40s » : papier inconnu (voir flashcoop help print)"),
                        name);
    escpos_start(request->out);
    if (request->till->is_reader)
        slip_heading(request->out, _("Non noté au journal"));
    return kind->make(request, err) && buf_check(request->out->out, err);
}

bool paper_make(struct till *till, const char *name, int64_t copy,
                const struct printer_profile *profile, struct buf *out, struct err *err)
{
    struct painted_line painted;
    struct painter painter = painter_into(&painted);
    struct escpos printer = escpos_init(out, profile, &painter);
    struct paper_request request = { .till = till, .copy = copy, .out = &printer };

    return request_make(&request, name, err);
}

bool paper_make_pdf(struct till *till, const char *name, int64_t copy, struct outlet *outlet,
                    struct err *err)
{
    struct buf scratch = buf_init(ESCPOS_JOB_MAX);
    char title[PRINT_PAPER_MAX + 40];
    struct slip_sheet *sheet;

    paper_describe(name, title, sizeof title);
    if (!slip_sheet_open(title, till_now(till), outlet, &sheet, err))
        return false;

    struct escpos printer = escpos_init_listener(&scratch, slip_sheet_listener(sheet));
    struct paper_request request = { .till = till, .copy = copy, .out = &printer };
    bool good = request_make(&request, name, err);

    buf_release(&scratch);
    if (good)
        return slip_sheet_close(sheet, err);
    slip_sheet_abandon(sheet);
    return false;
}

bool paper_number(struct till *till, const char *name, char out[PRINT_PAPER_MAX], struct err *err)
{
    static const char SHEET[] = "fallback";
    int64_t last = 0;

    if (strlen(name) >= PRINT_PAPER_MAX)
        return err_fail(err, ERR_INPUT, _("Ce papier n'existe pas."));
    if (strcmp(name, SHEET) != 0) {
        snprintf(out, PRINT_PAPER_MAX, "%s", name);
        return true;
    }
    if (!print_queue_last_number(till->db, "fallback:", &last, err))
        return false;
    snprintf(out, PRINT_PAPER_MAX, "%s:%lld", SHEET, (long long)last + 1);
    return true;
}

void paper_make_test(const struct printer_profile *profile, struct buf *out)
{
    struct escpos printer = escpos_init(out, profile, NULL);

    escpos_start(&printer);
    slip_self_test(&printer);
}

void paper_describe(const char *name, char *out, size_t room)
{
    const char *detail;
    const struct paper_kind *kind = paper_find(name, &detail);

    if (kind)
        snprintf(out, room, _(kind->title), detail);
    else
        snprintf(out, room, "%s", name);
}
