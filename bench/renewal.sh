#!/usr/bin/env bash
# Plays years of renewals on the product's plan and budget; writes the tables of docs/renewal.md and its plot, and prints them.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/scripts/jdk.sh"
jdk_require
source "$root/scripts/maven.sh"
(cd "$root" && maven -q -pl core,tls,server,bench -am package -Dmaven.test.skip=true >&2)
class_path=$root/bench/target/classes:$root/server/target/classes:$root/core/target/classes:$(<"$root/bench/target/classpath")
exec "$jdk/bin/java" -Xmx2g -Xmn800m -XX:+UseParallelGC -cp "$class_path" io.treeline.bench.renewal.RenewalReport "$root/docs"
