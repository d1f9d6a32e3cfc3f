#include "base/err.h"
#include "base/lang.h"
#include "pos/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argument_count, char **arguments)
{
    const char *lang = getenv("FLASHCOOP_LANG");
    const char *book = NULL;
    struct err err = ERR_EMPTY;

    for (int i = 1; i < argument_count; i++) {
        if (strcmp(arguments[i], "--lang") == 0 && i + 1 < argument_count)
            lang = arguments[++i];
        else
            book = arguments[i];
    }
    if (lang && !lang_choose(lang)) {
        fprintf(stderr, "flashcoop: --lang: fr | en\n");
        return 2;
    }
    if (app_run(book, &err))
        return 0;
    fprintf(stderr, "flashcoop: %s\n", err.text);
    return err_exit_status(&err);
}
