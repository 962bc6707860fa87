/* table FILE... diagnoses logs: prints for each file its name, a tab, and one line of JSON or null. */
#include <ftp_capi.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_all(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long length;
    if (!file) return NULL;
    if (fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) >= 0 && (bytes = malloc((size_t)length + 1))) {
        rewind(file);
        *size = fread(bytes, 1, (size_t)length, file);
    }
    fclose(file);
    return bytes;
}

int main(int count, char **paths) {
    for (int i = 1; i < count; i++) {
        const char *slash = strrchr(paths[i], '/');
        ftp_diagnosis *diagnosis = NULL;
        ftp_bytes log, json = ftp_str("null");
        char *bytes = read_all(paths[i], &log.len);
        if (!bytes) return perror(paths[i]), 1;
        log.at = bytes;
        if (ftp_diagnosis_of_log(log, ftp_str(NULL), &diagnosis) == FTP_STATUS_OK) ftp_diagnosis_json(diagnosis, &json);
        printf("%s\t%.*s\n", slash ? slash + 1 : paths[i], FTP_PRINT(json));
        ftp_diagnosis_free(diagnosis);
        free(bytes);
    }
    return 0;
}
