#include "pos/acts/erasing.h"

#include "base/lang.h"
#include "ledger/elsewhere.h"
#include "ledger/proof/sealed_words.h"
#include "pos/machine/backup.h"
#include "pos/acts/draft.h"
#include "programme/erasure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Who is being forgotten. */
struct erasing {
    struct till *till;
    struct people people; /* as they stood before */
    int first, last;      /* of the list */
    struct name_words words;
    int64_t sealed;    /* texts of the sealed journal that hold one of the words */
    bool has_profile;  /* the sheets opened: what the group's counts need stays */
    bool stick_failed; /* the stick that is in refused the new copy */
};

void erasing_path(const char *book, const char *what, const char *badge, char out[ERASING_PATH_MAX])
{
    static const char ENDING[] = ".flashcoop";
    size_t length = strlen(book);

    if (length > strlen(ENDING) && strcmp(book + length - strlen(ENDING), ENDING) == 0)
        length -= strlen(ENDING);
    snprintf(out, ERASING_PATH_MAX, "%.*s-%s-%s.%s", (int)length, book, what, badge,
             strcmp(what, ERASING_DATA) == 0 ? "csv" : "txt");
}

static bool name_is_taken(const struct parked_name *parked, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(parked[i].name, name) == 0)
            return true;
    return false;
}

/* The ticket goes on waiting, under "P3 1". */
static bool parked_move(struct erasing *erasing, struct parked_name *parked, int count, int moved,
                        struct err *err)
{
    const char *badge = erasing->words.badge;
    struct ticket *ticket = malloc(sizeof *ticket); /* too large for a frame */
    char name[PARK_NAME_MAX];
    bool good;

    if (!ticket)
        abort();
    for (int number = 1; number <= PARKED_MAX; number++) {
        snprintf(name, sizeof name, "%.15s %d", badge, number);
        if (!name_is_taken(parked, count, name))
            break;
    }
    good = till_resume(erasing->till, parked[moved].name, ticket, err) &&
           till_park(erasing->till, name, ticket, err);
    memcpy(parked[moved].name, name, sizeof name);
    free(ticket);
    return good;
}

/* Tickets that were parked under the name of the person. */
static bool parked_rename(struct erasing *erasing, struct err *err)
{
    struct parked_name parked[PARKED_MAX];
    int count = 0;
    bool good = till_list_parked(erasing->till, parked, &count, err);

    for (int i = 0; good && i < count; i++)
        if (name_words_in(&erasing->words, parked[i].name))
            good = parked_move(erasing, parked, count, i, err);
    return good;
}

static void sealed_look(void *context, const char *text)
{
    struct erasing *erasing = context;

    erasing->sealed += name_words_in(&erasing->words, text);
}

static bool parked_rename_all(struct erasing *erasing, struct err *err)
{
    bool good = till_batch_begin(erasing->till, err);

    if (!good)
        return false;
    for (int i = erasing->first; good && i <= erasing->last; i++) {
        name_words_of(&erasing->people, i, &erasing->words);
        good = parked_rename(erasing, err);
    }
    return till_batch_end(erasing->till, good, err) && good;
}

/* Drafts go, the stick's copy is made again, and the journal is read through. */
static bool traces_follow(struct erasing *erasing, struct err *err)
{
    struct db *db = erasing->till->db;
    char path[ERASING_PATH_MAX];
    char keys[2][TILL_KEY_MAX];
    int copied;

    for (int practice = 0; practice < 2; practice++)
        till_key(erasing->till, practice, keys[practice]);

    for (int i = erasing->first; i <= erasing->last; i++) {
        name_words_of(&erasing->people, i, &erasing->words);
        draft_drop_holding(keys[0], &erasing->words);
        draft_drop_holding(keys[1], &erasing->words);
        erasing_path(db_path(db), ERASING_DATA, erasing->words.badge, path);
        unlink(path);
        if (!sealed_words_each(db, sealed_look, erasing, err))
            return false;
    }
    return db_checkpoint(db, err) &&
           backup_to_sticks(db_path(db), BACKUP_KEEP_ERASED, &copied, err);
}

static void proof_put_when(struct buf *proof, struct moment at)
{
    char date[32];
    char hour[6];

    day_format_human(moment_day(at), date, sizeof date);
    moment_format_hour(at, hour);
    buf_printf(proof, _("Fait le %s à %s.\n"), date, hour);
}

static void proof_put_end(struct buf *proof, const struct erasing *erasing)
{
    int64_t sealed = erasing->sealed;

    if (erasing->stick_failed)
        buf_put_text(proof,
                     _("La copie sur la clé FLASHCOOP n'a pas été refaite : la détruire.\n"));
    if (sealed > 0)
        buf_printf(proof,
                   lang_plural("Le journal scellé garde %lld texte avec ce nom, tapé à la caisse : "
                               "personne ne peut le changer.\n",
                               "Le journal scellé garde %lld textes avec ce nom, tapés à la "
                               "caisse : personne ne peut les changer.\n",
                               (long)sealed),
                   (long long)sealed);
    else
        buf_put_text(proof, _("Le journal scellé ne contient pas le nom.\n"));
    buf_put_text(proof, _("Le fichier a été réécrit en entier. Les copies faites avant ce jour "
                          "(clé USB, archive, papiers) sont à détruire à part.\n"));
}

static void proof_of_person(struct buf *proof, const struct erasing *erasing)
{
    buf_printf(proof, _("Effacement des données de la personne du badge %s\n"),
               erasing->people.list[erasing->first].badge);
    proof_put_when(proof, till_now(erasing->till));
    buf_put_text(proof, _("Effacés du livre : le nom, la fiche d'accueil, l'entretien, les "
                          "accords, les rôles, les appels, les raisons et les phrases écrites.\n"));
    buf_put_text(proof, _("Gardés sous le badge, sans nom : les heures de présence, les marques de "
                          "la grille, les réponses, les ventes et la part.\n"));
    if (erasing->has_profile)
        buf_put_text(proof, _("Gardés aussi, scellés : l'année de naissance, le genre, l'école, le "
                              "travail, le quartier, qui l'a envoyée : les comptes du groupe.\n"));
    else
        buf_put_text(proof, _("La fiche est partie entière : les comptes du groupe (âge, école, "
                              "travail) ne l'ont plus.\n"));
    proof_put_end(proof, erasing);
}

static void proof_of_names(struct buf *proof, const struct erasing *erasing)
{
    buf_put_text(proof, _("Effacement des noms de toutes les personnes\n"));
    buf_printf(proof, "%s\n", erasing->till->session.name);
    proof_put_when(proof, till_now(erasing->till));
    buf_put_text(proof, _("Effacés du livre : les noms, les adresses, les projets, les contrats, "
                          "les entretiens et les raisons.\n"));
    buf_put_text(proof, _("Gardés sans nom : l'âge, l'école, le travail, le quartier, les heures, "
                          "les marques, les réponses, les ventes et les parts.\n"));
    proof_put_end(proof, erasing);
}

/* No badge: then the key of a partner. */
static bool partner_try(struct till *till, const char *key, struct buf *proof, struct err *err)
{
    bool found = false;

    if (!elsewhere_check(till, err) || !erasure_of_partner(till->db, key, &found, err))
        return false;
    if (!found)
        return err_fail(err, ERR_NOT_FOUND, _("Personne n'a le badge « %.20s » : voir la liste."),
                        key);
    buf_printf(proof,
               _("Partenaire %s : nom, métier, téléphone, courriel et logo sont effacés.\n"
                 "Restent sous la clé : la structure, ce qui était fait, les jours.\n"),
               key);
    return buf_check(proof, err);
}

/* Her profile stays for the figures where the sheets open. */
static bool person_erase(struct erasing *erasing, const struct vault_access *access,
                         const char *badge, struct err *err)
{
    struct db *db = erasing->till->db;
    struct vault vault = { 0 };
    struct err closed = ERR_EMPTY;
    bool is_made, good;

    if (!vault_is_made(db, &is_made, err))
        return false;
    erasing->has_profile = is_made && vault_open(db, access, &vault, &closed);
    good = erasure_of_person(db, erasing->has_profile ? &vault : NULL, badge,
                             moment_day(till_now(erasing->till)), err);
    vault_close(&vault);
    return good;
}

bool erasing_person(struct till *till, const struct vault_access *access, const char *badge,
                    struct buf *proof, struct err *err)
{
    struct erasing erasing = { .till = till };

    if (!people_read(till->db, &erasing.people, err))
        return false;
    erasing.first = erasing.last = people_find(&erasing.people, badge);
    if (erasing.first < 0)
        return partner_try(till, badge, proof, err);
    if (!parked_rename_all(&erasing, err) || !person_erase(&erasing, access, badge, err) ||
        !traces_follow(&erasing, err))
        return false;
    proof_of_person(proof, &erasing);
    return buf_check(proof, err);
}

bool erasing_names(struct till *till, const struct vault *vault, struct buf *proof, struct err *err)
{
    struct erasing erasing = { .till = till };

    if (!people_read(till->db, &erasing.people, err))
        return false;
    erasing.last = erasing.people.count - 1;
    if (!parked_rename_all(&erasing, err) || !erasure_of_names(till->db, vault, err) ||
        !traces_follow(&erasing, err))
        return false;
    proof_of_names(proof, &erasing);
    return buf_check(proof, err);
}
