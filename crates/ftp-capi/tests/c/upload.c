/* Uploads nothing to a server on this machine, over a session that it takes over: upload PORT. Prints how the transfer ended. */
#include "drive.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>

static struct lanes lanes;

int main(int count, char **words) {
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int control = socket(AF_INET, SOCK_STREAM, 0);
    ftp_plan plan = {.verb = ftp_str("STOR"), .path = ftp_str("file")};
    ftp_session *session;
    ftp_transfer *transfer;
    ftp_transfer_report report;
    if (count != 2) return 2;
    server.sin_port = htons((uint16_t)atoi(words[1]));
    if (connect(control, (struct sockaddr *)&server, sizeof server) != 0) return 2;
    if (fcntl(control, F_SETFL, O_NONBLOCK) != 0) return 2;
    lanes_init(&lanes, control);
    lanes.file = fopen("/dev/null", "rb");
    if (ftp_session_take_over(NULL, 0, 0, &session) != FTP_STATUS_OK) return 2;
    if (ftp_transfer_new(session, &plan, &transfer) != FTP_STATUS_OK) return 2;
    if (drive(&lanes, ftp_transfer_dialogue(transfer), 20000) != 0) return 2;
    if (ftp_transfer_finish(transfer, &report) != FTP_STATUS_OK) return 2;
    printf("%.*s %.*s", FTP_PRINT(report.name), FTP_PRINT(report.end));
    ftp_transfer_free(transfer);
    ftp_session_free(session);
    stream_close(&lanes.data, true);
    stream_close(&lanes.control, false);
    return fclose(lanes.file);
}
