#include "pos/machine/device_memory.h"

#include "base/csv.h"
#include "base/lang.h"
#include "base/own_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MEMORY_PATH_MAX = 1024, MEMORY_BYTES_MAX = 1 << 16 };
enum {
    FIELD_ROLE,
    FIELD_VENDOR,
    FIELD_PRODUCT,
    FIELD_SERIAL,
    FIELD_LAYOUT,
    FIELD_SILENCE,
    FIELD_SUFFIX
};

static const struct csv_column COLUMNS[] = {
    { "role", true },    { "vendor", false },     { "product", false }, { "serial", false },
    { "layout", false }, { "silence_ms", false }, { "suffix", false },
};

static const char *const SUFFIXES[] = { "", "enter", "tab", "none" };
static const char *const WEDGES[] = { "off", "guess", "fr-reads-us", "us-reads-fr" };

/* Its folder is made when `make` is set. */
static bool memory_path(bool make, char out[MEMORY_PATH_MAX])
{
    char folder[MEMORY_PATH_MAX - 32];

    return own_folder_find(OWN_CONFIG, folder, sizeof folder) &&
           snprintf(out, MEMORY_PATH_MAX, "%s/devices.csv", folder) < MEMORY_PATH_MAX &&
           (!make || own_folder_make(folder));
}

static bool wedge_take_mode(struct device_memory *memory, const char *word)
{
    for (size_t i = 0; i < COUNT_OF(WEDGES); i++)
        if (strcmp(WEDGES[i], word) == 0) {
            memory->wedge = (enum wedge_mode)i;
            return true;
        }
    return false;
}

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct device_memory *memory = context;
    struct usb_known known = { .settings = scanner_settings_usual() };
    long silence = strtol(fields[FIELD_SILENCE], NULL, 10);

    (void)line;
    if (strcmp(fields[FIELD_ROLE], "typing") == 0 && wedge_take_mode(memory, fields[FIELD_LAYOUT]))
        return true;
    if (strcmp(fields[FIELD_ROLE], "scanner") == 0)
        known.role = ROLE_SCANNER;
    else if (strcmp(fields[FIELD_ROLE], "keyboard") == 0)
        known.role = ROLE_KEYBOARD;
    else
        return err_fail(err, ERR_INPUT, _("« %.20s » : scanner, keyboard ou typing."),
                        fields[FIELD_ROLE]);
    known.id.vendor = (uint16_t)strtoul(fields[FIELD_VENDOR], NULL, 16);
    known.id.product = (uint16_t)strtoul(fields[FIELD_PRODUCT], NULL, 16);
    snprintf(known.id.serial, sizeof known.id.serial, "%s", fields[FIELD_SERIAL]);
    if (strcmp(fields[FIELD_LAYOUT], "fr") == 0)
        known.settings.layout = KEY_LAYOUT_FR;
    if (silence >= 1 && silence <= 1000)
        known.settings.silence_ms = (int)silence;
    for (size_t i = 0; i < COUNT_OF(SUFFIXES); i++)
        if (strcmp(fields[FIELD_SUFFIX], SUFFIXES[i]) == 0)
            known.settings.suffix = (enum scanner_suffix)i;
    device_memory_put(memory, &known);
    return true;
}

static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), row_take, NULL };

bool device_memory_read(struct device_memory *memory, struct err *err)
{
    struct csv_faults faults = csv_faults_init();
    char path[MEMORY_PATH_MAX];
    bool good = true;

    *memory = (struct device_memory){ .wedge = WEDGE_GUESS };
    if (memory_path(false, path) && access(path, F_OK) == 0)
        good = csv_read(path, &TABLE, memory, &faults, err);
    csv_faults_release(&faults);
    return good;
}

static void known_write(const struct usb_known *known, struct buf *out)
{
    char number[16];

    csv_put_field(out, known->role == ROLE_SCANNER ? "scanner" : "keyboard", true);
    snprintf(number, sizeof number, "%04x", known->id.vendor);
    csv_put_field(out, number, false);
    snprintf(number, sizeof number, "%04x", known->id.product);
    csv_put_field(out, number, false);
    csv_put_field(out, known->id.serial, false);
    csv_put_field(out, known->settings.layout == KEY_LAYOUT_FR ? "fr" : "us", false);
    snprintf(number, sizeof number, "%d", known->settings.silence_ms);
    csv_put_field(out, number, false);
    csv_put_field(out, SUFFIXES[known->settings.suffix], false);
    csv_put_end(out);
}

bool device_memory_write(const struct device_memory *memory, struct err *err)
{
    struct buf out = buf_init(MEMORY_BYTES_MAX);
    char path[MEMORY_PATH_MAX];

    if (!memory_path(true, path))
        return err_fail(err, ERR_STORAGE, _("Pas de dossier où retenir les appareils."));
    buf_put_text(&out, "role,vendor,product,serial,layout,silence_ms,suffix\r\n");
    for (int i = 0; i < memory->known_count; i++)
        known_write(&memory->known[i], &out);
    buf_printf(&out, "typing,,,,%s,,\r\n", WEDGES[memory->wedge]);

    bool good = buf_write_kept(&out, path, err);

    buf_release(&out);
    return good;
}

void device_memory_put(struct device_memory *memory, const struct usb_known *known)
{
    int place = 0;

    while (place < memory->known_count && !usb_id_is_same(&memory->known[place].id, &known->id))
        place++;
    if (place == USB_KNOWN_MAX)
        place = 0; /* the oldest will be asked again one day */
    if (place == memory->known_count)
        memory->known_count++;
    memory->known[place] = *known;
}
