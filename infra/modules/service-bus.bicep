// The queues. Dead-lettering on every way out, five deliveries as on one machine, no local keys.

import { maxDeliveries, queues } from '../names.bicep'

@description('Name of the namespace, unique worldwide.')
param name string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('Basic has all that the app uses and costs nothing when idle. Standard has a base price and more connections. Premium is what private endpoints need.')
@allowed(['Basic', 'Standard', 'Premium'])
param sku string

@description('False: only private endpoints reach it (Premium only).')
param publicNetwork bool

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: sku == 'Premium'
    ? {
        name: sku
        tier: sku
        capacity: 1
      }
    : {
        name: sku
        tier: sku
      }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: publicNetwork ? 'Enabled' : 'Disabled'
  }
}

// Without public access, Event Grid still hands scan results in: it is a service that Azure vouches for.
resource doors 'Microsoft.ServiceBus/namespaces/networkRuleSets@2024-01-01' = if (sku == 'Premium') {
  parent: namespace
  name: 'default'
  properties: {
    defaultAction: publicNetwork ? 'Allow' : 'Deny'
    publicNetworkAccess: publicNetwork ? 'Enabled' : 'Disabled'
    trustedServiceAccessEnabled: true
  }
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for queue in queues: {
    parent: namespace
    name: queue.name
    properties: {
      maxDeliveryCount: maxDeliveries
      defaultMessageTimeToLive: queue.timeToLive
      deadLetteringOnMessageExpiration: true
      // Each announcement is a message of its own: detection of duplicates must never drop one (docs/adr/0002).
      requiresDuplicateDetection: false
      requiresSession: false
      enablePartitioning: false
      lockDuration: 'PT1M'
      // A message has a few hundred bytes, so 1 GiB holds millions.
      maxSizeInMegabytes: 1024
    }
  }
]

@description('Resource id.')
output id string = namespace.id

@description('What ServiceBus:fullyQualifiedNamespace names.')
output address string = '${name}.servicebus.windows.net'
