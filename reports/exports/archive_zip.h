/* One ZIP out of the files of a folder, and back; reports/print/packet packs what is in memory. */
#ifndef REPORTS_ARCHIVE_ZIP_H
#define REPORTS_ARCHIVE_ZIP_H

#include "base/buf.h"
#include "base/day.h"

/*
 * Pack `names` of `folder`, in that order, all dated `made_at` on the wall clock, into
 * `path`, synced. The file appears whole or not at all. ERR_STORAGE.
 */
bool archive_zip_write(const char *path, const char *folder, const char *const *names,
                       int name_count, struct moment made_at, struct err *err) MUST_CHECK;

struct archive_zip; /* a ZIP open for reading */

/* ERR_STORAGE: no such file; ERR_INPUT: not a ZIP. */
struct archive_zip *archive_zip_open(const char *path, struct err *err);
void archive_zip_close(struct archive_zip *zip); /* accepts NULL */

int archive_zip_count(const struct archive_zip *zip);
const char *archive_zip_name(const struct archive_zip *zip, int entry); /* "" unreadable */

/* One entry at a time, streamed. ERR_NOT_FOUND: no such entry. ERR_TAMPERED: cannot be unpacked. */
struct archive_entry;
struct archive_entry *archive_entry_open(struct archive_zip *zip, const char *name,
                                         struct err *err);
/* Bytes read, 0 at the end, -1 damaged (`err` set). */
long archive_entry_read(struct archive_entry *entry, void *out, size_t room, struct err *err);
void archive_entry_close(struct archive_entry *entry); /* accepts NULL */

/* A small entry as a whole, up to the ceiling of `out`. */
bool archive_entry_load(struct archive_zip *zip, const char *name, struct buf *out,
                        struct err *err) MUST_CHECK;

#endif
