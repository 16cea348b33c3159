#!/bin/sh
# After provisioning: puts the secrets into the vault that are not there yet. What is there stays as it is, so this may run as often
# as you like. Values go from the random source into the vault by way of a file that nobody else can read; none is printed, and none
# is an argument that a list of processes would show.
#
# Needs the Azure CLI, signed in; openssl. azd gives AZURE_KEY_VAULT_NAME, AZURE_FUNCTION_APP_NAME, AZURE_RESOURCE_GROUP, ESP_MAIL_USER.
set -eu
umask 077

: "${AZURE_KEY_VAULT_NAME:?azd sets it after provisioning}"

command -v az >/dev/null || { echo "The Azure CLI is missing: https://learn.microsoft.com/cli/azure/install-azure-cli" >&2; exit 1; }
command -v openssl >/dev/null || { echo "openssl is missing." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT HUP INT TERM

# The right to the vault was given a moment ago: Azure takes a while to know it everywhere.
tries=0
until az keyvault secret list --vault-name "$AZURE_KEY_VAULT_NAME" --query '[].name' --output tsv >"$work/there" 2>"$work/why"; do
  tries=$((tries + 1))
  if [ "$tries" -ge "${ESP_VAULT_TRIES:-20}" ]; then
    cat "$work/why" >&2
    echo "The vault $AZURE_KEY_VAULT_NAME cannot be read. You need the role Key Vault Secrets Officer on it, and, with private networking, a place inside the network." >&2
    exit 1
  fi
  sleep "${ESP_VAULT_PAUSE:-15}"
done

made=0

is_there() {
  tr -d '\r' <"$work/there" | grep -qx "$1"
}

store() { # name; the value lies in $work/value
  az keyvault secret set --vault-name "$AZURE_KEY_VAULT_NAME" --name "$1" --file "$work/value" --encoding utf-8 --output none
  rm -f "$work/value"
  made=$((made + 1))
  echo "  $1: made"
}

make_if_absent() { # name, how
  if is_there "$1"; then
    echo "  $1: there, kept"
  else
    # No line end: it would become part of the value.
    "$2" | tr -d '\n' >"$work/value"
    [ -s "$work/value" ] || { echo "openssl made nothing for $1." >&2; exit 1; }
    store "$1"
  fi
}

# 32 random bytes as base64: what Esp:LinkSecret is, and the seed of an Ed25519 key.
random_bytes() {
  openssl rand -base64 32
}

# A private key on P-256, PKCS#8, as base64.
p256_key() {
  openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -outform DER | openssl base64
}

ask_if_absent() { # name, variable that may hold it, question
  if is_there "$1"; then
    echo "  $1: there, kept"
    return
  fi
  value=$(printenv "$2" || true)
  if [ -z "$value" ] && [ -t 0 ]; then
    printf '%s: ' "$3"
    stty -echo
    IFS= read -r value || true
    stty echo
    echo
  fi
  if [ -z "$value" ]; then
    echo "The secret $1 is missing. Set the variable $2 and run this again: azd hooks run postprovision" >&2
    exit 1
  fi
  printf '%s' "$value" >"$work/value"
  store "$1"
}

echo "Secrets in $AZURE_KEY_VAULT_NAME:"
make_if_absent link-secret random_bytes
make_if_absent signing-key random_bytes
make_if_absent jwt-signing-key p256_key
if [ -n "${ESP_MAIL_USER:-}" ]; then
  ask_if_absent smtp-password ESP_SMTP_PASSWORD "Password of $ESP_MAIL_USER at the mail server"
fi

# App settings refer to secrets; asked to look again, the app has them without waiting for its next day.
if [ "$made" -gt 0 ] && [ -n "${AZURE_FUNCTION_APP_NAME:-}" ] && [ -n "${AZURE_RESOURCE_GROUP:-}" ]; then
  subscription=${AZURE_SUBSCRIPTION_ID:-$(az account show --query id --output tsv)}
  az rest --method post --output none \
    --url "https://management.azure.com/subscriptions/$subscription/resourceGroups/$AZURE_RESOURCE_GROUP/providers/Microsoft.Web/sites/$AZURE_FUNCTION_APP_NAME/config/configreferences/appsettings/refresh?api-version=2024-04-01"
fi
