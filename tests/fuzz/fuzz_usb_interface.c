/* Descriptors of any device: what is found can be used, whatever the bytes were. */
#include "drivers/usb_interface.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void judge(const struct usb_interface *interface)
{
    if (interface->use == USB_PRINTER
            ? interface->out_endpoint == 0 || (interface->out_endpoint & 0x80)
            : interface->in_endpoint == 0)
        abort();
    if (interface->in_endpoint && !(interface->in_endpoint & 0x80))
        abort();
    if (interface->in_packet_bytes < 0 || interface->in_packet_bytes > 1024)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct usb_interface interfaces[USB_INTERFACES_MAX];

    for (int configuration = 0; configuration < 3; configuration++) {
        int count = usb_interface_list(data, size, configuration, interfaces, USB_INTERFACES_MAX);

        if (count < 0 || count > USB_INTERFACES_MAX)
            abort();
        for (int i = 0; i < count; i++)
            judge(&interfaces[i]);
    }
    return 0;
}
