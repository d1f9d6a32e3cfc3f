#include "ledger/till.h"

#include "base/lang.h"
#include "ledger/book_days.h"
#include "ledger/practice.h"
#include "ledger/product_twin.h"
#include "base/text.h"
#include "ledger/consent.h"
#include "ledger/elsewhere.h"
#include "ledger/first_till.h"
#include "ledger/older_copy.h"
#include "ledger/pin_wait.h"
#include "ledger/posting.h"
#include "ledger/presence.h"
#include "ledger/schema.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_LOCAL[] = "SELECT value FROM local WHERE key = ?";
static const char SQL_PUT_LOCAL[] = "INSERT OR REPLACE INTO local (key, value) VALUES (?, ?)";
static const char SQL_SESSION_CLOSED[] =
    "SELECT count(*) FROM closing WHERE period = 3 AND chain = ?";

static const struct actor HOST = { "host", "" };

static bool signer_make(struct till *till, struct err *err)
{
    unsigned char secret[SECRET_KEY_BYTES];
    bool found = keyring_find_key(&till->keyring, till->session.id, till->letter, secret);

    if (!found) {
        if (!crypto_random(secret, sizeof secret, err))
            return false;
        /* Not stored: see till_check_key_place(). */
        if (!keyring_put_key(&till->keyring, till->session.id, till->letter, secret))
            till->keyring.is_usable = false;
    }
    till->signer = crypto_signer_open(secret, err);
    crypto_wipe(secret, sizeof secret);
    return till->signer != NULL;
}

/* A reader uses the key when it is there, and makes none. */
static bool signer_find(struct till *till, struct err *err)
{
    unsigned char secret[SECRET_KEY_BYTES];

    if (!keyring_find_key(&till->keyring, till->session.id, till->letter, secret))
        return true;
    till->signer = crypto_signer_open(secret, err);
    crypto_wipe(secret, sizeof secret);
    return till->signer != NULL;
}

static bool letter_read(struct till *till, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_LOCAL, err);

    stmt_bind_text(&query, 1, "till");
    till->letter = stmt_next(&query) ? stmt_text(&query, 0)[0] : '\0';
    if (!stmt_finish(&query))
        return false;
    if (till->letter < 'A' || till->letter > 'Z')
        return err_fail(err, ERR_STORAGE, _("Ce livre n'a pas de caisse : reprendre une copie."));
    return true;
}

static bool closed_read(struct till *till, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_SESSION_CLOSED, err);

    stmt_bind_text(&query, 1, till->real.chain);
    if (stmt_next(&query))
        till->session_is_closed = stmt_int(&query, 0) > 0;
    return stmt_finish(&query);
}

/* The keyring, the key and both chains, once the letter and the session's id are known. */
static bool till_start(struct till *till, const char *keyring_folder, struct err *err)
{
    till->keyring = till->is_reader ? keyring_look(keyring_folder) : keyring_open(keyring_folder);
    return (till->is_reader ? signer_find(till, err) : signer_make(till, err)) &&
           journal_open(&till->real, till->db, till->letter, till->signer, err) &&
           journal_open(&till->practice, till->db, (char)(till->letter - 'A' + 'a'), till->signer,
                        err);
}

bool till_open(struct till *out, struct db *db, struct clock clock, const char *keyring_folder,
               struct err *err)
{
    struct till till = {
        .db = db, .clock = clock, .is_reader = db_is_reader(db), .day_cut_min = DAY_CUT_DEFAULT_MIN
    };

    till.keyring.head_file = -1;
    if (!letter_read(&till, err) || !session_read(db, &till.session, err) ||
        !till_start(&till, keyring_folder, err) || !older_copy_read(&till, err) ||
        !closed_read(&till, err) || !till_read_day_cut(&till, err)) {
        till_close(&till);
        return false;
    }
    till.lost_key = till.real.key_is_due && till.real.head.seq > 0;
    if (till.is_reader && till.lost_key) { /* another key than the announced one signs nothing */
        crypto_signer_close(till.signer);
        till.signer = NULL;
    }
    *out = till;
    return true;
}

void till_close(struct till *till)
{
    journal_close(&till->real);
    journal_close(&till->practice);
    crypto_signer_close(till->signer);
    till->signer = NULL;
    if (till->db)
        keyring_close(&till->keyring);
}

bool till_upgrade(struct till *till, struct err *err)
{
    return till_write_begin(till, err) && till_write_end(till, true, err);
}

static bool session_id_make(char out[BOOK_ID_MAX], struct err *err)
{
    unsigned char random[(BOOK_ID_MAX - 1) / 2];

    if (!crypto_random(random, sizeof random, err))
        return false;
    crypto_hex(random, sizeof random, out);
    return true;
}

static bool letter_put(struct db *db, char letter, struct err *err)
{
    struct stmt put = db_prepare(db, SQL_PUT_LOCAL, err);
    char text[2] = { letter, '\0' };

    stmt_bind_text(&put, 1, "till");
    stmt_bind_text(&put, 2, text);
    stmt_run(&put);
    return stmt_finish(&put);
}

bool till_found(struct db *db, const struct session *session, char letter, struct clock clock,
                const char *keyring_folder, struct err *err)
{
    struct till till = { .db = db, .clock = clock, .letter = letter, .session = *session };
    const struct setting_edit edit = { &HOST, clock_now(&clock), NULL };
    bool good;

    till.keyring.head_file = -1;
    if (!session_check(session, err))
        return false;
    if (letter < 'A' || letter > 'Z')
        return err_fail(err, ERR_INPUT, _("Une caisse porte une lettre, de A à Z."));
    if (till.session.id[0] == '\0' && !session_id_make(till.session.id, err))
        return false;
    good = db_begin(db, err) && db_script(db, ledger_schema(), err) &&
           letter_put(db, letter, err) && till_start(&till, keyring_folder, err) &&
           till_check_key_place(&till, err) && session_put(&till.real, &till.session, &edit, err) &&
           db_commit(db, err);
    if (!good)
        db_rollback(db);
    till_close(&till);
    return good;
}

void till_key(const struct till *till, bool practice, char out[TILL_KEY_MAX])
{
    snprintf(out, TILL_KEY_MAX, "%s-%s", till->session.id,
             practice ? till->practice.chain : till->real.chain);
}

struct journal *till_journal(struct till *till)
{
    return till->is_practice ? &till->practice : &till->real;
}

struct moment till_now(const struct till *till)
{
    return clock_now(&till->clock);
}

struct day till_day(const struct till *till)
{
    return moment_day_cut(till_now(till), till->day_cut_min);
}

bool till_is_over(const struct till *till)
{
    return till->session_is_closed && !till->is_practice;
}

bool till_check(const struct till *till, enum action action, struct err *err)
{
    if (till->actor.who[0] == '\0')
        return err_fail(err, ERR_FORBIDDEN, _("Qui est à la caisse ? Donner un badge."));
    if (!actor_check(&till->actor, action, err))
        return false;
    if (till->is_practice && !practice_allows(action))
        return err_fail(err, ERR_FORBIDDEN,
                        _("À l'école rien de vrai ne s'inscrit : la quitter d'abord (F4)."));
    if (till_is_over(till) && action != ACTION_EXPORT && action != ACTION_PEOPLE &&
        actor_role(&till->actor) != ROLE_HOST)
        return err_fail(err, ERR_CLOSED,
                        _("La session est fermée : seule la coopérative peut corriger."));
    return true;
}

static void heads_remember(struct till *till)
{
    older_copy_remember(till);
    if (till->is_practice)
        older_copy_witness(till, &till->practice);
    older_copy_witness(till, &till->real);
}

/* An old book goes on in the present form: its roll and consents are sealed as they stand.
 */
static bool upgrade_write(struct till *till, struct err *err)
{
    bool is_first = false;

    if (!till->real.upgrade_is_due)
        return true;
    if (!journal_announce(&till->real, &till->actor, till_now(till), err) ||
        (till->practice.upgrade_is_due &&
         !journal_announce(&till->practice, &till->actor, till_now(till), err)) ||
        !first_till_is_here(till, &is_first, err))
        return false;
    return !is_first || (presence_seal(till, err) && consent_seal(till, err));
}

static void write_undo(struct till *till)
{
    db_rollback(till->db);
    till->notice_is_due = till->notice_is_due || till->notice_is_new;
    till->notice_is_new = false;
    journal_restore(&till->real, &till->batch_real);
    journal_restore(&till->practice, &till->batch_practice);
}

bool till_write_begin(struct till *till, struct err *err)
{
    if (till->in_batch)
        return true;
    if (till->is_reader)
        return err_fail(err, ERR_BUSY, _("Ce livre est ouvert pour lire : rien ne s'y écrit."));
    if (!elsewhere_check(till, err) || !older_copy_check(till, err))
        return false;
    till->batch_real = till->real.head;
    till->batch_practice = till->practice.head;
    if (!db_begin(till->db, err))
        return false;
    if (upgrade_write(till, err) && older_copy_note(till, err))
        return true;
    write_undo(till);
    return false;
}

/* What went wrong stays in the book as soon as the book takes anything again. */
static void failure_remember(struct till *till, const struct err *why)
{
    struct err ignored = ERR_EMPTY;

    if (why->code != ERR_STORAGE || !db_begin(till->db, &ignored))
        return;
    if (!journal_note(&till->real, RECORD_REFUSAL, &till->actor, till_now(till),
                      &(struct note){ "failed-commit", "", 0 }, &ignored) ||
        !db_commit(till->db, &ignored)) {
        db_rollback(till->db);
        journal_restore(&till->real, &till->batch_real);
    }
}

bool till_write_end(struct till *till, bool good, struct err *err)
{
    if (till->in_batch)
        return good;
    if (good && db_commit(till->db, err)) {
        heads_remember(till);
        return true;
    }
    write_undo(till);
    failure_remember(till, err);
    return false;
}

bool till_batch_begin(struct till *till, struct err *err)
{
    assert(!till->in_batch);
    if (!till_write_begin(till, err))
        return false;
    till->in_batch = true;
    return true;
}

bool till_batch_end(struct till *till, bool keep, struct err *err)
{
    assert(till->in_batch);
    till->in_batch = false;
    return till_write_end(till, keep, err) || !keep;
}

static bool refusal_write(struct till *till, const char *subject, const char *detail)
{
    struct err ignored = ERR_EMPTY;

    return till_note(till, RECORD_REFUSAL, subject, detail, 0, &ignored);
}

static bool pin_judge(struct pin_wait *wait, const char *pin, struct err *err)
{
    bool right = false;

    return pin_is_right(wait->till->db, wait->role, pin, &right, err) &&
           pin_wait_count(wait, right, err) &&
           (right || err_fail(err, ERR_FORBIDDEN, _("Code faux : essayer de nouveau.")));
}

static bool pin_try(struct till *till, enum role role, const char *pin, struct err *err)
{
    struct err why = ERR_EMPTY;
    struct pin_wait wait;
    bool good = pin_wait_begin(&wait, till, role, &why);

    if (good) {
        good = pin_judge(&wait, pin, &why);
        pin_wait_end(&wait);
    }
    if (good)
        return true;
    if (why.code == ERR_FORBIDDEN && !till->is_reader)
        refusal_write(till, "pin", role_word(role));
    return err_fail(err, why.code, "%s", why.text);
}

bool till_sign_in(struct till *till, const char *who, const char *tutor, const char *pin,
                  struct err *err)
{
    struct actor actor = { "", "" };
    bool pin_needed = false;

    if (!text_copy(actor.who, sizeof actor.who, who, _("Badge"), err) ||
        !text_copy(actor.tutor, sizeof actor.tutor, tutor, _("Badge"), err))
        return false;
    if (actor.who[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Qui est à la caisse ? Donner un badge."));

    enum role role = actor_role(&actor);

    if (role != ROLE_PARTICIPANT && !pin_is_set(till->db, role, &pin_needed, err))
        return false;
    if (pin_needed && !pin_try(till, role, pin, err))
        return false;
    till->actor = actor;
    return true;
}

bool till_note(struct till *till, enum record_kind kind, const char *subject, const char *detail,
               int64_t amount, struct err *err)
{
    if (!till_write_begin(till, err))
        return false;

    bool good =
        journal_note(practice_takes(kind) ? till_journal(till) : &till->real, kind, &till->actor,
                     till_now(till), &(struct note){ subject, detail, amount }, err);

    return till_write_end(till, good, err);
}

const char *till_unnoted_text(void)
{
    return _("Non noté au journal : livre protégé, ouvert ailleurs ou d'un autre ordinateur.");
}

bool till_note_leaving(struct till *till, enum record_kind kind, const char *subject,
                       const char *detail, int64_t amount, struct err *err)
{
    if (!till->is_reader && !till_is_elsewhere(till) && till_has_key_place(till))
        return till_note(till, kind, subject, detail, amount, err);
    till->left_unnoted = true;
    return true;
}

bool till_put_listed_product(struct till *till, const struct product *product, struct err *err)
{
    if (!till_check(till, ACTION_SET_UP, err) ||
        !product_check(product, till->session.vat_on, err) || !till_write_begin(till, err))
        return false;

    bool good = product_put(&till->real, product, &till->actor, till_now(till), err);

    return till_write_end(till, good, err);
}

bool till_put_product(struct till *till, const struct product *product, struct err *err)
{
    return till_check(till, ACTION_SET_UP, err) &&
           product_check(product, till->session.vat_on, err) &&
           product_twin_check(till->db, product, err) &&
           till_put_listed_product(till, product, err);
}

bool till_retire_product(struct till *till, const char *code, bool retired, struct err *err)
{
    struct product product;

    if (!product_find(till->db, code, &product, err))
        return false;
    product.is_retired = retired;
    if (retired && product.sold == 0)
        product.barcode[0] = '\0';
    return till_put_product(till, &product, err);
}

bool till_move_stock(struct till *till, const char *code, thousandths quantity, const char *reason,
                     struct err *err)
{
    struct product product;

    if (!till_check(till, ACTION_SELL, err) || !product_find(till->db, code, &product, err) ||
        !till_write_begin(till, err))
        return false;

    bool good = product_move_stock(&till->real, &(struct stock_move){ code, quantity, reason },
                                   &till->actor, till_now(till), err);

    return till_write_end(till, good, err);
}

bool till_put_session(struct till *till, const struct session *session, struct err *err)
{
    if (!till_check(till, ACTION_SET_UP, err) || !till_check_words(till, till->correction, err) ||
        !session_check(session, err) ||
        (session->vat_on != till->session.vat_on &&
         !session_check_vat(till->db, session->vat_on, err)) ||
        (strcmp(session->code, till->session.code) != 0 && !session_check_code(till->db, err)))
        return false;
    if (session_is_exercise(&till->session) && !session_is_exercise(session))
        return err_fail(err, ERR_INPUT,
                        _("Un exercice garde le mot EXERCICE au début de son nom."));
    if (memcmp(&session->contribution, &till->session.contribution, sizeof session->contribution) !=
            0 &&
        !till_check_correction(till, till->correction, err))
        return false;
    assert(strcmp(session->id, till->session.id) == 0); /* the id of a book never changes */
    if (!till_write_begin(till, err))
        return false;

    const struct setting_edit edit = { &till->actor, till_now(till), till->correction };
    bool good = session_put(&till->real, session, &edit, err);

    if (!till_write_end(till, good, err))
        return false;
    till->session = *session;
    return true;
}

bool till_check_pin(const struct till *till, enum role role, struct err *err)
{
    /* An animator sets the animator's PIN; only the host sets its own. */
    return till_check(till, role == ROLE_HOST ? ACTION_EXPORT : ACTION_SET_UP, err);
}

bool till_set_pin(struct till *till, enum role role, const char *pin, struct err *err)
{
    if (!till_check_pin(till, role, err) || !till_write_begin(till, err))
        return false;

    bool good = pin_put(&till->real, role, pin, &till->actor, till_now(till), err);

    return till_write_end(till, good, err);
}

bool till_open_drawer(struct till *till, const char *reason, struct err *err)
{
    if (!till_check(till, ACTION_SELL, err))
        return false;
    return till_note(till, RECORD_DRAWER, "", reason, 0, err);
}
