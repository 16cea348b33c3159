// Private networking, only when it is switched on: the function app calls tables, queues, vault and its package through addresses
// that the internet does not have. Evidence stays reachable by links, because browsers write there; so does the function app, because
// the site calls it from outside (it answers nobody else).

@description('Name of the virtual network.')
param name string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('Addresses of the network: a /24 that is free where it is peered.')
param addressPrefix string

@description('Resource ids of what gets a private endpoint.')
param targets {
  records: string
  packages: string
  bus: string
  vault: string
}

var wanted = [
  {
    purpose: 'records'
    target: targets.records
    part: 'table'
    zone: 'privatelink.table.${environment().suffixes.storage}'
  }
  {
    purpose: 'packages'
    target: targets.packages
    part: 'blob'
    zone: 'privatelink.blob.${environment().suffixes.storage}'
  }
  {
    purpose: 'bus'
    target: targets.bus
    part: 'namespace'
    zone: 'privatelink.servicebus.windows.net'
  }
  {
    purpose: 'vault'
    target: targets.vault
    part: 'vault'
    zone: 'privatelink.vaultcore.azure.net'
  }
]

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [addressPrefix]
    }
    subnets: [
      {
        name: 'functions'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          delegations: [
            {
              name: 'functions'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }

  resource functions 'subnets' existing = {
    name: 'functions'
  }

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

module endpoint 'private-endpoint.bicep' = [
  for one in wanted: {
    name: 'endpoint-${one.purpose}'
    params: {
      purpose: one.purpose
      targetId: one.target
      part: one.part
      zoneName: one.zone
      location: location
      tags: tags
      networkName: name
      networkId: network.id
      subnetId: network::endpoints.id
    }
  }
]

@description('Subnet for the function app.')
output functionsSubnetId string = network::functions.id
