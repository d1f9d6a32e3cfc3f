#include "pos/sitting.h"

bool sitting_is_kept(void)
{
    return false;
}

void sitting_note(const char *screen, const struct event *event, bool is_secret)
{
    (void)screen;
    (void)event;
    (void)is_secret;
}

void sitting_effect(struct effect effect)
{
    (void)effect;
}

void sitting_take_back(void)
{
}

void sitting_replay(void (*take)(void *context, const struct event *event), void *context)
{
    (void)take;
    (void)context;
}
