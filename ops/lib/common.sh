# What the commands share; sourced, never run.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/lotline

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

is_jdk_25() {
    [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25[".]' "$1/release"
}

# Sets JAVA_HOME to a JDK 25: the caller's, the one on PATH, or one in the places where JDKs usually lie.
use_jdk_25() {
    local candidate on_path
    on_path=$(command -v javac 2>/dev/null) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    for candidate in "${JAVA_HOME:-}" "${on_path:-}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
            export JAVA_HOME=$candidate
            # Maven on a JDK 25 is quiet about its own libraries with these.
            export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
            return
        fi
    done
    fail "Lotline needs a JDK 25: install one (for example Eclipse Temurin 25, package temurin-25-jdk) or point JAVA_HOME at it."
}

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# The first line that http://127.0.0.1:PORT/PATH answers; needs nothing but bash.
http_status() {
    local line=
    {
        exec 3<>"/dev/tcp/127.0.0.1/$1" &&
            printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3 &&
            read -r -t 5 line <&3
        exec 3>&-
    } 2>/dev/null || true
    printf '%s' "${line%$'\r'}"
}

millis() { date +%s%3N; }

seconds_since() { printf '%d.%d' $((($(millis) - $1) / 1000)) $((($(millis) - $1) % 1000 / 100)); }
