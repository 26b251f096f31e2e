#!/usr/bin/env bash
# Runs every test: installs PostgreSQL, Chromium and Node.js from Debian when they are missing, starts a private PostgreSQL
# cluster on a free loopback port, builds once, tests, and leaves nothing running. The last line is the summary.
# Root, or a user with sudo, is needed only for installing.
set -uo pipefail
cd "$(dirname "$0")/.."

projects=(BotCoach.Tests BotCoach.Browser)
longest=55m # of one project: a hang ends as a failure, not as a wait
work=$(mktemp -d /tmp/botcoach-run.XXXXXX) && chmod 755 "$work"
server="" child=""
mkdir -m 1777 "$work/tmp"
export TMPDIR=$work/tmp # so that what a killed test leaves goes too

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Build servers would stay behind.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
quiet_build=(-nologo -v q -p:UseSharedCompilation=false)

main() {
    trap stop EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    need_dotnet
    install_missing
    start_postgres
    build && run_tests
    summarise $?
}

say() { echo "run.sh: $*"; }

refuse() {
    say "$*" >&2
    exit 2
}

need_dotnet() {
    command -v dotnet >/dev/null || refuse "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0"
    dotnet --list-sdks | grep -q '^1[0-9]\.' || refuse "the .NET 10 SDK is missing; found only: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ')"
}

postgres_programs() {
    local initdb
    initdb=$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1)
    [ -n "$initdb" ] && dirname "$initdb"
}

install_missing() {
    local missing=()
    postgres_programs >/dev/null || missing+=(postgresql)
    command -v chromium >/dev/null || missing+=(chromium)
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    [ ${#missing[@]} = 0 ] && return
    local hint="missing: ${missing[*]}. Install them (apt-get install ${missing[*]}), or run this as root or with sudo on Debian."
    command -v apt-get >/dev/null || refuse "$hint"
    local root=()
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || sudo -v 2>/dev/null || refuse "$hint"
        root=(sudo)
    fi
    say "installing ${missing[*]} from the distribution"
    # The package would otherwise make a cluster of its own and start it.
    local no_cluster=/etc/postgresql-common/createcluster.d/botcoach-tests.conf
    "${root[@]}" mkdir -p "$(dirname "$no_cluster")"
    echo "create_main_cluster = false" | "${root[@]}" tee "$no_cluster" >/dev/null
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update -q && apt-get install -qy --no-install-recommends ${missing[*]}" >"$work/install.log" 2>&1
    local failed=$?
    "${root[@]}" rm -f "$no_cluster"
    [ $failed = 0 ] || refuse "installing failed: $(tail -3 "$work/install.log") - $hint"
}

# PostgreSQL does not run as root: root becomes postgres, anybody else stays.
as_server() {
    if [ "$(id -u)" = 0 ]; then (cd /tmp && runuser -u postgres -- "$@"); else "$@"; fi
}

free_port() {
    local port
    for _ in $(seq 50); do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

start_postgres() {
    local programs data=$work/postgres port
    programs=$(postgres_programs)
    mkdir "$data"
    [ "$(id -u)" != 0 ] || chown postgres "$data"
    as_server "$programs/initdb" -D "$data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync >"$work/initdb.log" 2>&1 || refuse "initdb failed: $(tail -3 "$work/initdb.log")"
    for _ in 1 2 3; do
        port=$(free_port)
        if as_server "$programs/pg_ctl" -D "$data" -w -t 60 -l "$data/log" -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data \
            -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200" start >/dev/null 2>&1; then
            server=$(head -1 "$data/postmaster.pid")
            export BOTCOACH_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres"
            say "PostgreSQL $("$programs/postgres" --version | grep -o '[0-9.]*' | head -1) on port $port"
            return
        fi
    done
    refuse "PostgreSQL did not start: $(as_server tail -3 "$data/log")"
}

# In the background, so that a signal is answered at once and not when the child has ended.
watched() {
    "$@" &
    child=$!
    wait "$child"
    local code=$?
    child=""
    return $code
}

build() {
    say "building"
    if watched dotnet build BotCoach.sln "${quiet_build[@]}"; then return 0; fi
    say "the build failed"
    return 1
}

run_tests() {
    local failed=0 project
    for project in "${projects[@]}"; do
        say "$project"
        watched timeout --kill-after=30s $longest dotnet test "tests/$project" --no-build -nologo \
            --blame-hang-timeout 8m --blame-hang-dump-type none \
            --logger "console;verbosity=minimal" --logger "trx;LogFileName=$project.trx" --results-directory "$work"
        local code=$?
        [ $code = 0 ] && [ -s "$work/$project.trx" ] || failed=1
        [ $code != 124 ] || say "$project did not end within $longest"
    done
    return $failed
}

# Adds up one attribute of the result files' counters.
count() {
    local name=$1 sum=0 number
    for number in $(grep -ho "<Counters [^>]*" "$work"/*.trx 2>/dev/null | grep -o " $name=\"[0-9]*\"" | grep -o '[0-9]*'); do sum=$((sum + number)); done
    echo $sum
}

# What ended without a result of its own (a build, a crash, a hang) counts as one failure.
summarise() {
    local passed failed skipped
    passed=$(count passed) failed=$(count failed)
    skipped=$(($(count total) - passed - failed))
    [ "$1" = 0 ] || [ "$failed" != 0 ] || failed=1
    stop
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" = 0 ] && [ "$passed" != 0 ]
}

stop() {
    if [ -n "$child" ]; then
        kill -TERM "$child" 2>/dev/null
        wait "$child" 2>/dev/null
        child=""
    fi
    if [ -n "$server" ]; then
        kill -INT "$server" 2>/dev/null
        for _ in $(seq 100); do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
        kill -0 "$server" 2>/dev/null && kill -QUIT "$server"
        server=""
    fi
    rm -rf "$work"
}

main
