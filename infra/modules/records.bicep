// The tables: everything that is known about people, submissions and credentials.

import { tables } from '../names.bicep'

@description('Name of the storage account.')
param name string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('Copies: see storage-account.bicep.')
param redundancy string

@description('False: only private endpoints reach it.')
param publicNetwork bool

@description('True: the account cannot be deleted by accident. Tables have no soft delete.')
param locked bool

module account 'storage-account.bicep' = {
  name: 'records-account'
  params: {
    name: name
    location: location
    tags: tags
    redundancy: redundancy
    publicNetwork: publicNetwork
    locked: locked
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: name
}

resource service 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: storage
  name: 'default'
  dependsOn: [account]
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [
  for table in tables: {
    parent: service
    name: table
  }
]

@description('Resource id of the account.')
output id string = account.outputs.id

@description('What Esp:TableUri names.')
output origin string = account.outputs.tableOrigin
