#include "reports/kit/kit_folder.h"

#include "base/lang.h"
#include "base/place.h"
#include "reports/kit/kit_large.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    FILE_MAX = 64,
    PATH_ROOM = 4096,
    REFUSALS_BYTES = 1 << 16,
    PAGES_TRIED = 3,
    PDF_MAX = 1 << 26
};

#define TEXT(name) static const unsigned char name[]

TEXT(RELEASE) = {
#include "reports/kit/communique.txt.inc"
};
TEXT(PRESS) = {
#include "reports/kit/dossier-de-presse.txt.inc"
};
TEXT(PHOTO_RIGHTS) = {
#include "reports/kit/cession-photographe.txt.inc"
};
TEXT(LOGO_RIGHTS) = {
#include "reports/kit/cession-logo.txt.inc"
};
TEXT(THANKS) = {
#include "reports/kit/merci.txt.inc"
};
TEXT(BRIEF) = {
#include "reports/kit/brief-photographe.txt.inc"
};
TEXT(PRESCRIBER) = {
#include "reports/kit/guide-prescriber.txt.inc"
};
TEXT(PRODUCER) = {
#include "reports/kit/guide-producer.txt.inc"
};
TEXT(COMMUNICATOR) = {
#include "reports/kit/guide-communicator.txt.inc"
};
TEXT(BANKER) = {
#include "reports/kit/guide-banker.txt.inc"
};
TEXT(ACCOUNTANT) = {
#include "reports/kit/guide-accountant.txt.inc"
};
TEXT(PLACIER) = {
#include "reports/kit/guide-placier.txt.inc"
};
TEXT(VENUE) = {
#include "reports/kit/guide-venue.txt.inc"
};

/* A paper has a text, or is drawn. */
static const struct piece {
    const char *file;
    const char *title;
    const unsigned char *text;
    bool is_large; /* the group reads it */
    bool pdf_only;
    kit_large_fn *draw;
} PIECES[] = {
    { "communique", "Communiqué de presse", RELEASE, false, false, NULL },
    { "dossier-de-presse", "Dossier de presse", PRESS, false, false, NULL },
    { "cession-photographe", "Cession de droits : photos", PHOTO_RIGHTS, false, false, NULL },
    { "cession-logo", "Cession de droits : logo", LOGO_RIGHTS, false, false, NULL },
    { "merci", "Merci", THANKS, true, false, NULL },
    { "guide-prescriber", "Guide du partenaire", PRESCRIBER, false, false, NULL },
    { "guide-producer", "Guide du partenaire", PRODUCER, false, false, NULL },
    { "guide-communicator", "Guide du partenaire", COMMUNICATOR, false, false, NULL },
    { "guide-banker", "Guide du partenaire", BANKER, false, false, NULL },
    { "guide-accountant", "Guide du partenaire", ACCOUNTANT, false, false, NULL },
    { "guide-placier", "Guide du partenaire", PLACIER, false, false, NULL },
    { "guide-venue", "Guide du partenaire", VENUE, false, false, NULL },
    { "brief-photographe", "Brief du photographe", BRIEF, false, true, NULL },
    { "affiche-a3", "Affiche", NULL, false, true, kit_poster },
    { "carte-a6", "Carte à donner", NULL, false, true, kit_flyer },
    { "prix-a4", "Prix", NULL, false, true, kit_price_list },
    { "kakemono", "Kakemono", NULL, false, true, kit_roll_up },
    { "banderole", "Banderole", NULL, false, true, kit_banner },
};

struct making {
    struct kit_folder *folder;
    const struct kit_facts *facts;
    struct paper_head head;
    int pages; /* of the paper being made */
};

static bool piece_make(struct making *making, const struct piece *piece, bool is_pdf,
                       struct outlet *outlet, struct err *err)
{
    const struct kit_paper paper = { piece->title, (const char *)piece->text, piece->is_large };

    if (piece->draw)
        return piece->draw(making->facts, &making->head, outlet, err);
    return is_pdf ? kit_pdf_write(&paper, making->facts, &making->head, outlet, err)
                  : kit_odt_write(&paper, making->facts, outlet, err);
}

/* "2/7" needs the number of pages before the first is drawn; what hangs on a wall has none. */
static bool pages_counted(struct making *making, const struct piece *piece, struct err *err)
{
    making->head.page_total = 0;
    making->head.page_count = piece->draw ? NULL : &making->pages;
    making->pages = 0;
    for (int round = 0; round < PAGES_TRIED && !piece->draw; round++) {
        struct outlet outlet;
        bool good;

        outlet_open_memory(&outlet, PDF_MAX);
        good = piece_make(making, piece, true, &outlet, err);
        outlet_abandon(&outlet);
        if (!good || making->head.page_total == making->pages)
            return good;
        making->head.page_total = making->pages;
    }
    return true;
}

/* What is wrong with one paper is no failure of the kit; an old one would say what is no more. */
static bool refuse(struct making *making, const char *path, const char *file, const struct err *why)
{
    struct kit_refusals *refusals = making->folder->refusals;
    bool is_of_products = strcmp(file, "prix-a4.pdf") == 0;

    refusals->not_yet += is_of_products;
    refusals->failed += !is_of_products;
    buf_printf(&refusals->lines, "%s: %s\n", file, why->text);
    if (making->folder->force)
        (void)unlink(path);
    return true;
}

static bool file_write(struct making *making, const struct piece *piece, bool is_pdf,
                       struct err *err)
{
    char file[FILE_MAX], path[PATH_ROOM];
    struct outlet outlet;
    struct err own = ERR_EMPTY;

    snprintf(file, sizeof file, "%s.%s", piece->file, is_pdf ? "pdf" : "odt");
    if (snprintf(path, sizeof path, "%s/%s", making->folder->path, file) >= (int)sizeof path)
        return err_fail(err, ERR_INPUT, _("Nom de dossier trop long : le raccourcir."));
    if (!outlet_open(&outlet, path, making->folder->force, err))
        return false;
    outlet.remakeable = true;
    if ((!is_pdf || pages_counted(making, piece, &own)) &&
        piece_make(making, piece, is_pdf, &outlet, &own)) {
        making->folder->count++;
        return outlet_finish(&outlet, err);
    }
    outlet_abandon(&outlet);
    return own.code == ERR_INPUT ? refuse(making, path, file, &own)
                                 : err_fail(err, own.code, "%s", own.text);
}

static bool pieces_write(struct making *making, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(PIECES); i++)
        if ((!PIECES[i].pdf_only && !file_write(making, &PIECES[i], false, err)) ||
            !file_write(making, &PIECES[i], true, err))
            return false;
    return true;
}

static bool kit_write(struct till *till, struct kit_folder *folder, struct err *err)
{
    struct kit_facts *facts = kit_facts_open(till, folder->made_at, err);
    char dates[KIT_FIELD_MAX];
    bool good;

    if (!facts)
        return false;

    struct making making = { .folder = folder, .facts = facts, .head = kit_head(facts, dates) };

    good = pieces_write(&making, err);
    kit_facts_close(facts);
    return good;
}

/* In French whatever the program speaks: its readers are the town's. */
bool kit_folder_write(struct till *till, struct kit_folder *folder, struct err *err)
{
    bool is_english = lang_current() == LANG_EN;
    bool good;

    folder->refusals->lines = buf_init(REFUSALS_BYTES);
    folder->count = 0;
    if (!till_check(till, ACTION_PEOPLE, err) || !place_make_folder(folder->path, err))
        return false;
    if (is_english)
        (void)lang_choose("fr");
    good = kit_write(till, folder, err);
    if (is_english)
        (void)lang_choose("en");
    return good;
}
