#include "programme/wording.h"

#include "base/lang.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

static const char *const CODES[TONGUE_COUNT] = { "fr", "en", "ar", "prs" };

bool tongue_parse(const char *code, enum tongue *out)
{
    for (int i = 0; i < TONGUE_COUNT; i++)
        if (strcmp(code, CODES[i]) == 0) {
            *out = (enum tongue)i;
            return true;
        }
    return false;
}

const char *tongue_code(enum tongue tongue)
{
    assert(tongue < TONGUE_COUNT);
    return CODES[tongue];
}

const char *tongue_name(enum tongue tongue)
{
    static const char *const NAMES[TONGUE_COUNT] = { N_("français"), N_("anglais"), N_("arabe"),
                                                     N_("dari") };

    assert(tongue < TONGUE_COUNT);
    return _(NAMES[tongue]);
}

bool tongue_is_right_to_left(enum tongue tongue)
{
    return tongue == TONGUE_AR || tongue == TONGUE_PRS;
}

const char *wording_shown(const struct wording *wording)
{
    enum tongue wanted = lang_current() == LANG_EN ? TONGUE_EN : TONGUE_FR;

    return wording->text[wanted][0] ? wording->text[wanted] : wording->text[TONGUE_FR];
}

/* The codes in `list`, space-separated. */
static bool reviewed_fill(bool reviewed[TONGUE_COUNT], const char *list, struct err *err)
{
    while (*list) {
        char code[8] = "";
        size_t length = strcspn(list, " ");
        enum tongue tongue;

        if (length < sizeof code)
            memcpy(code, list, length);
        if (length > 0 && !tongue_parse(code, &tongue))
            return err_fail(err, ERR_INPUT,
                            _("Langue relue « %.20s » inconnue : écrire fr, en, ar ou prs."), list);
        if (length > 0)
            reviewed[tongue] = true;
        list += length + (list[length] == ' ');
    }
    return true;
}

bool wording_fill(struct wording *out, const char *const *texts, const char *reviewed,
                  struct err *err)
{
    struct wording wording = { 0 };

    for (int i = 0; i < TONGUE_COUNT; i++)
        if (!text_copy(wording.text[i], sizeof wording.text[i], texts[i], CODES[i], err))
            return false;
    if (!reviewed_fill(wording.reviewed, reviewed, err))
        return false;
    *out = wording;
    return true;
}
