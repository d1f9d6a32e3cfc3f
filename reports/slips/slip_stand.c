/* The papers of the stand: tags, labels, notices, and the sheet for the day the machine fails. */
#include "base/lang.h"
#include "drivers/barcode.h"
#include "drivers/scanner.h"
#include "reports/slips/logo.h"
#include "reports/slips/slip.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 1000 };

static void put_price(struct escpos *out, const struct product *product)
{
    char price[MONEY_TEXT_MAX], words[WORDS_MAX];

    money_format_euro(product->price, price);
    snprintf(words, sizeof words, product->by_weight ? _("%s le kg") : "%s", price);
    escpos_align(out, ALIGN_CENTRE);
    escpos_bold(out, true);
    escpos_size(out, 2, 2);
    escpos_line(out, words);
    escpos_size(out, 1, 1);
    escpos_bold(out, false);
    escpos_align(out, ALIGN_LEFT);
}

static void put_date(struct escpos *out, const char *format, struct day day)
{
    char text[MOMENT_TEXT_MAX], words[WORDS_MAX];

    if (day.number == DAY_NONE_NUMBER)
        return;
    day_format_human(day, text, sizeof text);
    snprintf(words, sizeof words, format, text);
    escpos_lines(out, words);
}

/* What is not written has a line to write it on. */
static const char *or_line(const char *text)
{
    return text[0] ? text : "____________";
}

static void put_food(struct escpos *out, const struct label_words *label)
{
    char words[INGREDIENTS_MAX + 64];

    snprintf(words, sizeof words, _("Quantité : %s"), or_line(label->quantity));
    escpos_lines(out, words);
    snprintf(words, sizeof words, _("Ingrédients : %s"), or_line(label->ingredients));
    escpos_lines(out, words);
}

static void put_storage(struct escpos *out, const struct label_words *label)
{
    char words[WORDS_MAX];

    if (label->storage[0] == '\0')
        return;
    snprintf(words, sizeof words, _("Conservation : %s"), label->storage);
    escpos_lines(out, words);
}

/* The same words as on every other paper of this product (reports/figures/goods.h). */
static void put_contents(struct escpos *out, const struct product *product, enum sector sector)
{
    bool food = product_is_food(product, sector);
    char words[WORDS_MAX];

    if (!food && product_fibres(product)[0] == '\0')
        return;
    snprintf(words, sizeof words, food ? _("Allergènes : %s") : _("Fibres : %s"),
             food ? allergens_shown(product->allergens) : product_fibres(product));
    escpos_bold(out, food);
    escpos_lines(out, words);
    escpos_bold(out, false);
}

void slip_tags(struct escpos *out, const struct goods *goods, const struct pictures *pictures)
{
    for (int i = 0; i < goods->count; i++) {
        const struct product *product = &goods->list[i];

        slip_picture(out, pictures_of_product(pictures, product->code, product->label));
        slip_heading(out, product->label);
        put_price(out, product);
        put_contents(out, product, goods->sector);
        escpos_cut(out);
    }
}

static void put_origin(struct escpos *out, const struct session *session, const char *lot)
{
    char words[WORDS_MAX];

    snprintf(words, sizeof words, _("Lot : %s"), lot);
    escpos_lines(out, words);
    snprintf(words, sizeof words, "%s%s%s", session->host, session->address[0] ? ", " : "",
             session->address);
    escpos_lines(out, words);
}

static void put_bars(struct escpos *out, const struct product *product)
{
    escpos_align(out, ALIGN_CENTRE);
    if (barcode_kind(product->barcode) == BARCODE_EAN13)
        escpos_ean13(out, product->barcode);
    else
        escpos_code128(out, product->barcode[0] ? product->barcode : product->code);
    escpos_align(out, ALIGN_LEFT);
}

void slip_labels(struct escpos *out, const struct session *session,
                 const struct product_label *label, int count)
{
    const struct product *product = &label->product;
    struct label_dates dates = label_dates_of(product, label->batch);

    for (int i = 0; i < count; i++) {
        slip_picture(out, label->picture);
        slip_heading(out, product->label);
        put_price(out, product);
        if (product_is_food(product, session->sector))
            put_food(out, &label->words);
        put_contents(out, product, session->sector);
        put_date(out, _("À consommer jusqu'au %s"), dates.use_by);
        put_date(out, _("À consommer de préférence avant le %s"), dates.best_before);
        put_storage(out, &label->words);
        put_origin(out, session, label->batch ? label->batch->lot : "____________");
        put_bars(out, product);
        escpos_cut(out);
    }
}

void slip_allergens(struct escpos *out, const struct session *session, const struct goods *goods)
{
    slip_heading(out, session->name);
    slip_heading(out, _("Allergènes"));
    escpos_rule(out);
    for (int i = 0; i < goods->count; i++) {
        if (!product_is_food(&goods->list[i], goods->sector))
            continue;
        escpos_bold(out, true);
        escpos_lines(out, goods->list[i].label);
        escpos_bold(out, false);
        escpos_lines(out, allergens_shown(goods->list[i].allergens));
    }
    escpos_rule(out);
    escpos_lines(out, _("Règlement (UE) 1169/2011. Des traces sont possibles : demander."));
    escpos_cut(out);
}

void slip_on_request(struct escpos *out)
{
    escpos_align(out, ALIGN_CENTRE);
    escpos_size(out, 2, 2);
    escpos_lines(out, _("Votre ticket sur demande"));
    escpos_size(out, 1, 1);
    escpos_align(out, ALIGN_LEFT);
    escpos_lines(out, _("Depuis le 1er août 2023 le ticket de caisse n'est plus imprimé "
                        "d'office. Il l'est si vous le demandez, ou se lit à l'écran "
                        "par son code."));
    escpos_cut(out);
}

static void put_columns(struct escpos *out, int from, int to)
{
    char words[WORDS_MAX];
    size_t length = 0;

    for (int i = from; i < to; i++)
        length += (size_t)snprintf(words + length, sizeof words - length, "%s%s",
                                   i > from ? " · " : "", fallback_column(i));
    escpos_lines(out, words);
}

void slip_fallback(struct escpos *out, const struct session *session,
                   const struct fallback_sheet *sheet)
{
    char words[WORDS_MAX], line[FALLBACK_NAME_MAX];

    slip_heading(out, session->name);
    fallback_title(sheet, words);
    slip_heading(out, words);
    slip_venue(out, sheet->venue);
    escpos_lines(out, fallback_sentence());
    escpos_rule(out);
    put_columns(out, 0, 2);
    put_columns(out, 2, FALLBACK_COLUMNS);
    for (int i = 1; i <= FALLBACK_LINES; i++) {
        fallback_line(sheet, i, line);
        snprintf(words, sizeof words, "%s __h__", line);
        escpos_pair(out, words, "________________");
        escpos_pair(out, "____ x ______ €", "______________");
        escpos_feed(out, 1);
    }
    escpos_cut(out);
}

static void put_card(struct escpos *out)
{
    slip_heading(out, _("Carte du scanner"));
    escpos_lines(out, _("Ouvrir Appareils, puis lire ce code avec le scanner : il est réglé."));
    escpos_align(out, ALIGN_CENTRE);
    escpos_code128(out, SCANNER_CARD);
    escpos_align(out, ALIGN_LEFT);
}

void slip_setup_card(struct escpos *out)
{
    put_card(out);
    escpos_cut(out);
}

void slip_self_test(struct escpos *out)
{
    char words[WORDS_MAX];
    int column;

    slip_heading(out, _("Essai de l'imprimante"));
    escpos_pair(out, "flashcoop " VERSION, out->profile.family);
    escpos_line(out, "é è ê à ç ô œ €");
    escpos_line(out, "É À Ç Œ ù ï ’ « »");
    for (column = 0; column < escpos_columns(out) && column + 1 < WORDS_MAX; column++)
        words[column] = (char)('0' + (column + 1) % 10);
    words[column] = '\0';
    escpos_line(out, words);
    snprintf(words, sizeof words, _("%d colonnes : les chiffres tiennent sur une ligne."),
             escpos_columns(out));
    escpos_lines(out, words);
    escpos_bold(out, true);
    escpos_line(out, _("Gras"));
    escpos_bold(out, false);
    escpos_size(out, 2, 2);
    escpos_line(out, _("Double"));
    escpos_size(out, 1, 1);
    escpos_align(out, ALIGN_CENTRE);
    escpos_ean13(out, "2000000000015");
    escpos_qr(out, "flashcoop " VERSION);
    escpos_align(out, ALIGN_LEFT);
    put_card(out);
    escpos_cut(out);
}
