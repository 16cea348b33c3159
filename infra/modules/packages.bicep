// What the Functions host needs for itself: the app's package, leases of timers. Nothing about people.

import { packageContainer } from '../names.bicep'

@description('Name of the storage account.')
param name string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('False: only private endpoints reach it.')
param publicNetwork bool

module account 'storage-account.bicep' = {
  name: 'packages-account'
  params: {
    name: name
    location: location
    tags: tags
    // A deployment puts everything back: one copy region is enough.
    redundancy: 'Standard_LRS'
    publicNetwork: publicNetwork
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: name
}

resource service 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: storage
  name: 'default'
  dependsOn: [account]
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: service
  name: packageContainer
  properties: {
    publicAccess: 'None'
  }
}

@description('Resource id of the account.')
output id string = account.outputs.id

@description('What AzureWebJobsStorage names.')
output origin string = account.outputs.blobOrigin
