#!/usr/bin/env bash
# After a change of the Bicep files: formats them, compiles the Deploy button's template and takes the snapshots anew.
# Look at what changed in the snapshots before you commit: that is what changes in Azure. The tests hold all of it equal.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# The version that the tests use; they have put it there (dotnet restore tests/Esp.Tests).
version=$(sed -n 's:.*<BicepVersion>\(.*\)</BicepVersion>.*:\1:p' ../tests/Esp.Tests/Esp.Tests.csproj)
packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
bicep=$(find "$packages" -path "*/azure.bicep.commandline.*/$version/tools/bicep" 2>/dev/null | head -1)
[ -n "$bicep" ] || { echo "Bicep $version is not there: run 'dotnet restore tests/Esp.Tests' first." >&2; exit 1; }

"$bicep" format --pattern '**/*.bicep'
"$bicep" format --pattern '**/*.bicepparam'
"$bicep" build main.bicep --outfile azuredeploy.json
# Any subscription would do: nothing is asked of Azure. Always the same one, or every snapshot would differ.
for parameters in snapshots/*.bicepparam; do
  "$bicep" snapshot "$parameters" --mode overwrite --location eastus2 --resource-group rg-esp \
    --subscription-id 00000000-0000-0000-0000-000000000001 --tenant-id 00000000-0000-0000-0000-000000000002
done
# The outputs come in another order each time: sorted, a difference is one that means something.
node -e '
const fs = require("node:fs");
for (const file of process.argv.slice(1)) {
  const snapshot = JSON.parse(fs.readFileSync(file, "utf8"));
  snapshot.outputs = Object.fromEntries(Object.entries(snapshot.outputs).sort());
  fs.writeFileSync(file, JSON.stringify(snapshot, null, 2) + "\n");
}' snapshots/*.snapshot.json
