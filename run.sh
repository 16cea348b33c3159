#!/usr/bin/env bash
# Runs the whole platform on this machine: site, API, queues, storage, mail. Needs .NET 10 and Node 18 or newer, nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
root=$PWD

usage() {
  cat <<'EOF'
./run.sh                 builds what changed and runs the site, the API, storage and a mailbox on this machine
./run.sh --fresh         the same, after forgetting all data
./run.sh --walkthrough   runs one submission from start to credential, says what it saw, and stops
./run.sh --new-keys      prints fresh keys for signing credentials, with their public halves, and stops
./run.sh --help          this page

Settings, from the environment:
  ESP_PORT=4280          the site             ESP_BLOB_PORT=10000    blob storage
  ESP_MAIL_PORT=1080     the mailbox's page   ESP_QUEUE_PORT=10001   queue storage
  ESP_SMTP_PORT=1025     the mail server      ESP_TABLE_PORT=10002   table storage
  ESP_DATA=.data         where data lies
  Esp__Storage=…         connection string of storage that runs already
  Esp__SmtpHost=…        mail server that runs already
docs/settings.md lists all settings.
EOF
}

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

for argument in "$@"; do
  case "$argument" in
    -h|--help) usage; exit 0 ;;
    --fresh|--new-keys|--walkthrough) ;;
    *) usage >&2; die "'$argument' is not known." ;;
  esac
done

command -v dotnet >/dev/null || die "The .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download."
command -v node >/dev/null || die "Node.js is missing: install version 18 or newer from https://nodejs.org."
command -v npm >/dev/null || die "npm is missing: install Node.js 18 or newer, which brings it, from https://nodejs.org."

# Without a home, these tools look for a place to keep their packages and fail; beside the build is as good.
if [ -z "${HOME:-}" ] || [ ! -w "${HOME:-}" ]; then
  export HOME="$root/artifacts/home"
  mkdir -p "$HOME"
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

# npm keeps a record of what it installed; packages are installed again only when it lacks something the lock file asks for.
tools="$root/tests/tools"
installed() {
  [ "$tools/node_modules/.package-lock.json" -nt "$tools/package-lock.json" ] || node --input-type=module - "$tools" 2>/dev/null <<'EOF'
import { readFileSync } from "node:fs";
const tools = process.argv[2];
const read = (file) => JSON.parse(readFileSync(`${tools}/${file}`, "utf8")).packages;
const there = read("node_modules/.package-lock.json");
const lacking = Object.entries(read("package-lock.json")).filter(([path, wanted]) =>
  path !== "" && !wanted.dev && !wanted.optional && !wanted.devOptional && there[path]?.version !== wanted.version);
process.exit(lacking.length === 0 ? 0 : 1);
EOF
}
if ! installed; then
  [ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 18')" = true ] || die "Node.js $(node -v) is too old: install version 18 or newer from https://nodejs.org."
  say "Installing the storage emulator and the mail server (once, about a minute) …"
  (cd "$tools" && npm ci --omit=dev --no-audit --no-fund --loglevel=error) \
    || die "The npm packages could not be installed. Check the network, or npm's registry (npm config get registry), and run ./run.sh again."
fi

project="functions/Esp.Host.Local/Esp.Host.Local.csproj"
out="functions/Esp.Host.Local/bin/Release/net10.0"
stamp="$out/.built"
newer() {
  [ -e "$stamp" ] || return 0
  for file in Directory.Build.props Directory.Packages.props global.json .editorconfig functions/Esp.App/App.props static-site/verify/index.html static-site/published/index.html static-site/staticwebapp.config.json; do
    [ ! "$file" -nt "$stamp" ] || return 0
  done
  # Folders count as well: a file that was removed shows in its folder. Not the top ones, where the build makes bin and obj.
  [ -n "$(find functions/Esp.Host.Local functions/Esp.App functions/Esp.Domain static-site/catalog static-site/images/badges -mindepth 1 \
    \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit 2>/dev/null)" ]
}
if newer; then
  case "$(dotnet --version 2>/dev/null || true)" in
    [1-9][0-9].*) ;;
    *) die "The .NET 10 SDK is missing ($(dotnet --version 2>/dev/null || echo none) is here): install it from https://dotnet.microsoft.com/download." ;;
  esac
  say "Building …"
  started=$(mktemp)
  said=$(dotnet build "$project" -c Release -v quiet -nologo 2>&1) || { say "$said"; die "The build failed; the lines above say where."; }
  # As old as the start of the build: what was saved while it ran is built next time.
  mv "$started" "$stamp"
fi

exec dotnet "$out/Esp.Host.Local.dll" "$@"
