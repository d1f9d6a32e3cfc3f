#include "reports/exports/archive_tables.h"

#include "base/lang.h"
#include "ledger/proof/record_reader.h"
#include "reports/exports/archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_CHAINS[] = "SELECT DISTINCT chain FROM record ORDER BY chain";

bool archive_part_open(struct archive_part *part, const char *folder, const char *name, bool force,
                       struct err *err)
{
    char path[OUTLET_PATH_MAX];

    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        return err_fail(err, ERR_INPUT, _("Le nom du fichier est trop long : le raccourcir."));
    if (!outlet_open(&part->outlet, path, force, err))
        return false;
    part->hasher = crypto_hasher_open();
    return true;
}

void archive_part_put(struct archive_part *part, const void *bytes, size_t length)
{
    outlet_put(&part->outlet, bytes, length);
    crypto_hasher_add(part->hasher, bytes, length);
}

bool archive_part_finish(struct archive_part *part, unsigned char hash[HASH_BYTES], struct err *err)
{
    unsigned char ignored[HASH_BYTES];

    crypto_hasher_close(part->hasher, hash ? hash : ignored);
    part->hasher = NULL;
    return outlet_finish(&part->outlet, err);
}

void archive_part_abandon(struct archive_part *part)
{
    unsigned char ignored[HASH_BYTES];

    if (!part->hasher)
        return;
    crypto_hasher_close(part->hasher, ignored);
    part->hasher = NULL;
    outlet_abandon(&part->outlet);
}

static bool walk_chain(struct db *db, const char *chain, struct fact_csv *csv,
                       archive_record_fn *each, void *context, struct err *err)
{
    struct record_reader reader;
    bool good = true;

    record_reader_open(&reader, db, chain, err);
    while (good && record_reader_next(&reader)) {
        good = fact_csv_put_record(csv, &reader.record, err);
        if (good && each)
            each(context, reader.chain, reader.seq, &reader.record);
    }
    if (reader.stray != 0 && err->code == ERR_NONE)
        good = err_fail(err, ERR_TAMPERED,
                        _("Une ligne de « %s » n'appartient à aucun enregistrement : lancer "
                          "« verify »."),
                        FACT_TABLES[reader.stray].name);
    return record_reader_close(&reader) && good;
}

bool archive_walk(struct db *db, struct fact_csv *csv, archive_record_fn *each, void *context,
                  struct err *err)
{
    struct stmt chains = db_prepare(db, SQL_CHAINS, err);
    bool good = true;

    fact_csv_put_headers(csv);
    while (good && stmt_next(&chains)) {
        char chain[2] = { stmt_text(&chains, 0)[0], '\0' };

        good = walk_chain(db, chain, csv, each, context, err);
    }
    return stmt_finish(&chains) && good;
}

/* -- export csv -- */

static void table_put(void *context, int table, const char *bytes, size_t length)
{
    struct archive_part *parts = context;

    archive_part_put(&parts[table], bytes, length);
}

static bool tables_open(struct archive_part *parts, const char *folder, bool force, struct err *err)
{
    for (int table = 0; table < FACT_CSV_TABLES; table++) {
        char name[64];

        snprintf(name, sizeof name, "%s.csv", fact_csv_name(table));
        if (!archive_part_open(&parts[table], folder, name, force, err))
            return false;
    }
    return true;
}

bool archive_write_tables(struct till *till, const char *folder, bool force, struct err *err)
{
    struct archive_part *parts = calloc(FACT_CSV_TABLES, sizeof *parts);
    struct fact_csv csv = fact_csv_init(table_put, parts);
    bool good;

    if (!parts)
        return err_fail(err, ERR_STORAGE, _("Mémoire insuffisante : fermer un autre programme."));
    good = tables_open(parts, folder, force, err) && archive_walk(till->db, &csv, NULL, NULL, err);
    for (int table = 0; table < FACT_CSV_TABLES; table++) {
        if (good)
            good = archive_part_finish(&parts[table], NULL, err);
        archive_part_abandon(&parts[table]);
    }
    fact_csv_release(&csv);
    free(parts);
    return good;
}
