"""mdoc, the language of manual pages, from plain text and from the Markdown of docs/.

Pages come out in ASCII: every other character is an escape that groff and mandoc both know, whatever
the locale they run in. Lines of running text are no longer than 78 bytes.
"""

import os
import re

WIDTH = 78
# Pages of docs/ that are manual pages once installed.
PAGES = {
    "configuration.md": ("heatdeath-configuration", 5),
    "lessons.md": ("heatdeath-lesson", 5),
    "output.md": ("heatdeath-output", 5),
    "recording.md": ("heatdeath-recording", 5),
    "scenarios/README.md": ("heatdeath-scenario", 5),
    "formats.md": ("heatdeath-formats", 5),
    "exploring.md": ("heatdeath-exploring", 7),
    "forecast.md": ("heatdeath-forecast", 7),
    "render.md": ("heatdeath-render", 7),
    "watching.md": ("heatdeath-watching", 7),
    "plain.md": ("heatdeath-plain", 7),
    "lecture.md": ("heatdeath-lecture", 7),
}


def escape(text):
    """The text with nothing in it that roff would take for a command."""
    out = []
    for character in text:
        if character == "\\":
            out.append("\\e")
        elif character == "-":
            out.append("\\-")
        elif character in "'`^~\"":
            # groff makes typographic ones of them.
            out.append({"'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", '"': "\\(dq"}[character])
        elif ord(character) < 128:
            out.append(character)
        else:
            out.append("\\[u%04X]" % ord(character))
    return "".join(out)


def prose(text):
    """Escaped running text, where a hyphen between letters is one."""
    escaped = escape(text)
    return re.sub(r"(?<=[a-z])\\-(?=[a-z])", "-", escaped)


def guarded(line):
    """A line that does not begin as a command does."""
    return "\\&" + line if line[:1] in (".", "'") else line


def filled(text):
    """Running text in lines; sentences begin on a line of their own, as mandoc asks."""
    lines = []
    line = ""
    for word in text.split():
        # What follows the end of a sentence.
        ends = re.search(r"(?<![. ]\w)[.!?][)\"]?$", line) and len(line) > 2
        if line and (ends or len(line) + 1 + len(word) > WIDTH):
            lines.append(guarded(line))
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        lines.append(guarded(line))
    return lines


def code(text):
    """Text as it is, one line for each, with a mark where a shell command is cut to fit."""
    return [guarded(escape(line)) if line else "" for line in text]


def display(lines):
    """A block of lines as they stand."""
    return [".Bd -literal -offset indent"] + (code(lines) or [""]) + [".Ed"]


def wrapped_command(command, width=68):
    """A shell command over several lines, each but the last with a backslash at its end."""
    if len(command) <= width:
        return [command]
    lines = []
    line = ""
    for word in re.findall(r"(?:'[^']*'|\"[^\"]*\"|\S)+", command):
        # An option stays with its value.
        isOption = word.startswith("--")
        if line and isOption and len(line) + 1 + len(word) + 12 > width:
            lines.append(line + " \\")
            line = "    " + word
        else:
            line = f"{line} {word}" if line else word
    return lines + [line]


class Inline:
    """Inline Markdown: code, emphasis, links."""

    # Code keeps its characters, and its blanks: a command is not cut.
    PATTERN = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^* ][^*]*)\*|!?\[([^\]]*)\]\(([^)]*)\)")

    def __init__(self, page, pattern=PATTERN):
        self.page = page
        self.pattern = pattern

    def target(self, text, link):
        folder = self.page.rpartition("/")[0]
        known = PAGES.get(os.path.normpath(os.path.join(folder, link)).removeprefix("docs/"))
        if known:
            return f"\\fB{prose(known[0])}\\fR({known[1]})"
        return self.text(text)

    def text(self, text):
        out = []
        end = 0
        for match in self.pattern.finditer(text):
            out.append(prose(text[end : match.start()]))
            literal, strong, weak, label, link = (match.groups() + (None,) * 4)[:5]
            if literal is not None:
                # Blanks in code are no places to cut it at, unless it is long.
                body = escape(literal)
                out.append("\\fB" + (body.replace(" ", "\\~") if len(literal) < 24 else body) + "\\fR")
            elif strong is not None:
                out.append(f"\\fB{prose(strong)}\\fR")
            elif weak is not None:
                out.append(f"\\fI{prose(weak)}\\fR")
            elif link is not None and not match.group(0).startswith("!"):
                out.append(self.target(label, link))
            end = match.end()
        out.append(prose(text[end:]))
        return "".join(out)


def cells(row):
    """The cells of a row of a table."""
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def table(rows, inline):
    """A table as a list: the first column is what is explained by the others."""
    heads = cells(rows[0])
    out = [".Bl -tag -width Ds"]
    for row in rows[2:]:
        first, *others = cells(row)
        others = [(head, cell) for head, cell in zip(heads[1:], others) if cell]
        out.append(".It " + item(inline.text(first)))
        for index, (head, cell) in enumerate(others):
            if index:
                out.append(".br")
            name = f"{prose(head)}: " if len(heads) > 2 and head else ""
            out += filled(name + inline.text(cell))
    return out + [".El"]


def item(text):
    """The head of an entry of a list: words that mdoc knows as macros are none here."""
    return " ".join("\\&" + word if len(word) <= 3 and word.isalpha() else word for word in text.split(" "))


def markdown(text, page, heading=".Ss"):
    """The body of a page: what stands below its title.

    Paragraphs, headings, code in fences or indented by four, lists, tables, links and pictures, which
    are left out. That is what docs/ has; anything else is an error here and not nonsense there.
    """
    inline = Inline(page)
    lines = text.split("\n")
    out = []
    index = 0
    # A paragraph needs a macro only after another one.
    fresh = True

    def paragraph():
        nonlocal fresh
        if not fresh:
            out.append(".Pp")
        fresh = False

    while index < len(lines):
        line = lines[index]
        if not line.strip():
            index += 1
        elif line.startswith("## "):
            out.append(f"{heading} {head(line[3:])}")
            fresh = True
            index += 1
        elif line.startswith("### "):
            out.append(f".Ss {prose(line[4:])}")
            fresh = True
            index += 1
        elif line.startswith("#"):
            raise ValueError(f"{page}: no title is expected here: {line}")
        elif line.startswith("```"):
            end = index + 1
            while not lines[end].startswith("```"):
                end += 1
            out += display(lines[index + 1 : end])
            fresh = False
            index = end + 1
        elif line.startswith("    "):
            end = index
            while end < len(lines) and lines[end].startswith("    "):
                end += 1
            out += display([line[4:] for line in lines[index:end]])
            fresh = False
            index = end
        elif line.startswith("|"):
            end = index
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            out += table(lines[index:end], inline)
            fresh = False
            index = end
        elif re.match(r"[-*] |\d+\. ", line):
            numbered = line[0].isdigit()
            out.append(".Bl -enum" if numbered else ".Bl -bullet")
            while index < len(lines) and re.match(r"[-*] |\d+\. ", lines[index]):
                entry = re.sub(r"^([-*] |\d+\. )", "", lines[index])
                index += 1
                while index < len(lines) and lines[index].startswith("  ") and lines[index].strip():
                    entry += " " + lines[index].strip()
                    index += 1
                out.append(".It")
                out += filled(inline.text(entry))
            out.append(".El")
            fresh = False
        else:
            end = index
            while end < len(lines) and lines[end].strip() and not re.match(r"```|\||#", lines[end]):
                end += 1
            body = filled(inline.text(" ".join(lines[index:end])))
            if body:
                paragraph()
                out += body
            index = end
    return out


def head(title):
    """A heading; that of a link is its words."""
    return prose(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).replace("`", ""))
