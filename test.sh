#!/usr/bin/env bash
# Installs what is missing, builds with warnings as errors, checks formatting, runs every test, closes with "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
root=$PWD

say() { printf '\n== %s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

command -v dotnet >/dev/null || die "The .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download."
command -v node >/dev/null || die "Node.js is missing: install version 18 or newer from https://nodejs.org."
if [ -z "${HOME:-}" ] || [ ! -w "${HOME:-}" ]; then
  export HOME="$root/artifacts/home"
  mkdir -p "$HOME"
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say "Tools"
tools="$root/tests/tools"
if [ ! -e "$tools/node_modules/.package-lock.json" ] || [ ! -d "$tools/node_modules/axe-core" ] || [ "$tools/package-lock.json" -nt "$tools/node_modules/.package-lock.json" ]; then
  (cd "$tools" && npm ci --no-audit --no-fund --loglevel=error)
  touch "$tools/node_modules/.package-lock.json"
fi
if ! command -v chromium >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium) >/dev/null
  else
    die "Chromium is missing: install Debian's package 'chromium' for the browser tests."
  fi
fi

say "Build"
suites=(tests/Esp.Tests)
[ -d tests/Esp.Journeys ] && suites+=(tests/Esp.Journeys)
for suite in "${suites[@]}"; do
  dotnet build "$suite" --nologo -v quiet
done
[ -d tests/Esp.Benchmarks ] && dotnet build tests/Esp.Benchmarks --nologo -v quiet

say "Formatting"
for project in functions/Esp.Domain functions/Esp.Host.Local "${suites[@]}"; do
  dotnet format whitespace "$project" --verify-no-changes --no-restore --verbosity quiet
done

passed=0
failed=0
logs="$root/artifacts/test-logs"
mkdir -p "$logs"

# xunit closes with "Total: N, Errors: N, Failed: N, Skipped: N"; an error counts as a failure, and a suite without that line too.
count_xunit() {
  local line
  line=$(grep -aoE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$1" | tail -1) || { failed=$((failed + 1)); return; }
  local total errors broken skipped
  read -r total errors broken skipped < <(grep -oE '[0-9]+' <<<"$line" | paste -sd' ')
  passed=$((passed + total - broken - skipped))
  failed=$((failed + errors + broken))
}

for suite in "${suites[@]}"; do
  name=$(basename "$suite")
  say "$name"
  code=0
  "$suite/bin/Debug/net10.0/$name" -noColor >"$logs/$name.log" 2>&1 || code=$?
  before=$failed
  count_xunit "$logs/$name.log"
  [ "$code" = 0 ] || [ "$failed" != "$before" ] || failed=$((failed + 1))
  [ "$failed" = "$before" ] || cat "$logs/$name.log"
  tail -3 "$logs/$name.log"
done

say "Site"
code=0
node --test tests/site/ >"$logs/site.log" 2>&1 || code=$?
good=$(grep -aoE '^# pass [0-9]+' "$logs/site.log" | grep -oE '[0-9]+' || echo 0)
bad=$(grep -aoE '^# fail [0-9]+' "$logs/site.log" | grep -oE '[0-9]+' || echo 0)
[ "$code" = 0 ] || [ "$bad" -gt 0 ] || bad=1
[ "$good" -gt 0 ] || bad=$((bad + 1))
[ "$bad" = 0 ] || cat "$logs/site.log"
passed=$((passed + good))
failed=$((failed + bad))

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
