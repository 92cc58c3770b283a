# Runs Maven under the JDK that jdk.sh found: the machine's own, or the wrapper's where there is none.
# To be sourced; expects `root` and `jdk`.

maven() {
  local command
  command=$(type -P mvn) || command=$root/mvnw
  JAVA_HOME=$jdk \
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" \
    "$command" -f "$root/pom.xml" --batch-mode --no-transfer-progress "$@"
}
