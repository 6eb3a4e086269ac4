#define _GNU_SOURCE
#include "CUnix.h"
#include <sys/mman.h>

int cunix_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }
