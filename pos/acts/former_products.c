#include "pos/acts/former_products.h"

#include "ledger/product.h"
#include "ledger/product_twin.h"
#include "programme/programme_store.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char ENDING[] = ".flashcoop";
static const char SQL_LAST[] = "SELECT max(day) FROM posting WHERE chain BETWEEN 'A' AND 'Z'";

static bool last_day(struct db *db, struct day *out, struct err *err)
{
    struct calendar calendar;
    struct stmt query;

    if (!programme_calendar(db, &calendar, err))
        return false;
    *out = calendar_last(&calendar);
    if (out->number != DAY_NONE_NUMBER)
        return true;
    query = db_prepare(db, SQL_LAST, err);
    if (stmt_next(&query) && !stmt_is_null(&query, 0))
        out->number = (int32_t)stmt_int(&query, 0);
    return stmt_finish(&query);
}

static bool products_of(struct db *db, struct product **out, int *count, struct err *err)
{
    *out = calloc(PRODUCTS_MAX, sizeof **out);
    if (!*out)
        abort(); /* half a megabyte */
    return product_list(db, *out, PRODUCTS_MAX, count, err);
}

/* `newest` is the day of the one found so far. */
static void former_look(const struct desk *desk, const char *path, struct day *newest,
                        struct former_session *out)
{
    struct err ignored = ERR_EMPTY;
    struct session session;
    struct product *products = NULL;
    struct day last = DAY_NONE;
    struct db *db = NULL;
    int count = 0;

    if (db_open(path, DB_READ, &BOOK_IDENTITY, &db, &ignored) &&
        session_read(db, &session, &ignored) && !session.is_example &&
        strcmp(session.id, desk->till->session.id) != 0 && last_day(db, &last, &ignored) &&
        (out->path[0] == '\0' || last.number > newest->number) &&
        products_of(db, &products, &count, &ignored) && count > 0) {
        *newest = last;
        out->count = count;
        snprintf(out->path, sizeof out->path, "%s", path);
        memcpy(out->name, session.name, sizeof out->name);
    }
    free(products);
    db_close(db);
}

static void folder_look(const struct desk *desk, const char *folder, struct day *newest,
                        struct former_session *out)
{
    DIR *directory = opendir(folder);
    const struct dirent *entry;

    while (directory && (entry = readdir(directory)) != NULL) {
        size_t length = strlen(entry->d_name);
        size_t ending = strlen(ENDING);
        char path[DESK_PATH_MAX];

        if (entry->d_name[0] != '.' && length > ending &&
            strcmp(entry->d_name + length - ending, ENDING) == 0 &&
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < (int)sizeof path)
            former_look(desk, path, newest, out);
    }
    if (directory)
        closedir(directory);
}

void former_find(const struct desk *desk, struct former_session *out)
{
    const char *slash = strrchr(desk->path, '/');
    char beside[DESK_PATH_MAX];
    struct day newest = DAY_NONE;

    *out = (struct former_session){ .path = "" };
    snprintf(beside, sizeof beside, "%.*s", slash ? (int)(slash - desk->path) : 1,
             slash ? desk->path : ".");
    folder_look(desk, beside, &newest, out);
    if (strcmp(beside, desk->folder) != 0)
        folder_look(desk, desk->folder, &newest, out);
}

static bool product_take(struct till *till, const struct product *former, int *count,
                         struct err *err)
{
    struct product fresh = *former;
    struct err unknown = ERR_EMPTY;
    struct product known;
    struct product_twin twin;
    bool has_twin;

    if (product_find(till->db, former->code, &known, &unknown))
        return true;
    if (unknown.code != ERR_NOT_FOUND)
        return err_fail(err, unknown.code, "%s", unknown.text);
    if (!product_twin_find(till->db, former, &twin, &has_twin, err))
        return false;
    if (has_twin)
        return true; /* known here, written in another way */
    fresh.position = 0;
    fresh.use_by = fresh.best_before = DAY_NONE;
    fresh.rate = till->session.vat_on ? former->rate : 0;
    ++*count;
    return till_put_product(till, &fresh, err);
}

bool former_take(struct desk *desk, const struct former_session *former, int *count,
                 struct err *err)
{
    struct till *till = desk->till;
    struct product *products = NULL;
    struct db *db = NULL;
    int found = 0;
    bool good = db_open(former->path, DB_READ, &BOOK_IDENTITY, &db, err) &&
                products_of(db, &products, &found, err) && till_batch_begin(till, err);

    *count = 0;
    if (good) {
        for (int i = 0; good && i < found; i++)
            good = product_take(till, &products[i], count, err);
        good = good && till_note(till, RECORD_IMPORT, "products", former->name, *count, err);
        good = till_batch_end(till, good, err) && good;
    }
    free(products);
    db_close(db);
    return good;
}
