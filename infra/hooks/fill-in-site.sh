#!/bin/sh
# Before packaging: copies the site to artifacts/site and puts the storage's address in place of {storage-origin}, so that the
# content security policy lets the browser reach evidence there and nowhere else. The sources stay as they are.
set -eu

: "${ESP_STORAGE_ORIGIN:?azd sets it after provisioning: run azd provision first}"
origin=${ESP_STORAGE_ORIGIN%/}
if ! printf '%s' "$origin" | grep -Eqx 'https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?'; then
  echo "ESP_STORAGE_ORIGIN is not an https origin: $ESP_STORAGE_ORIGIN" >&2
  exit 1
fi

root=$(cd "$(dirname "$0")/../.." && pwd)
to=${ESP_SITE_PACKAGE:-$root/artifacts/site}
rm -rf "$to"
mkdir -p "$to"
cp -R "$root/static-site/." "$to/"
sed "s|{storage-origin}|$origin|g" "$root/static-site/staticwebapp.config.json" >"$to/staticwebapp.config.json"
if grep -q '{storage-origin}' "$to/staticwebapp.config.json"; then
  echo "A place for the storage's address is left in staticwebapp.config.json." >&2
  exit 1
fi
echo "The site is in $to; evidence is at $origin."
