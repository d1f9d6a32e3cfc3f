#include "reports/accounts/book_lines.h"

#include "base/lang.h"
#include "base/text.h"
#include "reports/accounts/number_register.h"
#include "reports/exports/posting_reader.h"

#include <stdio.h>
#include <string.h>

static const char SQL_CHARGE[] =
    "SELECT supplier, document FROM charge WHERE chain = ? AND seq = ?";
static const char SQL_CLIENT[] = "SELECT client_name FROM document WHERE number = ?";

enum { PIECE_LENGTH = 12, UNNAMED_MAX = 32 };

/* "MAMC26AZ3", "MAMC26AC12", "MAMC26AZ3/2" */
static bool piece_make(const struct posting_reader *posting, struct account_line *line,
                       struct err *err)
{
    char part[8] = "";
    int length;

    if (posting->kind == RECORD_CLOSE_DAY && posting->has_parts)
        snprintf(part, sizeof part, "/%d", posting->part);
    length =
        snprintf(line->piece, sizeof line->piece, "%s%s%c%lld%s", line->code, posting->chain,
                 posting->kind == RECORD_CLOSE_DAY ? 'Z' : 'C', (long long)posting->number, part);
    return length <= PIECE_LENGTH ||
           err_fail(err, ERR_INPUT,
                    _("La pièce %.20s passe douze caractères : raccourcir le code de la session "
                      "(flashcoop set BOOK code)."),
                    line->piece);
}

/* Who is behind a third-party line, and the supplier's own number in the words of the entry. */
static bool charge_take(struct db *db, const struct posting_reader *posting,
                        struct account_line *line, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_CHARGE, err);

    stmt_bind_text(&query, 1, posting->chain);
    stmt_bind_int(&query, 2, posting->seq);
    if (stmt_next(&query)) {
        if (strcmp(line->use, "supplier") == 0)
            snprintf(line->party, sizeof line->party, "%s",
                     stmt_text(&query, 0)[0] ? stmt_text(&query, 0) : "Fournisseurs divers");
        if (stmt_text(&query, 1)[0])
            snprintf(line->label, sizeof line->label, "%.*s, facture %.*s",
                     text_start_bytes(posting->label, 44), posting->label,
                     text_start_bytes(stmt_text(&query, 1), 24), stmt_text(&query, 1));
    }
    return stmt_finish(&query);
}

/* Who owes, by the name that stands on the invoice. */
static bool client_take(struct db *db, const struct posting_reader *posting,
                        struct account_line *line, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_CLIENT, err);

    stmt_bind_text(&query, 1, posting->entry_document);
    if (stmt_next(&query))
        snprintf(line->party, sizeof line->party, "%s", stmt_text(&query, 0));
    return stmt_finish(&query);
}

static bool line_make(const struct book_source *source, const struct posting_reader *posting,
                      struct account_line *line, struct err *err)
{
    snprintf(line->exercise, sizeof line->exercise, "%s", source->exercise);
    snprintf(line->book, sizeof line->book, "%s", source->till->session.id);
    snprintf(line->code, sizeof line->code, "%s", source->code);
    memcpy(line->chain, posting->chain, sizeof line->chain);
    line->seq = posting->seq;
    line->part = posting->part;
    line->line = posting->line;
    snprintf(line->use, sizeof line->use, "%s", posting->use);
    if (strcmp(line->use, "difference") == 0)
        strcpy(line->use, posting->debit ? "shortage" : "surplus");
    snprintf(line->party, sizeof line->party, "%s", posting->auxiliary);
    snprintf(line->journal, sizeof line->journal, "%.8s",
             posting->journal[0] ? posting->journal : "OD");
    line->day = posting->day;
    memcpy(line->account, posting->account->number, sizeof line->account);
    memcpy(line->account_label, posting->account->label, sizeof line->account_label);
    line->piece_day = posting->document_day;
    snprintf(line->label, sizeof line->label, "%s", posting->label);
    line->debit = posting->debit;
    line->credit = posting->credit;
    snprintf(line->section, sizeof line->section, "%s", source->code);
    snprintf(line->section_label, sizeof line->section_label, "%s", source->till->session.name);
    return piece_make(posting, line, err) &&
           (strcmp(line->use, "client") != 0 ||
            client_take(source->till->db, posting, line, err)) &&
           (posting->kind != RECORD_CHARGE || charge_take(source->till->db, posting, line, err));
}

static bool is_wanted(const struct book_source *source, const struct account_lines *known,
                      const struct posting_reader *posting)
{
    struct account_line key = { .seq = posting->seq, .part = posting->part };

    snprintf(key.book, sizeof key.book, "%s", source->till->session.id);
    memcpy(key.chain, posting->chain, sizeof key.chain);
    return !register_knows(known, &key);
}

static void map_all(const struct account_map *map, struct account_lines *lines, int from)
{
    for (int i = from; i < lines->count;) {
        int count = 1;

        while (i + count < lines->count &&
               account_line_is_beside(&lines->all[i], &lines->all[i + count]))
            count++;
        account_map_apply(map, &lines->all[i], count);
        i += count;
    }
}

bool book_lines_read(const struct book_source *source, const struct account_map *map,
                     const struct account_lines *known, struct account_lines *out, int *outside,
                     struct err *err)
{
    struct posting_reader posting;
    int from = out->count;
    bool good = true;

    if (!posting_reader_open(&posting, source->till->db, err))
        return false;
    while (good && posting_reader_next(&posting)) {
        struct account_line *line;

        if (!is_wanted(source, known, &posting))
            continue;
        if (posting.day.number < source->from.number || posting.day.number > source->to.number) {
            *outside += posting.line == 1;
            continue;
        }
        line = account_lines_add(out);
        good = line ? line_make(source, &posting, line, err)
                    : err_fail(err, ERR_STORAGE,
                               _("Mémoire insuffisante : fermer un autre programme."));
    }
    if (!posting_reader_close(&posting) || !good)
        return false;
    map_all(map, out, from);
    return true;
}
