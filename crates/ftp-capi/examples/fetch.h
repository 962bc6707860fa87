/* One file, from the connection to the report. */
#ifndef FETCH_H
#define FETCH_H

struct order {
    const char *host, *port, *user, *password, *path, *to;
};

/* 0: all of the file is there; 1: it is not, and standard error says why. */
int fetch(const struct order *order);

#endif
