/* Runs two sessions at once, each in its own thread: two_threads HOST PORT USER PASSWORD PATH TO TO */
#include "fetch.h"
#include "stream.h"
#include <pthread.h>
#include <signal.h>
#include <stdio.h>

static void *run(void *order) {
    return fetch(order) == 0 ? order : NULL;
}

int main(int count, char **words) {
    pthread_t threads[2];
    void *done[2] = {NULL, NULL};
    struct order orders[2];
    if (count < 8) return fprintf(stderr, "usage: two_threads HOST PORT USER PASSWORD PATH TO TO\n"), 2;
    signal(SIGPIPE, SIG_IGN);
    for (int i = 0; i < 2; i++) {
        orders[i] = (struct order){words[1], words[2], words[3], words[4], words[5], words[6 + i]};
        if (pthread_create(&threads[i], NULL, run, &orders[i]) != 0) return 2;
    }
    for (int i = 0; i < 2; i++) pthread_join(threads[i], &done[i]);
    return done[0] && done[1] ? 0 : 1;
}
