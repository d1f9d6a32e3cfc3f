#include "reports/print/paper_plugin.h"

#include "base/lang.h"
#include "base/plugin.h"

bool paper_plugin_load(const struct paper_plugin **out, struct err *err)
{
    const struct paper_plugin *plugin = plugin_find("libflashcoop-paper.so", "flashcoop_paper");

    if (!plugin || plugin->version != PAPER_PLUGIN_VERSION)
        return err_fail(
            err, ERR_STORAGE,
            _("libflashcoop-paper.so manque : installer flashcoop-paper, pour PDF et XLSX."));
    *out = plugin;
    return true;
}
