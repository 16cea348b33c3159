// One private endpoint with the DNS zone that leads to it.

@description('What it is for: part of its name.')
param purpose string

@description('Resource id of what is reached through it.')
param targetId string

@description('The part of the target that is meant: table, blob, namespace or vault.')
@allowed(['table', 'blob', 'namespace', 'vault'])
param part string

@description('Name of the DNS zone that Azure uses for that part.')
param zoneName string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('Name of the virtual network.')
param networkName string

@description('Resource id of the virtual network.')
param networkId string

@description('Resource id of the subnet for endpoints.')
param subnetId string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: 'global'
  tags: tags
}

resource zoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zone
  name: networkName
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: networkId
    }
  }
}

resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-${networkName}-${purpose}'
  location: location
  tags: tags
  properties: {
    subnet: {
      id: subnetId
    }
    privateLinkServiceConnections: [
      {
        name: purpose
        properties: {
          privateLinkServiceId: targetId
          groupIds: [part]
        }
      }
    ]
  }
}

resource zoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = {
  parent: privateEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: purpose
        properties: {
          privateDnsZoneId: zone.id
        }
      }
    ]
  }
}
