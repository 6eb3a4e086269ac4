#include "library.h"
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

void copenvino_explain(const copenvino *library, const char *call, char *error, size_t size) {
    const char *reason = library->last_error();
    snprintf(error, size, "OpenVINO's %s failed: %s", call, reason ? reason : "no reason given");
}

static int resolve(void *handle, const char *name, void *slot, char *error, size_t size) {
    void *symbol = dlsym(handle, name);
    if (!symbol) snprintf(error, size, "libopenvino_c.so has no %s: install the version that this build is for", name);
    *(void **)slot = symbol;
    return symbol != NULL;
}

static int resolve_all(copenvino *library, void *handle, char *error, size_t size) {
    const struct {
        const char *name;
        void *slot;
    } wanted[] = {
        {"ov_core_create", &library->core_create},
        {"ov_get_openvino_version", &library->get_version},
        {"ov_core_compile_model_from_file_props", &library->compile},
        {"ov_compiled_model_create_infer_request", &library->create_request},
        {"ov_tensor_create_from_host_ptr", &library->wrap},
        {"ov_infer_request_set_input_tensor", &library->set_input},
        {"ov_infer_request_infer", &library->infer},
        {"ov_infer_request_get_output_tensor", &library->get_output},
        {"ov_tensor_get_shape", &library->get_shape},
        {"ov_shape_free", &library->free_shape},
        {"ov_tensor_data", &library->get_data},
        {"ov_tensor_free", &library->free_tensor},
        {"ov_compiled_model_free", &library->free_compiled},
        {"ov_get_last_err_msg", &library->last_error},
    };
    for (size_t index = 0; index < sizeof wanted / sizeof *wanted; index++)
        if (!resolve(handle, wanted[index].name, wanted[index].slot, error, size)) return 0;
    return 1;
}

copenvino *copenvino_open(const char *folder, char *error, size_t size) {
    char path[4096];
    snprintf(path, sizeof path, "%s/libopenvino_c.so", folder);
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        snprintf(error, size, "%s", dlerror());
        return NULL;
    }
    copenvino *library = calloc(1, sizeof *library);
    if (!library || !resolve_all(library, handle, error, size)) return NULL;
    if (library->core_create(&library->core) != 0) {
        copenvino_explain(library, "core", error, size);
        return NULL;
    }
    if (library->get_version(&library->version) != 0) library->version.number = NULL;
    return library;
}

const char *copenvino_version(const copenvino *library) {
    return library->version.number ? library->version.number : "unknown";
}
