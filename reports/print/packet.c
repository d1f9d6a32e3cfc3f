#include "reports/print/packet.h"

#include "base/lang.h"

#include <stdlib.h>
#include <zip.h>

void zip_entry_date(struct zip *zip, uint64_t entry, struct moment at)
{
    enum { DOS_FIRST_YEAR = 1980 };
    int year, month, month_day;
    int64_t seconds = at.utc_s + (int64_t)at.offset_min * 60;
    int64_t second = ((seconds % 86400) + 86400) % 86400;

    day_split(moment_day(at), &year, &month, &month_day);
    if (year < DOS_FIRST_YEAR)
        year = DOS_FIRST_YEAR;
    zip_file_set_dostime(
        zip, entry,
        (zip_uint16_t)(second / 3600 << 11 | (second / 60 % 60) << 5 | (second % 60) / 2),
        (zip_uint16_t)((year - DOS_FIRST_YEAR) << 9 | month << 5 | month_day), 0);
}

static bool part_add(zip_t *zip, const struct packet_part *part, struct moment made_at)
{
    zip_source_t *source = zip_source_buffer(zip, part->bytes->data, part->bytes->length, 0);
    zip_int64_t entry = source ? zip_file_add(zip, part->name, source, ZIP_FL_ENC_GUESS) : -1;

    if (entry < 0) {
        zip_source_free(source);
        return false;
    }
    zip_entry_date(zip, (uint64_t)entry, made_at);
    return zip_set_file_compression(zip, (zip_uint64_t)entry,
                                    part->is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) == 0;
}

static bool bytes_pass(zip_source_t *whole, struct outlet *outlet)
{
    enum { BLOCK = 1 << 14 };
    char block[BLOCK];
    zip_int64_t got = 0;

    if (zip_source_open(whole) != 0)
        return false;
    while ((got = zip_source_read(whole, block, sizeof block)) > 0)
        outlet_put(outlet, block, (size_t)got);
    zip_source_close(whole);
    return got == 0;
}

bool packet_write(const struct packet_part *parts, int count, struct moment made_at,
                  struct outlet *outlet, struct err *err)
{
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = whole ? zip_open_from_source(whole, ZIP_TRUNCATE, NULL) : NULL;
    bool good = zip != NULL;

    if (good)
        zip_source_keep(whole); /* it is read after the packing is done */
    for (int i = 0; good && i < count; i++)
        good = part_add(zip, &parts[i], made_at);
    if (good && zip_close(zip) == 0)
        good = bytes_pass(whole, outlet);
    else {
        good = false;
        if (zip)
            zip_discard(zip);
    }
    zip_source_free(whole);
    return good || err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
}
