#include "pos/acts/papers_beside.h"

#include "base/lang.h"
#include "reports/catalogue/paper_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void folder_beside(const struct desk *desk, const char *what, char out[BESIDE_PATH_MAX])
{
    size_t length = strlen(desk->path);

    if (length > 10 && strcmp(desk->path + length - 10, ".flashcoop") == 0)
        length -= 10;
    snprintf(out, BESIDE_PATH_MAX, "%.*s-%s", (int)length, desk->path, what);
}

struct vault_access sheets_access(const struct desk *desk)
{
    return (struct vault_access){ .passphrase = getenv("FLASHCOOP_PASSPHRASE"),
                                  .opened = &desk->sheets };
}

/* The first sentence of the refusals, without the name of the file. */
static void reason_of(const struct buf *lines, char *out, size_t room)
{
    const char *text = buf_text(lines), *colon = strstr(text, ": ");

    text = colon ? colon + 2 : text;
    snprintf(out, room, "%.*s", (int)strcspn(text, "\n"), text);
}

/* A whole session has an index that says why; of a day the first reason is said at once. */
static void papers_tell(const struct papers_wanted *wanted, const char *path,
                        const struct paper_refusals *refusals, struct notice *notice)
{
    int missing = refusals->failed + refusals->not_yet;
    char reason[sizeof notice->text];

    if (missing == 0) {
        notice_set(notice, STYLE_GOOD,
                   wanted->only  ? _("C'est fait, dans %s")
                   : wanted->day ? _("Tous les papiers du jour sont dans %s")
                                 : _("Tous les papiers sont dans %s"),
                   path);
    } else if (wanted->day == 0) {
        notice_set(notice, STYLE_WARNING,
                   lang_plural("Dans %s ; il manque %d papier : index.txt dit pourquoi.",
                               "Dans %s ; il manque %d papiers : index.txt dit pourquoi.", missing),
                   path, missing);
    } else {
        reason_of(&refusals->lines, reason, sizeof reason);
        notice_set(notice, STYLE_WARNING,
                   lang_plural("Il manque %d papier. %s", "Il manque %d papiers. %s", missing),
                   missing, reason);
    }
}

bool papers_beside_make(struct desk *desk, const struct papers_wanted *wanted,
                        struct notice *notice, struct err *err)
{
    char path[BESIDE_PATH_MAX];
    struct paper_refusals refusals = { .failed = 0 };
    const struct paper_folder folder = { .path = path,
                                         .force = true,
                                         .made_at = till_now(desk->till),
                                         .access = sheets_access(desk),
                                         .refusals = &refusals,
                                         .day = wanted->day,
                                         .only = wanted->only };

    folder_beside(desk, "papiers", path);
    if (!paper_folder_write(desk->till, &folder, err))
        return false;
    if (wanted->day > 0 || report_tables_write(desk->till, &folder, err)) {
        papers_tell(wanted, path, &refusals, notice);
        buf_release(&refusals.lines);
        return true;
    }
    buf_release(&refusals.lines);
    return false;
}
