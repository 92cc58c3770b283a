#!/usr/bin/env python3
"""table.py FILE [COLUMN]: medians by label and server of what sched.py wrote, each beside the first server's of the run (default column cpu_us_hs)."""
import csv, statistics, sys
column = sys.argv[2] if len(sys.argv) > 2 else 'cpu_us_hs'
cells, bad = {}, {}
for row in csv.DictReader(open(sys.argv[1]), delimiter='\t'):
    key = (row['label'], row['name'])
    if row[column] != '-':
        cells.setdefault(key, []).append(float(row[column]))
    bad[key] = bad.get(key, 0) + int(row['mism']) + int(row['fails'])
base = {}
for label, name in cells:
    if name.startswith('nginx'):
        base[label] = statistics.median(cells[label, name])
print('%-16s %-18s %8s %8s %8s %4s %6s %4s' % ('label', 'server', 'median', 'min', 'max', 'n', 'ratio', 'bad'))
for (label, name), values in sorted(cells.items()):
    m = statistics.median(values)
    print('%-16s %-18s %8.1f %8.1f %8.1f %4d %6s %4d' % (label, name, m, min(values), max(values), len(values), '%.2f' % (m / base[label]) if label in base else '-', bad[label, name]))
