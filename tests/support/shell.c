#include "tests/support/shell.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static void text_read(struct shell *shell, const char *name, char out[SHELL_TEXT_MAX])
{
    char path[FOLDER_PATH_MAX];
    FILE *file = fopen(folder_path(&shell->folder, name, path), "rb");
    size_t length = file ? fread(out, 1, SHELL_TEXT_MAX - 1, file) : 0;

    out[length] = '\0';
    if (file)
        fclose(file);
}

int shell_set_up(void **state)
{
    struct shell *shell = calloc(1, sizeof *shell);

    if (!shell)
        return -1;
    shell->folder = folder_make();
    *state = shell;
    return 0;
}

int shell_tear_down(void **state)
{
    struct shell *shell = *state;

    folder_remove(&shell->folder);
    free(shell);
    return 0;
}

int shell_run(struct shell *shell, const char *line, const char *input)
{
    const char *program = getenv("FLASHCOOP");
    const char *folder = shell->folder.path;
    char script[4096];

    assert(program);
    shell_write(shell, ".in", input ? input : "");

    int length = snprintf(script, sizeof script,
                          "cd %s && export XDG_DATA_HOME=%s/data F=%s && { %s ; } "
                          "<.in >.out 2>.err",
                          folder, folder, program, line);

    assert(length > 0 && length < (int)sizeof script);
    shell->status = WEXITSTATUS(system(script));
    text_read(shell, ".out", shell->out);
    text_read(shell, ".err", shell->err);
    return shell->status;
}

const char *shell_do(struct shell *shell, const char *line, const char *input)
{
    if (shell_run(shell, line, input) != 0)
        fprintf(stderr, "%s\n%s", line, shell->err);
    assert(shell->status == 0);
    return shell->out;
}

void shell_write(struct shell *shell, const char *name, const char *text)
{
    folder_write(&shell->folder, name, text, strlen(text));
}

void shell_make_book(struct shell *shell)
{
    shell_write(shell, "products.csv",
                "code,label,price,vat,stock\n"
                "C1,Cookie,1.50,5.5,100\n"
                "B1,Boîte,4.50,5.5,\n"
                "T1,Sac,12.00,20,\n");
    shell_do(shell,
             "$F new b.flashcoop --name Mam --host 'Coop 7' && "
             "$F import b.flashcoop products products.csv",
             NULL);
}

uint64_t shell_file_sum(struct shell *shell, const char *name)
{
    char path[FOLDER_PATH_MAX];
    FILE *file = fopen(folder_path(&shell->folder, name, path), "rb");
    uint64_t sum = UINT64_C(14695981039346656037); /* FNV-1a */
    int byte;

    assert(file);
    while ((byte = getc(file)) != EOF)
        sum = (sum ^ (uint64_t)byte) * UINT64_C(1099511628211);
    fclose(file);
    return sum;
}

const char *shell_value(struct shell *shell, const char *report, const char *key)
{
    char line[200];
    char start[80];

    snprintf(line, sizeof line, "$F report b.flashcoop %s --format csv", report);
    snprintf(start, sizeof start, "\n%s,", key);
    shell_do(shell, line, NULL);

    char *found = strstr(shell->out, start);

    assert(found);
    found += strlen(start);
    found[strcspn(found, "\r\n")] = '\0';
    return found;
}
