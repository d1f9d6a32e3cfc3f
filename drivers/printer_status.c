#include "drivers/printer_status.h"

#include "base/err.h"
#include "base/lang.h"

#include <assert.h>

enum { DLE = 0x10, EOT = 0x04 };

void printer_status_put_request(int question, unsigned char out[STATUS_REQUEST_BYTES])
{
    assert(question >= STATUS_PRINTER && question <= STATUS_PAPER);
    out[0] = DLE;
    out[1] = EOT;
    out[2] = (unsigned char)question;
}

bool printer_status_is_answer(unsigned char byte)
{
    return (byte & 0x93) == 0x12;
}

bool printer_status_take(struct printer_status *status, int question, unsigned char byte)
{
    if (!printer_status_is_answer(byte))
        return false;
    switch (question) {
    case STATUS_PRINTER:
        status->drawer_pin_high = byte & 0x04;
        status->offline = byte & 0x08;
        break;
    case STATUS_OFFLINE:
        status->cover_open = byte & 0x04;
        status->feed_pressed = byte & 0x08;
        status->paper_out = status->paper_out || (byte & 0x20);
        break;
    case STATUS_ERROR:
        status->cutter_jammed = byte & 0x08;
        status->broken = byte & 0x20;
        status->overheated = byte & 0x40;
        break;
    case STATUS_PAPER:
        status->paper_low = byte & 0x0C;
        status->paper_out = status->paper_out || (byte & 0x60);
        break;
    default: return false;
    }
    status->answered |= 1U << question;
    return true;
}

enum printer_state printer_status_state(const struct printer_status *status)
{
    if (!status->answered)
        return PRINTER_SILENT;
    if (status->broken)
        return PRINTER_BROKEN;
    if (status->cover_open)
        return PRINTER_COVER_OPEN;
    if (status->paper_out)
        return PRINTER_PAPER_OUT;
    if (status->cutter_jammed)
        return PRINTER_JAMMED;
    if (status->overheated)
        return PRINTER_HOT;
    return status->paper_low ? PRINTER_PAPER_LOW : PRINTER_READY;
}

static const struct state_text {
    const char *word, *sentence;
} STATES[] = {
    [PRINTER_ABSENT] = { "absent", N_("Pas d'imprimante : vérifier le câble et le courant.") },
    [PRINTER_SILENT] = { "silent", N_("Imprimante branchée, qui ne dit pas son état : regarder "
                                      "le papier.") },
    [PRINTER_READY] = { "ready", N_("Imprimante prête.") },
    [PRINTER_PAPER_LOW] = { "paper-low", N_("Bientôt plus de papier : préparer un rouleau.") },
    [PRINTER_PAPER_OUT] = { "paper-out", N_("Plus de papier : mettre un rouleau, puis fermer.") },
    [PRINTER_COVER_OPEN] = { "cover-open", N_("Capot ouvert : le fermer.") },
    [PRINTER_HOT] = { "hot", N_("Tête trop chaude : attendre deux minutes.") },
    [PRINTER_JAMMED] = { "jammed", N_("Massicot bloqué : éteindre, retirer le papier coincé, "
                                      "rallumer.") },
    [PRINTER_BROKEN] = { "broken", N_("Imprimante en panne : l'éteindre et la rallumer.") },
    [PRINTER_DENIED] = { "denied", N_("Imprimante interdite à cet utilisateur : lancer "
                                      "« sudo make install », puis la rebrancher.") },
    [PRINTER_BUSY] = { "busy", N_("Imprimante tenue par un autre programme : le fermer.") },
};

bool printer_state_prints(enum printer_state state)
{
    return state == PRINTER_READY || state == PRINTER_PAPER_LOW || state == PRINTER_SILENT;
}

const char *printer_state_sentence(enum printer_state state)
{
    assert((size_t)state < COUNT_OF(STATES));
    return _(STATES[state].sentence);
}

const char *printer_state_word(enum printer_state state)
{
    assert((size_t)state < COUNT_OF(STATES));
    return STATES[state].word;
}
