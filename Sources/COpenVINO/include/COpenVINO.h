#ifndef COPENVINO_H
#define COPENVINO_H
#include <stddef.h>
#include <stdint.h>

/* OpenVINO's C interface as far as it is used, loaded at run time: the build needs neither its headers nor its
   libraries, and a host without them runs without them. One thread at a time. */

typedef struct copenvino copenvino;
typedef struct copenvino_model copenvino_model;

/* Loads libopenvino_c.so and those it needs from `folder`. NULL, and why in `error`, where that fails. */
copenvino *copenvino_open(const char *folder, char *error, size_t size);

/* What the library calls itself, such as 2026.4.1-22982-…; lives as long as the library. */
const char *copenvino_version(const copenvino *library);

/* Reads and compiles an ONNX model for one thread of the CPU. `precision` is f32 or bf16; `cached_kernels` is how many
   kernels, compiled for a shape of a layer, are kept. NULL and `error` where that fails. */
copenvino_model *copenvino_load(
    copenvino *library, const char *path, const char *precision, int cached_kernels, char *error, size_t size);

/* Runs the model on `input` of the shape `dims`. `output` and `output_dims` (4 numbers, the last ones 1 where there are
   fewer) are good until the next run. 0, or -1 and `error`. */
int copenvino_run(
    copenvino_model *model, float *input, const int64_t dims[4], const float **output, int64_t output_dims[4],
    char *error, size_t size);
#endif
