#include "ledger/record.h"

#include "base/lang.h"

#include <string.h>

const char *record_kind_name(enum record_kind kind)
{
    switch (kind) {
    case RECORD_KEY: return _("clé de la caisse");
    case RECORD_SETTING: return _("réglage");
    case RECORD_PRODUCT: return _("produit");
    case RECORD_STOCK: return _("stock");
    case RECORD_PRESENCE: return _("présence");
    case RECORD_CONSENT: return _("accord");
    case RECORD_MEANS: return _("moyen de paiement");
    case RECORD_SALE: return _("vente");
    case RECORD_REFUND: return _("remboursement");
    case RECORD_LATE: return _("vente notée sur papier");
    case RECORD_FLOAT: return _("argent du début");
    case RECORD_CASH_IN: return _("argent ajouté");
    case RECORD_CASH_OUT: return _("argent enlevé");
    case RECORD_DRAWER: return _("ouverture du tiroir");
    case RECORD_COUNT: return _("caisse comptée");
    case RECORD_X: return _("état de la caisse (X)");
    case RECORD_CLOSE_DAY: return _("journée fermée (Z)");
    case RECORD_CLOSE_MONTH: return _("mois fermé");
    case RECORD_CLOSE_SESSION: return _("session fermée");
    case RECORD_CHARGE: return _("charge");
    case RECORD_SHARING: return _("partage");
    case RECORD_QUOTE: return _("devis");
    case RECORD_INVOICE: return _("facture");
    case RECORD_CREDIT: return _("avoir");
    case RECORD_SETTLEMENT: return _("paiement de facture");
    case RECORD_PRINT: return _("impression");
    case RECORD_EXPORT: return _("export");
    case RECORD_IMPORT: return _("import");
    case RECORD_REMOVAL: return _("ligne retirée");
    case RECORD_RECONCILE: return _("rapprochement");
    case RECORD_CLOCK: return _("horloge reculée");
    case RECORD_VERSION: return _("version du programme");
    case RECORD_PRACTICE_ON: return _("début d'école");
    case RECORD_PRACTICE_OFF: return _("fin d'école");
    case RECORD_PIN: return _("code secret");
    case RECORD_MERGE: return _("réunion de caisses");
    case RECORD_JUMP: return _("numéros repris");
    case RECORD_ACCEPT: return _("copie acceptée");
    case RECORD_UPGRADE: return _("mise à niveau");
    case RECORD_REFUSAL: return _("refus");
    }
    return "?"; /* a damaged book may hold any number */
}

bool record_kind_is_ticket(enum record_kind kind)
{
    return kind == RECORD_SALE || kind == RECORD_REFUND || kind == RECORD_LATE;
}

bool chain_is_practice(const char *chain)
{
    return chain[0] >= 'a' && chain[0] <= 'z';
}

int running_count(int form)
{
    return form == RECORD_FORM_FIRST ? RUNNING_COUNT_FIRST : RUNNING_COUNT;
}

/* Written in one piece: this is most of what verifying a long history does. */
void canonical_put_int(struct buf *bytes, int64_t value)
{
    uint64_t bits = (uint64_t)value;
    const unsigned char piece[9] = {
        'i',
        (unsigned char)(bits >> 56),
        (unsigned char)(bits >> 48),
        (unsigned char)(bits >> 40),
        (unsigned char)(bits >> 32),
        (unsigned char)(bits >> 24),
        (unsigned char)(bits >> 16),
        (unsigned char)(bits >> 8),
        (unsigned char)bits,
    };

    buf_put(bytes, piece, sizeof piece);
}

static void canonical_put_bytes(struct buf *bytes, unsigned char type, const void *from,
                                size_t length)
{
    const unsigned char piece[5] = {
        type,
        (unsigned char)(length >> 24),
        (unsigned char)(length >> 16),
        (unsigned char)(length >> 8),
        (unsigned char)length,
    };

    buf_put(bytes, piece, sizeof piece);
    buf_put(bytes, from, length);
}

void canonical_put_text(struct buf *bytes, const char *text)
{
    canonical_put_bytes(bytes, 't', text, strlen(text));
}

void canonical_put_blob(struct buf *bytes, const void *blob, size_t length)
{
    canonical_put_bytes(bytes, 'b', blob, length);
}

void canonical_put_null(struct buf *bytes)
{
    buf_put_byte(bytes, 'n');
}

void canonical_put_cell(struct buf *bytes, const struct stmt_cell *cell)
{
    switch (cell->type) {
    case STMT_INT: canonical_put_int(bytes, cell->number); return;
    case STMT_TEXT: canonical_put_bytes(bytes, 't', cell->bytes, cell->length); return;
    case STMT_BLOB: canonical_put_bytes(bytes, 'b', cell->bytes, cell->length); return;
    case STMT_NULL: canonical_put_null(bytes); return;
    case STMT_OTHER: buf_put_byte(bytes, '?'); return; /* STRICT tables hold no such value */
    }
}

void canonical_put_row(struct buf *bytes, enum fact_table table, int value_count)
{
    unsigned char piece[3] = { 'r', (unsigned char)table, (unsigned char)value_count };

    buf_put(bytes, piece, sizeof piece);
}

void canonical_put_previous(struct buf *bytes, int64_t previous_seq,
                            const unsigned char signature[SIGNATURE_BYTES])
{
    if (previous_seq == 0)
        canonical_put_null(bytes);
    else
        canonical_put_blob(bytes, signature, SIGNATURE_BYTES);
}

void canonical_put_running(struct buf *bytes, const struct running *running)
{
    canonical_put_int(bytes, running->gross);
    canonical_put_int(bytes, running->absolute);
    canonical_put_int(bytes, running->tickets);
    canonical_put_int(bytes, running->refunds);
    canonical_put_int(bytes, running->cash);
    canonical_put_int(bytes, running->card);
    canonical_put_int(bytes, running->cheque);
    canonical_put_int(bytes, running->voucher);
    canonical_put_int(bytes, running->drawer);
    canonical_put_int(bytes, running->float_amount);
    canonical_put_int(bytes, running->other);
    canonical_put_int(bytes, running->cash_in);
    canonical_put_int(bytes, running->cash_out);
}
