#include "pos/machine/spoken.h"

#include "base/lang.h"
#include "base/text.h"
#include "reports/print/phrase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_ROOM = 40 };

/* -- Amounts. -- */

/* Written "12,50 €", a voice says "virgule", and the sign where it stands. Arabic keeps the digits:
 * spelled numbers lose their vowels; Persian needs the vowel of its cent. */
static const struct money_words {
    const char *euro, *euros, *and, *cent, *cents; /* `and`: between euros and what follows */
    bool names_both;                               /* "12 euros 50", or with its cents */
} MONEY_WORDS[TONGUE_COUNT] = {
    [TONGUE_FR] = { "euro", "euros", " ", "centime", "centimes", false },
    [TONGUE_EN] = { "euro", "euros", " ", "cent", "cents", false },
    [TONGUE_AR] = { "يورو", "يورو", " و ", "سنت", "سنت", true },
    [TONGUE_PRS] = { "یورو", "یورو", " و ", "سِنت", "سِنت", true },
};

void spoken_amount(enum tongue tongue, cents amount, char out[SPOKEN_MAX])
{
    const struct money_words *words = &MONEY_WORDS[tongue];
    long long euros = (long long)(amount < 0 ? -amount : amount) / 100;
    int cents_left = (int)((amount < 0 ? -amount : amount) % 100);
    const char *euro = euros < 2 ? words->euro : words->euros;
    const char *cent = cents_left < 2 ? words->cent : words->cents;

    if (cents_left == 0)
        snprintf(out, SPOKEN_MAX, "%lld %s", euros, euro);
    else if (euros == 0)
        snprintf(out, SPOKEN_MAX, "%d %s", cents_left, cent);
    else
        snprintf(out, SPOKEN_MAX, "%lld %s%s%d%s%s", euros, euro, words->and, cents_left,
                 words->names_both ? " " : "", words->names_both ? cent : "");
}

/* -- Sentences. -- */

void spoken_wording(enum tongue tongue, const struct wording *wording, char out[SPOKEN_MAX])
{
    snprintf(out, SPOKEN_MAX, "%s", wording->text[tongue]);
}

void spoken_phrase(enum tongue tongue, const char *phrase, cents amount, char out[SPOKEN_MAX])
{
    struct phrases *phrases = malloc(sizeof *phrases);
    struct wording filled;
    char words[SPOKEN_MAX];

    out[0] = '\0';
    if (!phrases)
        return; /* what is not said stands on the screen */
    phrases_load(phrases);
    spoken_amount(tongue, amount, words);
    phrase_fill(phrase_find(phrases, phrase), (const char *[PHRASE_VALUES_MAX]){ words }, &filled);
    spoken_wording(tongue, &filled, out);
    free(phrases);
}

/* "3 x Pot de miel : 19,50 €": the sum before the sign, from where its digits begin. */
static size_t amount_at_end(const char *text, size_t length, cents *amount)
{
    struct err err = ERR_EMPTY;
    char digits[MONEY_TEXT_MAX];
    size_t begin = length;

    while (begin > 0 && (strchr("0123456789,.", text[begin - 1]) != NULL))
        begin--;
    if (begin == length || length - begin >= sizeof digits)
        return length;
    memcpy(digits, text + begin, length - begin);
    digits[length - begin] = '\0';
    return money_parse(digits, amount, &err) ? begin : length;
}

void spoken_sentence(enum tongue tongue, const char *sentence, char out[SPOKEN_MAX])
{
    static const char SIGN[] = "€";
    enum tongue screen = lang_current() == LANG_EN ? TONGUE_EN : TONGUE_FR;
    size_t length = 0;

    out[0] = '\0';
    if (tongue != screen)
        return;
    while (*sentence && length + WORD_ROOM < SPOKEN_MAX) {
        size_t end = length;
        cents amount;

        if (strncmp(sentence, SIGN, strlen(SIGN)) != 0) {
            out[length++] = *sentence++;
            continue;
        }
        sentence += strlen(SIGN);
        while (end > 0 && (out[end - 1] == ' ' || (out[end - 1] & 0x80))) /* a blank that holds */
            end--;
        length = amount_at_end(out, end, &amount);
        if (length < end) {
            char words[SPOKEN_MAX];

            spoken_amount(tongue, amount, words);
            length += (size_t)snprintf(out + length, SPOKEN_MAX - length, "%s", words);
        }
    }
    out[length] = '\0';
}

/* -- Who hears what. -- */

static bool word_take(const char *word, size_t length, bool *on, enum tongue *out)
{
    char code[8];

    if (length >= sizeof code)
        return false;
    memcpy(code, word, length);
    code[length] = '\0';
    *on = strcmp(code, "off") != 0;
    if (strcmp(code, "on") == 0) {
        *out = TONGUE_FR; /* of the session */
        return true;
    }
    return !*on || tongue_parse(code, out);
}

bool spoken_choice(const char *setting, const char *who, enum tongue *out)
{
    bool on = false, own_on = false, has_own = false;
    enum tongue tongue = TONGUE_FR, own = TONGUE_FR;
    size_t badge = strlen(who);

    for (const char *at = setting + strspn(setting, " "); *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        const char *equals = memchr(at, '=', length);

        if (!equals)
            word_take(at, length, &on, &tongue);
        else if ((size_t)(equals - at) == badge && strncmp(at, who, badge) == 0)
            has_own = word_take(equals + 1, (size_t)(at + length - equals - 1), &own_on, &own);
        at += length;
    }
    *out = has_own ? own : tongue;
    return has_own ? own_on : on;
}

bool spoken_choice_check(const char *setting, struct err *err)
{
    const char *at = setting + strspn(setting, " ");
    bool first = true, good = *at != '\0' && strlen(setting) < SPOKEN_SETTING_MAX;

    for (; good && *at; at += strspn(at, " "), first = false) {
        size_t length = strcspn(at, " ");
        const char *equals = memchr(at, '=', length);
        const char *word = equals ? equals + 1 : at;
        enum tongue tongue;
        bool on;

        good = first ? !equals : equals && equals > at;
        good = good && word_take(word, (size_t)(at + length - word), &on, &tongue);
        at += length;
    }
    return good ||
           err_fail(err, ERR_INPUT,
                    _("%s %.40s : off, fr, en, ar ou prs ; puis un badge à part : fr P3=ar"),
                    SPEECH_SETTING, setting);
}

bool spoken_choice_put(const char *setting, const char *badge, const char *word,
                       char out[SPOKEN_SETTING_MAX], struct err *err)
{
    size_t room = strlen(badge);
    char all[8] = "off", others[SPOKEN_SETTING_MAX] = "";
    size_t length = 0;

    for (const char *at = setting + strspn(setting, " "); *at; at += strspn(at, " ")) {
        size_t part = strcspn(at, " ");
        const char *equals = memchr(at, '=', part);
        bool is_own = equals && (size_t)(equals - at) == room && strncmp(at, badge, room) == 0;

        if (!equals && part < sizeof all)
            snprintf(all, sizeof all, "%.*s", (int)part, at);
        else if (equals && !is_own && length + part + 2 < sizeof others)
            length +=
                (size_t)snprintf(others + length, sizeof others - length, " %.*s", (int)part, at);
        at += part;
    }
    if (room == 0)
        snprintf(out, SPOKEN_SETTING_MAX, "%s%.180s", word, others);
    else
        snprintf(out, SPOKEN_SETTING_MAX, "%s%.150s %s=%s", all, others, badge, word);
    return spoken_choice_check(out, err);
}
