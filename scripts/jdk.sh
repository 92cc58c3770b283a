# Finds a JDK, for ./treeline and ./verify. To be sourced; starts no JVM.

readonly JDK_LEAST=25

# The feature number of the JDK in a directory, by its release file; empty where there is none.
jdk_version() {
  local line version
  [[ -x $1/bin/javac && -r $1/release ]] || return 0
  while IFS= read -r line; do
    if [[ $line == JAVA_VERSION=* ]]; then
      version=${line#JAVA_VERSION=}
      version=${version//\"/}
      printf '%s' "${version%%[!0-9]*}"
      return 0
    fi
  done <"$1/release"
}

# Sets `jdk` to the home of the first JDK that is new enough; fails where there is none.
jdk_find() {
  local home on_path version
  local -a homes=("${JAVA_HOME:-}")
  homes+=("${TREELINE_JDKS:-/usr/lib/jvm}"/*)
  homes+=("${SDKMAN_DIR:-${HOME:-/root}/.sdkman}"/candidates/java/*)
  for home in "${homes[@]}"; do
    [[ -n $home ]] || continue
    printf -v version '%s' "$(jdk_version "$home")"
    if [[ -n $version && $version -ge $JDK_LEAST ]]; then
      jdk=$home
      return 0
    fi
  done
  on_path=$(type -P javac) || return 1
  home=$(readlink -f "$on_path")
  home=${home%/bin/javac}
  version=$(jdk_version "$home")
  [[ -n $version && $version -ge $JDK_LEAST ]] || return 1
  jdk=$home
}

# Installs one with the system's packages where this user may and they have it.
jdk_install() {
  local package
  [[ $(id -u) == 0 ]] && type -P apt-get >/dev/null || return 1
  echo "treeline: no JDK $JDK_LEAST or newer here; looking in the system's packages" >&2
  apt-get update -qq >&2 || return 1
  for package in openjdk-25-jdk-headless openjdk-26-jdk-headless temurin-25-jdk; do
    if [[ -n $(apt-cache madison "$package" 2>/dev/null) ]]; then
      echo "treeline: installing $package" >&2
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >&2
      return
    fi
  done
  return 1
}

# Sets `jdk`, or says how to get one and ends the script.
jdk_require() {
  jdk_find || { jdk_install && jdk_find; } && return 0
  cat >&2 <<HOWTO
treeline: needs a JDK $JDK_LEAST or newer and found none (looked at JAVA_HOME, ${TREELINE_JDKS:-/usr/lib/jvm}, sdkman and PATH).
Get one in one of these ways, then run this command again:
  Debian 13, Ubuntu:  sudo apt-get install openjdk-25-jdk-headless
  Fedora:             sudo dnf install java-25-openjdk-devel
  sdkman:             sdk install java 25-tem
  anything else:      unpack an archive from https://adoptium.net/temurin/releases/?version=25
                      and set JAVA_HOME to its directory
HOWTO
  exit 1
}
