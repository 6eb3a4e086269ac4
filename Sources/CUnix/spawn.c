#define _GNU_SOURCE
#include "CUnix.h"

const short cunix_spawn_session = POSIX_SPAWN_SETSID;

int cunix_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}
