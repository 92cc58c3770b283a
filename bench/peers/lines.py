#!/usr/bin/env python3
"""lines.py CERTS NAMES: the certificates of a folder (NAME.pem) as JSON Lines for `treeline domain import`, each directly under the master."""
import json, sys
for name in open(sys.argv[2]).read().split():
    print(json.dumps({"name": name, "parent": "platform.local", "certificate_pem": open(f"{sys.argv[1]}/{name}.pem").read()}))
