/* Whatever a printer answers: only bytes with the fixed bits count, and every state has its words.
 */
#include "drivers/printer_status.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct printer_status status = { .answered = 0 };

    for (size_t i = 0; i + 1 < size; i += 2) {
        bool taken = printer_status_take(&status, data[i] % 8, data[i + 1]);

        if (taken && (data[i + 1] & 0x93) != 0x12)
            abort();

        enum printer_state state = printer_status_state(&status);

        if (printer_state_sentence(state)[0] == '\0' || printer_state_word(state)[0] == '\0')
            abort();
        if (!status.answered && state != PRINTER_SILENT)
            abort();
    }
    return 0;
}
