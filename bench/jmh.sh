#!/usr/bin/env bash
# The lookup by JMH, and the heap of a million domains. Arguments go to JMH (LookupBenchmark.fromOctets -p domains=1000000 …).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/scripts/jdk.sh"
jdk_require
source "$root/scripts/maven.sh"
(cd "$root" && maven -pl core,bench -am package -Dmaven.test.skip=true >&2)
class_path=$root/bench/target/classes:$root/core/target/classes:$(<"$root/bench/target/classpath")
"$jdk/bin/java" -Xmx1g -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -cp "$class_path" io.treeline.bench.TreeMemory
exec "$jdk/bin/java" -cp "$class_path" org.openjdk.jmh.Main "$@"
