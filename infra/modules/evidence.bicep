// Evidence: files of ESPs. Browsers write and read them here by short-lived links, so this account stays reachable from outside
// also where the rest is private; without a link it answers nothing.

import { evidenceContainer } from '../names.bicep'

@description('Name of the storage account.')
param name string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('Copies: see storage-account.bicep.')
param redundancy string

@description('The one origin whose pages may upload and show evidence, such as https://esp.example.')
param siteOrigin string

@description('Days that deleted or overwritten evidence can be brought back; what must be erased is gone for good only after them.')
@minValue(1)
@maxValue(365)
param undeleteDays int

@description('Days after which evidence goes whatever the app did: a net below the app\'s own retention, never a substitute for it.')
@minValue(365)
@maxValue(3650)
param lastDays int

module account 'storage-account.bicep' = {
  name: 'evidence-account'
  params: {
    name: name
    location: location
    tags: tags
    redundancy: redundancy
    publicNetwork: true
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: name
}

resource service 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: storage
  name: 'default'
  dependsOn: [account]
  properties: {
    cors: {
      corsRules: [
        {
          allowedOrigins: [siteOrigin]
          allowedMethods: ['GET', 'HEAD', 'PUT', 'OPTIONS']
          allowedHeaders: ['content-type', 'range', 'x-ms-*']
          exposedHeaders: ['content-length', 'content-range', 'etag', 'x-ms-*']
          maxAgeInSeconds: 3600
        }
      ]
    }
    isVersioningEnabled: true
    deleteRetentionPolicy: {
      enabled: true
      days: undeleteDays
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: undeleteDays
    }
    // Point-in-time restore stays off: it brings whole ranges back, and with them evidence that somebody had a right to see erased.
    restorePolicy: {
      enabled: false
    }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: service
  name: evidenceContainer
  properties: {
    publicAccess: 'None'
  }
}

// Nothing moves to cooler storage: whatever is tiered is paid in full once more for each of its snapshots, and every piece of evidence
// that was checked has one. It would cost more than it saves.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = {
  parent: storage
  name: 'default'
  dependsOn: [service]
  properties: {
    policy: {
      rules: [
        {
          name: 'evidence-ends'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${evidenceContainer}/']
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: lastDays
                }
              }
              // Scorers read snapshots: they live as long as what they were taken of.
              snapshot: {
                delete: {
                  daysAfterCreationGreaterThan: lastDays
                }
              }
              // A version is what was overwritten or erased: it goes when it can no longer be brought back.
              version: {
                delete: {
                  daysAfterCreationGreaterThan: undeleteDays
                }
              }
            }
          }
        }
      ]
    }
  }
}

@description('Resource id of the account.')
output id string = account.outputs.id

@description('What Esp:BlobUri names, and what the site\'s content security policy lets in.')
output origin string = account.outputs.blobOrigin
