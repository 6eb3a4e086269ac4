#define _GNU_SOURCE
#include "CShims.h"
#include <sys/socket.h>

int cshims_accept(int listening) { return accept4(listening, NULL, NULL, SOCK_CLOEXEC); }
