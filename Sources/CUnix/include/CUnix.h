#ifndef CUNIX_H
#define CUNIX_H
#include <spawn.h>
#include <stdint.h>

/* Apart from CShims, which links libcurl and its forty libraries: a FastCGI process would pay 4 MB for them. */

/* Connections that wait on a listening unix socket, and how many may (NETLINK_SOCK_DIAG). 0, or -1 where the kernel
   does not say. */
int cunix_backlog(int listening, uint32_t *waiting, uint32_t *limit);

/* accept4 with SOCK_CLOEXEC: Glibc's module does not show it. */
int cunix_accept(int listening);

/* This process is killed as soon as the thread that started it ends, and gets no privileges from what it executes. */
void cunix_die_with_parent(void);

/* Allocations over 1 MB go back to the system when they are freed, and all threads share one arena. */
void cunix_return_memory(void);
/* Gives back what malloc keeps free. */
void cunix_trim_memory(void);

/* What Glibc's module does not show of posix_spawn; for Platform's ChildProcess alone. The flag for a session of its own. */
extern const short cunix_spawn_session;
/* A process that is spawned with these actions keeps no file from number `first` on. 0, or a code of errno. */
int cunix_close_from(posix_spawn_file_actions_t *actions, int first);

/* Whether the processor computes with bfloat16 numbers; asked of itself, for /proc may be hidden. */
int cunix_has_bfloat16(void);
/// A file that is in memory alone, closed in children; its descriptor, or -1 with errno. `name` is for /proc only.
int cunix_memory_file(const char *name);

#endif
