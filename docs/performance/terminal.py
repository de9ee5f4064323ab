"""A small terminal: a pseudo-terminal with a program in it, and the screen it has drawn.

It understands what ncurses and careful programs send to an xterm, as text without attributes:
enough to see *what changed* after a key, which the bytes alone do not tell while a program is
drawing all the time. It also answers the questions that programs ask a terminal on starting.

Python's standard library only.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
import unicodedata

CONTROL = re.compile(
    rb"\x1b\[([?>=<]?)([0-9;:]*)([ !\"$'*]*)([@-~])"  # CSI
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|\x1bP[^\x1b]*\x1b\\"  # DCS
    rb"|\x1b[()*+#%]."  # character sets
    rb"|\x1b[^\[\]P()*+#%]"  # the short ones
)
SYNC_END = b"\x1b[?2026l"
NAMED_KEYS = {
    "space": b" ", "Return": b"\r", "Tab": b"\t", "Escape": b"\x1b",
    "Up": b"\x1b[A", "Down": b"\x1b[B", "Right": b"\x1b[C", "Left": b"\x1b[D",
    "Prior": b"\x1b[5~", "Next": b"\x1b[6~",
}


class Screen:
    """The text of a terminal's screen, kept by obeying a stream of bytes."""

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.cells = [[" "] * columns for _ in range(rows)]
        self.x = self.y = 0
        self.saved = (0, 0)
        self.top, self.bottom = 0, rows - 1
        self.last = " "
        self.application_keys = False
        self.pending = b""

    def text(self):
        return "\n".join("".join(row) for row in self.cells)

    def feed(self, data):
        data = self.pending + data
        at, end = 0, len(data)
        while at < end:
            byte = data[at]
            if byte == 0x1B:
                match = CONTROL.match(data, at)
                if match is None:
                    if end - at < 4096:
                        break  # the rest has not arrived yet
                    at += 1
                    continue
                self._control(match)
                at = match.end()
            elif byte < 0x20 or byte == 0x7F:
                self._c0(byte)
                at += 1
            else:
                size = 1 if byte < 0x80 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
                if at + size > end:
                    break
                self._put(data[at : at + size].decode("utf-8", "replace")[0])
                at += size
        self.pending = data[at:]

    def _put(self, character):
        if unicodedata.combining(character):
            return
        wide = unicodedata.east_asian_width(character) in "WF"
        if self.x + wide >= self.columns + (not wide):
            self.x = 0
            self._line_feed()
        self.cells[self.y][self.x] = character
        if wide and self.x + 1 < self.columns:
            self.cells[self.y][self.x + 1] = ""
        self.x += 1 + wide
        self.last = character

    def _line_feed(self):
        if self.y == self.bottom:
            del self.cells[self.top]
            self.cells.insert(self.bottom, [" "] * self.columns)
        elif self.y < self.rows - 1:
            self.y += 1

    def _c0(self, byte):
        if byte == 0x08:
            self.x = max(0, min(self.x, self.columns - 1) - 1)
        elif byte == 0x09:
            self.x = min(self.columns - 1, (self.x // 8 + 1) * 8)
        elif byte in (0x0A, 0x0B, 0x0C):
            self._line_feed()
        elif byte == 0x0D:
            self.x = 0

    def _erase(self, row, first, last):
        for column in range(max(0, first), min(self.columns, last)):
            self.cells[row][column] = " "

    def _control(self, match):
        if match[4] is None:
            short = match[0][1:]
            if short == b"7":
                self.saved = (self.x, self.y)
            elif short == b"8":
                self.x, self.y = self.saved
            elif short == b"M":
                if self.y == self.top:
                    del self.cells[self.bottom]
                    self.cells.insert(self.top, [" "] * self.columns)
                else:
                    self.y = max(0, self.y - 1)
            elif short in (b"D", b"E"):
                self.x = 0 if short == b"E" else self.x
                self._line_feed()
            return
        if match[3] or (match[1] and match[4] not in b"hl"):
            return
        numbers = [int(n or 0) for n in re.split(b"[;:]", match[2])]
        first = numbers[0] or 1
        final = match[4]
        x = min(self.x, self.columns - 1)
        if final in b"Hf":
            second = (numbers[1] or 1) if len(numbers) > 1 else 1
            self.y, self.x = min(first, self.rows) - 1, min(second, self.columns) - 1
        elif final == b"A":
            self.y = max(0, self.y - first)
        elif final == b"B" or final == b"e":
            self.y = min(self.rows - 1, self.y + first)
        elif final == b"C" or final == b"a":
            self.x = min(self.columns - 1, x + first)
        elif final == b"D":
            self.x = max(0, x - first)
        elif final == b"E" or final == b"F":
            step = first if final == b"E" else -first
            self.x, self.y = 0, max(0, min(self.rows - 1, self.y + step))
        elif final in b"G`":
            self.x = min(first, self.columns) - 1
        elif final == b"d":
            self.y = min(first, self.rows) - 1
        elif final == b"Z":
            self.x = max(0, ((x - 1) // 8) * 8)
        elif final == b"K":
            mode = numbers[0]
            self._erase(self.y, 0 if mode else x, x + 1 if mode == 1 else self.columns)
        elif final == b"J":
            mode = numbers[0]
            if mode == 0:
                self._erase(self.y, x, self.columns)
            elif mode == 1:
                self._erase(self.y, 0, x + 1)
            whole = {0: range(self.y + 1, self.rows), 1: range(self.y)}.get(mode, range(self.rows))
            for row in whole:
                self._erase(row, 0, self.columns)
        elif final == b"X":
            self._erase(self.y, x, x + first)
        elif final == b"P":
            row = self.cells[self.y]
            self.cells[self.y] = (row[:x] + row[x + first :] + [" "] * first)[: self.columns]
        elif final == b"@":
            row = self.cells[self.y]
            self.cells[self.y] = (row[:x] + [" "] * first + row[x:])[: self.columns]
        elif final in b"LM" and self.top <= self.y <= self.bottom:
            for _ in range(min(first, self.rows)):
                gone, come = (self.bottom, self.y) if final == b"L" else (self.y, self.bottom)
                del self.cells[gone]
                self.cells.insert(come, [" "] * self.columns)
        elif final in b"ST":
            for _ in range(min(first, self.rows)):
                gone, come = (self.top, self.bottom) if final == b"S" else (self.bottom, self.top)
                del self.cells[gone]
                self.cells.insert(come, [" "] * self.columns)
        elif final == b"b":
            for _ in range(first):
                self._put(self.last)
        elif final == b"r" and not match[1]:
            self.top = first - 1
            self.bottom = (numbers[1] if len(numbers) > 1 and numbers[1] else self.rows) - 1
            self.x = self.y = 0
        elif match[1] == b"?":
            if 1 in numbers:
                self.application_keys = final == b"h"
            if 1049 in numbers:
                self.cells = [[" "] * self.columns for _ in range(self.rows)]
                self.x = self.y = 0


class Terminal:
    """A program in a pseudo-terminal of its own, started at once."""

    ANSWERS = (
        (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),  # what are you
        (re.compile(rb"\x1b\[>0?c"), b"\x1b[>41;379;0c"),
        (re.compile(rb"\x1b\[5n"), b"\x1b[0n"),
        (re.compile(rb"\x1b\]10;\?(?:\x07|\x1b\\)"), b"\x1b]10;rgb:e5e5/e5e5/e5e5\x1b\\"),
        (re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"), b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
        (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),  # synchronized output: yes
    )

    def __init__(self, command, columns, rows, term):
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("NO_COLOR", "COLORTERM", "TMUX", "STY", "LINES", "COLUMNS")
        }
        environment.update(TERM=term, LANG="C.UTF-8", LC_ALL="C.UTF-8", SWIFT_BACKTRACE="enable=no")
        if "direct" in term:
            environment["COLORTERM"] = "truecolor"
        self.screen = Screen(columns, rows)
        # The program waits for this pipe, so that its terminal has its size when it starts, and
        # the clock starts as it does.
        hold, go = os.pipe()
        self.process, self.master = pty.fork()
        if self.process == 0:
            try:
                os.close(go)
                os.read(hold, 1)
                os.execvpe(command[0], command, environment)
            except OSError as error:
                os.write(2, f"{command[0]}: {error.strerror}\r\n".encode())
            os._exit(127)
        os.close(hold)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.set_blocking(self.master, False)
        self.started = time.perf_counter()
        os.close(go)
        self.ended = False

    def read(self, timeout):
        """Returns (time of arrival, bytes); no bytes after the timeout or the end."""
        ready, _, _ = select.select([self.master], [], [], max(0.0, timeout))
        now = time.perf_counter()
        if not ready:
            return now, b""
        data = b""
        try:
            while chunk := os.read(self.master, 65536):
                data += chunk
        except BlockingIOError:
            pass
        except OSError:
            self.ended = True
        for question, answer in self.ANSWERS:
            for _ in question.findall(data):
                os.write(self.master, answer)
        return now, data

    def listen(self, seconds, quiet=None):
        """Everything that arrives within a time, or until it has been quiet for a while."""
        end = time.perf_counter() + seconds
        arrivals = []
        while not self.ended and (left := end - time.perf_counter()) > 0:
            now, data = self.read(left if quiet is None else min(left, quiet))
            if not data:
                if quiet is not None:
                    break
                continue
            self.screen.feed(data)
            arrivals.append((now, data))
        return arrivals

    def press(self, text):
        """Sends a key, an arrow in the form that the program has asked for."""
        if self.screen.application_keys and re.fullmatch(rb"\x1b\[[A-H]", text):
            text = b"\x1bO" + text[2:]
        now = time.perf_counter()
        os.write(self.master, text)
        return now

    def end(self):
        """Ends the program as a closing window does, and makes sure of it."""
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
            try:
                os.kill(self.process, number)
            except ProcessLookupError:
                break
            end = time.perf_counter() + 1
            while time.perf_counter() < end:
                if os.waitpid(self.process, os.WNOHANG)[0]:
                    os.close(self.master)
                    return
                self.read(0.02)
        os.close(self.master)


# --- what the scripts have in common -----------------------------------------------------------


def keys(text):
    """What to press for the words of `text`, each a key or the name of one."""
    return [NAMED_KEYS.get(name) or name.encode() for name in text.split()]


def fail(terminal, message):
    text = "\n".join(line.rstrip() for line in terminal.screen.text().splitlines())
    terminal.end()
    sys.exit(f"{sys.argv[0]}: {message}; the screen shows:\n{text.strip()}")


def usage(process):
    """For each thread: (seconds on a processor, times it went to sleep by itself)."""
    threads = {}
    for thread in os.listdir(f"/proc/{process}/task"):
        place = f"/proc/{process}/task/{thread}"
        try:
            with open(f"{place}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
            seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            try:  # nanoseconds instead of ticks, where the kernel keeps them
                with open(f"{place}/schedstat") as file:
                    seconds = int(file.read().split()[0]) / 1e9
            except (OSError, ValueError, IndexError):
                pass
            with open(f"{place}/status") as file:
                sleeps = int(re.search(r"^voluntary_ctxt_switches:\s*(\d+)", file.read(), re.M)[1])
        except (OSError, TypeError):
            continue  # the thread has ended meanwhile
        threads[int(thread)] = (seconds, sleeps)
    return threads
