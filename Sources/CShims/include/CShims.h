#ifndef CSHIMS_H
#define CSHIMS_H
#include <curl/curl.h>
#include <stdint.h>

typedef size_t (*cshims_curl_data)(char *bytes, size_t size, size_t count, void *user);
typedef int (*cshims_curl_open)(void *user, curlsocktype purpose, struct curl_sockaddr *address);

/* curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call. */
CURLcode cshims_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode cshims_curl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode cshims_curl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode cshims_curl_set_data(CURL *handle, CURLoption option, cshims_curl_data value);
CURLcode cshims_curl_get_long(CURL *handle, CURLINFO info, long *value);

/* Connections that wait on a listening unix socket, and how many may (NETLINK_SOCK_DIAG). 0, or -1 where the kernel
   does not say. */
int cshims_unix_backlog(int listening, uint32_t *waiting, uint32_t *limit);

/* accept4 with SOCK_CLOEXEC: Glibc's module does not show it. */
int cshims_accept(int listening);
#endif
