#include "pos/acts/desk.h"

#include "base/lang.h"
#include "pos/machine/backup.h"
#include "pos/machine/spoken.h"
#include "pos/acts/badge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct draft_key desk_draft_key(const struct desk *desk, const struct screen_kind *kind,
                                const char *book)
{
    const struct till *till = desk->till;
    bool follows = kind->draft_is_ticket && till;

    return (struct draft_key){
        .book = book,
        .name = kind->draft_name,
        .after = !follows            ? 0
                 : till->is_practice ? till->practice.head.last_ticket
                                     : till->real.head.last_ticket,
    };
}

void desk_go(struct desk *desk, const struct screen_kind *kind, int64_t argument)
{
    desk->move = DESK_GO;
    desk->next = kind;
    desk->argument = argument;
}

void desk_replace(struct desk *desk, const struct screen_kind *kind, int64_t argument)
{
    desk_go(desk, kind, argument);
    desk->move = DESK_REPLACE;
}

void desk_jump(struct desk *desk, const struct screen_kind *kind, int64_t argument)
{
    desk_go(desk, kind, argument);
    desk->move = DESK_JUMP;
}

void desk_back(struct desk *desk)
{
    desk->move = DESK_BACK;
}

bool desk_admits(struct desk *desk)
{
    struct err err = ERR_EMPTY;

    if (!desk->next->admits || desk->next->admits(desk, &err))
        return true;
    notice_fail(&desk->message, &err);
    return false;
}

/*
 * Without a PIN the animator opens the day. With one, nobody is signed in: the
 * till sells for the stall, and whatever asks for a role asks who it is.
 */
static void desk_sign_in(struct desk *desk)
{
    struct err refusal = ERR_EMPTY;
    bool has_pin = true;

    if (pin_is_set(desk->till->db, ROLE_ANIMATOR, &has_pin, &refusal) && !has_pin &&
        till_sign_in(desk->till, role_word(ROLE_ANIMATOR), "", "", &refusal))
        return;
    refusal = ERR_EMPTY;
    if (!till_sign_in(desk->till, DESK_STALL, "", "", &refusal))
        notice_fail(&desk->message, &refusal);
}

static void desk_take_book(struct desk *desk, const char *path)
{
    snprintf(desk->path, sizeof desk->path, "%s", path);
    desk->till = &desk->book.till;
    desk_sign_in(desk);
    desk_write_place(desk);
    if (desk->devices)
        devices_use_book(desk->devices, desk->till);
}

void desk_find_folder(struct desk *desk)
{
    const char *folder = getenv("FLASHCOOP_BOOKS");
    const char *home = getenv("HOME");

    if (folder && folder[0] != '\0')
        snprintf(desk->folder, sizeof desk->folder, "%s", folder);
    else
        snprintf(desk->folder, sizeof desk->folder, "%s/Flashcoop", home ? home : ".");
}

bool desk_open_book(struct desk *desk, const char *path, struct err *err)
{
    desk_close_book(desk);
    if (!book_open(&desk->book, path, desk->clock, err))
        return false;
    desk_take_book(desk, path);
    return db_stay_small(desk->till->db, err);
}

bool desk_create_book(struct desk *desk, const char *path, const struct session *session,
                      struct err *err)
{
    desk_close_book(desk);
    if (!book_create(&desk->book, path, session, 'A', desk->clock, err))
        return false;
    desk_take_book(desk, path);
    return true;
}

/* The evening copy; what comes of it is said on the screen of that moment. The book itself is
 * sound. */
static void copy_start(struct desk *desk, const char *path)
{
    struct err err = ERR_EMPTY;
    int copied;

    if (desk->devices)
        backup_job_start(&desk->devices->backup, path);
    else if (!backup_to_sticks(path, BACKUP_KEEP, &copied, &err))
        notice_fail(&desk->message, &err);
}

void desk_copy_book(struct desk *desk)
{
    copy_start(desk, desk->path);
}

void desk_close_book(struct desk *desk)
{
    if (desk->devices)
        devices_use_book(desk->devices, NULL);
    vault_close(&desk->sheets);
    pictures_release(desk->pictures);
    desk->pictures = NULL;
    book_close(&desk->book);
    if (desk->till)
        copy_start(desk, desk->path);
    desk->till = NULL;
    desk->speaks = false;
    desk->path[0] = '\0';
    desk->place[0] = '\0';
}

bool desk_needs_pin(const struct desk *desk, const char *who, bool *needed, struct err *err)
{
    enum role role = role_of(who);

    *needed = false;
    return role == ROLE_PARTICIPANT || pin_is_set(desk->till->db, role, needed, err);
}

void desk_write_place(struct desk *desk)
{
    char who[NAME_MAX_BYTES];

    badge_write_name(desk->till->db, desk->till->actor.who, who);
    snprintf(desk->place, sizeof desk->place, "%.40s · %c · %s", desk->till->session.name,
             desk->till->letter, who);
    desk_read_voice(desk);
}

void desk_read_voice(struct desk *desk)
{
    char setting[SPOKEN_SETTING_MAX];
    struct err err = ERR_EMPTY; /* what is not heard stands on the screen */

    desk->speaks = setting_find(desk->till->db, SPEECH_SETTING, setting, sizeof setting, &err) &&
                   spoken_choice(setting, desk->till->actor.who, &desk->tongue);
}
