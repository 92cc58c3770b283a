#!/usr/bin/env python3
"""lines.py CERTS NAMES [TOTAL]: the certificates of a folder (NAME.pem) as JSON Lines for `treeline domain import`, each directly under the master;
with TOTAL further domains without one, below these names in turn, until there are so many."""
import json, sys
names = open(sys.argv[2]).read().split()
for name in names:
    print(json.dumps({"name": name, "parent": "platform.local", "certificate_pem": open(f"{sys.argv[1]}/{name}.pem").read()}))
for i in range(int(sys.argv[3]) - len(names) if len(sys.argv) > 3 else 0):
    parent = names[i % len(names)]
    print(json.dumps({"name": f"host{i // len(names)}.{parent}", "parent": parent}))
