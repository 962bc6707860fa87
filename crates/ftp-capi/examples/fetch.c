/* Connects, logs in, fetches a file and says goodbye; if that fails, prints why. */
#define _GNU_SOURCE
#include "fetch.h"
#include "drive.h"
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

static const int LIMIT = 20000;

/* Connects within the time limit. Returns -1 if there is no connection. */
static int connect_to(struct lanes *lanes, const struct order *order) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found, *one;
    int result = STREAM_BROKEN;
    if (getaddrinfo(order->host, order->port, &hints, &found) != 0) return -1;
    for (one = found; one && result != 0; one = one->ai_next) {
        while ((result = stream_connect(&lanes->control, one->ai_addr, one->ai_addrlen)) == STREAM_AGAIN) {
            struct pollfd fd = {.fd = lanes->control.fd, .events = lanes->control.events};
            if (poll(&fd, 1, LIMIT) == 0) break;
        }
        if (result != 0) stream_close(&lanes->control, false);
    }
    freeaddrinfo(found);
    return result == 0 ? 0 : -1;
}

/* Prints the causes, the likeliest first, and what to do. */
static void explain(ftp_transcript *transcript) {
    ftp_diagnosis *diagnosis = NULL;
    ftp_cause cause;
    ftp_bytes step;
    size_t i;
    ftp_diagnosis_new(transcript, &diagnosis);
    for (i = 0; ftp_diagnosis_cause(diagnosis, i, &cause) == FTP_STATUS_OK; i++)
        fprintf(stderr, "%.*s (%.*s): %.*s\n", FTP_PRINT(cause.name), FTP_PRINT(cause.confidence), FTP_PRINT(cause.because));
    for (i = 0; ftp_diagnosis_advice(diagnosis, i, &step) == FTP_STATUS_OK; i++)
        fprintf(stderr, "- %.*s\n", FTP_PRINT(step));
    ftp_diagnosis_free(diagnosis);
    ftp_transcript_free(transcript);
}

static ftp_session *log_in(struct lanes *lanes, const struct order *order) {
    ftp_config *config = NULL;
    ftp_login *login = NULL;
    ftp_session *session = NULL;
    ftp_login_failure failure;
    ftp_transcript *transcript = NULL;
    ftp_config_new(ftp_str(order->user), ftp_str(order->password), &config);
    ftp_config_tls(config, stream_policy);
    ftp_config_want(config, FTP_WANT_BINARY);
    ftp_login_new(config, &login);
    ftp_login_connected(login, (uint16_t)atoi(order->port));
    if (drive(lanes, ftp_login_dialogue(login), LIMIT) == 0 && ftp_login_finish(login, &session) == FTP_STATUS_REFUSED) {
        ftp_login_get_failure(login, &failure);
        fprintf(stderr, "no login: %.*s\n", FTP_PRINT(failure.text));
        if (ftp_login_transcript(login, &transcript) == FTP_STATUS_OK) explain(transcript);
    }
    /* The login has forgotten the password, but the server may repeat it in replies that are printed. */
    if (session) ftp_session_hide(session, config);
    ftp_login_free(login);
    ftp_config_free(config);
    return session;
}

static bool retrieve(struct lanes *lanes, ftp_session *session, const char *path) {
    ftp_plan plan = {.verb = ftp_str("RETR"), .path = ftp_str(path)};
    ftp_transfer *transfer = NULL;
    ftp_transfer_report report = {0};
    ftp_transcript *transcript = NULL;
    if (ftp_transfer_new(session, &plan, &transfer) != FTP_STATUS_OK) return false;
    drive(lanes, ftp_transfer_dialogue(transfer), LIMIT);
    ftp_transfer_finish(transfer, &report);
    fprintf(stderr, "%s: %.*s, %llu bytes\n", path, FTP_PRINT(report.text), (unsigned long long)report.moved);
    if (report.ending != FTP_ENDING_COMPLETE && ftp_session_transcript(session, &transcript) == FTP_STATUS_OK)
        explain(transcript);
    ftp_transfer_free(transfer);
    return report.ending == FTP_ENDING_COMPLETE;
}

int fetch(const struct order *order) {
    struct lanes lanes;
    ftp_session *session = NULL;
    ftp_command_outcome outcome;
    bool complete = false;
    lanes_init(&lanes, -1);
    lanes.path = order->to;
    if (connect_to(&lanes, order) == 0) session = log_in(&lanes, order);
    else perror(order->host);
    if (session) complete = retrieve(&lanes, session, order->path);
    if (complete) complete = lanes_open(&lanes) == 0; /* without any bytes it is an empty file */
    if (session && ftp_session_command(session, ftp_str("QUIT"), ftp_str(NULL)) == FTP_STATUS_OK) {
        drive(&lanes, ftp_session_dialogue(session), LIMIT);
        ftp_session_outcome(session, &outcome);
    }
    ftp_session_free(session);
    stream_close(&lanes.data, true);
    stream_close(&lanes.control, false);
    if (lanes.file && fclose(lanes.file) != 0) return perror(order->to), 1;
    return complete ? 0 : 1;
}
