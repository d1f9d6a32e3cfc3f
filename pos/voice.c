#include "pos/voice.h"

#include <string.h>

void voice_follow(struct voice *voice, struct desk *desk, const struct opened_screen *screen)
{
    char words[SPOKEN_MAX] = "";

    if (!desk->speaks)
        return;
    if (screen->kind->say)
        screen->kind->say(screen->model, desk->tongue, words);
    if (strcmp(words, voice->said) == 0)
        return;
    memcpy(voice->said, words, sizeof words);
    speech_say(&desk->speech, desk->tongue, words);
}
