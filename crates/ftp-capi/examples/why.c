#include <ftp_capi.h>
#include <stdio.h>

int main(void) {
    ftp_diagnosis *why; ftp_cause cause;
    const char *log = "< 220 ProFTPD Server ready.\n> USER alice\n< 550 SSL/TLS required on the control channel\n";
    if (ftp_diagnosis_of_log(ftp_str(log), ftp_str(NULL), &why) != FTP_STATUS_OK) return 1;
    if (ftp_diagnosis_cause(why, 0, &cause) != FTP_STATUS_OK) return 1;
    return printf("%.*s: %.*s\n", FTP_PRINT(cause.name), FTP_PRINT(cause.confidence)) < 0 || ftp_diagnosis_free(why);
}
