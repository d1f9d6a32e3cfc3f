#include "ledger/elsewhere.h"

#include "base/lang.h"
#include "ledger/first_till.h"

/* Of chains in the book, and of copies that it made (their records may not be here). */
static const char SQL_TAKEN[] =
    "SELECT EXISTS (SELECT 1 FROM record WHERE chain = ?1) OR EXISTS (SELECT 1 FROM note JOIN "
    "record USING (chain, seq) WHERE kind = ?2 AND subject = 'till ' || ?1)";

bool till_is_elsewhere(const struct till *till)
{
    return till->lost_key && !till->is_reader && !till->stays && till->keyring.is_usable &&
           !till->session.is_example;
}

bool till_letter_is_taken(struct till *till, char letter, bool *out, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_TAKEN, err);
    char chain[2] = { letter, '\0' };

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, RECORD_EXPORT);
    *out = letter == till->letter || !stmt_next(&query) || stmt_int(&query, 0) != 0;
    return stmt_finish(&query);
}

bool till_next_letter(struct till *till, char *out, struct err *err)
{
    for (char letter = 'A'; letter <= 'Z'; letter++) {
        bool taken;

        if (!till_letter_is_taken(till, letter, &taken, err))
            return false;
        *out = letter;
        if (!taken)
            return true;
    }
    return err_fail(err, ERR_INPUT, _("Toutes les lettres de caisse sont prises."));
}

bool till_has_key_place(const struct till *till)
{
    return !till->real.key_is_due || till->keyring.is_usable || till->session.is_example;
}

bool till_check_key_place(const struct till *till, struct err *err)
{
    const struct keyring *keyring = &till->keyring;

    return till_has_key_place(till) ||
           err_fail(err, ERR_STORAGE,
                    _("Pas de place pour la clé de la caisse : %.80s ne se laisse pas écrire. "
                      "Donner un dossier par HOME ou XDG_DATA_HOME."),
                    keyring->folder[0] ? keyring->folder : "HOME");
}

bool elsewhere_check(struct till *till, struct err *err)
{
    bool is_first = false;
    char letter;

    if (!till_check_key_place(till, err))
        return false;
    if (!till_is_elsewhere(till))
        return true;
    if (!first_till_is_here(till, &is_first, err) || !till_next_letter(till, &letter, err))
        return false;
    if (!is_first)
        return err_fail(err, ERR_FORBIDDEN,
                        _("Ce livre vient d'un autre ordinateur. Vend-il encore ? Oui, ou pas sûr "
                          ": vendre dans une copie faite depuis le livre de la première caisse. "
                          "Non : flashcoop till LIVRE stay."));
    return err_fail(err, ERR_FORBIDDEN,
                    _("Ce livre vient d'un autre ordinateur. Vend-il encore ? Oui, ou pas sûr : "
                      "flashcoop till LIVRE new %c COPIE, et vendre dans la copie. Non : flashcoop "
                      "till LIVRE stay."),
                    letter);
}
