#include "pos/stall/counter_group.h"

#include <stdio.h>
#include <string.h>

int counter_group_of(struct counter_groups *groups, const char *name)
{
    if (name[0] == '\0')
        return GROUP_ALL;
    for (int i = 0; i < groups->count; i++)
        if (strcmp(groups->names[i], name) == 0)
            return i + 1;
    if (groups->count == GROUPS_MAX)
        return GROUP_ALL;
    snprintf(groups->names[groups->count], CATEGORY_MAX, "%s", name);
    return ++groups->count;
}
