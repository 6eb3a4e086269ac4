/* GET /documents/{id}/status in C: libfcgi on descriptor 0, threads, a connection and two prepared statements each. */
#include <errno.h>
#include <fcgiapp.h>
#include <mysql.h>
#include <openssl/sha.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { COLUMNS = 11, WIDTH = 1024, BODY = 16384 };

typedef struct {
    char text[WIDTH];
    unsigned long length;
    my_bool is_null;
} Column;

typedef struct {
    MYSQL *database;
    MYSQL_STMT *key, *document;
    Column row[COLUMNS];
    char body[BODY];
    size_t used;
} Worker;

static char key_sql[4096], document_sql[4096];

static void fail(const char *what, const char *why) {
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

static void load(const char *path, char *text, size_t size) {
    FILE *file = fopen(path, "r");
    if (!file) fail(path, strerror(errno));
    text[fread(text, 1, size - 1, file)] = 0;
    fclose(file);
}

static MYSQL_STMT *prepare(Worker *w, const char *sql, int columns) {
    MYSQL_BIND binds[COLUMNS];
    MYSQL_STMT *statement = mysql_stmt_init(w->database);
    memset(binds, 0, sizeof binds);
    for (int i = 0; i < columns; i++) {
        binds[i].buffer_type = MYSQL_TYPE_STRING;
        binds[i].buffer = w->row[i].text;
        binds[i].buffer_length = WIDTH;
        binds[i].length = &w->row[i].length;
        binds[i].is_null = &w->row[i].is_null;
    }
    if (mysql_stmt_prepare(statement, sql, strlen(sql)) || mysql_stmt_bind_result(statement, binds))
        fail("prepare", mysql_stmt_error(statement));
    return statement;
}

/* 1 where there is a row, then in w->row; 0 where there is none. */
static int fetch(MYSQL_STMT *statement, const char **parameters, int count) {
    MYSQL_BIND binds[2];
    memset(binds, 0, sizeof binds);
    for (int i = 0; i < count; i++) {
        binds[i].buffer_type = MYSQL_TYPE_STRING;
        binds[i].buffer = (void *)parameters[i];
        binds[i].buffer_length = strlen(parameters[i]);
    }
    if (mysql_stmt_bind_param(statement, binds) || mysql_stmt_execute(statement))
        fail("execute", mysql_stmt_error(statement));
    int result = mysql_stmt_fetch(statement);
    if (result == 1) fail("fetch", mysql_stmt_error(statement));
    mysql_stmt_free_result(statement);
    return result != MYSQL_NO_DATA;
}

static void put(Worker *w, const char *text, size_t length) {
    if (w->used + length > BODY) fail("body", "too long");
    memcpy(w->body + w->used, text, length);
    w->used += length;
}

static void puts_(Worker *w, const char *text) { put(w, text, strlen(text)); }

static void string(Worker *w, const Column *column) {
    if (column->is_null) return puts_(w, "null");
    puts_(w, "\"");
    for (unsigned long i = 0; i < column->length; i++) {
        unsigned char byte = column->text[i];
        char escape[8];
        if (byte == '"' || byte == '\\') {
            snprintf(escape, sizeof escape, "\\%c", byte);
            puts_(w, escape);
        } else if (byte < 0x20) {
            snprintf(escape, sizeof escape, "\\u%04x", byte);
            puts_(w, escape);
        } else {
            put(w, column->text + i, 1);
        }
    }
    puts_(w, "\"");
}

static void instant(Worker *w, const Column *column) {
    char text[32];
    snprintf(text, sizeof text, "\"%.10sT%.12sZ\"", column->text, column->text + 11);
    puts_(w, text);
}

static void write_row(Worker *w, const char *id) {
    Column *c = w->row;
    char progress[128];
    for (int i = 0; i < COLUMNS; i++) c[i].text[c[i].length < WIDTH ? c[i].length : WIDTH - 1] = 0;
    int step = atoi(c[3].text), steps = atoi(c[4].text);
    snprintf(progress, sizeof progress, "{\"current_step\":%d,\"total_steps\":%d,\"percentage\":%d}", step, steps,
             step * 100 / (steps > 0 ? steps : 1));
    puts_(w, "{\"document_id\":\""); puts_(w, id);
    puts_(w, "\",\"status\":"); string(w, &c[0]);
    puts_(w, ",\"status_name\":"); string(w, &c[1]);
    puts_(w, ",\"status_description\":"); string(w, &c[2]);
    puts_(w, ",\"progress\":"); puts_(w, progress);
    puts_(w, ",\"quality_score\":"); puts_(w, c[5].is_null ? "null" : c[5].text);
    puts_(w, ",\"needs_review\":"); puts_(w, c[6].text[0] == '1' ? "true" : "false");
    if (c[7].is_null) {
        puts_(w, ",\"error\":null");
    } else {
        puts_(w, ",\"error\":{\"code\":"); string(w, &c[7]);
        puts_(w, ",\"detail\":"); string(w, &c[8]);
        puts_(w, "}");
    }
    puts_(w, ",\"created_at\":"); instant(w, &c[9]);
    puts_(w, ",\"last_update\":"); instant(w, &c[10]);
    puts_(w, "}");
}

static int is_uuid(const char *text) {
    return strspn(text, "0123456789abcdef-") == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

static const char *answer(Worker *w, FCGX_Request *request) {
    const char *bearer = FCGX_GetParam("HTTP_AUTHORIZATION", request->envp);
    const char *path = FCGX_GetParam("REQUEST_URI", request->envp);
    char id[37] = "", key[65], tenant[32];
    unsigned char hash[32];
    int end = 0;
    if (!bearer || strncasecmp(bearer, "Bearer ", 7)) return puts_(w, "{\"code\":\"key_missing\"}"), "401 Unauthorized";
    if (!path || sscanf(path, "/documents/%36[0-9a-f-]/status%n", id, &end) != 1 || !end || path[end] || !is_uuid(id))
        return puts_(w, "{\"code\":\"not_found\"}"), "404 Not Found";
    SHA256((const unsigned char *)bearer + 7, strlen(bearer + 7), hash);
    for (int i = 0; i < 32; i++) snprintf(key + 2 * i, 3, "%02x", hash[i]);
    if (!fetch(w->key, (const char *[]){key}, 1)) return puts_(w, "{\"code\":\"key_invalid\"}"), "401 Unauthorized";
    snprintf(tenant, sizeof tenant, "%.*s", (int)w->row[0].length, w->row[0].text);
    if (!fetch(w->document, (const char *[]){tenant, id}, 2))
        return puts_(w, "{\"code\":\"document_unknown\"}"), "404 Not Found";
    write_row(w, id);
    return "200 OK";
}

static void *serve(void *unused) {
    (void)unused;
    Worker *w = calloc(1, sizeof *w);
    FCGX_Request request;
    char header[256];
    w->database = mysql_init(NULL);
    mysql_options(w->database, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (!mysql_real_connect(w->database, NULL, "bench", "", "docket", 0, getenv("BENCH_DB_SOCKET"), 0))
        fail("connect", mysql_error(w->database));
    w->key = prepare(w, key_sql, 1);
    w->document = prepare(w, document_sql, COLUMNS);
    FCGX_InitRequest(&request, 0, 0);
    while (FCGX_Accept_r(&request) == 0) {
        w->used = 0;
        const char *status = answer(w, &request);
        int length = snprintf(header, sizeof header, "Status: %s\r\nContent-Type: application/json\r\n"
                              "Cache-Control: no-store\r\nContent-Length: %zu\r\n\r\n", status, w->used);
        FCGX_PutStr(header, length, request.out);
        FCGX_PutStr(w->body, (int)w->used, request.out);
        FCGX_Finish_r(&request);
    }
    return NULL;
}

/* status KEY.SQL DOCUMENT.SQL THREADS */
int main(int count, char **arguments) {
    if (count != 4) fail("usage", "status KEY.SQL DOCUMENT.SQL THREADS");
    load(arguments[1], key_sql, sizeof key_sql);
    load(arguments[2], document_sql, sizeof document_sql);
    FCGX_Init();
    signal(SIGTERM, SIG_DFL);
    mysql_library_init(0, NULL, NULL);
    int threads = atoi(arguments[3]);
    pthread_t thread;
    for (int i = 0; i < threads; i++) pthread_create(&thread, NULL, serve, NULL);
    pthread_join(thread, NULL);
    return 1;
}
