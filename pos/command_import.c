/* Files into the book, all or nothing. */
#include "base/lang.h"
#include "pos/command.h"
#include "pos/incoming.h"
#include "pos/incoming_sales.h"

#include <stdio.h>
#include <string.h>

struct import_kind {
    const char *name;
    const char *actor; /* who acts unless --as says otherwise */
    bool (*read)(struct till *till, const char *path, struct csv_faults *faults, int64_t *count,
                 struct err *err);
};

static const struct import_kind IMPORTS[] = {
    { "products", AS_HOST, incoming_products_read },
    { "sales", AS_ANIMATOR, incoming_sales_read },
    { "charges", AS_ANIMATOR, incoming_charges_read },
};

static const struct import_kind *kind_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(IMPORTS); i++)
        if (strcmp(IMPORTS[i].name, name) == 0)
            return &IMPORTS[i];
    return NULL;
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
    good = kind->read(till, path, &faults, &count, err) &&
           till_note(till, RECORD_IMPORT, kind->name, path, count, err);
    good = till_batch_end(till, good, err) && good;
    if (!good)
        command_tell_faults(command, &faults);
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
    .usage = "BOOK products|sales|charges FILE [--as WHO]",
    .summary = N_("Lit un fichier CSV (« - » : l'entrée standard), en entier ou pas du tout."),
    .options = " --as= ",
    .argument_min = 3,
    .argument_max = 3,
    .run = import_run,
};
