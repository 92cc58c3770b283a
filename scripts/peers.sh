# Which programs the tests need and don't find, and how they are had. To be sourced; expects `root`.
#
# A line of peers.tsv: the name in @NeedsPeer, the command, the Debian package, and where it matters
# the least version of it and the suite that has that.

peers=$root/it/src/test/resources/io/treeline/it/peers.tsv

# Whether a command is here, and new enough. What no package brought is taken as it is.
peer_is_here() {
  local command=$1 package=$2 least=$3 version
  PATH=$PATH:/usr/sbin type -P "$command" >/dev/null || return 1
  [[ -n $least ]] && type -P dpkg-query >/dev/null || return 0
  version=$(dpkg-query --show --showformat='${Version}' "$package" 2>/dev/null) || return 0
  dpkg --compare-versions "$version" ge "$least"
}

# Prints the lines of the peers that are missing or too old.
missing_peers() {
  local name command package least suite
  while IFS=$'\t' read -r name command package least suite; do
    if [[ -n $package && $name != \#* ]] && ! peer_is_here "$command" "$package" "$least"; then
      printf '%s\t%s\t%s\n' "$package" "$least" "$suite"
    fi
  done <"$peers" | sort -u
}

install_peers() {
  local package least suite
  local -a missing packages=()
  mapfile -t missing < <(missing_peers)
  [[ ${#missing[@]} -gt 0 ]] || return 0
  if [[ $(id -u) != 0 ]] || ! type -P apt-get >/dev/null; then
    echo "verify: not installed here: $(printf '%s\n' "${missing[@]}" | cut -f1 | xargs); the tests that need them are left out"
    return 0
  fi
  echo "verify: installing what the tests need: $(printf '%s\n' "${missing[@]}" | cut -f1 | xargs)"
  apt-get update -qq || true
  while IFS=$'\t' read -r package least suite; do
    if [[ -z $least ]] || dpkg --compare-versions "$(candidate "$package")" ge "$least"; then
      packages+=("$package")
    else
      install_from "$suite" "$package" ||
        echo "verify: $package $least or later can't be had from $suite; the tests that need it are named below"
    fi
  done < <(printf '%s\n' "${missing[@]}")
  [[ ${#packages[@]} == 0 ]] || apt_install "${packages[@]}" ||
    echo "verify: not everything could be installed; the tests that miss it are named below"
}

# The version that the machine's own suites would install; 0 for none.
candidate() {
  local version
  version=$(apt-cache policy "$1" | awk '$1 == "Candidate:" { print $2 }')
  [[ -n $version && $version != "(none)" ]] && echo "$version" || echo 0
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# install_from SUITE PACKAGE: the one package from another suite of the archive that this machine
# uses. Its lists are kept apart and go again, so that nothing else ever comes from there: what the
# package depends on must be had from the machine's own suites.
install_from() {
  local suite=$1 package=$2 archive work result=0
  archive=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Created-By: Packages' |
    awk '$1 == "Debian" && $2 !~ /security/ { print $2; exit }')
  [[ -n $archive ]] || return 1
  work=$(mktemp -d)
  chmod 755 "$work"
  (install_apart "$work" "$archive" "$suite" "$package") || result=1
  rm -rf "$work"
  return $result
}

install_apart() {
  local work=$1 archive=$2 suite=$3 package=$4 keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  local -a apart=(-qq -o APT::Sandbox::User=root -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" -o Dir::Etc::PreferencesParts=/dev/null)
  local trust=
  [[ ! -f $keyring ]] || trust="[signed-by=$keyring] "
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  printf 'deb %s%s %s main\n' "$trust" "$archive" "$suite" >"$work/sources.list"
  cd "$work" || return
  apt-get "${apart[@]}" update >/dev/null && apt-get "${apart[@]}" download "$package" >/dev/null || return
  apt_install "$work/$package"_*.deb
}
