#include "CUnix.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

int cunix_has_bfloat16(void) {
#if defined(__x86_64__)
    unsigned a, b, c, d;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
    int has_tiles = d >> 22 & 1;
    return has_tiles || (__get_cpuid_count(7, 1, &a, &b, &c, &d) && a >> 5 & 1);
#else
    return 0;
#endif
}
