/*
 * A spoken total, as the till says it: milliseconds from the word to the end of its sound, and how
 * long the till itself was held.
 * Usage: our_voice COUNT CENTS
 */
#include "bench/stopwatch.h"
#include "pos/machine/speech.h"
#include "pos/machine/spoken.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

int main(int count, char **arguments)
{
    static struct stopwatch heard, held;
    struct speech speech = { { 0 } };
    char words[SPOKEN_MAX];

    for (int i = 0; count > 2 && i < atoi(arguments[1]); i++) {
        stopwatch_start(&heard);
        stopwatch_start(&held);
        spoken_phrase(TONGUE_FR, "spoken-total", atol(arguments[2]), words);
        speech_say(&speech, TONGUE_FR, words);
        stopwatch_stop(&held);
        waitpid(speech.children[0], NULL, 0);
        speech.children[0] = 0;
        stopwatch_stop(&heard);
    }
    printf("%.3f %.3f\n", stopwatch_median_us(&heard) / 1000, stopwatch_median_us(&held) / 1000);
    return 0;
}
