/* Files into the book, all or nothing. */
#include "base/lang.h"
#include "pos/commands/command.h"
#include "pos/acts/incoming.h"
#include "pos/acts/incoming_recipes.h"
#include "pos/acts/incoming_sales.h"
#include "pos/acts/session_step.h"
#include "programme/import.h"
#include "programme/plan_import.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct import_kind {
    const char *name;
    const char *actor; /* who acts unless --as says otherwise */
    bool (*read)(struct till *till, const char *path, struct csv_faults *faults, int64_t *count,
                 struct err *err);
    bool is_of_people; /* what the programme records: closed sessions want a reason */
    bool is_of_a_day;  /* the first one opens a prepared session */
};

/* A line that tells more than a name is sealed; FLASHCOOP_PASSPHRASE opens a protected vault. */
static bool participants_read(struct till *till, const char *path, struct csv_faults *faults,
                              int64_t *count, struct err *err)
{
    const struct vault_access access = { .passphrase = getenv("FLASHCOOP_PASSPHRASE") };

    return import_participants(till->db, path, &access, faults, count, err);
}

static bool attendance_read(struct till *till, const char *path, struct csv_faults *faults,
                            int64_t *count, struct err *err)
{
    return import_attendance(till->db, path, faults, count, err);
}

static bool ratings_read(struct till *till, const char *path, struct csv_faults *faults,
                         int64_t *count, struct err *err)
{
    return import_ratings(till->db, path, faults, count, err);
}

static bool answers_read(struct till *till, const char *path, struct csv_faults *faults,
                         int64_t *count, struct err *err)
{
    return import_answers(till->db, path, faults, count, err);
}

static bool days_read(struct till *till, const char *path, struct csv_faults *faults,
                      int64_t *count, struct err *err)
{
    return plan_import_days(till->db, path, faults, count, err);
}

static bool grid_file_read(struct till *till, const char *path, struct csv_faults *faults,
                           int64_t *count, struct err *err)
{
    return plan_import_grid(till->db, path, faults, count, err);
}

static bool consents_read(struct till *till, const char *path, struct csv_faults *faults,
                          int64_t *count, struct err *err)
{
    return plan_import_consents(till->db, path, faults, count, err);
}

static bool roles_read(struct till *till, const char *path, struct csv_faults *faults,
                       int64_t *count, struct err *err)
{
    return plan_import_roles(till->db, path, faults, count, err);
}

static bool cards_read(struct till *till, const char *path, struct csv_faults *faults,
                       int64_t *count, struct err *err)
{
    return plan_import_cards(till->db, path, faults, count, err);
}

static bool calls_read(struct till *till, const char *path, struct csv_faults *faults,
                       int64_t *count, struct err *err)
{
    return plan_import_calls(till->db, path, faults, count, err);
}

static bool opinions_read(struct till *till, const char *path, struct csv_faults *faults,
                          int64_t *count, struct err *err)
{
    return plan_import_opinions(till->db, path, faults, count, err);
}

static const struct import_kind IMPORTS[] = {
    { "participants", AS_ANIMATOR, participants_read, true, false },
    { "products", AS_HOST, incoming_products_read, false, false },
    { "sales", AS_ANIMATOR, incoming_sales_read, false, true },
    { "charges", AS_ANIMATOR, incoming_charges_read, false, false },
    { "recipes", AS_ANIMATOR, incoming_recipes_read, true, false },
    { "attendance", AS_ANIMATOR, attendance_read, true, true },
    { "ratings", AS_ANIMATOR, ratings_read, true, true },
    { "answers", AS_ANIMATOR, answers_read, true, true },
    { "days", AS_HOST, days_read, true, false },
    { "grid", AS_ANIMATOR, grid_file_read, true, false },
    { "consents", AS_ANIMATOR, consents_read, true, false },
    { "roles", AS_ANIMATOR, roles_read, true, false },
    { "cards", AS_ANIMATOR, cards_read, true, true },
    { "calls", AS_ANIMATOR, calls_read, true, false },
    { "opinions", AS_ANIMATOR, opinions_read, true, true },
};

static const struct import_kind *kind_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(IMPORTS); i++)
        if (strcmp(IMPORTS[i].name, name) == 0)
            return &IMPORTS[i];
    return NULL;
}

static bool people_check(struct command *command, const struct import_kind *kind, struct till *till,
                         struct err *err)
{
    const struct correction correction = { .what = kind->name,
                                           .reason = command_value(command, "--reason"),
                                           .at = till_now(till) };

    if (!kind->is_of_people)
        return true;
    if (!till_check(till, ACTION_PEOPLE, err))
        return false;
    /* What is asked months later comes after the session was closed. */
    if (kind->read == answers_read || kind->read == calls_read || kind->read == consents_read ||
        kind->read == opinions_read)
        return programme_allow_answers(till->db, &correction, err);
    return programme_allow(till->db, &correction, err);
}

/* One batch: everything of the file and the record that says so, or nothing at all. */
static bool import_file(struct command *command, const struct import_kind *kind, struct till *till,
                        struct err *err)
{
    const char *path = command->arguments[2];
    struct csv_faults faults = csv_faults_init();
    int64_t count = 0;
    bool good;

    if (!till_batch_begin(till, err))
        return false;
    good = people_check(command, kind, till, err) && kind->read(till, path, &faults, &count, err) &&
           (!kind->is_of_a_day || count == 0 || session_started(till, err)) &&
           till_note(till, RECORD_IMPORT, kind->name, path, count, err);
    good = till_batch_end(till, good, err) && good;
    if (!good)
        command_tell_faults(command, &faults);
    else if (faults.notes.length > 0)
        fprintf(stderr, "%s\n", buf_text(&faults.notes));
    csv_faults_release(&faults);
    if (good)
        printf("%s: %lld\n", kind->name, (long long)count);
    return good;
}

static bool import_run(struct command *command, struct err *err)
{
    const struct import_kind *kind = kind_find(command->arguments[1]);
    struct book book;

    if (!kind)
        return command_misused(command, err);
    if (!command_open_book(command, kind->actor, &book, err))
        return false;
    command->where = command->arguments[2];

    bool good = import_file(command, kind, &book.till, err);

    book_close(&book);
    return good;
}

const struct command_kind COMMAND_IMPORT = {
    .name = "import",
    .usage = "BOOK participants|products|sales|charges|attendance|ratings|answers|days|grid|"
             "consents|roles|cards|calls|recipes FILE [--as WHO] [--reason R]",
    .summary = N_("Lit un fichier CSV (« - » : l'entrée standard), en entier ou pas du tout."),
    .detail = "participants  badge,name[,birth_year,gender,schooling,employment,territory,\n"
              "              prescriber,project,languages,contact,help,expectations,\n"
              "              contract]\n"
              "products      code,label,price,vat[,barcode,category,unit,stock,cost,allergens,\n"
              "              fibres,use_by,best_before]\n"
              "sales         ticket,time,product,quantity[,price,discount,seller,cash,card,\n"
              "              cheque,voucher,paper,refund_of]\n"
              "charges       date,label,category,net,vat_amount[,supplier,document,paid_from]\n"
              "attendance    badge,day,half,minutes[,reason]\n"
              "ratings       badge,rater,indicator,day,value\n"
              "answers       badge,statement,answer\n"
              "roles         day,role,badge\n"
              "recipes       product,ingredient[,quantity,cost]",
    .options = " --as= --reason= ",
    .argument_min = 3,
    .argument_max = 3,
    .run = import_run,
};
