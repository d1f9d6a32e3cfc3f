/* What is plugged in, and what the machine needs before the first customer comes. */
#include "base/lang.h"
#include "pos/commands/command.h"
#include "pos/machine/morning.h"

#include <stdio.h>
#include <string.h>

enum { PATIENCE_TURNS = 200 };

static void scan_ignore(void *context, const struct scan *scan)
{
    (void)context;
    (void)scan;
}

static void notice_say(void *context, const char *text)
{
    (void)context;
    fprintf(stderr, "flashcoop: %s\n", text);
}

static void signal_end(void *context, int signal_number)
{
    struct loop *loop = context;

    if (signal_number != SIGWINCH)
        loop_stop(loop);
}

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

static bool devices_run(struct command *command, struct err *err)
{
    struct devices devices;
    struct devices_owner owner = { NULL, scan_ignore, notice_say, NULL };
    struct morning morning;
    struct loop loop;

    if (!loop_init(&loop, signal_end, &loop, err))
        return false;
    devices_open(&devices, &loop, &owner);
    /* Each question has its deadline, so this ends. */
    for (int turn = 0; devices_are_asking(&devices) && turn < PATIENCE_TURNS; turn++)
        if (loop.stopping || !loop_turn(&loop, err))
            break;
    morning_check(&devices, &command->clock, ".", &morning);
    for (int i = 0; i < morning.count; i++)
        printf(_("%s %s : %s\n"), morning.lines[i].good ? "[x]" : "[ ]", morning.lines[i].name,
               morning.lines[i].text);
    if (devices.bus)
        others_list(&devices);
    devices_close(&devices);
    loop_release(&loop);
    return !err->code;
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
