#include "CUnix.h"
#include <malloc.h>

void cunix_return_memory(void) {
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_ARENA_MAX, 1);
}

void cunix_trim_memory(void) { malloc_trim(0); }
