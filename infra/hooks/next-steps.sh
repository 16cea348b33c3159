#!/bin/sh
# After deploying: says what to look at, and what only a person can do.
set -eu

site=${ESP_SITE_URL:-}
[ -n "$site" ] || exit 0
cat <<TEXT

The platform is at $site

  Is it well?        $site/api/health
  Who issues?        $site/.well-known/did.json
  Make an admin:     az staticwebapp users invite --name ${AZURE_STATIC_WEB_APP_NAME:-<site>} --resource-group ${AZURE_RESOURCE_GROUP:-<group>} \\
                       --authentication-provider aad --user-details <their e-mail> --roles admin \\
                       --domain ${site#https://} --invitation-expiration-in-hours 24
  Then:              docs/deploy.md, from "The first admin" on
TEXT
