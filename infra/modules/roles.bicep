// Who may do what, as one table. Nobody gets a role at the resource group; people without a row have none here.

@description('Names of the resources, from names.bicep.')
param names object

@description('Principal of the app\'s identity.')
param appPrincipal string

@description('Principal of the identity that hands scan results on; empty without a malware scan.')
param scanPrincipal string

@description('Object id of who deploys and puts secrets in; empty for nobody.')
param deployer string

@description('What the deployer is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param deployerType string

@description('Object id of the group that looks after the platform; empty for nobody.')
param operators string

var roles = {
  'Storage Table Data Contributor': '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  'Azure Service Bus Data Sender': '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  'Azure Service Bus Data Receiver': '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  'Azure Service Bus Data Owner': '090c5cfd-751d-490a-894a-3ce6f1109419'
  'Key Vault Secrets User': '4633458b-17de-408a-b874-0445c86b69e6'
  'Key Vault Secrets Officer': 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  'Monitoring Metrics Publisher': '3913510d-42f4-4e42-8a64-420c390055eb'
  'Log Analytics Reader': '73c42c96-874c-492b-b04d-ab87d138a893'
}

var app = {
  id: appPrincipal
  type: 'ServicePrincipal'
}
var scan = {
  id: scanPrincipal
  type: 'ServicePrincipal'
}
var person = {
  id: deployer
  type: deployerType
}
var group = {
  id: operators
  type: 'Group'
}

// who · role · why, by what it is about
var onRecords = [
  { who: app, role: 'Storage Table Data Contributor', why: 'reads and writes rows' }
]
var onEvidence = [
  {
    who: app
    role: 'Storage Blob Data Owner'
    why: 'reads and writes evidence, reads the scanner\'s tags, signs links with a user delegation key'
  }
]
var onPackages = [
  { who: app, role: 'Storage Blob Data Owner', why: 'the Functions host reads the package and holds leases of timers' }
]
var onBus = [
  { who: app, role: 'Azure Service Bus Data Sender', why: 'announces and asks' }
  { who: app, role: 'Azure Service Bus Data Receiver', why: 'queue functions; the health check looks at a queue' }
  { who: scan, role: 'Azure Service Bus Data Sender', why: 'Event Grid hands scan results to the queue "evidence"' }
  { who: group, role: 'Azure Service Bus Data Owner', why: 'people look at dead letters and send them again' }
]
var onVault = [
  { who: app, role: 'Key Vault Secrets User', why: 'app settings refer to secrets' }
  { who: person, role: 'Key Vault Secrets Officer', why: 'puts the first secrets in, and new ones when keys change' }
]
var onInsights = [
  { who: app, role: 'Monitoring Metrics Publisher', why: 'telemetry is taken from signed-in senders alone' }
]
var onLogs = [
  { who: group, role: 'Log Analytics Reader', why: 'people read logs and dashboards' }
]

resource records 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: names.records
}

resource evidence 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: names.evidence
}

resource packages 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: names.packages
}

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: names.bus
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: names.vault
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: names.insights
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: names.logs
}

resource recordsRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in onRecords: if (!empty(row.who.id)) {
    scope: records
    name: guid(records.id, row.who.id, row.role)
    properties: {
      principalId: row.who.id
      principalType: row.who.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[row.role])
      description: row.why
    }
  }
]

resource evidenceRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in onEvidence: if (!empty(row.who.id)) {
    scope: evidence
    name: guid(evidence.id, row.who.id, row.role)
    properties: {
      principalId: row.who.id
      principalType: row.who.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[row.role])
      description: row.why
    }
  }
]

resource packagesRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in onPackages: if (!empty(row.who.id)) {
    scope: packages
    name: guid(packages.id, row.who.id, row.role)
    properties: {
      principalId: row.who.id
      principalType: row.who.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[row.role])
      description: row.why
    }
  }
]

resource busRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in onBus: if (!empty(row.who.id)) {
    scope: bus
    name: guid(bus.id, row.who.id, row.role)
    properties: {
      principalId: row.who.id
      principalType: row.who.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[row.role])
      description: row.why
    }
  }
]

resource vaultRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in onVault: if (!empty(row.who.id)) {
    scope: vault
    name: guid(vault.id, row.who.id, row.role)
    properties: {
      principalId: row.who.id
      principalType: row.who.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[row.role])
      description: row.why
    }
  }
]

resource insightsRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in onInsights: if (!empty(row.who.id)) {
    scope: insights
    name: guid(insights.id, row.who.id, row.role)
    properties: {
      principalId: row.who.id
      principalType: row.who.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[row.role])
      description: row.why
    }
  }
]

resource logsRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for row in onLogs: if (!empty(row.who.id)) {
    scope: logs
    name: guid(logs.id, row.who.id, row.role)
    properties: {
      principalId: row.who.id
      principalType: row.who.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[row.role])
      description: row.why
    }
  }
]
