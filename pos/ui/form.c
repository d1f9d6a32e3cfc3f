#include "pos/ui/form.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_WIDTH = 24, FIELD_WIDTH = 30 };

void form_set(struct form *form, int field, const char *text)
{
    struct form_value *value = &form->values[field];

    snprintf(value->text, sizeof value->text, "%.*s",
             (int)text_room_bytes(text, sizeof value->text), text);
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

static const char *rule_label(const struct form_rule *rule)
{
    return _(rule->label ? rule->label : rule->field->label);
}

static const char *rule_hint(const struct form_rule *rule)
{
    const char *hint = rule->hint || !rule->field ? rule->hint : rule->field->hint;

    return hint ? _(hint) : "";
}

/* What left and right choose, name by name; NULL past the last, and where text is typed. */
static const char *rule_choice(const struct form_rule *rule, int choice)
{
    const struct field_word *words = rule->field ? rule->field->words : NULL;
    const char *name = rule->choices ? rule->choices[choice] : words ? words[choice].name : NULL;

    return name ? _(name) : NULL;
}

static bool rule_is_choice(const struct form_rule *rule)
{
    return rule_choice(rule, 0) != NULL;
}

static bool rule_is_free_text(const struct form_rule *rule)
{
    return !rule->check && !rule->secret && !rule_is_choice(rule) &&
           (!rule->field || rule->field->kind == &FIELD_TEXT);
}

void form_fill(struct form *form, const struct form_rule *rules, int count, const void *thing)
{
    for (int i = 0; i < count; i++) {
        const struct field *field = rules[i].field;
        char text[FIELD_TEXT_MAX];

        if (!field)
            continue;
        field_get(field, thing, text);
        if (!field->words)
            form_set(form, i, text);
        else if (field_word_rank(field->words, text) >= 0)
            form_set_choice(form, i, field_word_rank(field->words, text));
        else
            form_set_choice(form, i, 0);
    }
}

/* Longer than a line shows, and as it was shown. */
static bool value_is_untouched(const struct field *field, const void *thing, const char *typed)
{
    char text[FIELD_TEXT_MAX];

    field_get(field, thing, text);
    return strlen(text) >= FORM_VALUE_MAX &&
           strlen(typed) == text_room_bytes(text, FORM_VALUE_MAX) &&
           strncmp(text, typed, strlen(typed)) == 0;
}

bool form_take(const struct form *form, const struct form_rule *rules, int count, void *thing,
               struct err *err)
{
    for (int i = 0; i < count; i++) {
        const struct field *field = rules[i].field;
        const char *text = form->values[i].text;

        if (!field || value_is_untouched(field, thing, text))
            continue;
        if (field->words)
            text = field->words[form_choice(form, i)].word;
        if (!field_set(field, thing, text, err))
            return false;
    }
    return true;
}

static void fault_set(struct form_value *value, const char *sentence)
{
    size_t bytes = text_room_bytes(sentence, sizeof value->fault);

    memcpy(value->fault, sentence, bytes);
    value->fault[bytes] = '\0';
}

void form_fault(struct form *form, int field, const char *sentence)
{
    struct form_value *value = &form->values[field];

    fault_set(value, sentence);
    form->at = field;
}

void form_reopen(struct form *form, const struct form_rule *rules, int count)
{
    int empty = form->at;

    for (int i = count - 1; i >= 0; i--)
        if (!rule_is_choice(&rules[i]) && form->values[i].text[0] == '\0')
            empty = i;
    form->at = empty;
    for (int i = count - 1; i >= 0; i--)
        if (form->values[i].fault[0] != '\0')
            form->at = i;
}

static bool value_check(struct form *form, const struct form_rule *rule, int field)
{
    struct form_value *value = &form->values[field];
    struct err err = ERR_EMPTY;
    bool required = rule->required || (rule->field && rule->field->required);
    bool good = true;

    value->fault[0] = '\0';
    if (rule_is_choice(rule))
        return true;
    if (required && value->text[strspn(value->text, " ")] == '\0')
        good = err_fail(&err, ERR_INPUT, _("À remplir."));
    else if (rule->check && value->text[0] != '\0')
        good = rule->check(value->text, &err);
    else if (rule->field && value->text[0] != '\0')
        good = field_check(rule->field, value->text, &err);
    if (!good)
        fault_set(value, err.text);
    return good;
}

static enum form_outcome form_submit(struct form *form, const struct form_rule *rules, int count)
{
    int first_wrong = -1;

    for (int i = 0; i < count; i++)
        if (!value_check(form, &rules[i], i) && first_wrong < 0)
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

    while (rule_choice(rule, count))
        count++;
    form_set_choice(form, form->at, (form_choice(form, form->at) + count + step) % count);
    return FORM_CHANGED;
}

static enum form_outcome form_move(struct form *form, const struct form_rule *rules, int count,
                                   int to)
{
    value_check(form, &rules[form->at], form->at);
    form->at = to < 0 ? 0 : to >= count ? count - 1 : to;
    return FORM_CHANGED;
}

static enum form_outcome character_typed(struct form *form, const struct form_rule *rule,
                                         uint32_t character)
{
    if (!rule_is_choice(rule))
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
        if (!value_check(form, rule, form->at)) /* else the next value would land elsewhere */
            return FORM_WRONG;
        return form_move(form, rules, count, form->at + 1);
    case PRESS_TAB:
    case PRESS_DOWN: return form_move(form, rules, count, form->at + 1);
    case PRESS_BACK_TAB:
    case PRESS_UP: return form_move(form, rules, count, form->at - 1);
    case PRESS_LEFT: return rule_is_choice(rule) ? choice_turn(form, rule, -1) : FORM_IGNORED;
    case PRESS_RIGHT: return rule_is_choice(rule) ? choice_turn(form, rule, 1) : FORM_IGNORED;
    case PRESS_BACKSPACE:
        if (!rule_is_choice(rule))
            value_erase(&form->values[form->at]);
        return FORM_CHANGED;
    case PRESS_DELETE:
        if (!rule_is_choice(rule))
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

    if (rule_is_free_text(rule))
        value_add(value, text);
    else
        fault_set(value, _("Un code a été lu : il n'a pas sa place ici."));
    return FORM_CHANGED;
}

enum form_outcome form_update(struct form *form, const struct form_rule *rules, int count,
                              const struct event *event)
{
    if (event->kind == EVENT_PASTE && !rule_is_choice(&rules[form->at])) {
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

    canvas->is_secret |= here && rule->secret;
    if (rule_is_choice(rule)) {
        char choice[FORM_VALUE_MAX];

        snprintf(choice, sizeof choice, "< %s >", rule_choice(rule, form_choice(form, field)));
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

static void field_draw(const struct form *form, const struct form_rule *rule, int field,
                       struct canvas *canvas, struct area line)
{
    bool here = field == form->at;
    int field_x = line.x + 2 + LABEL_WIDTH;
    struct area place = { field_x, line.y, FIELD_WIDTH, 1 };

    if (rule->wide)
        place.width = line.x + line.width - field_x;
    if (form->values[field].fault[0] != '\0')
        canvas_put(canvas, line.x, line.y, STYLE_ERROR, "!");
    if (here)
        canvas_put(canvas, line.x, line.y, STYLE_STRONG, ">");
    canvas_put(canvas, line.x + 2, line.y, here ? STYLE_STRONG : STYLE_TEXT, rule_label(rule));
    value_draw(form, rule, field, canvas, place);
}

/* More fields than are read at once stand on pages; the signs of a list say that there are more. */
static void pages_draw(struct canvas *canvas, struct area area, int first, int end, int count)
{
    int x = area.x + area.width - 1;

    if (first > 0)
        canvas_put(canvas, x, area.y, STYLE_STRONG, "^");
    if (end < count)
        canvas_put(canvas, x, area.y + area.height - 1, STYLE_STRONG, "v");
}

/* What is wrong where one types, whole, at the bottom: as a notice stands there. Its lines. */
static int fault_draw(const struct form *form, struct canvas *canvas, struct area area)
{
    const char *fault = form->values[form->at].fault;
    int lines = canvas_wrapped_lines(fault, area.width - 2);

    area = (struct area){ area.x, area.y + area.height - lines, area.width - 2, lines };
    if (lines == 0)
        return 0;
    canvas_fill(canvas, area, STYLE_ERROR, ' ');
    canvas_put_wrapped(canvas, area, STYLE_ERROR, fault);
    return lines + 1;
}

/* What is meant, under the field where one types; beside it where there is no line for it. */
static void hint_draw(struct canvas *canvas, struct area area, int y, int lines, const char *hint)
{
    int x = area.x + 2 + LABEL_WIDTH + FIELD_WIDTH + 2;

    if (lines > 0)
        canvas_put_wrapped(canvas, (struct area){ area.x + 2, y + 1, area.width - 2, lines },
                           STYLE_QUIET, hint);
    else
        canvas_put_fit(canvas, (struct area){ x, y, area.x + area.width - x, 1 }, STYLE_QUIET,
                       hint);
}

void form_draw(const struct form *form, const struct form_rule *rules, int count,
               struct canvas *canvas, struct area area)
{
    const char *hint = rule_hint(&rules[form->at]);
    int first = form->at / FORM_PAGE_FIELDS * FORM_PAGE_FIELDS;
    int end = first + FORM_PAGE_FIELDS < count ? first + FORM_PAGE_FIELDS : count;
    int lines = canvas_wrapped_lines(hint, area.width - 2);
    int height = area.height - fault_draw(form, canvas, area);
    int fields = end - first;
    int step = height >= 2 * fields + (lines > 1 ? lines - 1 : 0) ? 2 : 1;
    int room = height - step * fields + step - 1; /* lines there may be under one field */

    pages_draw(canvas, area, first, end, count);
    for (int i = first, y = area.y; i < end; i++, y += step) {
        field_draw(form, &rules[i], i, canvas, (struct area){ area.x, y, area.width, 1 });
        if (i != form->at)
            continue;
        hint_draw(canvas, area, y, lines < room ? lines : room, hint);
        if (lines > step - 1 && lines <= room) /* it pushes the fields below */
            y += lines - (step - 1);
    }
}
