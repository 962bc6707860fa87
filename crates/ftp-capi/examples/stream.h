/* One connection, read and written without waiting: plain in stream_plain.c, with TLS in stream_openssl.c. */
#ifndef STREAM_H
#define STREAM_H

#include <ftp_capi.h>
#include <sys/socket.h>
#include <sys/types.h>

struct stream {
    int fd;               /* -1: none */
    void *tls;            /* NULL: none */
    short events;         /* what the last call that gave STREAM_AGAIN waits for, for poll(2) */
    ftp_end end;          /* how it ended, after 0 or STREAM_BROKEN */
    ftp_tls_failure why;  /* after a handshake that failed */
};

enum { STREAM_AGAIN = -1, STREAM_BROKEN = -2 };

/* How much TLS this kind of streams can do. */
extern const ftp_tls_policy stream_policy;

/* Whom TLS trusts, and under which name the server has to show itself. 0, or -1. */
int stream_setup(const char *host, const char *ca_file);
void stream_teardown(void);

/* Begins a connection, and goes on with it: 0 when it is up, STREAM_AGAIN, or STREAM_BROKEN with errno. */
int stream_connect(struct stream *stream, const struct sockaddr *address, socklen_t length);

/* Does a TLS handshake, and goes on with it: 0, STREAM_AGAIN, or STREAM_BROKEN with `why`. `first`: its session is resumed. */
int stream_handshake(struct stream *stream, const struct stream *first);

/* How a handshake went: whether it resumed the session of `first`, and has the same certificate. */
void stream_secured(const struct stream *stream, const struct stream *first, ftp_happened *happened);

/* How many bytes, 0 at the end, STREAM_AGAIN, or STREAM_BROKEN. */
ssize_t stream_read(struct stream *stream, void *bytes, size_t size);
ssize_t stream_write(struct stream *stream, const void *bytes, size_t size);

/* Ends this side: 0, STREAM_AGAIN or STREAM_BROKEN. */
int stream_finish(struct stream *stream);

/* Closes it; `reset` without regard to what is under way. */
void stream_close(struct stream *stream, bool reset);

/* What stream_plain.c and stream_openssl.c have in common. */
int socket_connect(struct stream *stream, const struct sockaddr *address, socklen_t length);
ssize_t socket_result(struct stream *stream, ssize_t result, short events);
void socket_close(struct stream *stream, bool reset);

#endif
