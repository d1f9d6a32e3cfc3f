/* What would go, for people to read before it goes: one CSV table after the other. */
#include "base/csv.h"
#include "reports/hub/push.h"

#include <stdlib.h>
#include <string.h>

struct prints {
    const char *chain;
    struct buf tables[EXTRACT_TABLES];
};

static void cell_put(struct buf *out, const char *name, const struct stmt_cell *cell)
{
    char hex[2 * PUBLIC_KEY_BYTES + 1];

    buf_put_byte(out, ',');
    switch (cell->type) {
    case STMT_INT:
        if (strstr(name, "day")) {
            day_format((struct day){ (int32_t)cell->number }, hex);
            buf_put_text(out, hex);
        } else {
            buf_printf(out, "%lld", (long long)cell->number);
        }
        break;
    case STMT_BLOB:
        crypto_hex(cell->bytes, cell->length <= PUBLIC_KEY_BYTES ? cell->length : 0, hex);
        buf_put_text(out, hex);
        break;
    case STMT_TEXT: buf_put(out, cell->bytes, cell->length); break; /* words of ours */
    case STMT_NULL:
    case STMT_OTHER: break;
    }
}

static void row_print(void *context, int table, const struct stmt_cell *cells)
{
    struct prints *prints = context;
    struct buf *out = &prints->tables[table];

    if (out->length == 0) {
        buf_put_text(out, "table,chain");
        for (int i = 0; i < EXTRACT_TABLE[table].column_count; i++)
            buf_printf(out, ",%s", EXTRACT_TABLE[table].columns[i]);
        csv_put_end(out);
    }
    buf_printf(out, "%s,%s", EXTRACT_TABLE[table].name, prints->chain);
    for (int i = 0; i < EXTRACT_TABLE[table].column_count; i++)
        cell_put(out, EXTRACT_TABLE[table].columns[i], &cells[i]);
    csv_put_end(out);
}

static void facts_print(const struct session_facts *facts, struct buf *out)
{
    char texts[PUBLIC_FACTS][PUBLIC_FACT_MAX];

    session_facts_public(facts, texts);
    buf_put_text(out, "table,session,siren,host,name,place,venue,first_day,last_day,sector,"
                      "participants,is_example,net_sales,production_charges,gross_margin,"
                      "other_charges,contribution,cash_difference,result,reserve,to_share\r\n");
    csv_put_field(out, "session", true);
    csv_put_field(out, facts->box.session.id, false);
    for (int i = 0; i < PUBLIC_FACTS; i++)
        csv_put_field(out, texts[i], false);
    buf_printf(out, ",%d,%d", facts->box.participants, facts->box.session.is_example);
    for (int i = 0; i < RESULT_FIGURES; i++)
        buf_printf(out, ",%lld", (long long)facts->figures[i]);
    csv_put_end(out);
}

static void counts_print(const struct session_facts *facts, struct buf *out)
{
    buf_put_text(out, "\r\ntable,statement,participants,yes,little,no,unknown\r\n");
    for (int i = 0; i < facts->statements.count; i++)
        if (!facts->is_kept_back[i])
            buf_printf(out, "answer_count,%s,%d,%d,%d,%d,%d\r\n", facts->statements.list[i].id,
                       facts->answers[i].participants, facts->answers[i].yes,
                       facts->answers[i].little, facts->answers[i].no, facts->answers[i].unknown);
    buf_put_text(out, "\r\ntable,grid,version,volet,rater,people,shown,up,same,down\r\n");
    for (int i = 0; i < facts->rating_count; i++) {
        const struct rating_count *count = &facts->ratings[i];

        buf_printf(out, "rating_count,%s,%d,%s,%s,%d,%d,%d,%d,%d\r\n", facts->grid,
                   facts->grid_version, count->volet, count->rater, count->people, count->shown,
                   count->up, count->same, count->down);
    }
    buf_put_text(out, "\r\ntable,kind,item,count\r\n");
    for (int i = 0; i < facts->follow.count; i++)
        buf_printf(out, "follow_count,%s,%s,%lld\r\n", facts->follow.all[i].kind,
                   facts->follow.all[i].item, (long long)facts->follow.all[i].count);
}

static bool chains_print(struct till *till, struct prints *prints, struct err *err)
{
    char chains[EXTRACT_CHAINS_MAX];
    int count = 0;
    bool good = extract_chains(till->db, chains, &count, err);

    for (int i = 0; good && i < count; i++) {
        const struct extract_head none = { .chain = { chains[i] } };
        struct extract extract;

        prints->chain = none.chain;
        good = extract_walk(till->db, &none, row_print, prints, &extract, err);
    }
    return good;
}

bool extract_print(struct till *till, struct buf *out, struct err *err)
{
    struct session_facts *facts = calloc(1, sizeof *facts);
    struct prints prints = { .chain = "" };
    bool good;

    if (!facts)
        abort();
    for (int i = 0; i < EXTRACT_TABLES; i++)
        prints.tables[i] = buf_init(1 << 28);
    good = session_facts_read(till, facts, err) && chains_print(till, &prints, err);
    if (good) {
        facts_print(facts, out);
        counts_print(facts, out);
    }
    for (int i = 0; i < EXTRACT_TABLES; i++) {
        good = good && buf_check(&prints.tables[i], err);
        if (good && prints.tables[i].length > 0) {
            csv_put_end(out);
            buf_put(out, prints.tables[i].data, prints.tables[i].length);
        }
        buf_release(&prints.tables[i]);
    }
    free(facts);
    return good;
}
