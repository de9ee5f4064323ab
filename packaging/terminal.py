#!/usr/bin/env python3
"""usage: packaging/terminal.py COMMAND

Runs a shell command in a terminal of its own and prints what it wrote there. Where it opens a screen, or
tells a run in lines, `q` is pressed once that stands. Ends with its status.
"""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

# What says that keys are taken: the screen that is opened, or what begins a run told in lines.
STANDS = (b"\x1b[?1049h", b"told in lines")

# How long a command may take that opens no screen, on a busy machine.
PATIENCE = 300


def run(command, folder="/", keys=b"q"):
    """The exit status of a command in a terminal of 120 by 40, and what it wrote there."""
    environment = {
        "HOME": folder, "PATH": f"{folder}/bin:/usr/bin:/bin:/usr/sbin:/sbin", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
    }
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execve("/bin/sh", ["sh", "-c", command], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    output = b""
    begin = time.monotonic()
    pressed = begin
    while True:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            try:
                data = os.read(terminal, 65536)
            except OSError:
                data = b""
            if not data:
                break
            output += data
        now = time.monotonic()
        if any(sign in output for sign in STANDS) and now - pressed > 1.5:
            # Again and again: a list or a form takes the first one.
            os.write(terminal, keys)
            keys = b"q"
            pressed = now
        if now - begin > PATIENCE:
            os.kill(child, 9)
            output += b"\n(ended: it took too long)"
            break
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    # Without what moves the cursor and sets colours.
    text = re.sub(r"\x1b(\[[0-9;:?]*[a-zA-Z]|\][^\\\x07]*(\x1b\\|\x07)?|[()].|.)", "", output.decode(errors="replace"))
    return os.waitstatus_to_exitcode(status), text


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    status, output = run(sys.argv[1])
    sys.stdout.write(output)
    sys.exit(status if status >= 0 else 128 - status)
