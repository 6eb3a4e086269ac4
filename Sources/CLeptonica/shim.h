#ifndef CLEPTONICA_SHIM_H
#define CLEPTONICA_SHIM_H
#include <stdio.h>
#include <allheaders.h>
#endif
