// Who the app is. User-assigned, so that its rights stand before the function app first starts, and stay when it is made anew.

@description('Name of the identity.')
param name string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id.')
output id string = identity.id

@description('The principal that roles are given to.')
output principalId string = identity.properties.principalId

@description('The client id that connections name.')
output clientId string = identity.properties.clientId
