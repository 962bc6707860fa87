/* Fetches one file, from the connection to the report. */
#ifndef FETCH_H
#define FETCH_H

struct order {
    const char *host, *port, *user, *password, *path, *to;
};

/* Returns 0 if the whole file is there, 1 if not; standard error then says why. */
int fetch(const struct order *order);

#endif
