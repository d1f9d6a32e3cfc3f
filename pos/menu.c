#include "pos/menu.h"

#include "base/lang.h"
#include "pos/stall/account_list.h"
#include "pos/ratings/appreciation.h"
#include "pos/ratings/assessment.h"
#include "pos/stall/cash.h"
#include "pos/stall/charges.h"
#include "pos/stall/closings.h"
#include "pos/machine/device_list.h"
#include "pos/ratings/grid_page.h"
#include "pos/ratings/questionnaire_page.h"
#include "pos/stall/pins.h"
#include "pos/stall/products.h"
#include "pos/session/session_form.h"
#include "pos/stall/services.h"
#include "pos/stall/sharing.h"
#include "pos/session/state_page.h"
#include "pos/ratings/sheet_table.h"
#include "pos/ratings/strength_cards.h"
#include "pos/stall/till_papers.h"
#include "pos/stall/sign_in.h"
#include "pos/story/growth.h"
#include "pos/story/trust.h"
#include "pos/session/intake_page.h"
#include "pos/session/merging.h"
#include "pos/session/training_page.h"
#include "pos/session/workshops.h"

#include <stdio.h>

enum { MENU_SHOWN, MENU_OPEN };
enum { MENU_PLACES_MAX = 9 }; /* each has a digit */

struct menu_place {
    const char *name; /* N_(); NULL after the last */
    const struct screen_kind *screen;
    const char *trade; /* N_(): what accountants call it, for who looks for it so; may be NULL */
};

static const struct {
    const char *title; /* N_() */
    struct menu_place places[MENU_PLACES_MAX + 1];
} GROUPS[MENU_GROUP_COUNT] = {
    [MENU_RATING] = { N_("Progrès"),
                      { { N_("Évaluer"), &ASSESSMENT, NULL },
                        { N_("Points forts"), &STRENGTH_CARDS, NULL },
                        { N_("Ce que j'en dis"), &APPRECIATION, NULL },
                        { N_("Grille"), &GRID_PAGE, N_("compétences") },
                        { N_("Mon avis"), &OPINIONS, N_("questionnaires") },
                        { N_("Recopier une feuille"), &SHEET_TABLE, N_("remplie à la main") } } },
    [MENU_OFFER] = { N_("Produits"),
                     { { N_("Produits"), &PRODUCTS, NULL },
                       { N_("Ateliers"), &WORKSHOPS, N_("prix, emprunt, fabrication") },
                       { N_("Papiers de caisse"), &TILL_PAPERS, N_("étiquettes, affiches") } } },
    [MENU_MONEY] = { N_("Argent"),
                     { { N_("Tiroir"), &CASH, N_("début, ajouté, enlevé") },
                       { N_("Compter et fermer"), &CLOSINGS, N_("clôture Z") },
                       { N_("Ce que nous avons payé"), &CHARGES, N_("charges") },
                       { N_("Partager ce qui reste"), &SHARING, N_("résultat") },
                       { N_("Papiers"), &TILL_PAPERS, NULL },
                       { N_("Services"), &SERVICES, N_("devis, factures, paiements") },
                       { N_("L'histoire du jour"), &GROWTH, N_("ventes, heures, parts") },
                       { N_("Confiance"), &TRUST, N_("pourquoi ? code du Z") } } },
    [MENU_SETTINGS] = { N_("Réglages"),
                        { { N_("Où en sommes-nous ?"), &STATE_PAGE, N_("ouvrir, finir, archiver") },
                          { N_("La session"), &SESSION_SETTINGS, N_("nom, lieu, TVA, langue") },
                          { N_("Qui tient la caisse ?"), &SIGN_IN, NULL },
                          { N_("Codes secrets"), &PINS, NULL },
                          { N_("Comptes"), &ACCOUNT_LIST, N_("comptabilité") },
                          { N_("Appareils"), &DEVICE_LIST, N_("imprimante, scanner") },
                          { N_("Reprendre un fichier"), &INTAKE_PAGE, NULL },
                          { N_("Tâches"), &TRAINING_PAGE, N_("exercice") },
                          { N_("Réunir les caisses"), &MERGING, N_("deuxième caisse") } } },
};

bool menu_place(int group, int i, struct place *out)
{
    const struct menu_place *place = &GROUPS[group].places[i];

    *out = (struct place){ place->name, place->screen, 0, place->trade };
    return place->name != NULL;
}

static void menu_begin(void *model, struct desk *desk, int64_t argument)
{
    struct menu *menu = model;
    int count = 0;

    (void)desk;
    menu->group = (enum menu_group)argument;
    while (GROUPS[menu->group].places[count].name)
        count++;
    list_set_count(&menu->list, count);
}

static struct effect menu_update(void *model, const struct event *event)
{
    struct menu *menu = model;
    struct area area = frame_area_of(event->width, event->height);

    if (list_update(&menu->list, event, area, NULL) != LIST_NONE)
        return perform(MENU_OPEN);
    return NOTHING;
}

static void menu_perform(void *model, struct desk *desk, int what)
{
    struct menu *menu = model;

    if (what == MENU_OPEN) {
        desk_go(desk, GROUPS[menu->group].places[menu->list.selected].screen, 0);
    }
}

static struct list_row menu_row(const void *context, int i)
{
    const struct menu *menu = context;

    return list_row_of(_(GROUPS[menu->group].places[i].name), "", STYLE_TEXT);
}

static void menu_draw(const void *model, struct canvas *canvas)
{
    const struct menu *menu = model;
    struct frame frame = {
        .title = _(GROUPS[menu->group].title),
        .back = "",
        .next = _("Ouvrir"),
    };

    list_draw(&menu->list, canvas, frame_area(canvas), menu_row, menu);
    frame_draw(canvas, &frame);
}

const struct screen_kind MENU = {
    .title = N_("Menu"),
    .help = N_("Choisir avec les flèches ou un chiffre, puis Entrée."),
    .model_size = sizeof(struct menu),
    .begin = menu_begin,
    .update = menu_update,
    .perform = menu_perform,
    .draw = menu_draw,
};
