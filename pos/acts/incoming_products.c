#include "pos/acts/incoming_products.h"

#include "base/heading.h"
#include "base/lang.h"
#include "base/text.h"
#include "ledger/product_twin.h"
#include "drivers/barcode.h"
#include "pos/acts/listed_code.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* After the fields of a product. */
enum product_column {
    PRODUCT_STOCK = PRODUCT_FIELD_COUNT,
    PRODUCT_PRICE_NET, /* of other programs, from here on */
    PRODUCT_PRICE_DEFAULT,
    PRODUCT_TAX,
    PRODUCT_FAMILY,
    PRODUCT_VARIANT,
    PRODUCT_VARIANT_2,
    PRODUCT_VARIANT_3,
    PRODUCT_UNIT_TEXT,
    PRODUCT_TRACKED,
    PRODUCT_TYPE,
    PRODUCT_COLUMN_COUNT,
};

static const struct csv_column OTHER_COLUMNS[PRODUCT_COLUMN_COUNT - (int)PRODUCT_FIELD_COUNT] = {
    { "stock", false },   { "_price_net", false }, { "_price", false },    { "_tax", false },
    { "_family", false }, { "_variant", false },   { "_variant2", false }, { "_variant3", false },
    { "_unit", false },   { "_tracked", false },   { "_type", false },
};

enum { LIST_MAX = 2 * PRODUCTS_MAX, STOCK_TEXT_MAX = 32 };

struct item {
    long line;
    bool is_new;
    bool is_named; /* new, renamed or offered again */
    struct product product;
    char stock[STOCK_TEXT_MAX];
};

struct list {
    struct till *till;
    struct csv_faults *faults;
    const char *path;
    bool has_vat; /* a rate was given for files that say none */
    basis_points vat;
    char family[LABEL_MAX]; /* of other programs: what the rows below are variants of */
    char family_label[LABEL_MAX];
    int passed;   /* rows of other programs that sell nothing */
    bool has_net; /* net prices were made gross */
    struct item *items;
    int count;
};

/* An empty field leaves what is there. */
static bool field_take(char *out, size_t room, const char *text, const char *what, struct err *err)
{
    return text[0] == '\0' || text_copy(out, room, text, what, err);
}

/* In a word of another program; our own column comes after it. */
static void unit_guess(struct product *product, const char *text)
{
    char folded[HEADING_MAX];

    heading_fold(text, folded);
    if (folded[0] != '\0')
        product->by_weight = strstr(folded, "kg") || strstr(folded, "kilo");
}

static bool barcode_take(struct product *product, const char *text, struct err *err)
{
    char barcode[BARCODE_MAX] = "";

    text += text[0] == '\''; /* so that a spreadsheet keeps its digits */
    if (!field_take(barcode, sizeof barcode - 2, text, "barcode", err))
        return false;
    if (barcode[0] == '\0')
        return true;
    if (!listed_barcode_check(barcode, err))
        return false;
    barcode_normalise(barcode, product->barcode, sizeof product->barcode);
    return true;
}

static bool code_take(const struct list *list, const char *const *fields, const char *label,
                      char out[CODE_MAX], struct err *err)
{
    const char *code = fields[PRODUCT_CODE];

    if (list->faults->layout[0] != '\0' && strcmp(list->faults->layout, "flashcoop") != 0) {
        listed_code_make(code[0] ? code : label, out);
        return out[0] != '\0' || err_fail(err, ERR_INPUT, _("Le produit n'a ni code ni nom."));
    }
    if (listed_code_is_date(code))
        return err_fail(err, ERR_INPUT,
                        _("« %s » : %.20s est une date du tableur : mettre la colonne en texte et "
                          "l'écrire de nouveau."),
                        "code", code);
    return text_copy(out, CODE_MAX, code, "code", err);
}

/* The label of a till's row: what it is a variant of, then what tells it from the others. */
static bool label_take(struct list *list, const char *const *fields, char out[LABEL_MAX],
                       struct err *err)
{
    static const char *const PLAIN[] = { "regular", "normal", "standard", "default", "defaut" };
    const char *label = fields[PRODUCT_LABEL];
    struct buf text = buf_init(4 * CSV_FIELD_MAX);
    bool good;

    if (label[0] == '\0')
        label = list->family_label;
    buf_put_text(&text, label);
    for (int i = PRODUCT_VARIANT; i <= PRODUCT_VARIANT_3; i++) {
        char folded[HEADING_MAX];
        bool is_plain = fields[i][0] == '\0' || strstr(label, fields[i]) != NULL;

        heading_fold(fields[i], folded);
        for (size_t k = 0; k < COUNT_OF(PLAIN); k++)
            is_plain = is_plain || strcmp(folded, PLAIN[k]) == 0;
        if (!is_plain)
            buf_printf(&text, " %s", fields[i]);
    }
    good = text_copy(out, LABEL_MAX, buf_text(&text), "label", err);
    if (fields[PRODUCT_LABEL][0] != '\0')
        snprintf(list->family_label, sizeof list->family_label, "%.*s", LABEL_MAX - 1,
                 fields[PRODUCT_LABEL]);
    buf_release(&text);
    return good;
}

static bool words_take(struct list *list, struct product *product, const char *const *fields,
                       struct err *err)
{
    return label_take(list, fields, product->label, err) &&
           barcode_take(product, fields[PRODUCT_BARCODE], err) &&
           field_set_row(PRODUCT_FIELDS + PRODUCT_CATEGORY, PRODUCT_FIELD_COUNT - PRODUCT_CATEGORY,
                         product, fields + PRODUCT_CATEGORY, err);
}

/* "TVA 5,5 % G": the first number with a percent behind it. */
static bool tax_find(const char *text, basis_points *out)
{
    for (const char *at = text; *at; at++) {
        char number[16];
        size_t length = strspn(at, "0123456789.,");
        const char *after = at + length + strspn(at + length, " ");
        struct err ignored = ERR_EMPTY;

        if (strncmp(after, "\xC2\xA0", 2) == 0)
            after += 2;
        if (length == 0 || length >= sizeof number)
            continue;
        snprintf(number, sizeof number, "%.*s", (int)length, at);
        if (*after == '%' && rate_parse(number, out, &ignored))
            return true;
        at += length - 1;
    }
    return false;
}

static bool rate_take(const struct list *list, struct product *product, bool is_new,
                      const char *const *fields, struct err *err)
{
    enum { SMALLEST = 100, CORSICA = 90 };

    if (fields[PRODUCT_RATE][0] != '\0') {
        if (!rate_parse(fields[PRODUCT_RATE], &product->rate, err))
            return false;
        return product->rate == 0 || product->rate >= SMALLEST || product->rate == CORSICA ||
               err_fail(err, ERR_INPUT, _("Taux « %.20s » : écrire 5,5 ou 20, pas une fraction."),
                        fields[PRODUCT_RATE]);
    }
    if (tax_find(fields[PRODUCT_TAX], &product->rate) || !is_new)
        return true;
    product->rate = list->has_vat ? list->vat : 0;
    return list->has_vat || !list->till->session.vat_on ||
           err_fail(
               err, ERR_INPUT,
               _("Pas de taux de TVA dans ce fichier : ajouter une colonne vat, ou --vat-rate 5.5 "
                 "pour tous."));
}

/* A net price of another program; where its tax says « TTC », it is gross already. */
static bool price_take(struct list *list, struct product *product, const char *const *fields,
                       struct err *err)
{
    const char *net = fields[PRODUCT_PRICE_NET];
    const char *price =
        fields[PRODUCT_PRICE][0] ? fields[PRODUCT_PRICE] : fields[PRODUCT_PRICE_DEFAULT];
    char folded[HEADING_MAX];

    if (net[0] == '\0' || !list->till->session.vat_on)
        return money_parse(net[0] ? net : price, &product->price, err);
    heading_fold(fields[PRODUCT_TAX], folded);
    if (!money_parse(net, &product->price, err))
        return false;
    if (strstr(folded, "ttc") || strstr(folded, "inc"))
        return true;
    product->price = money_scale(product->price, RATE_MAX + product->rate, RATE_MAX);
    list->has_net = true;
    return true;
}

static bool stock_text_take(const struct list *list, const char *const *fields,
                            char out[STOCK_TEXT_MAX], struct err *err)
{
    char folded[HEADING_MAX];

    heading_fold(fields[PRODUCT_TRACKED], folded);
    if (folded[0] == 'n' || folded[0] == 'f')
        return true;
    if (list->faults->layout[0] != '\0' && fields[PRODUCT_STOCK][0] == '-')
        return true; /* sold below what the other till knew: no stock to start with */
    return field_take(out, STOCK_TEXT_MAX, fields[PRODUCT_STOCK], "stock", err);
}

/* A row above its variants, one that another till prices at each sale, our own line of unknowns. */
static bool row_sells_nothing(const struct list *list, const char *const *fields)
{
    char type[HEADING_MAX];
    char price[HEADING_MAX];

    if (list->faults->layout[0] == '\0')
        return false;
    heading_fold(fields[PRODUCT_TYPE], type);
    heading_fold(fields[PRODUCT_PRICE], price);
    if (strcmp(list->faults->layout, "flashcoop") == 0)
        return fields[PRODUCT_CODE][0] == '\0';
    return strcmp(price, "variable") == 0 || strcmp(type, "variable") == 0 ||
           strcmp(type, "grouped") == 0 ||
           (fields[PRODUCT_PRICE][0] == '\0' && fields[PRODUCT_PRICE_DEFAULT][0] == '\0' &&
            fields[PRODUCT_PRICE_NET][0] == '\0');
}

/* What stands below another family does not take its name. */
static void family_take(struct list *list, const char *const *fields)
{
    if (strcmp(list->family, fields[PRODUCT_FAMILY]) != 0)
        list->family_label[0] = '\0';
    snprintf(list->family, sizeof list->family, "%.*s", LABEL_MAX - 1, fields[PRODUCT_FAMILY]);
    if (fields[PRODUCT_LABEL][0] != '\0')
        snprintf(list->family_label, sizeof list->family_label, "%.*s", LABEL_MAX - 1,
                 fields[PRODUCT_LABEL]);
}

static bool twice_check(const struct list *list, const struct item *item, struct err *err)
{
    for (int i = 0; i < list->count; i++) {
        const struct item *other = &list->items[i];

        if (strcmp(other->product.code, item->product.code) == 0)
            return err_fail(err, ERR_INPUT,
                            _("Code « %s » déjà à la ligne %ld : un produit par ligne."),
                            item->product.code, other->line);
        if (item->product.barcode[0] && strcmp(other->product.barcode, item->product.barcode) == 0)
            return err_fail(err, ERR_INPUT,
                            _("Code-barres %s déjà à la ligne %ld : en corriger un."),
                            item->product.barcode, other->line);
    }
    return true;
}

static bool product_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct list *list = context;
    struct err unknown = ERR_EMPTY;
    char label[LABEL_MAX] = "";
    struct item item = { .line = line };
    struct product *product = &item.product;

    family_take(list, fields);
    if (row_sells_nothing(list, fields)) {
        list->passed++;
        return true;
    }
    if (list->count == LIST_MAX)
        return err_fail(err, ERR_INPUT, _("Trop de produits : %d au plus."), PRODUCTS_MAX);

    char code[CODE_MAX];

    if (!label_take(list, fields, label, err) || !code_take(list, fields, label, code, err))
        return false;
    *product = (struct product){ .cost = -1, .use_by = DAY_NONE, .best_before = DAY_NONE };
    item.is_new = !product_find(list->till->db, code, product, &unknown);
    if (item.is_new && unknown.code != ERR_NOT_FOUND)
        return err_fail(err, unknown.code, "%s", unknown.text);
    memcpy(product->code, code, sizeof code);
    product->is_retired = false; /* what a list names is offered, unless it says otherwise */
    unit_guess(product, fields[PRODUCT_UNIT_TEXT]);
    if (!words_take(list, product, fields, err) ||
        !rate_take(list, product, item.is_new, fields, err) ||
        !price_take(list, product, fields, err) ||
        !stock_text_take(list, fields, item.stock, err) || !twice_check(list, &item, err) ||
        !product_check(product, list->till->session.vat_on, err))
        return false;
    list->items[list->count++] = item;
    return true;
}

static bool barcode_stands(const struct list *list, const char *barcode)
{
    for (int i = 0; i < list->count; i++)
        if (strcmp(list->items[i].product.barcode, barcode) == 0)
            return true;
    return false;
}

/* An in-store code of our own: the first number from the count of records on that nobody has. */
static bool barcode_give(const struct list *list, struct product *product, struct err *err)
{
    int64_t number = list->till->real.head.seq;
    char made[EAN13_TEXT_MAX];

    for (;;) {
        struct product holder;
        struct err nobody = ERR_EMPTY;

        if (!barcode_make_store(number++, made, err))
            return false;
        if (barcode_stands(list, made) ||
            product_find_barcode(list->till->db, made, &holder, &nobody))
            continue;
        snprintf(product->barcode, sizeof product->barcode, "%s", made);
        return nobody.code == ERR_NOT_FOUND || err_fail(err, nobody.code, "%s", nobody.text);
    }
}

/* The stock of the file is what lies there now; the journal gets the difference. */
static bool stock_take(struct till *till, const struct item *item, struct err *err)
{
    thousandths wanted = 0;

    if (item->stock[0] == '\0')
        return true;
    if (strspn(item->stock, "0.,") != strlen(item->stock) &&
        !quantity_parse(item->stock, false, &wanted, err))
        return false;

    thousandths moved = wanted - (item->is_new ? 0 : product_stock(&item->product));

    if (moved == 0 && !item->is_new && item->product.has_stock)
        return true;
    return till_move_stock(till, item->product.code, moved,
                           item->is_new ? "produced" : "correction", err);
}

/* A file has no reason to name a barcode that another product of the book keeps. */
static bool item_put(struct list *list, struct item *item, struct err *err)
{
    if (item->product.barcode[0] == '\0' && !barcode_give(list, &item->product, err))
        return false;
    item->is_named = product_twin_is_asked(list->till->db, &item->product);
    return till_put_listed_product(list->till, &item->product, err) &&
           stock_take(list->till, item, err);
}

/* One may take the name that another of the list gives up: what counts is how all end. */
static bool item_judge(struct list *list, struct item *item, struct err *err)
{
    return !item->is_named || product_twin_refuse(list->till->db, &item->product, err);
}

static bool items_each(struct list *list, bool (*each)(struct list *, struct item *, struct err *),
                       struct err *err)
{
    for (int i = 0; i < list->count; i++) {
        struct err why = ERR_EMPTY;

        if (each(list, &list->items[i], &why))
            continue;
        csv_faults_add(list->faults, list->path, list->items[i].line, why.text);
        err_fail(err, why.code, "%s", why.text);
        if (why.code != ERR_INPUT)
            return false;
    }
    return list->faults->count == 0;
}

static bool items_put(struct list *list, struct err *err)
{
    return items_each(list, item_put, err) && items_each(list, item_judge, err);
}

static void list_tell(const struct list *list)
{
    char text[200];

    if (list->has_net)
        csv_note(list->faults, _("Prix sans taxe (HT) du fichier passés TTC avec leur taux : les "
                                 "vérifier."));
    if (list->passed > 0 && strcmp(list->faults->layout, "flashcoop") != 0) {
        snprintf(text, sizeof text, _("Lignes sans prix passées : %d."), list->passed);
        csv_note(list->faults, text);
    }
}

bool incoming_products_read(struct till *till, const char *path, const char *vat,
                            struct csv_faults *faults, int64_t *count, struct err *err)
{
    struct csv_column columns[PRODUCT_COLUMN_COUNT];
    const struct csv_table table = { columns, PRODUCT_COLUMN_COUNT, product_row, "products" };
    struct list list = { .till = till, .faults = faults, .path = path, .has_vat = vat != NULL };
    bool good;

    if (vat && !rate_parse(vat, &list.vat, err))
        return false;
    field_columns(PRODUCT_FIELDS, PRODUCT_FIELD_COUNT, columns);
    memcpy(columns + PRODUCT_FIELD_COUNT, OTHER_COLUMNS, sizeof OTHER_COLUMNS);
    list.items = calloc(LIST_MAX, sizeof *list.items);
    if (!list.items)
        abort(); /* a megabyte */
    good = csv_read(path, &table, &list, faults, err) && items_put(&list, err);
    list_tell(&list);
    *count = list.count;
    free(list.items);
    return good;
}
