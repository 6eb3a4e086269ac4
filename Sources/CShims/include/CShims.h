#ifndef CSHIMS_H
#define CSHIMS_H
#include <curl/curl.h>

typedef size_t (*cshims_curl_data)(char *bytes, size_t size, size_t count, void *user);
typedef int (*cshims_curl_open)(void *user, curlsocktype purpose, struct curl_sockaddr *address);

/* curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call. */
CURLcode cshims_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode cshims_curl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode cshims_curl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode cshims_curl_set_data(CURL *handle, CURLoption option, cshims_curl_data value);
CURLcode cshims_curl_set_open(CURL *handle, CURLoption option, cshims_curl_open value);
CURLcode cshims_curl_get_long(CURL *handle, CURLINFO info, long *value);
#endif
