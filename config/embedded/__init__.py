"""The PostgreSQL server that comes along: started by the first command that needs it.

``ENGINE = "config.embedded"`` is a Django database backend (``base.py``). Its first connection
*joins* the server of ``HOME`` (``server.py``): it starts one when there is none, else shares it.
Nothing happens at import, and a command that asks the database nothing starts nothing.

How it lives and dies, all of it below ``HOME/postgres``:

- ``lease.lock`` is held shared by every process that uses the server, for its whole life. The
  kernel lets go for those that are killed, so nobody counts and no pid is trusted.
- ``start.lock`` is held by the one who starts it, ``supervisor.lock`` by its supervisor, and
  ``server.lock`` by all processes of the server, also those that are still ending.
- ``supervisor.py`` is the parent of ``postgres``, in a session of its own: the command that
  started it may end first, and Ctrl-C doesn't reach it. When it can take ``lease.lock`` for
  itself alone, nobody is left and it shuts down. If it is killed, the kernel tells ``postgres``.

Made for Linux. On macOS a second watcher stands in for the kernel's message, and a folder that
the unprivileged user can't enter doesn't work; that was written from the manuals and never run.
On Windows it refuses in one sentence, as there is no lock there that a child can inherit.
"""
