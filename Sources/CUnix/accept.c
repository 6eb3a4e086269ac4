#define _GNU_SOURCE
#include "CUnix.h"
#include <sys/socket.h>

int cunix_accept(int listening) { return accept4(listening, 0, 0, SOCK_CLOEXEC); }
