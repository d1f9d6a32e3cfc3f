#include "programme/session_state.h"

#include "base/lang.h"

#include <assert.h>

const char *session_state_word(enum session_state state)
{
    static const char *const WORDS[] = { "prepared", "open", "closed", "cold-review", "archived" };

    assert(state < SESSION_STATE_COUNT);
    return WORDS[state];
}

const char *session_state_name(enum session_state state)
{
    static const char *const NAMES[] = { N_("préparée"), N_("ouverte"), N_("fermée"), N_("suivie"),
                                         N_("archivée") };

    assert(state < SESSION_STATE_COUNT);
    return _(NAMES[state]);
}

bool session_state_can_follow(enum session_state from, enum session_state to)
{
    return (int)to == (int)from + 1 && to < SESSION_STATE_COUNT;
}
