"""Compares every import line of the sources with what Package.swift declares.

The compiler's own check misses transitive imports: a target may import what a dependency of a dependency brings. Here
a target may import exactly the modules that its entry in Package.swift names, and the system's own.
"""

import json
import pathlib
import re
import subprocess
import sys

SYSTEM = {"Glibc", "FoundationEssentials", "Dispatch", "Synchronization", "Testing", "Swift"}
IMPORT = re.compile(r"^\s*(?:@testable\s+)?(?:public |package |internal |fileprivate |private )?import\s+(?:struct |class |enum |func |var )?(\w+)")


def declared(target):
    """The module names that a target's dependencies allow."""
    names = set()
    for dependency in target["dependencies"]:
        for kind in ("byName", "target", "product"):
            if kind in dependency:
                names.add(dependency[kind][0])
    return names


def main():
    package = json.loads(subprocess.run(["swift", "package", "dump-package"], check=True, capture_output=True).stdout)
    wrong = []
    for target in package["targets"]:
        if target["type"] == "system":
            continue
        folder = "Tests" if target["type"] == "test" else "Sources"
        root = pathlib.Path(target.get("path") or f"{folder}/{target['name']}")
        allowed = declared(target) | SYSTEM | {target["name"]}
        for file in sorted(root.rglob("*.swift")):
            for number, line in enumerate(file.read_text().splitlines(), 1):
                match = IMPORT.match(line)
                if match and match[1] not in allowed:
                    wrong.append(f"{file}:{number}: {target['name']} may not import {match[1]}")
    print("\n".join(wrong) if wrong else "arrows: every import is declared")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
