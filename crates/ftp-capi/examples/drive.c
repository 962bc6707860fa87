/* Drives any dialogue over poll(2). Each round tries both connections, and waits only if neither moved. */
#define _GNU_SOURCE
#include "drive.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <time.h>

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Reads from the control connection and returns what happened. */
static ftp_happened received(struct lanes *lanes, char *buffer, size_t size, bool broken) {
    ssize_t n = stream_read(&lanes->control, buffer, size);
    if (n > 0) return (ftp_happened){.what = FTP_EVENT_BYTES, .bytes = {buffer, (size_t)n}};
    if (n == STREAM_AGAIN && !broken) return (ftp_happened){.what = FTP_EVENT_PENDING};
    return (ftp_happened){.what = n == 0 && !broken ? FTP_EVENT_EOF : FTP_EVENT_BROKEN};
}

/* Does what is wanted of the control connection, as far as possible without waiting. Returns whether there is an event to report. */
static bool control_step(struct lanes *lanes, const ftp_wants *wants, char *buffer, size_t size, ftp_happened *happened) {
    ssize_t n;
    switch (wants->control) {
    case FTP_CONTROL_POLL: *happened = received(lanes, buffer, size, false); return true;
    case FTP_CONTROL_RECEIVE:
        *happened = received(lanes, buffer, size, false);
        return happened->what != FTP_EVENT_PENDING;
    case FTP_CONTROL_SEND:
        n = stream_write(&lanes->control, wants->send.at, wants->send.len);
        if (n == STREAM_AGAIN) return false;
        /* What the server sent last says why the write failed. */
        if (n == STREAM_BROKEN) *happened = received(lanes, buffer, size, true);
        else *happened = (ftp_happened){.what = FTP_EVENT_SENT, .count = (uint64_t)n};
        return true;
    case FTP_CONTROL_START_TLS:
        n = stream_handshake(&lanes->control, NULL);
        if (n == STREAM_AGAIN) return false;
        *happened = n == 0 ? (ftp_happened){.what = FTP_EVENT_TLS_UP}
                           : (ftp_happened){.what = FTP_EVENT_TLS_FAILED, .reason = lanes->control.why};
        return true;
    default: return false;
    }
}

/* Returns where to connect to: the given address, or the host of the control connection. */
static socklen_t target(struct lanes *lanes, const ftp_wants *wants, struct sockaddr_storage *address) {
    struct sockaddr_in *v4 = (struct sockaddr_in *)address;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)address;
    socklen_t length = sizeof *address;
    memset(address, 0, sizeof *address);
    if (wants->address[0] == 0) {
        if (getpeername(lanes->control.fd, (struct sockaddr *)address, &length) != 0) return 0;
    } else if (inet_pton(AF_INET, wants->address, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
    } else if (inet_pton(AF_INET6, wants->address, &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
    }
    if (address->ss_family == AF_INET) v4->sin_port = htons(wants->port);
    else v6->sin6_port = htons(wants->port);
    return address->ss_family == AF_INET ? sizeof *v4 : sizeof *v6;
}

static ftp_reach reach_of(int error) {
    switch (error) {
    case ECONNREFUSED: return FTP_REACH_REFUSED;
    case ETIMEDOUT: return FTP_REACH_SILENT;
    case ENETUNREACH:
    case EHOSTUNREACH: return FTP_REACH_NO_ROUTE;
    default: return FTP_REACH_OTHER;
    }
}

static bool data_connect(struct lanes *lanes, const ftp_wants *wants, ftp_happened *happened) {
    struct sockaddr_storage address;
    socklen_t length = target(lanes, wants, &address);
    int result = stream_connect(&lanes->data, (struct sockaddr *)&address, length);
    if (result == STREAM_AGAIN) return false;
    *happened = (ftp_happened){.what = FTP_EVENT_DATA_CONNECTED};
    if (result == 0) return true;
    *happened = (ftp_happened){.what = FTP_EVENT_DATA_UNREACHABLE, .reason = reach_of(errno)};
    stream_close(&lanes->data, false);
    return true;
}

static bool data_secure(struct lanes *lanes, ftp_happened *happened) {
    int result = stream_handshake(&lanes->data, &lanes->control);
    if (result == STREAM_AGAIN) return false;
    *happened = (ftp_happened){.what = FTP_EVENT_DATA_SECURED};
    if (result == 0) stream_secured(&lanes->data, &lanes->control, happened);
    else *happened = (ftp_happened){.what = FTP_EVENT_DATA_TLS_FAILED, .reason = lanes->data.why};
    return true;
}

int lanes_open(struct lanes *lanes) {
    if (!lanes->file && lanes->path && !(lanes->file = fopen(lanes->path, "wb"))) perror(lanes->path);
    return lanes->file ? 0 : -1;
}

static bool data_read(struct lanes *lanes, ftp_happened *happened) {
    ssize_t n = stream_read(&lanes->data, lanes->room, sizeof lanes->room);
    if (n == STREAM_AGAIN) return false;
    *happened = (ftp_happened){.what = FTP_EVENT_DATA_MOVED, .count = n > 0 ? (uint64_t)n : 0};
    if (n <= 0) *happened = (ftp_happened){.what = FTP_EVENT_DATA_ENDED, .reason = lanes->data.end};
    else if (lanes_open(lanes) != 0 || fwrite(lanes->room, 1, (size_t)n, lanes->file) != (size_t)n)
        *happened = (ftp_happened){.what = FTP_EVENT_DATA_CALLER_FAILED};
    return true;
}

static bool data_write(struct lanes *lanes, ftp_happened *happened) {
    ssize_t n;
    if (lanes->from == lanes->to) {
        lanes->from = 0;
        lanes->to = fread(lanes->room, 1, sizeof lanes->room, lanes->file);
    }
    if (lanes->to == 0) {
        *happened = (ftp_happened){.what = ferror(lanes->file) ? FTP_EVENT_DATA_CALLER_FAILED : FTP_EVENT_DATA_SOURCE_ENDED};
        return true;
    }
    n = stream_write(&lanes->data, lanes->room + lanes->from, lanes->to - lanes->from);
    if (n == STREAM_AGAIN) return false;
    if (n > 0) lanes->from += (size_t)n;
    *happened = n > 0 ? (ftp_happened){.what = FTP_EVENT_DATA_MOVED, .count = (uint64_t)n}
                      : (ftp_happened){.what = FTP_EVENT_DATA_ENDED, .reason = lanes->data.end};
    return true;
}

static bool data_finish(struct lanes *lanes, ftp_happened *happened) {
    ssize_t n;
    if (!lanes->ended) {
        int result = stream_finish(&lanes->data);
        if (result == STREAM_AGAIN) return false;
        lanes->ended = true;
        *happened = (ftp_happened){.what = FTP_EVENT_DATA_ENDED, .reason = FTP_END_BROKEN};
        if (result == STREAM_BROKEN) return true;
    }
    /* Only the end may come here: a server could send bytes to an upload for ever. */
    n = stream_read(&lanes->data, lanes->room, sizeof lanes->room);
    if (n == STREAM_AGAIN) return false;
    *happened = (ftp_happened){.what = FTP_EVENT_DATA_ENDED, .reason = n > 0 ? FTP_END_BROKEN : lanes->data.end};
    return true;
}

/* Does the same for the data connection. */
static bool data_step(struct lanes *lanes, const ftp_wants *wants, ftp_happened *happened) {
    switch (wants->data) {
    case FTP_DATA_CONNECT: return data_connect(lanes, wants, happened);
    case FTP_DATA_SECURE: return data_secure(lanes, happened);
    case FTP_DATA_READ: return data_read(lanes, happened);
    case FTP_DATA_WRITE: return data_write(lanes, happened);
    case FTP_DATA_FINISH: return data_finish(lanes, happened);
    case FTP_DATA_CLOSE:
    case FTP_DATA_RESET:
        stream_close(&lanes->data, wants->data == FTP_DATA_RESET);
        lanes->ended = false;
        lanes->from = lanes->to = 0;
        *happened = (ftp_happened){.what = FTP_EVENT_DATA_GONE};
        return true;
    case FTP_DATA_LISTEN: /* this client has no active mode */
    case FTP_DATA_ACCEPT:
        *happened = (ftp_happened){.what = FTP_EVENT_DATA_UNREACHABLE, .reason = FTP_REACH_OTHER};
        return true;
    default: return false;
    }
}

/* Returns the event for a time limit that has passed, depending on what was waited for. */
static ftp_happened timed_out(struct lanes *lanes, const ftp_wants *wants) {
    if (wants->data == FTP_DATA_CONNECT) {
        stream_close(&lanes->data, false);
        return (ftp_happened){.what = FTP_EVENT_DATA_UNREACHABLE, .reason = FTP_REACH_SILENT};
    }
    if (wants->control == FTP_CONTROL_DONE) return (ftp_happened){.what = FTP_EVENT_DATA_TIMED_OUT};
    if (wants->control == FTP_CONTROL_START_TLS)
        return (ftp_happened){.what = FTP_EVENT_TLS_FAILED, .reason = FTP_TLS_FAILURE_TIMED_OUT};
    return (ftp_happened){.what = FTP_EVENT_TIMED_OUT};
}

/* Waits until one of the connections can move, or until the deadline. */
static void wait_for(struct lanes *lanes, const ftp_wants *wants, long until) {
    bool data = wants->data != FTP_DATA_IDLE && wants->data != FTP_DATA_HOLD;
    bool control = wants->control != FTP_CONTROL_DONE;
    long left = until - now();
    struct pollfd fds[2] = {
        {.fd = control ? lanes->control.fd : -1, .events = lanes->control.events},
        {.fd = data ? lanes->data.fd : -1, .events = lanes->data.events},
    };
    if (left > 0) poll(fds, 2, (int)left);
}

int drive(struct lanes *lanes, ftp_dialogue *dialogue, int limit) {
    char buffer[4096];
    ftp_wants wants;
    ftp_happened happened;
    size_t replies = SIZE_MAX;
    long until = 0;
    for (;;) {
        bool moved;
        if (ftp_dialogue_wants(dialogue, &wants) != FTP_STATUS_OK) return -1;
        if (wants.control == FTP_CONTROL_DONE && wants.data == FTP_DATA_IDLE) return 0;
        /* One limit for each command and its reply, in however many pieces they are written and read. */
        if (wants.replies != replies || wants.control == FTP_CONTROL_POLL) until = now() + limit;
        replies = wants.replies;
        if (now() >= until) {
            happened = timed_out(lanes, &wants);
            until = now() + limit;
        } else if (!control_step(lanes, &wants, buffer, sizeof buffer, &happened)) {
            moved = data_step(lanes, &wants, &happened);
            if (moved) until = now() + limit;
            if (!moved) wait_for(lanes, &wants, until);
            if (!moved) continue;
        }
        if (ftp_dialogue_happened(dialogue, &happened) != FTP_STATUS_OK) return -1;
    }
}

void lanes_init(struct lanes *lanes, int control) {
    memset(lanes, 0, sizeof *lanes);
    lanes->control.fd = control;
    lanes->data.fd = -1;
}
