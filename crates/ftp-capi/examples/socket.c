/* What both kinds of streams share: sockets that never wait. */
#define _GNU_SOURCE
#include "stream.h"
#include <errno.h>
#include <poll.h>
#include <unistd.h>

int socket_connect(struct stream *stream, const struct sockaddr *address, socklen_t length) {
    if (stream->fd < 0) stream->fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (stream->fd < 0) return STREAM_BROKEN;
    /* Called again, connect(2) says how the first call went. */
    if (connect(stream->fd, address, length) == 0 || errno == EISCONN) return 0;
    stream->events = POLLOUT;
    return errno == EINPROGRESS || errno == EALREADY || errno == EINTR ? STREAM_AGAIN : STREAM_BROKEN;
}

ssize_t socket_result(struct stream *stream, ssize_t result, short events) {
    stream->events = events;
    if (result >= 0) {
        stream->end = FTP_END_FIN;
        return result;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return STREAM_AGAIN;
    stream->end = errno == ECONNRESET ? FTP_END_RESET : FTP_END_BROKEN;
    return STREAM_BROKEN;
}

void socket_close(struct stream *stream, bool reset) {
    struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    if (stream->fd < 0) return;
    if (reset) setsockopt(stream->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(stream->fd);
    stream->fd = -1;
}
