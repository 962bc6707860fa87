#include <ftp_capi.h>
#include <stdio.h>

int main(void) {
    ftp_transcript *transcript; ftp_diagnosis *diagnosis; ftp_cause cause;
    ftp_transcript_new(&transcript);
    ftp_transcript_received(transcript, ftp_str("220 ProFTPD Server ready.\r\n"));
    ftp_transcript_sent(transcript, ftp_str("USER alice\r\n"));
    ftp_transcript_received(transcript, ftp_str("550 SSL/TLS required on the control channel\r\n"));
    ftp_diagnosis_new(transcript, &diagnosis);
    if (ftp_diagnosis_cause(diagnosis, 0, &cause) == FTP_STATUS_OK)
        printf("%.*s: %.*s\n", FTP_PRINT(cause.name), FTP_PRINT(cause.confidence));
    ftp_diagnosis_free(diagnosis);
    ftp_transcript_free(transcript);
    return 0;
}
