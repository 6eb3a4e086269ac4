#ifndef CUNIX_H
#define CUNIX_H
#include <stdint.h>

/* Apart from CShims, which links libcurl and its forty libraries: a FastCGI process would pay 4 MB for them. */

/* Connections that wait on a listening unix socket, and how many may (NETLINK_SOCK_DIAG). 0, or -1 where the kernel
   does not say. */
int cunix_backlog(int listening, uint32_t *waiting, uint32_t *limit);

/* accept4 with SOCK_CLOEXEC: Glibc's module does not show it. */
int cunix_accept(int listening);
#endif
