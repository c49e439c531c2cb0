"""Calls that start at the same moment, each in a thread with a connection of its own."""

import threading

from django.db import connection


def run_together(call, count=2):
    """The results and the errors of `call`, run `count` times at once."""
    start, found, errors = threading.Barrier(count), [], []

    def work():
        try:
            start.wait()
            found.append(call())
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found, errors
