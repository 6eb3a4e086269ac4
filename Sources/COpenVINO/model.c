#include "library.h"
#include <stdio.h>
#include <stdlib.h>

struct copenvino_model {
    copenvino *library;
    ov_compiled_model *compiled;
    ov_infer_request *request;
    ov_tensor *output;
};

copenvino_model *copenvino_load(
    copenvino *library, const char *path, const char *precision, int cached_kernels, char *error, size_t size) {
    char kernels[16];
    snprintf(kernels, sizeof kernels, "%d", cached_kernels);
    const ov_property properties[] = {
        {"INFERENCE_NUM_THREADS", "1"},
        {"NUM_STREAMS", "1"},
        /* Every process would choose the same core. */
        {"ENABLE_CPU_PINNING", "NO"},
        {"INFERENCE_PRECISION_HINT", precision},
        {"CPU_RUNTIME_CACHE_CAPACITY", kernels},
    };
    copenvino_model *model = calloc(1, sizeof *model);
    if (!model) return NULL;
    model->library = library;
    if (library->compile(
            library->core, path, "CPU", sizeof properties / sizeof *properties, properties, &model->compiled) != 0) {
        copenvino_explain(library, "reading of a model", error, size);
        free(model);
        return NULL;
    }
    if (library->create_request(model->compiled, &model->request) != 0) {
        copenvino_explain(library, "inference request", error, size);
        library->free_compiled(model->compiled);
        free(model);
        return NULL;
    }
    return model;
}

static ov_status set_input(copenvino_model *model, float *input, const int64_t dims[4]) {
    copenvino *library = model->library;
    ov_tensor *tensor = NULL;
    ov_status status = library->wrap(OV_F32, (ov_shape){4, (int64_t *)dims}, input, &tensor);
    if (status != 0) return status;
    status = library->set_input(model->request, tensor);
    library->free_tensor(tensor);
    return status;
}

static ov_status get_output(copenvino_model *model, const float **output, int64_t output_dims[4]) {
    copenvino *library = model->library;
    if (model->output) library->free_tensor(model->output);
    model->output = NULL;
    ov_status status = library->get_output(model->request, &model->output);
    if (status != 0) return status;
    ov_shape shape = {0, NULL};
    if ((status = library->get_shape(model->output, &shape)) != 0) return status;
    for (int index = 0; index < 4; index++) output_dims[index] = index < shape.rank ? shape.dims[index] : 1;
    library->free_shape(&shape);
    void *data = NULL;
    status = library->get_data(model->output, &data);
    *output = data;
    return status;
}

int copenvino_run(
    copenvino_model *model, float *input, const int64_t dims[4], const float **output, int64_t output_dims[4],
    char *error, size_t size) {
    if (set_input(model, input, dims) == 0 && model->library->infer(model->request) == 0 &&
        get_output(model, output, output_dims) == 0)
        return 0;
    copenvino_explain(model->library, "inference", error, size);
    return -1;
}
