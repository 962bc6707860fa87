/* One connection, read and written without waiting: plain in stream_plain.c, under TLS in stream_openssl.c. */
#ifndef STREAM_H
#define STREAM_H

#include <ftp_capi.h>
#include <sys/socket.h>
#include <sys/types.h>

struct stream {
    int fd;               /* -1: none */
    void *tls;            /* NULL: none */
    short events;         /* for poll(2): what the last call that returned STREAM_AGAIN waits for */
    ftp_end end;          /* how the stream ended, after 0 or STREAM_BROKEN */
    ftp_tls_failure why;  /* why the last handshake failed */
};

enum { STREAM_AGAIN = -1, STREAM_BROKEN = -2 };

/* The TLS policy that this kind of stream supports. */
extern const ftp_tls_policy stream_policy;

/* Sets whom TLS trusts and the name that the server's certificate has to match. Returns 0 or -1. */
int stream_setup(const char *host, const char *ca_file);
void stream_teardown(void);

/* Begins or continues connecting. Returns 0 when connected, STREAM_AGAIN, or STREAM_BROKEN with errno. */
int stream_connect(struct stream *stream, const struct sockaddr *address, socklen_t length);

/* Begins or continues a TLS handshake, and resumes the session of `first` if there is one. Returns 0, STREAM_AGAIN, or STREAM_BROKEN with `why`. */
int stream_handshake(struct stream *stream, const struct stream *first);

/* Reports how a handshake went: whether it resumed the session of `first`, and whether the certificate is the same. */
void stream_secured(const struct stream *stream, const struct stream *first, ftp_happened *happened);

/* Return the number of bytes, 0 at the end, STREAM_AGAIN, or STREAM_BROKEN. */
ssize_t stream_read(struct stream *stream, void *bytes, size_t size);
ssize_t stream_write(struct stream *stream, const void *bytes, size_t size);

/* Ends this side. Returns 0, STREAM_AGAIN or STREAM_BROKEN. */
int stream_finish(struct stream *stream);

/* Closes the stream; with `reset`, whatever is in progress. */
void stream_close(struct stream *stream, bool reset);

/* Shared by stream_plain.c and stream_openssl.c. */
int socket_connect(struct stream *stream, const struct sockaddr *address, socklen_t length);
ssize_t socket_result(struct stream *stream, ssize_t result, short events);
void socket_close(struct stream *stream, bool reset);

#endif
