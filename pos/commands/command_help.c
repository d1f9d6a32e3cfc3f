#include "pos/commands/command_help.h"

#include "base/lang.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { HELP_WIDTH_COLS = 76, OPTION_NAME_MAX = 24, HELP_TEXT_MAX = 8000 };

static const struct command_kind *const COMMANDS[] = {
    &COMMAND_DEMO,      &COMMAND_NEW,         &COMMAND_SET,      &COMMAND_IMPORT,
    &COMMAND_SELL,      &COMMAND_CASH,        &COMMAND_PIN,      &COMMAND_CLOSE,
    &COMMAND_SHARE,     &COMMAND_CONSOLIDATE, &COMMAND_VERIFY,   &COMMAND_TILL,
    &COMMAND_MERGE,     &COMMAND_REPORT,      &COMMAND_PRINT,    &COMMAND_DEVICES,
    &COMMAND_EXPORT,    &COMMAND_ACCOUNTS,    &COMMAND_PERSON,   &COMMAND_GRID,
    &COMMAND_BACKUP,    &COMMAND_HUB,         &COMMAND_HELP_ME,  &COMMAND_TEMPLATE,
    &COMMAND_ACCEPT,    &COMMAND_WHERE,       &COMMAND_WORKSHOP, &COMMAND_PRODUCT,
    &COMMAND_RECONCILE, &COMMAND_FORMATS,     &COMMAND_QUOTE,    &COMMAND_INVOICE,
    &COMMAND_CREDIT,    &COMMAND_SETTLE,      &COMMAND_EXERCISE, &COMMAND_KIT,
};

/* What each option means, whatever the command. */
static const struct option_words {
    const char *name;
    const char *value; /* what follows it, "" nothing */
    const char *words; /* N_() */
} OPTIONS[] = {
    { "--address", "TEXT", N_("L'adresse de la coopérative d'accueil.") },
    { "--allergens", "A;B", N_("Les allergènes, séparés par ; – ou : aucun.") },
    { "--analytic", "", N_("Avec la part de la coopérative, en colonnes analytiques.") },
    { "--as", "BADGE|animator|host", N_("Qui agit.") },
    { "--code", "C",
      N_("Le code de la session dans les comptes : six lettres ou chiffres au plus.") },
    { "--contribution", "BASE:RATE", N_("La part de la coopérative, comme net:10%.") },
    { "--correct", "", N_("Remplace ce qui est déjà inscrit ; sans minutes, l'appel est repris.") },
    { "--counted", "E", N_("L'argent compté dans la caisse.") },
    { "--date", "D", N_("Le jour de la fabrication, ou du paiement.") },
    { "--dates", "D1,D2,…", N_("Les dates des jours.") },
    { "--day", "N", N_("Seulement les papiers de ce jour.") },
    { "--days", "N", N_("Jours pour payer, ou pendant lesquels le devis tient : 30 sinon.") },
    { "--dry-run", "", N_("Montre ce qui serait fait, sans rien enregistrer.") },
    { "--exercise", "YEAR", N_("L'exercice : une année, ou deux dates et .. entre elles.") },
    { "--force", "", N_("Remplace un fichier qui existe, jamais un livre.") },
    { "--format", "text|csv|pdf|xlsx|html",
      N_("La forme de ce qui sort ; pour new : le format de la session.") },
    { "--head", "CODE", N_("Le code imprimé sur un Z, que le journal doit contenir.") },
    { "--host", "NAME", N_("La coopérative d'accueil.") },
    { "--job", "N", N_("Un seul travail, par son numéro (report jobs).") },
    { "--line", "N", N_("Une seule ligne de la facture, de 1 à la dernière.") },
    { "--login", "LOGIN", N_("Le compte de la coopérative sur le serveur.") },
    { "--lost", "N", N_("Les pièces perdues.") },
    { "--lot", "L", N_("Le numéro de lot, écrit sur l'étiquette.") },
    { "--map", "FILE", N_("Les comptes que le comptable a choisis.") },
    { "--map-template", "", N_("Écrit ce fichier, à remplir.") },
    { "--name", "NAME", N_("Le nom de la session.") },
    { "--order", "N", N_("Le numéro de commande du client, écrit sur la facture.") },
    { "--place", "PLACE", N_("La commune.") },
    { "--practice", "", N_("Vend pour apprendre : rien n'est réel.") },
    { "--preset", "NAME", N_("Le logiciel du comptable ; plusieurs fois, s'il le faut.") },
    { "--product", "PRODUCT", N_("Le produit de la session, en mots.") },
    { "--reason", "R", N_("Pourquoi.") },
    { "--reserve", "RATE", N_("La part gardée pour le groupe.") },
    { "--rule", "RULE", N_("La règle du partage.") },
    { "--secret", "", N_("Le vote était secret.") },
    { "--sector", "food|textile|other", N_("Le métier.") },
    { "--seller", "BADGE", N_("Qui vend.") },
    { "--service", "NAME", N_("Le service de libpq qui mène au pôle.") },
    { "--siren", "S", N_("Le SIREN de la coopérative, 9 chiffres.") },
    { "--siret", "S", N_("Le SIRET de la coopérative, 14 chiffres.") },
    { "--till", "A", N_("La lettre de la caisse.") },
    { "--vat", "on|off", N_("Avec ou sans TVA.") },
    { "--vat-rate", "RATE", N_("Le taux des produits dont le fichier ne dit rien.") },
    { "--vat-number", "N", N_("Le numéro de TVA de la coopérative.") },
    { "--verify", "", N_("Refait les chaînes et les signatures que le pôle garde.") },
    { "--venue", "VENUE", N_("Le lieu de vente.") },
    { "--vote", "FOR/AGAINST/ABSTAIN", N_("Le vote : pour, contre, abstentions.") },
    { "--width", "58|80", N_("La largeur du rouleau, en millimètres.") },
    { "--year", "YYYY", N_("Une seule année.") },
    { "--yes", "", N_("Les faits montrés peuvent devenir publics.") },
    { "-o", "FILE", N_("Le fichier ou le dossier où écrire ; - pour la sortie.") },
};

const struct command_kind *command_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(COMMANDS); i++)
        if (strcmp(COMMANDS[i]->name, name) == 0)
            return COMMANDS[i];
    return NULL;
}

/* Words broken at spaces, so that a line fits a terminal. */
static void text_wrap(const char *text, const char *indent)
{
    int column = 0;

    while (*text) {
        size_t length = strcspn(text, " ");
        int width = (int)length;

        if (column > 0 && column + 1 + width > HELP_WIDTH_COLS) {
            printf("\n%s", indent);
            column = 0;
        } else if (column > 0) {
            column += printf(" ");
        }
        column += printf("%.*s", (int)length, text);
        text += length + strspn(text + length, " ");
    }
    printf("\n");
}

/* The next option of a command's list after `*at`: "" at the end. */
static void option_next(const char **at, char out[OPTION_NAME_MAX])
{
    const char *start = *at + strspn(*at, " ");
    size_t length = strcspn(start, " =");

    snprintf(out, OPTION_NAME_MAX, "%.*s", (int)length, start);
    *at = start + strcspn(start, " ");
}

static const struct option_words *option_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(OPTIONS); i++)
        if (strcmp(OPTIONS[i].name, name) == 0)
            return &OPTIONS[i];
    return NULL;
}

static void options_print(const struct command_kind *kind, const char *form)
{
    const char *at = kind->options;
    char name[OPTION_NAME_MAX];

    for (option_next(&at, name); name[0]; option_next(&at, name)) {
        const struct option_words *option = option_find(name);

        assert(option); /* a new option gets its row above */
        printf(form, name, option->value, _(option->words));
    }
}

/* Whole lines, or nothing. */
static void detail_put(const struct command_kind *kind, struct buf *out)
{
    if (kind->detail)
        buf_printf(out, "%s\n", kind->detail);
    if (kind->put_detail)
        kind->put_detail(out);
}

static void kind_print(const struct command_kind *kind)
{
    struct buf detail = buf_init(HELP_TEXT_MAX);
    char usage[COMMAND_USAGE_MAX];

    command_usage(kind, usage);
    printf("flashcoop %s ", kind->name);
    text_wrap(usage, "    ");
    text_wrap(_(kind->summary), "");
    buf_put_text(&detail, "\n");
    detail_put(kind, &detail);
    if (detail.length > 1)
        fputs(buf_text(&detail), stdout);
    buf_release(&detail);
    if (kind->options[1])
        printf("\n");
    options_print(kind, "  %s %s\n      %s\n");
}

static void table_print(void)
{
    for (size_t i = 0; i < COUNT_OF(COMMANDS); i++) {
        const struct command_kind *kind = COMMANDS[i];
        struct buf detail = buf_init(HELP_TEXT_MAX);
        char usage[COMMAND_USAGE_MAX];

        command_usage(kind, usage);
        printf("command\t%s\t%s\t%s\n", kind->name, usage, _(kind->summary));
        detail_put(kind, &detail);
        for (char *line = detail.data; line && *line;) {
            size_t length = strcspn(line, "\n");

            printf("detail\t%.*s\n", (int)length, line);
            line += length + (line[length] == '\n');
        }
        buf_release(&detail);
        options_print(kind, "option\t%s\t%s\t%s\n");
    }
}

static void all_print(void)
{
    printf("flashcoop [--lang fr|en] [BOOK]\n    %s\n",
           _("L'application : la liste des sessions, ou celle de ce livre."));
    for (size_t i = 0; i < COUNT_OF(COMMANDS); i++) {
        printf("flashcoop %s\n    ", COMMANDS[i]->name);
        text_wrap(_(COMMANDS[i]->summary), "    ");
    }
    printf("flashcoop help [COMMAND]\n    %s\nflashcoop --version\n    %s\n",
           _("Ce que fait chaque commande."), _("Le nom et la version du programme."));
    printf("\n%s\n",
           _("Vos livres sont dans le dossier Flashcoop de votre dossier personnel. Un "
             "livre est un\nfichier : le copier, le porter sur une clé, le rendre à la "
             "coopérative, c'est copier ce fichier.\nTous les dossiers : flashcoop where. "
             "Changer d'ordinateur, reprendre une copie : man\nflashcoop, ou le guide."));
}

bool command_help(const char *name, struct err *err)
{
    const struct command_kind *kind = name ? command_find(name) : NULL;

    if (kind)
        kind_print(kind);
    else if (!name)
        all_print();
    else if (strcmp(name, "--table") == 0)
        table_print();
    else
        return err_fail(err, ERR_USAGE, _("« %.40s » inconnu : voir flashcoop help"), name);
    return true;
}
