# The built application: its place, its build, its start; sourced after common.sh, never run.
# shellcheck shell=bash

HOME_DIR=$ROOT/.lotline
APP=$HOME_DIR/app
child=

# What the built application depends on: the sources, the poms, this script and the JDK.
sources_stamp() {
    cd "$ROOT"
    {
        cat "$JAVA_HOME/release"
        find pom.xml .mvn ops/run ops/lib ./*/pom.xml ./*/src/main -type f -print0 | LC_ALL=C sort -z | xargs -0 sha1sum
    } | sha1sum
}

launch() {
    local cache_option=$1 compilers=
    shift
    # Where there are few cores, the second compiler takes longer from the server than it gives back in its first minutes
    # (docs/decisions/0014). LOTLINE_JAVA_OPTIONS has the last word.
    [ "$(nproc 2>/dev/null || echo 2)" -gt 2 ] || compilers=-XX:TieredStopAtLevel=1
    # What the server writes, keys' hashes among it, is for its owner alone.
    umask 077
    # Should this script be killed the hard way, the server still stops.
    local parent_watch=()
    command -v setpriv >/dev/null && parent_watch=(setpriv --pdeathsig TERM)
    # shellcheck disable=SC2086 # the options are words on purpose
    exec "${parent_watch[@]}" "$JAVA_HOME/bin/java" "$cache_option" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders \
        --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dspring.aot.enabled=true \
        $compilers ${LOTLINE_JAVA_OPTIONS:-} -jar "$APP/lotline.jar" "$@"
}

# Waits until the server on port $1 is ready; 1 if it ended before.
until_ready() {
    local deadline=$(($(millis) + 120000))
    while [[ $(http_status "$1" /actuator/health) != *" 200"* ]]; do
        kill -0 "$child" 2>/dev/null || return 1
        [ "$(millis)" -lt $deadline ] || return 1
        sleep 0.05
    done
}

stop_child() {
    [ -n "$child" ] || return 0
    kill -TERM "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
    child=
}

# Runs Maven and tells now and then how far it is: a first build on a slow network is a long silence otherwise.
package_modules() {
    local log=$HOME_DIR/log/build.log started=$1 told=$1
    (cd "$ROOT" && exec ./mvnw -B -Dmaven.test.skip -Dlotline.without.tests -Dspotless.check.skip -pl ops -am package) >"$log" 2>&1 &
    child=$!
    while kill -0 "$child" 2>/dev/null; do
        sleep 0.2
        if [ $(($(millis) - told)) -ge 10000 ]; then
            told=$(millis)
            say "  after $(seconds_since "$started") s: $(grep -c '^.*Downloaded from' "$log") files fetched," \
                "$(grep -o 'Building [a-z-]* ' "$log" | tail -n 1)"
        fi
    done
    wait "$child" || {
        grep '^\[ERROR\]' "$log" | head -n 20 >&2
        fail "The build failed; the whole log is in $log"
    }
    child=
}

# Spring finds out here which beans there are, and not at each start.
process_beans() {
    local work=$HOME_DIR/beans classpath="$APP/lotline.jar:$APP/lib/*"
    rm -rf "$work"
    mkdir -p "$work/classes"
    "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -cp "$classpath" \
        org.springframework.boot.SpringApplicationAotProcessor io.lotline.api.LotlineApplication \
        "$work/sources" "$work/classes" "$work/classes" io.lotline distribution-api &&
        find "$work/sources" -name '*.java' >"$work/sources.txt" &&
        "$JAVA_HOME/bin/javac" -nowarn -proc:none -cp "$classpath" -d "$work/classes" "@$work/sources.txt" &&
        "$JAVA_HOME/bin/jar" --update --file "$APP/lotline.jar" -C "$work/classes" .
}

# One short run of the server writes the AOT cache (JDK 25) that lets the next starts skip class loading and linking.
train() {
    local scratch training_port path
    scratch=$(mktemp -d)
    training_port=$(free_port)
    (
        unset MONGODB_URI
        export LOTLINE_PORT=$training_port LOTLINE_DATA=$scratch LOTLINE_ADMIN_KEY=key_of_the_training_run LOTLINE_ADDRESS=127.0.0.1
        launch "-XX:AOTCacheOutput=$APP/lotline.aot"
    ) >"$HOME_DIR/log/training.log" 2>&1 &
    child=$!
    if until_ready "$training_port"; then
        for path in / /openapi.json /actuator/prometheus; do
            http_status "$training_port" "$path" >/dev/null
        done
    fi
    stop_child
    rm -rf "$scratch"
    [ -f "$APP/lotline.aot" ] || say "  no AOT cache came of it (see .lotline/log/training.log): starts will take longer"
}

build() {
    local stamp started
    started=$(millis)
    stamp=$(sources_stamp)
    [ "$stamp" != "$(cat "$APP/stamp" 2>/dev/null)" ] || return 0
    if [ -d "$APP" ]; then
        say "Building what changed ..."
    else
        say "Building Lotline. The first time fetches its libraries and takes a few minutes ..."
    fi
    # Also where an earlier build left other versions behind, there is one jar of each kind afterwards.
    rm -f "$ROOT"/{distribution-api,ops}/target/*.jar
    package_modules "$started"
    rm -rf "$APP"
    "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$ROOT"/distribution-api/target/distribution-api-*-app.jar \
        extract --destination "$APP" >/dev/null
    mv "$APP"/distribution-api-*-app.jar "$APP/lotline.jar"
    cp "$(ls "$ROOT"/ops/target/ops-*.jar | grep -v -e sources -e javadoc)" "$APP/ops.jar"
    say "  built after $(seconds_since "$started") s; preparing fast starts ..."
    process_beans >"$HOME_DIR/log/beans.log" 2>&1 || fail "Spring could not process its beans; see $HOME_DIR/log/beans.log"
    train
    printf '%s\n' "$stamp" >"$APP/stamp"
    say "  ready to start after $(seconds_since "$started") s"
}

# Builds where nothing was built yet. What a running server may be using is left alone.
need_app() {
    [ -f "$APP/ops.jar" ] || { mkdir -p "$HOME_DIR/log" && trap stop_child EXIT && build; } >&2
}

# Becomes the program $1 of ops.
exec_tool() {
    use_jdk_25
    need_app
    exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC ${TOOL_OPTIONS:--XX:TieredStopAtLevel=1} --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow -cp "$APP/ops.jar:$APP/lotline.jar:$APP/lib/*" "$@"
}

# The admin key that the caller or ops/run chose; nothing if there is none.
admin_key() {
    local file=${LOTLINE_DATA:-$HOME_DIR/data}/admin.key
    if [ -n "${LOTLINE_ADMIN_KEY:-}" ]; then
        say "$LOTLINE_ADMIN_KEY"
    elif [ -s "$file" ]; then
        cat "$file"
    fi
}

# Where the log of this machine can be read: the replica set, else the running server, else the data directory.
log_source() {
    local port=${LOTLINE_PORT:-8080}
    if [ -n "${MONGODB_URI:-}" ]; then
        say "$MONGODB_URI"
    elif port_is_taken "$port"; then
        say "http://127.0.0.1:$port"
    else
        say "${LOTLINE_DATA:-$HOME_DIR/data}"
    fi
}

# Reads the words and options of a log tool into words and options; $1 names the options with values.
read_arguments() {
    local known=$1
    shift
    words=() options=()
    while [ $# -gt 0 ]; do
        case $1 in
            --help | -h) say "$HELP" && exit ;;
            -*)
                [[ " $known " == *" $1 "* ]] || misuse "Unknown option $1."
                [ -n "${2:-}" ] || misuse "$1 needs a value."
                options+=("$1" "$2")
                shift
                ;;
            *) words+=("$1") ;;
        esac
        shift
    done
    [[ " ${options[*]:-} " == *" --key "* ]] || { known=$(admin_key) && [ -z "$known" ] || options+=(--key "$known"); }
}
