#include "pos/stall/receipt_qr_page.h"

#include "base/lang.h"
#include "ledger/venue.h"

enum { CODE_SHOW };
/* The standard asks for a border of four; telephones read two, and small windows have no more. */
enum { BORDER = 2, WORDS_GAP = 2, WORDS_WIDTH = 24, WORDS_MAX = 4000 };
enum { UPPER_HALF = 0x2580, LOWER_HALF = 0x2584, FULL = 0x2588 };

int receipt_qr_page_lines(int size)
{
    return (size + 2 * BORDER + 1) / 2;
}

static struct effect code_update(void *model, const struct event *event)
{
    (void)model;
    if (event->kind == EVENT_KEY)
        return LEAVE;
    return NOTHING;
}

static void code_begin(void *model, struct desk *desk, int64_t argument)
{
    struct receipt_qr_page *page = model;

    (void)desk;
    page->number = argument;
}

static bool code_make(struct receipt_qr_page *page, struct till *till, struct err *err)
{
    static const char ON_SCREEN[] = "screen";
    struct buf words = buf_init(WORDS_MAX);
    struct session session = till->session;
    struct sale sale;
    int64_t prints = 0;
    bool good = sale_find(till->db, till_journal(till)->chain, page->number, &sale, err) &&
                sale_count_prints(till->db, &sale, &prints, err) &&
                session_at_till(till->db, sale.chain[0], sale.seq, &session, err);

    if (good) {
        ticket_name_format(sale.chain, sale.number, page->ticket);
        receipt_words(&session, &sale, prints, &words);
        good = buf_check(&words, err) && receipt_qr_make(buf_text(&words), &page->code, err) &&
               till_note(till, RECORD_PRINT, page->ticket, ON_SCREEN, 0, err);
    }
    buf_release(&words);
    return good;
}

static void code_perform(void *model, struct desk *desk, int what)
{
    struct receipt_qr_page *page = model;
    struct err err = ERR_EMPTY;

    (void)what;
    if (page->is_made)
        return;
    page->practice = desk->till->is_practice;
    page->is_made = code_make(page, desk->till, &err);
    if (!page->is_made)
        notice_fail(&page->notice, &err);
}

static bool module_is_dark(const struct code_matrix *code, int x, int y)
{
    x -= BORDER;
    y -= BORDER;
    return x >= 0 && y >= 0 && x < code->size && y < code->size && code->dark[y][x];
}

/* Two modules a cell, one above the other: a cell is twice as high as wide. */
static void matrix_draw(const struct code_matrix *code, struct canvas *canvas)
{
    int side = code->size + 2 * BORDER;

    for (int y = 0; y < receipt_qr_page_lines(code->size); y++)
        for (int x = 0; x < side; x++) {
            bool upper = module_is_dark(code, x, 2 * y);
            bool lower = module_is_dark(code, x, 2 * y + 1);
            uint32_t shown = upper && lower ? FULL : upper ? UPPER_HALF : lower ? LOWER_HALF : ' ';

            canvas_fill(canvas, (struct area){ x, y, 1, 1 }, STYLE_PAPER, shown);
        }
}

static void words_draw(const struct receipt_qr_page *page, struct canvas *canvas, int x)
{
    struct area area = { x, 1, canvas->width - x - 1, canvas->height - 2 };

    if (page->practice)
        canvas_put(canvas, x, 0, STYLE_PRACTICE, _("FACTICE"));
    canvas_put(canvas, x, area.y, STYLE_STRONG, page->ticket);
    area.y += 2;
    canvas_put_wrapped(canvas, area, STYLE_TEXT,
                       _("Le ticket est dans le code : le photographier avec un téléphone."));
    canvas_put(canvas, x, canvas->height - 1, STYLE_KEY, _("Échap"));
}

static void code_draw(const void *model, struct canvas *canvas)
{
    const struct receipt_qr_page *page = model;
    int width = page->code.size + 2 * BORDER;
    int lines = receipt_qr_page_lines(page->code.size);
    struct frame frame = { .title = _("Ticket sur l'écran"), .back = "" };
    struct notice notice = { STYLE_TEXT, "" };

    canvas_clear(canvas);
    if (page->is_made && lines <= canvas->height &&
        width + WORDS_GAP + WORDS_WIDTH <= canvas->width) {
        matrix_draw(&page->code, canvas);
        words_draw(page, canvas, width + WORDS_GAP);
        return;
    }
    if (page->is_made)
        notice_set(&notice, STYLE_WARNING,
                   _("Agrandir la fenêtre (%d lignes, %d colonnes) ou réduire les lettres."), lines,
                   width + WORDS_GAP + WORDS_WIDTH);
    frame_draw(canvas, &frame);
    notice_draw(canvas, &notice);
}

const struct screen_kind RECEIPT_QR_PAGE = {
    .title = N_("Ticket sur l'écran"),
    .help = N_("Le ticket tient dans ce code. Un téléphone le photographie, sans réseau.\n"
               "Le montrer compte comme l'imprimer."),
    .model_size = sizeof(struct receipt_qr_page),
    .begin = code_begin,
    .update = code_update,
    .perform = code_perform,
    .draw = code_draw,
};
