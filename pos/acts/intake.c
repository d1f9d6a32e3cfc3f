#include "pos/acts/intake.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/acts/act.h"
#include "ledger/consent.h"
#include "ledger/first_till.h"
#include "ledger/presence.h"
#include "pos/acts/date_limits.h"
#include "pos/acts/incoming_image.h"
#include "pos/acts/incoming.h"
#include "pos/acts/incoming_means.h"
#include "pos/acts/incoming_pictures.h"
#include "pos/acts/incoming_products.h"
#include "pos/acts/incoming_recipes.h"
#include "pos/acts/incoming_sales.h"
#include "pos/acts/incoming_services.h"
#include "pos/acts/session_step.h"
#include "programme/files/import.h"
#include "programme/files/outcome_import.h"
#include "programme/files/partner_import.h"
#include "programme/files/plan_import.h"
#include "programme/files/stay_import.h"
#include "programme/programme_store.h"
#include "programme/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AS_HOST     "host"
#define AS_ANIMATOR "animator"

/* A line that tells more than a name is sealed; FLASHCOOP_PASSPHRASE opens a protected vault. */
static bool participants_read(struct intake *in, struct err *err)
{
    const struct vault_access access = { .passphrase = getenv("FLASHCOOP_PASSPHRASE") };

    return import_participants(in->till->db, in->path, &access, &in->faults, &in->count, err);
}

static bool products_read(struct intake *in, struct err *err)
{
    return incoming_products_read(in->till, in->path, in->vat, &in->faults, &in->count, err);
}

static bool pictures_read(struct intake *in, struct err *err)
{
    return incoming_pictures_read(in->till, in->path, &in->faults, &in->count, err);
}

static bool sales_read(struct intake *in, struct err *err)
{
    return incoming_sales_read(in->till, in->path, &in->faults, &in->count, err);
}

static bool charges_read(struct intake *in, struct err *err)
{
    return incoming_charges_read(in->till, in->path, in->reason, &in->faults, &in->count, err);
}

static bool recipes_read(struct intake *in, struct err *err)
{
    return incoming_recipes_read(in->till, in->path, &in->faults, &in->count, err);
}

static bool means_file_read(struct intake *in, struct err *err)
{
    return incoming_means_read(in->till, in->path, &in->faults, &in->count, err);
}

/* A day that is still to come may be a slip of the file: it is taken, and said. */
static bool coming_days_tell(struct intake *in, struct err *err)
{
    struct day today = moment_day(till_now(in->till));
    struct calendar calendar;
    char sentence[160];
    int last;

    if (!programme_calendar(in->till->db, &calendar, err) ||
        !records_last_called(in->till->db, &last, err))
        return false;
    if (last == 0 || calendar.days[last - 1].date.number == DAY_NONE_NUMBER ||
        calendar.days[last - 1].date.number <= today.number)
        return true;
    snprintf(sentence, sizeof sentence,
             _("Le fichier fait l'appel de J%d, qui n'est pas encore venu."), last);
    csv_note(&in->faults, sentence);
    return true;
}

static bool attendance_read(struct intake *in, struct err *err)
{
    const struct import_file file = { in->path, in->corrects };

    return presence_check(in->till, err) &&
           import_attendance(in->till->db, &file, &in->faults, &in->count, err) &&
           coming_days_tell(in, err) && presence_seal(in->till, err);
}

static bool ratings_read(struct intake *in, struct err *err)
{
    const struct import_file file = { in->path, in->corrects };

    return import_ratings(in->till->db, &file, &in->faults, &in->count, err);
}

static bool answers_read(struct intake *in, struct err *err)
{
    const struct import_file file = { in->path, in->corrects };

    return import_answers(in->till->db, &file, &in->faults, &in->count, err);
}

static bool days_read(struct intake *in, struct err *err)
{
    return plan_import_days(in->till->db, in->path, &in->faults, &in->count, err);
}

static bool format_file_read(struct intake *in, struct err *err)
{
    return plan_import_format(in->till->db, in->path, &in->faults, &in->count, err);
}

static bool grid_file_read(struct intake *in, struct err *err)
{
    return plan_import_grid(in->till->db, in->path, &in->faults, &in->count, err);
}

static bool clients_file_read(struct intake *in, struct err *err)
{
    return incoming_clients_read(in->till, in->path, &in->faults, &in->count, err);
}

static bool jobs_file_read(struct intake *in, struct err *err)
{
    return incoming_jobs_read(in->till, in->path, &in->faults, &in->count, err);
}

static bool consents_read(struct intake *in, struct err *err)
{
    return consent_check(in->till, err) &&
           plan_import_consents(in->till->db, in->path, &in->faults, &in->count, err) &&
           consent_seal(in->till, err);
}

static bool image_read(struct intake *in, struct err *err)
{
    return incoming_image_read(in->till, in->path, &in->faults, &in->count, err);
}

static bool roles_read(struct intake *in, struct err *err)
{
    return plan_import_roles(in->till->db, in->path, &in->faults, &in->count, err);
}

static bool stays_file_read(struct intake *in, struct err *err)
{
    return import_stays(in->till->db, in->path, &in->faults, &in->count, err);
}

static bool cards_read(struct intake *in, struct err *err)
{
    return plan_import_cards(in->till->db, in->path, &in->faults, &in->count, err);
}

static bool calls_read(struct intake *in, struct err *err)
{
    return plan_import_calls(in->till->db, in->path, &in->faults, &in->count, err);
}

static bool opinions_read(struct intake *in, struct err *err)
{
    return plan_import_opinions(in->till->db, in->path, &in->faults, &in->count, err);
}

static bool partners_file_read(struct intake *in, struct err *err)
{
    return import_partners(in->till->db, in->path, &in->faults, &in->count, err);
}

static bool outcomes_read(struct intake *in, struct err *err)
{
    return import_outcomes(in->till->db, in->path, &in->faults, &in->count, err);
}

static const struct intake_kind KINDS[] = {
    { "participants", N_("Participants"), AS_ANIMATOR, participants_read, ACTION_PEOPLE, false,
      false, false },
    { "products", N_("Produits"), AS_HOST, products_read, ACTION_SET_UP, false, false, false },
    { "means", N_("Moyens de paiement"), AS_HOST, means_file_read, ACTION_SET_UP, false, false,
      false },
    { "sales", N_("Ventes notées"), AS_ANIMATOR, sales_read, ACTION_SELL, true, false, false },
    { "charges", N_("Charges"), AS_ANIMATOR, charges_read, ACTION_CHARGE, false, false, false },
    { "recipes", N_("Recettes"), AS_ANIMATOR, recipes_read, ACTION_PEOPLE, false, false, false },
    { "attendance", N_("Présences"), AS_ANIMATOR, attendance_read, ACTION_PEOPLE, true, false,
      true },
    { "ratings", N_("Marques"), AS_ANIMATOR, ratings_read, ACTION_PEOPLE, true, false, true },
    { "answers", N_("Réponses"), AS_ANIMATOR, answers_read, ACTION_PEOPLE, true, true, true },
    { "days", N_("Journées"), AS_HOST, days_read, ACTION_PEOPLE, false, false, false },
    { "format", N_("Format"), AS_HOST, format_file_read, ACTION_PEOPLE, false, false, false },
    { "grid", N_("Grille"), AS_ANIMATOR, grid_file_read, ACTION_PEOPLE, false, false, false },
    { "consents", N_("Accords"), AS_ANIMATOR, consents_read, ACTION_PEOPLE, false, true, false },
    { "image", N_("Droits à l'image"), AS_ANIMATOR, image_read, ACTION_PEOPLE, false, true, false },
    { "clients", N_("Clients"), AS_ANIMATOR, clients_file_read, ACTION_CHARGE, false, false,
      false },
    { "jobs", N_("Travaux pour des clients"), AS_ANIMATOR, jobs_file_read, ACTION_CHARGE, false,
      false, false },
    { "roles", N_("Rôles"), AS_ANIMATOR, roles_read, ACTION_PEOPLE, false, false, false },
    { "stays", N_("Qui est là quand"), AS_ANIMATOR, stays_file_read, ACTION_PEOPLE, false, false,
      false },
    { "cards", N_("Cartes de forces"), AS_ANIMATOR, cards_read, ACTION_PEOPLE, true, false, false },
    { "calls", N_("Appels de suivi"), AS_ANIMATOR, calls_read, ACTION_PEOPLE, false, true, false },
    { "opinions", N_("Paroles"), AS_ANIMATOR, opinions_read, ACTION_PEOPLE, true, true, false },
    { "partners", N_("Partenaires"), AS_ANIMATOR, partners_file_read, ACTION_PEOPLE, false, false,
      false },
    { "outcomes", N_("Ce que chacun devient"), AS_ANIMATOR, outcomes_read, ACTION_PEOPLE, false,
      true, false },
    { "pictures", N_("Images des produits"), AS_HOST, pictures_read, ACTION_SET_UP, false, false,
      false },
};

const struct intake_kind *intake_kinds(size_t *count)
{
    *count = COUNT_OF(KINDS);
    return KINDS;
}

const struct intake_kind *intake_kind_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (strcmp(KINDS[i].name, name) == 0)
            return &KINDS[i];
    return NULL;
}

struct intake intake_init(struct till *till, const struct intake_kind *kind, const char *path)
{
    return (struct intake){ .till = till, .kind = kind, .path = path, .faults = csv_faults_init() };
}

void intake_release(struct intake *intake)
{
    csv_faults_release(&intake->faults);
}

static bool is_of_people(const struct intake_kind *kind)
{
    return kind->action == ACTION_PEOPLE;
}

bool intake_may(struct till *till, const struct intake_kind *kind, struct err *err)
{
    return (kind->action != ACTION_SELL || till_check_selling(till, err)) &&
           till_check(till, kind->action, err) &&
           (!is_of_people(kind) || first_till_check(till, first_till_text(), err));
}

static bool intake_allow(struct intake *intake, struct err *err)
{
    const struct act act = { ACTION_PEOPLE, intake->kind->name, intake->reason,
                             intake->kind->is_for_later };

    return is_of_people(intake->kind) ? act_allow(intake->till, &act, err)
                                      : intake_may(intake->till, intake->kind, err);
}

/*
 * Why the odd true case was let pass stays with the file, for ever; of people it stays in the
 * trace, which is erased with them.
 */
static bool intake_note(const struct intake *intake, struct err *err)
{
    const char *reason = intake->reason && !is_of_people(intake->kind) ? intake->reason : "";
    char what[400];

    snprintf(what, sizeof what, "%.180s%s%.180s", intake->path, reason[0] ? " : " : "", reason);
    return till_check_words(intake->till, reason, err) &&
           till_note(intake->till, RECORD_IMPORT, intake->kind->name,
                     reason[0] && text_is_clean(what) ? what : intake->path, intake->count, err);
}

static bool intake_take(struct intake *intake, struct err *err)
{
    const struct intake_kind *kind = intake->kind;

    if (!date_limits_read(intake->till, intake->reason, &intake->limits, err))
        return false;
    intake->faults.limits = &intake->limits;
    return intake_allow(intake, err) && kind->read(intake, err) &&
           (!kind->is_of_a_day || intake->count == 0 || session_started(intake->till, err)) &&
           intake_note(intake, err);
}

bool intake_run(struct intake *intake, struct err *err)
{
    struct err why = ERR_EMPTY;
    struct err of_disk = ERR_EMPTY;

    if (!till_batch_begin(intake->till, err))
        return false;

    bool good = intake_take(intake, &why);

    /* That a file of somebody's cannot be read is no trouble of the book's disk. */
    if (!good && !intake->faults.is_unreadable)
        of_disk = why;
    if (!till_batch_end(intake->till, good && !intake->is_rehearsal, &of_disk) && good)
        why = of_disk;
    return why.code == ERR_NONE || err_fail(err, why.code, "%s", why.text);
}
