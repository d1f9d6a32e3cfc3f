#include "tests/support/hostile_zip.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { ENTRIES_MAX = 80, UTF_8 = 1 << 11, ENCRYPTED = 1, LONG_NAME = 65535 };

enum lie {
    LIE_NAME_UP,
    LIE_NAME_ROOT,
    LIE_NAME_BACKSLASH,
    LIE_NAME_END_INSIDE,
    LIE_NAME_NO_UTF_8,
    LIE_NAME_NOTHING,
    LIE_NAME_LONG,
    LIE_TWICE_FALSE_FIRST,
    LIE_TWICE_FALSE_LAST,
    LIE_TWO_NAMES,
    LIE_LOCAL_SIZE,
    LIE_SIZE_LARGE,
    LIE_SIZE_SMALL,
    LIE_SIZE_HUGE,
    LIE_CHECKSUM,
    LIE_ENCRYPTED,
    LIE_METHOD,
    LIE_NO_DEFLATE,
    LIE_PLACE,
    LIE_COUNT_HUGE,
    LIE_COUNT_SMALL,
    LIE_DIRECTORY,
    LIE_BEFORE,
    LIE_ENTRY_BEHIND,
    LIE_SECOND_END,
    LIE_COMMENT,
    LIE_MANIFEST,
    LIE_COUNT
};
static_assert((int)LIE_COUNT == HOSTILE_ZIP_LIES, "every lie is told");

static const char *const LIES[LIE_COUNT] = {
    [LIE_NAME_UP] = "a name with ../",
    [LIE_NAME_ROOT] = "a name from the root",
    [LIE_NAME_BACKSLASH] = "a name with backslashes",
    [LIE_NAME_END_INSIDE] = "a name with an end inside",
    [LIE_NAME_NO_UTF_8] = "a name that is no UTF-8",
    [LIE_NAME_NOTHING] = "a name of nothing",
    [LIE_NAME_LONG] = "a name of 65535 bytes",
    [LIE_TWICE_FALSE_FIRST] = "an entry twice, the false one first",
    [LIE_TWICE_FALSE_LAST] = "an entry twice, the false one last",
    [LIE_TWO_NAMES] = "two names for one place",
    [LIE_LOCAL_SIZE] = "a local size that is none",
    [LIE_SIZE_LARGE] = "a size that is too large",
    [LIE_SIZE_SMALL] = "a size that is too small",
    [LIE_SIZE_HUGE] = "a size of four gigabytes",
    [LIE_CHECKSUM] = "a checksum that is none",
    [LIE_ENCRYPTED] = "an encrypted entry",
    [LIE_METHOD] = "a packing that nobody knows",
    [LIE_NO_DEFLATE] = "packed bytes that unpack to nothing",
    [LIE_PLACE] = "a place behind the end",
    [LIE_COUNT_HUGE] = "65535 entries",
    [LIE_COUNT_SMALL] = "fewer entries than there are",
    [LIE_DIRECTORY] = "a directory that lies elsewhere",
    [LIE_BEFORE] = "bytes before the beginning",
    [LIE_ENTRY_BEHIND] = "an entry behind the end",
    [LIE_SECOND_END] = "a second end",
    [LIE_COMMENT] = "a comment longer than the file",
    [LIE_MANIFEST] = "a manifest that lies",
};

struct entry {
    char *name;
    size_t name_length;
    char *bytes;
    size_t length;
    unsigned flags, method;
    uint32_t crc, packed, unpacked; /* as the directory says */
    uint32_t local_size;            /* as the entry says itself */
    uint32_t at;
};

struct maker {
    struct entry entries[ENTRIES_MAX];
    int count;
    struct buf *out;
    struct chance *chance;
};

const char *hostile_zip_name(int lie)
{
    return lie < 0 ? "no lie" : LIES[lie];
}

bool hostile_zip_is_harmless(int lie)
{
    return lie == LIE_BEFORE;
}

static uint32_t crc_of(const char *bytes, size_t length)
{
    uint32_t crc = 0xFFFFFFFF;

    for (size_t i = 0; i < length; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    return ~crc;
}

static void put(struct buf *out, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        char byte = (char)(number >> 8 * i & 0xFF);

        buf_put(out, &byte, 1);
    }
}

static struct entry *entry_add(struct maker *maker, const char *name, const char *bytes,
                               size_t length)
{
    struct entry *entry = &maker->entries[maker->count++];

    assert(maker->count <= ENTRIES_MAX);
    *entry = (struct entry){ .name = strdup(name),
                             .name_length = strlen(name),
                             .length = length,
                             .bytes = malloc(length + 1),
                             .flags = UTF_8 };
    assert(entry->name && entry->bytes);
    memcpy(entry->bytes, bytes, length);
    entry->crc = crc_of(bytes, length);
    entry->packed = entry->unpacked = entry->local_size = (uint32_t)length;
    return entry;
}

static void entries_read(struct maker *maker, const char *path)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);

    assert(zip);
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        zip_stat_t stat;
        zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        char *bytes;

        assert(file && zip_stat_index(zip, (zip_uint64_t)i, 0, &stat) == 0);
        bytes = malloc(stat.size + 1);
        assert(bytes && zip_fread(file, bytes, stat.size) == (zip_int64_t)stat.size);
        entry_add(maker, stat.name, bytes, stat.size);
        free(bytes);
        zip_fclose(file);
    }
    zip_discard(zip);
}

/* What both places of an entry say alike, from the version that is needed to the lengths. */
static void put_common(struct buf *out, const struct entry *entry, uint32_t packed,
                       uint32_t unpacked)
{
    put(out, 20, 2);
    put(out, entry->flags, 2);
    put(out, entry->method, 2);
    put(out, 0x7A6F6000, 4); /* a day and an hour */
    put(out, entry->crc, 4);
    put(out, packed, 4);
    put(out, unpacked, 4);
    put(out, (uint32_t)entry->name_length, 2);
    put(out, 0, 2);
}

static void put_entry(struct buf *out, struct entry *entry)
{
    entry->at = (uint32_t)out->length;
    put(out, 0x04034B50, 4);
    put_common(out, entry, entry->local_size, entry->local_size);
    buf_put(out, entry->name, entry->name_length);
    buf_put(out, entry->bytes, entry->length);
}

static void put_directory(struct buf *out, const struct entry *entry)
{
    put(out, 0x02014B50, 4);
    put(out, 20, 2);
    put_common(out, entry, entry->packed, entry->unpacked);
    for (int i = 0; i < 5; i++) /* comment, disk, attributes */
        put(out, 0, 2);
    put(out, entry->at, 4);
    buf_put(out, entry->name, entry->name_length);
}

static void put_end(struct buf *out, uint32_t count, uint32_t from, uint32_t size, uint32_t comment)
{
    put(out, 0x06054B50, 4);
    put(out, 0, 4);
    put(out, count, 2);
    put(out, count, 2);
    put(out, size, 4);
    put(out, from, 4);
    put(out, comment, 2);
}

static void name_become(struct entry *entry, const char *name, size_t length)
{
    free(entry->name);
    entry->name = malloc(length + 1);
    assert(entry->name);
    memcpy(entry->name, name, length);
    entry->name_length = length;
}

static void name_lie(struct maker *maker, int lie)
{
    static const char *const NAMES[] = { "../../../../tmp/flashcoop-victim",
                                         "/tmp/flashcoop-victim",
                                         "C:\\..\\flashcoop-victim",
                                         "sale.csv",
                                         "\xFF\xFE\xC3(",
                                         "" };
    struct entry *entry =
        entry_add(maker, NAMES[lie < LIE_NAME_LONG ? lie : LIE_NAME_END_INSIDE], "victim", 6);
    char *name;

    if (lie == LIE_NAME_END_INSIDE)
        name_become(entry, "sale.csv\0.txt", 13);
    if (lie != LIE_NAME_LONG)
        return;
    name = malloc(LONG_NAME);
    assert(name);
    memset(name, 'n', LONG_NAME);
    name_become(entry, name, LONG_NAME);
    free(name);
}

static void twice_lie(struct maker *maker, int lie, int which)
{
    struct entry *entry = entry_add(maker, maker->entries[which].name, "false", 5);
    struct entry kept = maker->entries[which];

    if (lie == LIE_TWICE_FALSE_FIRST) { /* the false one takes the place of the true one, which
                                           comes last */
        maker->entries[which] = *entry;
        *entry = kept;
    }
}

static void size_lie(struct maker *maker, struct entry *entry, int lie)
{
    uint32_t any = (uint32_t)chance_next(maker->chance) & 0x7FFFFFFF;

    switch (lie) {
    case LIE_LOCAL_SIZE: entry->local_size = any; break;
    case LIE_SIZE_LARGE:
        entry->packed = entry->unpacked = (uint32_t)entry->length + 1 + any % 100000;
        break;
    case LIE_SIZE_SMALL: entry->packed = entry->unpacked = (uint32_t)entry->length / 2; break;
    case LIE_SIZE_HUGE: entry->unpacked = 0xFFFFFFFE; break;
    case LIE_CHECKSUM: entry->crc ^= any | 1; break;
    case LIE_ENCRYPTED: entry->flags |= ENCRYPTED; break;
    case LIE_METHOD: entry->method = 99; break;
    case LIE_NO_DEFLATE: entry->method = 8; break; /* the bytes are no deflate */
    default: break;
    }
}

/* A line that is not so: another hash, another name, one more, one less. */
static void manifest_lie(struct maker *maker)
{
    for (int i = 0; i < maker->count; i++) {
        struct entry *entry = &maker->entries[i];

        if (strcmp(entry->name, "MANIFEST.txt") != 0)
            continue;
        switch (chance_below(maker->chance, 4)) {
        case 0: entry->bytes[0] = entry->bytes[0] == '0' ? '1' : '0'; break;
        case 1: entry->bytes[66] = '/'; break;
        case 2: memset(entry->bytes + 64, '\n', 3); break;
        default: entry->length -= 1 + (size_t)chance_below(maker->chance, 60); break;
        }
        entry->crc = crc_of(entry->bytes, entry->length);
        entry->packed = entry->unpacked = entry->local_size = (uint32_t)entry->length;
    }
}

/* Lies that stand in an entry; those of the directory and the end come when these are written. */
static void lie_tell(struct maker *maker, int lie)
{
    int which = chance_below(maker->chance, maker->count);

    if (lie >= 0 && lie <= LIE_NAME_LONG)
        name_lie(maker, lie);
    else if (lie == LIE_TWICE_FALSE_FIRST || lie == LIE_TWICE_FALSE_LAST)
        twice_lie(maker, lie, which);
    else if (lie == LIE_MANIFEST)
        manifest_lie(maker);
    else
        size_lie(maker, &maker->entries[which], lie);
}

static void directory_write(struct maker *maker, int lie)
{
    struct buf *out = maker->out;
    uint32_t from = (uint32_t)out->length, count = (uint32_t)maker->count, size;
    int which = chance_below(maker->chance, maker->count - 1);

    if (lie == LIE_TWO_NAMES)
        maker->entries[which + 1].at = maker->entries[which].at;
    if (lie == LIE_PLACE)
        maker->entries[which].at = (uint32_t)chance_next(maker->chance);
    for (int i = 0; i < maker->count; i++)
        put_directory(out, &maker->entries[i]);
    size = (uint32_t)out->length - from;
    if (lie == LIE_COUNT_HUGE)
        count = 65535;
    if (lie == LIE_COUNT_SMALL)
        count -= 1 + (uint32_t)chance_below(maker->chance, maker->count - 1);
    if (lie == LIE_DIRECTORY)
        from = (uint32_t)chance_next(maker->chance);
    put_end(out, count, from, size, lie == LIE_COMMENT ? 65535 : 0);
    if (lie == LIE_ENTRY_BEHIND)
        put_entry(out, &maker->entries[which]);
    if (lie == LIE_SECOND_END)
        put_end(out, 1, from, size, 0);
}

void hostile_zip_make(const char *sound, int lie, struct chance *chance, struct buf *out)
{
    struct maker maker = { .out = out, .chance = chance };

    entries_read(&maker, sound);
    lie_tell(&maker, lie);
    if (lie == LIE_BEFORE)
        buf_put(out, "PK\3\4 not yet", 12);
    for (int i = 0; i < maker.count; i++)
        put_entry(out, &maker.entries[i]);
    directory_write(&maker, lie);
    for (int i = 0; i < maker.count; i++) {
        free(maker.entries[i].name);
        free(maker.entries[i].bytes);
    }
    assert(buf_text(out));
}
