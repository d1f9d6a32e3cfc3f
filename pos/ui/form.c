#include "pos/ui/form.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_WIDTH = 24, FIELD_WIDTH = 30, FAULT_WIDTH = 76 };

void form_set(struct form *form, int field, const char *text)
{
    struct form_value *value = &form->values[field];

    snprintf(value->text, sizeof value->text, "%s", text);
    value->fault[0] = '\0';
}

int form_choice(const struct form *form, int field)
{
    return atoi(form->values[field].text);
}

void form_set_choice(struct form *form, int field, int choice)
{
    char digits[12];

    snprintf(digits, sizeof digits, "%d", choice);
    form_set(form, field, digits);
}

static void fault_set(struct form_value *value, const char *sentence)
{
    size_t bytes = text_fit_bytes(sentence, FAULT_WIDTH);

    if (bytes >= sizeof value->fault)
        bytes = 0; /* marks without width beyond measure: no sentence of ours */
    memcpy(value->fault, sentence, bytes);
    value->fault[bytes] = '\0';
}

void form_fault(struct form *form, int field, const char *sentence)
{
    struct form_value *value = &form->values[field];

    fault_set(value, sentence);
    form->at = field;
}

static bool field_check(struct form *form, const struct form_rule *rule, int field)
{
    struct form_value *value = &form->values[field];
    struct err err = ERR_EMPTY;
    bool good = true;

    value->fault[0] = '\0';
    if (rule->required && value->text[strspn(value->text, " ")] == '\0')
        good = err_fail(&err, ERR_INPUT, _("À remplir."));
    else if (rule->check && value->text[0] != '\0')
        good = rule->check(value->text, &err);
    if (!good)
        fault_set(value, err.text);
    return good;
}

static enum form_outcome form_submit(struct form *form, const struct form_rule *rules, int count)
{
    int first_wrong = -1;

    for (int i = 0; i < count; i++)
        if (!field_check(form, &rules[i], i) && first_wrong < 0)
            first_wrong = i;
    if (first_wrong < 0)
        return FORM_DONE;
    form->at = first_wrong;
    return FORM_WRONG;
}

static void value_add(struct form_value *value, const char *text)
{
    size_t length = strlen(value->text);
    size_t more = strlen(text);

    if (length + more < sizeof value->text && text_is_clean(text))
        memcpy(value->text + length, text, more + 1);
    value->fault[0] = '\0';
}

static void value_add_character(struct form_value *value, uint32_t character)
{
    char text[5] = "";

    text[text_put(character, text)] = '\0';
    value_add(value, text);
}

static void value_erase(struct form_value *value)
{
    size_t length = strlen(value->text);

    while (length > 0 && (value->text[length - 1] & 0xC0) == 0x80)
        length--;
    if (length > 0)
        length--;
    value->text[length] = '\0';
    value->fault[0] = '\0';
}

static enum form_outcome choice_turn(struct form *form, const struct form_rule *rule, int step)
{
    int count = 0;

    while (rule->choices[count])
        count++;
    form_set_choice(form, form->at, (form_choice(form, form->at) + count + step) % count);
    return FORM_CHANGED;
}

static enum form_outcome form_move(struct form *form, const struct form_rule *rules, int count,
                                   int to)
{
    field_check(form, &rules[form->at], form->at);
    form->at = to < 0 ? 0 : to >= count ? count - 1 : to;
    return FORM_CHANGED;
}

static enum form_outcome character_typed(struct form *form, const struct form_rule *rule,
                                         uint32_t character)
{
    if (!rule->choices)
        value_add_character(&form->values[form->at], character);
    else if (character == ' ')
        return choice_turn(form, rule, 1);
    else
        return FORM_IGNORED;
    return FORM_CHANGED;
}

static enum form_outcome form_key(struct form *form, const struct form_rule *rules, int count,
                                  const struct event *event)
{
    const struct form_rule *rule = &rules[form->at];

    switch ((int)event->key) {
    case PRESS_ENTER:
        if (form->at == count - 1)
            return form_submit(form, rules, count);
        return form_move(form, rules, count, form->at + 1);
    case PRESS_TAB:
    case PRESS_DOWN: return form_move(form, rules, count, form->at + 1);
    case PRESS_BACK_TAB:
    case PRESS_UP: return form_move(form, rules, count, form->at - 1);
    case PRESS_LEFT: return rule->choices ? choice_turn(form, rule, -1) : FORM_IGNORED;
    case PRESS_RIGHT: return rule->choices ? choice_turn(form, rule, 1) : FORM_IGNORED;
    case PRESS_BACKSPACE:
        if (!rule->choices)
            value_erase(&form->values[form->at]);
        return FORM_CHANGED;
    case PRESS_DELETE:
        if (!rule->choices)
            form_set(form, form->at, "");
        return FORM_CHANGED;
    case PRESS_CHARACTER: return character_typed(form, rule, event->character);
    default: return FORM_IGNORED;
    }
}

/* A code is text in a field of free text; it never becomes an amount, a date or a PIN. */
static enum form_outcome form_scan(struct form *form, const struct form_rule *rule,
                                   const char *text)
{
    struct form_value *value = &form->values[form->at];

    if (rule->check || rule->choices || rule->secret)
        fault_set(value, _("Un code a été lu : il n'a pas sa place ici."));
    else
        value_add(value, text);
    return FORM_CHANGED;
}

enum form_outcome form_update(struct form *form, const struct form_rule *rules, int count,
                              const struct event *event)
{
    if (event->kind == EVENT_PASTE && !rules[form->at].choices) {
        value_add(&form->values[form->at], event->text);
        return FORM_CHANGED;
    }
    if (event->kind == EVENT_SCAN)
        return form_scan(form, &rules[form->at], event->text);
    if (event->kind == EVENT_KEY)
        return form_key(form, rules, count, event);
    return FORM_IGNORED;
}

static void value_draw(const struct form *form, const struct form_rule *rule, int field,
                       struct canvas *canvas, struct area area)
{
    const char *text = form->values[field].text;
    char dots[FORM_VALUE_MAX] = "";
    bool here = field == form->at;
    int width;

    if (rule->choices) {
        char choice[FORM_VALUE_MAX];

        snprintf(choice, sizeof choice, "< %s >", _(rule->choices[form_choice(form, field)]));
        canvas_put_fit(canvas, area, here ? STYLE_SELECTED : STYLE_FIELD, choice);
        return;
    }
    if (rule->secret) {
        memset(dots, '*', (size_t)text_width_cols(text));
        text = dots;
    }
    width = text_width_cols(text);
    while (here && width >= area.width) { /* the end is being typed: show the end */
        width -= text_char_width_cols(text_next(&text));
    }
    canvas_put_fit(canvas, area, STYLE_FIELD, text);
    if (here)
        canvas_set_cursor(canvas, area.x + width, area.y);
}

void form_draw(const struct form *form, const struct form_rule *rules, int count,
               struct canvas *canvas, struct area area)
{
    /* Two lines a field where there is room, else one: a fault then stands at the place of the
     * hint. */
    int step = area.height >= 2 * count ? 2 : 1;
    int field_x = area.x + 2 + LABEL_WIDTH;
    int hint_x = field_x + FIELD_WIDTH + 2;

    for (int i = 0; i < count; i++) {
        int y = area.y + i * step;
        bool here = i == form->at;
        const char *fault = form->values[i].fault;
        struct area field = { field_x, y, FIELD_WIDTH, 1 };
        struct area below = { step == 2 ? area.x + 2 : hint_x, step == 2 ? y + 1 : y, 0, 1 };

        below.width = area.x + area.width - below.x;
        if (rules[i].wide && (step == 2 || fault[0] == '\0'))
            field.width = area.x + area.width - field_x;
        canvas_put(canvas, area.x, y, STYLE_STRONG, here ? ">" : " ");
        canvas_put(canvas, area.x + 2, y, here ? STYLE_STRONG : STYLE_TEXT, _(rules[i].label));
        value_draw(form, &rules[i], i, canvas, field);
        if (rules[i].hint && (step == 2 || fault[0] == '\0')) {
            struct area hint = { hint_x, y, area.x + area.width - hint_x, 1 };

            canvas_put_fit(canvas, hint, STYLE_QUIET, _(rules[i].hint));
        }
        if (fault[0] != '\0')
            canvas_put_fit(canvas, below, STYLE_ERROR, fault);
    }
}
