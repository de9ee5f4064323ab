#!/usr/bin/env python3
"""usage: packaging/settle.py PROGRAM

Takes out of a linked program what differs from one build of the same sources to the next. The compiler's
hashes of its modules, in the section .swift_modhash, serve nothing but a next build: zeros take their place.
The linker made the build ID of them as well: it is made anew, of all the rest. (To remove the sections would
take with them, by a fault of GNU strip, that relocations become read-only.)
"""

import hashlib
import re
import subprocess
import sys


def section(program, name):
    """The bytes of a section: where they begin and end in the file; nothing where there is none."""
    listing = subprocess.check_output(["readelf", "--section-headers", "--wide", program], text=True)
    found = re.search(rf"\] {re.escape(name)} +\S+ +[0-9a-f]+ ([0-9a-f]+) ([0-9a-f]+)", listing)
    if not found:
        return slice(0, 0)
    begin, size = (int(number, 16) for number in found.groups())
    return slice(begin, begin + size)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    program = sys.argv[1]
    hashes = section(program, ".swift_modhash")
    note = section(program, ".note.gnu.build-id")
    # Behind sizes, type and the owner "GNU".
    identity = slice(note.start + 16, note.stop) if note.stop else note
    with open(program, "r+b") as file:
        data = bytearray(file.read())
        for part in (hashes, identity):
            data[part] = bytes(part.stop - part.start)
        size = identity.stop - identity.start
        data[identity] = hashlib.sha512(data).digest()[:size]
        file.seek(0)
        file.write(data)


if __name__ == "__main__":
    main()
