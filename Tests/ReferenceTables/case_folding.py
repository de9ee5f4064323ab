"""Writes Tests/HeatDeathFilesTests/Tables/CaseFoldingTable.swift: what each scalar folds to.

Python's str.casefold() is the full case folding of the Unicode Character Database. Each entry is a
scalar, a colon and the scalars that it folds to, in hexadecimal; what is not there and was assigned
in that version folds to itself.

    python3 case_folding.py > ../HeatDeathFilesTests/Tables/CaseFoldingTable.swift
"""

import sys
import unicodedata

entries = []
for value in range(sys.maxunicode + 1):
    if 0xD800 <= value < 0xE000:
        continue
    folded = chr(value).casefold()
    if folded != chr(value):
        entries.append(f"{value:X}:" + "+".join(f"{ord(scalar):X}" for scalar in folded))

version = ", ".join(unicodedata.unidata_version.split(".")[:2])
print(f"// Written by Tests/ReferenceTables/case_folding.py; Unicode {unicodedata.unidata_version}.")
print()
print("enum CaseFoldingTable {")
print(f"  static let version = ({version})")
print()
print('  static let entries = """')
line = "   "
for entry in entries:
    if len(line) + 1 + len(entry) > 98:
        print(line + " \\")
        line = "   "
    line += " " + entry
print(line)
print('    """')
print("}")
