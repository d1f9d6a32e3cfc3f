#include "pos/acts/badge.h"

#include "base/lang.h"
#include "ledger/role.h"
#include "programme/erasure.h"

#include <stdio.h>
#include <string.h>

bool people_know(const struct people *people, const char *badge, struct err *err)
{
    if (people->count == 0 || people_find(people, badge) >= 0)
        return true;
    return err_fail(err, ERR_NOT_FOUND, _("Badge « %.20s » inconnu dans ce livre."), badge);
}

bool badge_check_known(struct db *db, const char *badge, struct err *err)
{
    struct people people;

    if (role_of(badge) != ROLE_PARTICIPANT)
        return true;
    return people_read(db, &people, err) && people_know(&people, badge, err);
}

void badge_write_name(struct db *db, const char *who, char out[NAME_MAX_BYTES])
{
    struct err unread = ERR_EMPTY;
    enum role role = role_of(who);
    struct people people;
    int i;

    snprintf(out, NAME_MAX_BYTES, "%s", role == ROLE_PARTICIPANT ? who : role_name(role));
    if (role != ROLE_PARTICIPANT || !people_read(db, &people, &unread))
        return;
    i = people_find(&people, who);
    if (i >= 0 && people.list[i].called_name[0] != '\0')
        snprintf(out, NAME_MAX_BYTES, "%s", people.list[i].called_name);
}

bool badge_of_code(struct db *db, const char *code, char out[BADGE_MAX])
{
    int position = badge_code_position(code);
    struct err unread = ERR_EMPTY;
    struct people people;

    if (!people_read(db, &people, &unread))
        return false;
    for (int i = 0; i < people.count; i++)
        if (!people.list[i].erased &&
            (people.list[i].position == position || strcmp(people.list[i].badge, code) == 0)) {
            memcpy(out, people.list[i].badge, BADGE_MAX);
            return true;
        }
    return false;
}

bool badge_check_unnamed(struct db *db, const char *text, struct err *err)
{
    struct name_words words;
    struct people people;

    if (!people_read(db, &people, err))
        return false;
    for (int i = 0; i < people.count; i++) {
        name_words_of(&people, i, &words);
        if (name_words_in(&words, text))
            return err_fail(err, ERR_INPUT,
                            _("Le journal garde cette phrase pour toujours : écrire %s au lieu de "
                              "%.60s."),
                            people.list[i].badge, people.list[i].called_name);
    }
    return true;
}
