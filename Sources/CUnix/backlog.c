#include "CUnix.h"
#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

static int ask(int netlink, ino_t inode) {
    struct {
        struct nlmsghdr header;
        struct unix_diag_req request;
    } message;
    memset(&message, 0, sizeof message);
    message.header.nlmsg_len = sizeof message;
    message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    message.header.nlmsg_flags = NLM_F_REQUEST;
    message.request.sdiag_family = AF_UNIX;
    message.request.udiag_states = (uint32_t)-1;
    message.request.udiag_ino = (uint32_t)inode;
    message.request.udiag_show = UDIAG_SHOW_RQLEN;
    message.request.udiag_cookie[0] = message.request.udiag_cookie[1] = (uint32_t)-1;
    return send(netlink, &message, sizeof message, 0) == sizeof message ? 0 : -1;
}

static int answer(int netlink, uint32_t *waiting, uint32_t *limit) {
    union {
        struct nlmsghdr header;
        char bytes[4096];
    } reply;
    ssize_t size = recv(netlink, &reply, sizeof reply, 0);
    if (size <= 0 || !NLMSG_OK(&reply.header, (size_t)size) || reply.header.nlmsg_type != SOCK_DIAG_BY_FAMILY)
        return -1;
    struct unix_diag_msg *message = NLMSG_DATA(&reply.header);
    struct rtattr *attribute = (struct rtattr *)(message + 1);
    int left = (int)reply.header.nlmsg_len - (int)NLMSG_LENGTH(sizeof *message);
    for (; RTA_OK(attribute, left); attribute = RTA_NEXT(attribute, left)) {
        if (attribute->rta_type != UNIX_DIAG_RQLEN) continue;
        struct unix_diag_rqlen *length = RTA_DATA(attribute);
        *waiting = length->udiag_rqueue;
        *limit = length->udiag_wqueue;
        return 0;
    }
    return -1;
}

int cunix_backlog(int listening, uint32_t *waiting, uint32_t *limit) {
    struct stat file;
    if (fstat(listening, &file) != 0) return -1;
    int netlink = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (netlink < 0) return -1;
    struct timeval patience = {.tv_sec = 1};
    setsockopt(netlink, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    int result = ask(netlink, file.st_ino) == 0 ? answer(netlink, waiting, limit) : -1;
    close(netlink);
    return result;
}
