/* What is plugged in, and what the machine needs before the first customer comes. */
#include "base/lang.h"
#include "pos/commands/command.h"
#include "pos/machine/morning_run.h"

#include <stdio.h>

static void others_list(const struct devices *devices)
{
    struct usb_printer_seen seen[USB_PRINTERS_MAX], used = { .name = "" };
    int count = usb_printer_list(devices->bus, seen, USB_PRINTERS_MAX);

    usb_printer_describe(devices->usb, &used);
    for (int i = 0; i < count; i++)
        if (!usb_id_is_same(&seen[i].id, &used.id))
            printf("  - %s : %s %04x:%04x %s %s\n", _("Autre imprimante"), seen[i].name,
                   seen[i].id.vendor, seen[i].id.product, seen[i].driver, seen[i].holder);
}

static void morning_print(void *context, const struct devices *devices,
                          const struct morning_check *morning)
{
    (void)context;
    for (int i = 0; i < morning->count; i++)
        printf(_("%s %s : %s\n"), morning->lines[i].good ? "[x]" : "[ ]", morning->lines[i].name,
               morning->lines[i].text);
    if (devices->bus)
        others_list(devices);
}

static bool devices_run(struct command *command, struct err *err)
{
    return morning_run(&command->clock, morning_print, NULL, err);
}

const struct command_kind COMMAND_DEVICES = {
    .name = "devices",
    .usage = "",
    .summary = N_("Imprimantes et scanners, l'état de chacun et que faire ; disque, horloge, clé."),
    .options = " ",
    .argument_min = 0,
    .argument_max = 0,
    .run = devices_run,
};
