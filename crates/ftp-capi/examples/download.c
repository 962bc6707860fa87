/* Fetches a file: download HOST PORT USER PASSWORD PATH TO [CA]
 *
 * Linked with stream_plain.c it uses no TLS. Linked with stream_openssl.c it uses TLS, and the data connection resumes the
 * session of the control connection. */
#include "fetch.h"
#include "stream.h"
#include <signal.h>
#include <stdio.h>

int main(int count, char **words) {
    int failed;
    if (count < 7) return fprintf(stderr, "usage: download HOST PORT USER PASSWORD PATH TO [CA]\n"), 2;
    signal(SIGPIPE, SIG_IGN);
    if (stream_setup(words[1], count > 7 ? words[7] : NULL) != 0) return fprintf(stderr, "no tls\n"), 2;
    struct order order = {words[1], words[2], words[3], words[4], words[5], words[6]};
    failed = fetch(&order);
    stream_teardown();
    return failed;
}
