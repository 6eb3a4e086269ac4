#ifndef COPENVINO_LIBRARY_H
#define COPENVINO_LIBRARY_H
#include "COpenVINO.h"

/* From the headers in openvino/c (Apache-2.0), as they are in 2026.4.1. */
typedef int ov_status;
typedef struct ov_core ov_core;
typedef struct ov_compiled_model ov_compiled_model;
typedef struct ov_infer_request ov_infer_request;
typedef struct ov_tensor ov_tensor;
typedef struct {
    int64_t rank;
    int64_t *dims;
} ov_shape;
typedef struct {
    const char *key;
    const void *value;
} ov_property;
typedef struct {
    const char *number;
    const char *description;
} ov_version;
enum { OV_F32 = 4 };

struct copenvino {
    ov_core *core;
    ov_version version;
    ov_status (*core_create)(ov_core **);
    ov_status (*get_version)(ov_version *);
    ov_status (*compile)(
        const ov_core *, const char *path, const char *device, size_t count, const ov_property *, ov_compiled_model **);
    ov_status (*create_request)(const ov_compiled_model *, ov_infer_request **);
    ov_status (*wrap)(int type, ov_shape, void *, ov_tensor **);
    ov_status (*set_input)(ov_infer_request *, const ov_tensor *);
    ov_status (*infer)(ov_infer_request *);
    ov_status (*get_output)(const ov_infer_request *, ov_tensor **);
    ov_status (*get_shape)(const ov_tensor *, ov_shape *);
    ov_status (*free_shape)(ov_shape *);
    ov_status (*get_data)(const ov_tensor *, void **);
    void (*free_tensor)(ov_tensor *);
    void (*free_compiled)(ov_compiled_model *);
    const char *(*last_error)(void);
};

/* Writes what went wrong with `call`. */
void copenvino_explain(const copenvino *library, const char *call, char *error, size_t size);
#endif
