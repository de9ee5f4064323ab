#!/usr/bin/env python3
"""usage: packaging/manual.py TABLE FOLDER VERSION DATE

Writes the manual pages into FOLDER/man1, man5 and man7: one for the program and one for each command from
TABLE, what `heatdeath --experimental-dump-help` prints; the others from docs/. DATE is YYYY-MM-DD.
"""

import datetime
import json
import os
import re
import sys

import mdoc

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PROGRAM = "heatdeath"

# Commands that open a screen, and what else each page sends its reader to.
SCREENS = ["explore", "replay", "watch", "lesson"]
SEE_ALSO = {
    "explore": [("heatdeath-configuration", 5), ("heatdeath-recording", 5), ("heatdeath-scenario", 5),
                ("heatdeath-lecture", 7), ("heatdeath-plain", 7)],
    "run": [("heatdeath-output", 5), ("heatdeath-scenario", 5)],
    "sweep": [("heatdeath-output", 5), ("heatdeath-scenario", 5), ("heatdeath-exploring", 7)],
    "forecast": [("heatdeath-scenario", 5), ("heatdeath-forecast", 7)],
    "equilibria": [("heatdeath-scenario", 5), ("heatdeath-forecast", 7)],
    "watch": [("heatdeath-watching", 7), ("heatdeath-plain", 7)],
    "replay": [("heatdeath-recording", 5), ("heatdeath-plain", 7)],
    "render": [("rsvg-convert", 1), ("heatdeath-recording", 5), ("heatdeath-render", 7)],
    "lesson": [("heatdeath-lesson", 5), ("heatdeath-plain", 7)],
    "config": [("heatdeath-configuration", 5)],
}
# What the pages from docs/ are about: their titles there are for a list of pages.
ABOUT = {
    "heatdeath-configuration": "what screens of heatdeath open with: theme, glyphs, pace and keys",
    "heatdeath-lesson": "guided lessons of heatdeath",
    "heatdeath-output": "what heatdeath run and heatdeath sweep write, and how to read it",
    "heatdeath-recording": "recordings of runs, for heatdeath replay",
    "heatdeath-scenario": "files that say how a run of heatdeath begins",
    "heatdeath-formats": "every file that heatdeath reads and writes",
    "heatdeath-exploring": "from one run of heatdeath to a map of parameters",
    "heatdeath-lecture": "what to press in a lecture on heatdeath",
    "heatdeath-forecast": "what becomes of a run, without running it",
    "heatdeath-watching": "the log of somebody else's training loop, for heatdeath watch",
    "heatdeath-plain": "heatdeath in lines, without a screen",
    "heatdeath-render": "pictures and casts of the screen of heatdeath",
}


def part(name):
    with open(os.path.join(HERE, "manual-parts", name + ".mdoc"), encoding="utf-8") as file:
        return file.read().splitlines()


def document(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


def examples(command):
    """The commands below EXAMPLES in a discussion."""
    found = re.search(r"\n\nEXAMPLES\n(.*?)(\n\n|$)", command["discussion"], re.DOTALL)
    return [line.strip() for line in found.group(1).split("\n")] if found else []


class Manual:
    def __init__(self, table, folder, version, date):
        self.commands = [c for c in table["command"]["subcommands"] if c["commandName"] != "help"]
        self.root = table["command"]
        self.folder = folder
        self.version = version
        self.date = date

    # --- words ---------------------------------------------------------------

    def linked(self, text):
        """Running text of the help, in which pages are manual pages and options stand out."""
        text = re.sub(
            r"docs/([a-z/]+\.md)",
            lambda m: "\0%s\1%d\0" % mdoc.PAGES[m.group(1)] if m.group(1) in mdoc.PAGES else m.group(0),
            text)
        out = mdoc.Inline("", re.compile("`([^`]+)`")).text(text)
        out = re.sub(r"(?<![\w\\[-])((?:\\-){2}[a-z]+(?:(?:\\-|-)[a-z]+)*)", r"\\fB\1\\fR", out)
        return re.sub("\0([^\1]*)\1(\\d)\0", lambda m: f"\\fB{m.group(1)}\\fR({m.group(2)})", out)

    def paragraphs(self, text):
        out = []
        for index, block in enumerate(text.split("\n\n")):
            if index:
                out.append(".Pp")
            out += mdoc.filled(self.linked(block))
        return out

    @staticmethod
    def about(text):
        """What stands behind the name of a page."""
        text = text.rstrip(".")
        return mdoc.prose(text[0].lower() + text[1:])

    # --- options -------------------------------------------------------------

    @staticmethod
    def flag(name):
        return "Fl \\-" + mdoc.escape(name["name"]) if name["kind"] == "long" else "Fl " + name["name"]

    def entry(self, argument):
        names = argument.get("names", [])
        value = mdoc.escape(argument.get("valueName", ""))
        head = " , ".join(self.flag(name) for name in names)
        if argument["kind"] == "positional":
            head = f"Ar {value}" + (" ..." if argument["isRepeating"] else "")
        elif argument["kind"] == "option":
            # The value of --metadata may be missing.
            optional = argument.get("defaultAsFlag") is not None or argument["names"][0]["name"] == "metadata"
            head += f" Op Ar {value}" if optional else f" Ar {value}"
        text = argument.get("abstract", "")
        # The default comes last, within the sentence before it.
        text, bracket, default = text.partition(" (default: ")
        default = default.rstrip(".)") if bracket else argument.get("defaultValue")
        values = argument.get("allValues", [])
        if any(not re.search(rf"(?<![\w-]){re.escape(v)}(?![\w-])", text) for v in values):
            text += f" Accepted: {', '.join(values)}."
        if default and (bracket or argument["kind"] == "option"):
            text = f"{text.rstrip('.')} (default: {default})."
        return [".It " + head] + mdoc.filled(self.linked(text))

    def options(self, command):
        """The options by the sections they have in the help."""
        sections = {}
        for argument in command.get("arguments", []):
            if argument["shouldDisplay"]:
                title = "Arguments" if argument["kind"] == "positional" else "Options"
                sections.setdefault(argument.get("sectionTitle") or title, []).append(argument)
        order = sorted(sections, key=lambda title: {"Arguments": 0, "Options": 1}.get(title, 2))
        out = []
        for title in order:
            out.append(f".Ss {title}")
            out.append(".Bl -tag -width Ds")
            for argument in sections[title]:
                out += self.entry(argument)
            out.append(".El")
        return out

    def synopsis(self, command):
        out = [f'.Nm "{PROGRAM} {command["commandName"]}"']
        arguments = [a for a in command.get("arguments", []) if a["shouldDisplay"]]
        out.append(".Op Ar options")
        for argument in arguments:
            if argument["kind"] == "option" and not argument["isOptional"]:
                out.append(f".{self.flag(argument['names'][0])} Ar {mdoc.escape(argument['valueName'])}")
        for argument in arguments:
            if argument["kind"] == "positional":
                body = f"Ar {mdoc.escape(argument['valueName'])}" + (" ..." if argument["isRepeating"] else "")
                out.append(f".Op {body}" if argument["isOptional"] else f".{body}")
        if command["commandName"] == "explore":
            out += [f".Nm {PROGRAM}", ".Op Ar options"]
        return out

    # --- pages ---------------------------------------------------------------

    def write(self, name, section, about, body):
        page = [
            f'.\\" Made from the sources of {PROGRAM} {self.version}; changes belong there.',
            f".Dd {self.date.strftime('%B')} {self.date.day}, {self.date.year}",
            f".Dt {name.upper()} {section}",
            ".Os",
            ".Sh NAME", f".Nm {name}", f".Nd {about}",
        ] + body
        folder = os.path.join(self.folder, f"man{section}")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, f"{name}.{section}"), "w", encoding="ascii") as file:
            file.write("\n".join(page) + "\n")

    def see_also(self, pages):
        pages = sorted(set(pages), key=lambda page: (page[1], page[0]))
        lines = [f".Xr {name} {section} ," for name, section in pages]
        lines[-1] = lines[-1][:-2]
        return [".Sh SEE ALSO"] + lines

    def examples(self, command):
        lines = examples(command)
        out = [".Sh EXAMPLES"]
        out.append(".Bd -literal -offset indent")
        for line in lines:
            out += mdoc.code(mdoc.wrapped_command(line))
        return out + [".Ed"] if lines else []

    def command(self, command):
        name = command["commandName"]
        opens = name in SCREENS
        body = [".Sh SYNOPSIS"] + self.synopsis(command) + [".Sh DESCRIPTION"]
        body += self.paragraphs(re.sub(r"\n\nEXAMPLES\n.*", "", command["discussion"], flags=re.DOTALL))
        body += self.options(command)
        if name == "explore":
            keys = document("docs/keys.md").split("\n", 1)[1]
            body += [".Ss Keys"] + mdoc.markdown(keys, "docs/keys.md")
        if opens:
            body += [".Sh ENVIRONMENT"] + part("environment") + [".Sh FILES"] + part("files")
        body += [".Sh EXIT STATUS"] + part("exit-status")
        body += self.examples(command)
        body += self.see_also([(PROGRAM, 1)] + SEE_ALSO.get(name, []))
        self.write(f"{PROGRAM}-{name}", 1, self.about(command["abstract"]), body)

    def program(self):
        root = self.root
        body = [".Sh SYNOPSIS", f".Nm {PROGRAM}", ".Op Ar options", f".Nm {PROGRAM}", ".Ar command",
                ".Op Ar options", f".Nm {PROGRAM}", ".Fl \\-version | \\-help"]
        body.append(".Sh DESCRIPTION")
        body += self.paragraphs(re.sub(r"\n\nEXAMPLES\n.*", "", root["discussion"], flags=re.DOTALL))
        body += [".Pp", "The commands are:", ".Bl -tag -width Ds"]
        for command in self.commands:
            name = command["commandName"]
            body += [f".It Cm {name}"] + mdoc.filled(self.linked(command["abstract"]))
            body += ["See", f".Xr {PROGRAM}-{name} 1 ."]
        body += [".It Cm help Op Ar command", "Print what a command does and takes.", ".El"]
        body += [".Pp", "Without a command, all options are those of", f".Xr {PROGRAM}-explore 1 .",
                 "The others are:", ".Bl -tag -width Ds"]
        for argument in root["arguments"]:
            if argument["shouldDisplay"]:
                body += self.entry(argument)
        body += [".El"]
        body += [".Sh ENVIRONMENT"] + part("environment") + [".Sh FILES"] + part("files")
        body += [".Sh EXIT STATUS"] + part("exit-status")
        body += self.examples(root)
        body += self.see_also(
            [(f"{PROGRAM}-{c['commandName']}", 1) for c in self.commands] + list(mdoc.PAGES.values()))
        body += [
            ".Rs", ".%A M. Marchi", ".%A S. Soatto", ".%A P. Chaudhari", ".%A P. Tabuada",
            ".%T Heat Death of Generative Models in Closed\\-Loop Learning", ".Re",
        ]
        self.write(PROGRAM, 1, self.about(root["abstract"]), body)

    def from_documents(self):
        for page, (name, section) in mdoc.PAGES.items():
            text = document("docs/" + page)
            # Between the title and the first heading stands what the page is.
            text = text.split("\n", 1)[1]
            body = [".Sh DESCRIPTION"] + mdoc.markdown(text, page)
            others = [(PROGRAM, 1)] + [
                (f"{PROGRAM}-{c['commandName']}", 1) for c in self.commands
                if (name, section) in SEE_ALSO.get(c["commandName"], [])]
            self.write(name, section, mdoc.prose(ABOUT[name]), body + self.see_also(others))


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__.strip())
    table, folder, version, date = sys.argv[1:]
    with open(table, encoding="utf-8") as file:
        manual = Manual(json.load(file), folder, version, datetime.date.fromisoformat(date))
    manual.program()
    for command in manual.commands:
        manual.command(command)
    manual.from_documents()


if __name__ == "__main__":
    main()
