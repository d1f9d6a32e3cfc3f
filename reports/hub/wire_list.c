#include "reports/hub/wire_list.h"

#include <assert.h>
#include <string.h>

/* One dimension, a flag for nulls, the type of the elements, their number, the first index. */
enum { HEAD_BYTES = 20, EMPTY_HEAD_BYTES = 12, LIST_BYTES_MAX = 1 << 28 };

struct wire_list wire_list_init(enum hub_type type)
{
    static const char HEAD[HEAD_BYTES];
    struct wire_list list = { .type = type, .bytes = buf_init(LIST_BYTES_MAX) };

    buf_put(&list.bytes, HEAD, HEAD_BYTES);
    return list;
}

void wire_list_release(struct wire_list *list)
{
    buf_release(&list->bytes);
}

void wire_list_put_int(struct wire_list *list, int64_t value)
{
    assert(list->type == HUB_INT_LIST);
    buf_put_u32(&list->bytes, 8);
    buf_put_i64(&list->bytes, value);
    list->count++;
}

void wire_list_put_bytes(struct wire_list *list, const void *bytes, size_t length)
{
    buf_put_u32(&list->bytes, bytes ? (uint32_t)length : UINT32_MAX);
    if (bytes)
        buf_put(&list->bytes, bytes, length);
    list->has_null = list->has_null || !bytes;
    list->count++;
}

void wire_list_put_text(struct wire_list *list, const char *text)
{
    assert(list->type == HUB_TEXT_LIST);
    wire_list_put_bytes(list, text, strlen(text));
}

void wire_list_put_cell(struct wire_list *list, const struct stmt_cell *cell)
{
    if (cell->type == STMT_INT)
        wire_list_put_int(list, cell->number);
    else
        wire_list_put_bytes(list, cell->type == STMT_NULL ? NULL : cell->bytes, cell->length);
}

static enum hub_type element_type(enum hub_type list)
{
    return list == HUB_INT_LIST ? HUB_INT : list == HUB_TEXT_LIST ? HUB_TEXT : HUB_BYTES;
}

bool wire_list_value(struct wire_list *list, struct hub_value *out, struct err *err)
{
    const uint32_t head[HEAD_BYTES / 4] = { list->count > 0, list->has_null,
                                            element_type(list->type), (uint32_t)list->count, 1 };

    if (!buf_check(&list->bytes, err))
        return false;
    for (int i = 0; i < HEAD_BYTES; i++)
        list->bytes.data[i] = (char)(head[i / 4] >> (24 - 8 * (i % 4)));
    *out = (struct hub_value){ list->type, list->bytes.data,
                               list->count > 0 ? list->bytes.length : EMPTY_HEAD_BYTES };
    return true;
}
