#include "CShims.h"

CURLcode cshims_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode cshims_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode cshims_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode cshims_curl_set_data(CURL *handle, CURLoption option, cshims_curl_data value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode cshims_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

CURLcode cshims_curl_set_open(CURL *handle, CURLoption option, cshims_curl_open value) {
    return curl_easy_setopt(handle, option, value);
}
