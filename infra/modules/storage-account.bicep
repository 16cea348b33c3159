// One storage account as all of ours are: no keys, no anonymous reading, TLS 1.2, sign-in by Microsoft Entra ID alone.

@description('Name: 3 to 24 small letters and digits, unique worldwide.')
@minLength(3)
@maxLength(24)
param name string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('How many copies there are and where: one building (LRS), three buildings (ZRS), and the same with a second region (GRS, GZRS).')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param redundancy string

@description('False: only private endpoints reach it.')
param publicNetwork bool

@description('True: a lock refuses deleting the account, also by azd down, until somebody removes the lock.')
param locked bool = false

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: redundancy
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: publicNetwork ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: publicNetwork ? 'Allow' : 'Deny'
    }
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  scope: account
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Tables have no undelete: remove this lock only when the records may go.'
  }
}

@description('Resource id.')
output id string = account.id

@description('Address of its blobs, without a trailing slash.')
output blobOrigin string = 'https://${account.name}.blob.${environment().suffixes.storage}'

@description('Address of its tables, without a trailing slash.')
output tableOrigin string = 'https://${account.name}.table.${environment().suffixes.storage}'
