#include "tests/support/rendered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void rendered_begin(struct rendered *rendered, enum page_format format)
{
    struct err err = ERR_EMPTY;
    const struct page_target target = { .format = format, .outlet = &rendered->outlet };

    outlet_open_memory(&rendered->outlet, 4 << 20);
    assert_true(page_open(&target, &rendered->page, &err));
}

const char *rendered_text(struct rendered *rendered)
{
    struct err err = ERR_EMPTY;

    assert_true(page_close(rendered->page, &err));
    return buf_text(&rendered->outlet.block);
}

void rendered_end(struct rendered *rendered)
{
    outlet_abandon(&rendered->outlet);
}
