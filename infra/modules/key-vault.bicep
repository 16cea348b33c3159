// Secrets: by role alone, and never gone by accident. The values are put in by infra/hooks/make-secrets.sh, not by this file,
// so that they are in no template, no parameter and no deployment history.

@description('Name of the vault: 3 to 24 characters, unique worldwide.')
@minLength(3)
@maxLength(24)
param name string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('Days that a deleted vault or secret can be brought back, and cannot be purged. It cannot be changed later.')
@minValue(7)
@maxValue(90)
param undeleteDays int

@description('False: only private endpoints reach it.')
param publicNetwork bool

@description('Workspace that keeps who read which secret.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: undeleteDays
    enablePurgeProtection: true
    publicNetworkAccess: publicNetwork ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: publicNetwork ? 'Allow' : 'Deny'
    }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}

@description('Resource id.')
output id string = vault.id

@description('Address of the vault, with a trailing slash.')
output address string = vault.properties.vaultUri
