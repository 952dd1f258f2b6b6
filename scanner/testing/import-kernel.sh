#!/usr/bin/env bash
# Imports the sources of Debian's kernel package into a bare git repository, as one commit with a tag.
#
#   import-kernel.sh GIT_DIR
#
# Takes the newest linux-source-6.12 that apt offers and prints the tag, v6.12.N, as the only line on standard output.
# Does nothing if the tag is there. Needs root only to fetch package lists or to install git, xz or tar; of the kernel
# package nothing is installed.
set -euo pipefail

readonly package=linux-source-6.12

say() { printf '%s\n' "$*" >&2; }
die() { say "import-kernel: $*"; exit 2; }

main() {
  [ $# -eq 1 ] || die "usage: import-kernel.sh GIT_DIR"
  local repository=$1
  command -v apt-get > /dev/null || die "apt-get was not found: this takes the kernel from Debian's packages"
  install_missing git git
  install_missing xz xz-utils
  install_missing tar tar
  mkdir -p "$(dirname "$repository")" || die "the folder of $repository cannot be made"
  # two imports at once would do the same work twice, and repack under each other
  exec 9> "$repository.lock"
  flock 9

  version=$(find_version)
  tag=v${version%%-*}
  if git --git-dir="$repository" rev-parse --quiet --verify "refs/tags/$tag^{commit}" > /dev/null 2>&1; then
    say "$tag is in $repository already"
  else
    import "$repository"
  fi
  printf '%s\n' "$tag"
}

# Newest version of the package on offer, such as 6.12.117-1~deb12u1.
find_version() {
  local version
  version=$(newest_on_offer)
  if [ -z "$version" ]; then
    update_lists
    version=$(newest_on_offer)
  fi
  [ -n "$version" ] || die "apt offers no $package: it is in Debian 12 (bookworm, bookworm-security) and 13"
  printf '%s\n' "$version"
}

newest_on_offer() {
  apt-cache madison "$package" 2> /dev/null | awk -F' *[|] *' 'NR == 1 { print $2 }'
}

update_lists() {
  as_root "fetch the package lists"
  say "fetching package lists"
  # other sources of the machine may be down: what counts is whether the package is offered afterwards
  apt-get update -qq > /dev/null || say "apt-get update had trouble; going on with what there is"
}

# install_missing COMMAND PACKAGE
install_missing() {
  command -v "$1" > /dev/null && return
  as_root "install $2"
  say "installing $2"
  local quiet=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2")
  "${quiet[@]}" > /dev/null 2>&1 || { update_lists && "${quiet[@]}" > /dev/null; } || die "$2 could not be installed"
}

as_root() {
  [ "$(id -u)" -eq 0 ] || die "only root can $1: run this as root, or do that first"
}

# Imports what `version` and `tag` say; both change if apt offers something newer by now.
import() {
  local repository=$1 epoch tree commit
  # beside the repository, where there must be room anyway; global for the trap
  scratch=$(mktemp -d "$repository.import.XXXXXX")
  trap 'rm -rf "$scratch"' EXIT

  if ! download; then
    # old lists name versions that a mirror no longer has
    update_lists
    version=$(find_version)
    tag=v${version%%-*}
    download || { cat "$scratch/apt.log" >&2; die "$package $version could not be downloaded"; }
  fi
  say "unpacking"
  dpkg-deb --fsys-tarfile "$scratch"/*.deb | tar -xO --wildcards './usr/src/linux-source-*.tar.xz' > "$scratch/source.tar.xz"
  mkdir "$scratch/tree"
  tar -xJf "$scratch/source.tar.xz" -C "$scratch/tree" --strip-components=1
  [ -f "$scratch/tree/MAINTAINERS" ] || die "$package $version does not look like a kernel: no MAINTAINERS"
  epoch=$(stat -c %Y "$scratch/tree/Makefile")

  say "committing as $tag"
  isolated git init -q --bare "$repository"
  local git=(isolated git --git-dir="$repository" --work-tree="$scratch/tree")
  export GIT_INDEX_FILE=$scratch/index
  # every file of the package, whatever the tree's own .gitignore says
  "${git[@]}" -c core.autocrlf=false add --all --force .
  tree=$("${git[@]}" write-tree)
  # a commit of its own, without parents: the same package gives the same commit anywhere
  commit=$(printf 'Linux %s, from %s %s\n' "${tag#v}" "$package" "$version" |
    GIT_AUTHOR_NAME=Debian GIT_AUTHOR_EMAIL=debian-kernel@lists.debian.org GIT_AUTHOR_DATE="$epoch +0000" \
      GIT_COMMITTER_NAME=Debian GIT_COMMITTER_EMAIL=debian-kernel@lists.debian.org GIT_COMMITTER_DATE="$epoch +0000" \
      "${git[@]}" commit-tree "$tree")
  say "repacking"
  # objects first, then the tag: a tag that is there says that all of it is
  "${git[@]}" update-ref refs/heads/import "$commit"
  "${git[@]}" repack -q -a -d --window=5 --depth=10
  "${git[@]}" symbolic-ref HEAD refs/heads/import
  "${git[@]}" update-ref "refs/tags/$tag" "$commit"
}

# Without the settings of the user or the machine: hooks, filters, signing.
isolated() {
  GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_ATTR_NOSYSTEM=1 "$@"
}

download() {
  say "downloading $package $version"
  (cd "$scratch" && apt-get download -qq "$package=$version" > apt.log 2>&1)
}

main "$@"
