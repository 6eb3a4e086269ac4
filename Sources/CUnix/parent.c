#include "CUnix.h"
#include <signal.h>
#include <sys/prctl.h>

void cunix_die_with_parent(void) {
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
