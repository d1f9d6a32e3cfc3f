#include "reports/print/paper_plugin.h"

#include "base/lang.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* From the folder of the program: as built, as installed, as built for a bench and for a test. */
static const char *const PLACES[] = {
    "libflashcoop-paper.so",          "../lib/flashcoop/libflashcoop-paper.so",
    "../libflashcoop-paper.so",       "../../libflashcoop-paper.so",
    "../../../libflashcoop-paper.so",
};

static void *plugin_find(void)
{
    char folder[1024];
    ssize_t length = readlink("/proc/self/exe", folder, sizeof folder - 1);

    if (length <= 0)
        return NULL;
    folder[length] = '\0';
    *(strrchr(folder, '/') ? strrchr(folder, '/') : folder) = '\0';
    for (size_t i = 0; i < COUNT_OF(PLACES); i++) {
        char path[1200];

        snprintf(path, sizeof path, "%s/%s", folder, PLACES[i]);

        /* Lazy: a test that links only papers has no use for what spreadsheets call. */
        void *handle = access(path, R_OK) == 0 ? dlopen(path, RTLD_LAZY | RTLD_LOCAL) : NULL;

        if (handle)
            return dlsym(handle, "flashcoop_paper");
    }
    return NULL;
}

bool paper_plugin_load(const struct paper_plugin **out, struct err *err)
{
    const struct paper_plugin *plugin = plugin_find();

    if (!plugin || plugin->version != PAPER_PLUGIN_VERSION)
        return err_fail(err, ERR_STORAGE,
                        _("libflashcoop-paper.so manque : réinstaller pour avoir PDF et XLSX."));
    *out = plugin;
    return true;
}
