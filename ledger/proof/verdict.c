#include "ledger/proof/verdict.h"

#include "base/lang.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool verdict_fault(struct verdict *verdict, const char *chain, int64_t seq, const char *format, ...)
{
    va_list arguments;

    if (!verdict->is_good)
        return false;
    verdict->is_good = false;
    snprintf(verdict->chain, sizeof verdict->chain, "%.1s", chain);
    verdict->seq = seq;
    va_start(arguments, format);
    vsnprintf(verdict->what, sizeof verdict->what, format, arguments);
    va_end(arguments);
    return false;
}

void verdict_format(const struct verdict *verdict, char out[VERDICT_TEXT_MAX * 2])
{
    char money[MONEY_TEXT_MAX];
    char until[MOMENT_TEXT_MAX] = "";

    if (verdict->is_good) {
        money_format_file(verdict->perpetual, money);
        snprintf(out, VERDICT_TEXT_MAX * 2, "ok: %" PRId64 " records, head %s, perpetual %s",
                 verdict->record_count, verdict->head, money);
        return;
    }
    if (verdict->trusted_until.utc_s != 0)
        moment_format(verdict->trusted_until, until);
    if (verdict->seq > 0)
        snprintf(out, VERDICT_TEXT_MAX * 2,
                 _("enregistrement %s %lld : %s : ne plus se fier au livre après %s"),
                 verdict->chain, (long long)verdict->seq, verdict->what,
                 until[0] ? until : _("son début"));
    else
        snprintf(out, VERDICT_TEXT_MAX * 2, _("%s : garder ce fichier et prévenir la coopérative"),
                 verdict->what);
}
