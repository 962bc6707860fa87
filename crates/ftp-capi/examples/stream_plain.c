/* Streams without TLS. */
#include "stream.h"
#include <poll.h>

const ftp_tls_policy stream_policy = FTP_TLS_POLICY_DANGER_CLEARTEXT;

int stream_setup(const char *host, const char *ca_file) {
    (void)host, (void)ca_file;
    return 0;
}

void stream_teardown(void) {}

int stream_connect(struct stream *stream, const struct sockaddr *address, socklen_t length) {
    return socket_connect(stream, address, length);
}

int stream_handshake(struct stream *stream, const struct stream *first) {
    (void)first;
    stream->why = FTP_TLS_FAILURE_UNAVAILABLE;
    return STREAM_BROKEN;
}

void stream_secured(const struct stream *stream, const struct stream *first, ftp_happened *happened) {
    (void)stream, (void)first, (void)happened;
}

ssize_t stream_read(struct stream *stream, void *bytes, size_t size) {
    return socket_result(stream, recv(stream->fd, bytes, size, 0), POLLIN);
}

ssize_t stream_write(struct stream *stream, const void *bytes, size_t size) {
    return socket_result(stream, send(stream->fd, bytes, size, MSG_NOSIGNAL), POLLOUT);
}

int stream_finish(struct stream *stream) {
    return shutdown(stream->fd, SHUT_WR) == 0 ? 0 : STREAM_BROKEN;
}

void stream_close(struct stream *stream, bool reset) {
    socket_close(stream, reset);
}
