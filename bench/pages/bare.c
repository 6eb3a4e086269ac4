/* What Tesseract's C interface costs without anything around it: reads images with given settings and prints
 * pages and CPU seconds. Usage: bare LANGUAGES ROUNDS PSM DPI IMAGE... (PNG, 8 bits of grey). */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <allheaders.h>
#include <tesseract/capi.h>

static double cpu(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

/* The words with boxes and confidence are fetched, as no reading is of use without. */
static int read_page(TessBaseAPI *api, const char *path, int dpi) {
    PIX *image = pixRead(path);
    if (!image) exit(2);
    TessBaseAPISetImage2(api, image);
    TessBaseAPISetSourceResolution(api, dpi);
    if (TessBaseAPIRecognize(api, NULL) != 0) exit(3);
    int words = 0;
    TessResultIterator *it = TessBaseAPIGetIterator(api);
    if (it) {
        do {
            char *text = TessResultIteratorGetUTF8Text(it, RIL_WORD);
            int left, top, right, bottom;
            if (!text) continue;
            TessPageIteratorBoundingBox(TessResultIteratorGetPageIterator(it), RIL_WORD, &left, &top, &right, &bottom);
            (void)TessResultIteratorConfidence(it, RIL_WORD);
            TessDeleteText(text);
            words++;
        } while (TessResultIteratorNext(it, RIL_WORD));
        TessResultIteratorDelete(it);
    }
    TessBaseAPIClear(api);
    pixDestroy(&image);
    return words;
}

int main(int count, char **argument) {
    if (count < 6) return 64;
    int rounds = atoi(argument[2]), pages = 0, words = 0;
    TessBaseAPI *api = TessBaseAPICreate();
    if (TessBaseAPIInit2(api, NULL, argument[1], OEM_LSTM_ONLY) != 0) return 1;
    TessBaseAPISetPageSegMode(api, (TessPageSegMode)atoi(argument[3]));
    double start = cpu();
    for (int round = 0; round < rounds; round++)
        for (int image = 5; image < count; image++, pages++) words += read_page(api, argument[image], atoi(argument[4]));
    printf("%d %.3f %d\n", pages, cpu() - start, words);
    TessBaseAPIEnd(api);
    TessBaseAPIDelete(api);
    return 0;
}
