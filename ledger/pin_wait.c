#include "ledger/pin_wait.h"

#include "base/lang.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { WAIT_MAX_S = 300, WAIT_TEXT_MAX = 100 };

static const char SQL_LOCAL[] = "SELECT value FROM local WHERE key = ?";
static const char SQL_PUT_LOCAL[] = "INSERT OR REPLACE INTO local (key, value) VALUES (?, ?)";

/* How long the machine runs since its start, and which start: neither can be set. A frozen clock
 * of tests is its own machine. */
static int64_t running_s(const struct clock *clock, char boot[BOOT_ID_MAX])
{
    struct timespec now = { 0 };
    int file;
    ssize_t got;

    snprintf(boot, BOOT_ID_MAX, "frozen");
    if (clock->frozen)
        return clock_now(clock).utc_s;
    clock_gettime(CLOCK_BOOTTIME, &now);
    file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    got = file >= 0 ? read(file, boot, BOOT_ID_MAX - 1) : 0;
    if (file >= 0)
        close(file);
    boot[got > 0 ? got : 0] = '\0';
    boot[strcspn(boot, "\n")] = '\0';
    if (boot[0] == '\0') /* where no /proc is: a word all the same, or nothing is read back */
        snprintf(boot, BOOT_ID_MAX, "unknown");
    return (int64_t)now.tv_sec;
}

static int64_t length_s(int64_t failures)
{
    int64_t length = failures <= 0 ? 0 : failures < 9 ? INT64_C(1) << failures : WAIT_MAX_S;

    return length < WAIT_MAX_S ? length : WAIT_MAX_S;
}

/* Of two places the worse one counts: a copy or an older book forgets nothing. */
static void wait_take(struct pin_wait *wait, const char *text)
{
    struct pin_wait found = { .failures = 0 };

    if (sscanf(text, "%" SCNd64 " %" SCNd64 " %39s", &found.failures, &found.until_s, found.boot) !=
            3 ||
        found.failures < wait->failures ||
        (found.failures == wait->failures && found.until_s <= wait->until_s))
        return;
    wait->failures = found.failures < WAIT_MAX_S ? found.failures : WAIT_MAX_S;
    wait->until_s = found.until_s;
    memcpy(wait->boot, found.boot, sizeof wait->boot);
}

static void local_key(const struct pin_wait *wait, char out[24])
{
    snprintf(out, 24, "wait.%s", role_word(wait->role));
}

static bool local_read(struct pin_wait *wait, struct err *err)
{
    struct stmt query = db_prepare(wait->till->db, SQL_LOCAL, err);
    char key[24];

    local_key(wait, key);
    stmt_bind_text(&query, 1, key);
    if (stmt_next(&query))
        wait_take(wait, stmt_text(&query, 0));
    return stmt_finish(&query);
}

static bool local_write(const struct pin_wait *wait, const char *text, struct err *err)
{
    struct db *db = wait->till->db;
    char key[24];

    if (wait->till->is_reader)
        return true;
    if (!db_begin(db, err))
        return false;

    struct stmt put = db_prepare(db, SQL_PUT_LOCAL, err);

    local_key(wait, key);
    stmt_bind_text(&put, 1, key);
    stmt_bind_text(&put, 2, text);
    stmt_run(&put);
    if (stmt_finish(&put) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

/* Read to its end under its lock: a second try waits for the first. */
static void file_read(struct pin_wait *wait)
{
    char text[WAIT_TEXT_MAX];
    ssize_t got;

    flock(wait->file, LOCK_EX);
    got = pread(wait->file, text, sizeof text - 1, 0);
    text[got > 0 ? got : 0] = '\0';
    wait_take(wait, text);
}

static bool file_write(const struct pin_wait *wait, const char *text)
{
    ssize_t length = (ssize_t)strlen(text);

    return pwrite(wait->file, text, (size_t)length, 0) == length &&
           ftruncate(wait->file, length) == 0 && fsync(wait->file) == 0;
}

static bool wait_fail_uncounted(struct err *err)
{
    return err_fail(err, ERR_FORBIDDEN,
                    _("Un essai de code ne peut être compté ici : ouvrir le livre pour "
                      "écrire."));
}

/* From now on, in every place. */
static bool wait_start(struct pin_wait *wait, struct err *err)
{
    char text[WAIT_TEXT_MAX];

    wait->until_s = running_s(&wait->till->clock, wait->boot) + length_s(wait->failures);
    snprintf(text, sizeof text, "%" PRId64 " %" PRId64 " %s\n", wait->failures, wait->until_s,
             wait->boot);
    if (wait->file >= 0 && !file_write(wait, text) && wait->till->is_reader)
        return wait_fail_uncounted(err);
    return local_write(wait, text, err);
}

/* One that was not begun in this start of the machine is begun here: nobody knows how long ago it
 * was, and who changes the name of the start gains nothing. */
static bool wait_is_over(struct pin_wait *wait, struct err *err)
{
    char boot[BOOT_ID_MAX];
    int64_t now = running_s(&wait->till->clock, boot);
    bool is_ours = strcmp(boot, wait->boot) == 0 && wait->until_s <= now + length_s(wait->failures);

    if (wait->failures == 0 || (is_ours && now >= wait->until_s))
        return true;
    if (!is_ours && !wait_start(wait, err))
        return false;

    int left = (int)(wait->until_s - now);

    return err_fail(err, ERR_FORBIDDEN,
                    lang_plural("Trop d'essais : attendre %d seconde.",
                                "Trop d'essais : attendre %d secondes.", left),
                    left);
}

bool pin_wait_begin(struct pin_wait *wait, struct till *till, enum role role, struct err *err)
{
    *wait = (struct pin_wait){ .till = till, .role = role };
    wait->file = keyring_open_wait(&till->keyring, till->session.id, role_word(role));
    if (wait->file >= 0)
        file_read(wait);
    else if (till->is_reader)
        return wait_fail_uncounted(err);
    if (local_read(wait, err) && wait_is_over(wait, err))
        return true;
    pin_wait_end(wait);
    return false;
}

bool pin_wait_count(struct pin_wait *wait, bool right, struct err *err)
{
    if (right && wait->failures == 0)
        return true;
    wait->failures = right ? 0 : wait->failures + 1;
    return wait_start(wait, err);
}

void pin_wait_end(struct pin_wait *wait)
{
    if (wait->file >= 0)
        close(wait->file); /* and its lock goes */
    wait->file = -1;
}
