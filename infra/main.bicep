// The whole platform, into one resource group. The group is the scope, not the subscription: whoever deploys needs rights over this
// group alone, everything goes with it, and the Deploy button asks for nothing else. See infra/README.md.

targetScope = 'resourceGroup'

import { resourceNames, secrets } from 'names.bicep'

// ---- Where and what

@description('Name of this installation, such as prod or test: part of most names. Small letters, digits and hyphens.')
@minLength(2)
@maxLength(16)
param environmentName string

@description('Azure region of everything but the site. It must offer Flex Consumption.')
param location string = resourceGroup().location

@description('Azure region of the static web app. Its pages are served worldwide from any of them.')
@allowed(['centralus', 'eastus2', 'westus2', 'westeurope', 'eastasia'])
param siteLocation string = 'eastus2'

@description('Tags on every resource, beside azd-env-name.')
param extraTags object = {}

@description('Copies of tables and evidence: one building (LRS), three buildings (ZRS), the same with a second region (GRS, GZRS).')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param redundancy string = 'Standard_ZRS'

@description('True: a lock keeps the tables from being deleted, also by azd down. Needs the right to set locks (Owner).')
param lockRecords bool = false

// ---- The site

@description('A domain of your own, such as credentials.example.org; empty for the name that Azure gives. It becomes the issuer\'s did:web, so it must not change once credentials are out.')
param customDomain string = ''

@description('How Azure sees that the domain is yours: cname-delegation for a name below your domain, dns-txt-token for the domain itself.')
@allowed(['cname-delegation', 'dns-txt-token'])
param customDomainValidation string = 'cname-delegation'

// ---- The functions

@description('Memory of one instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The most instances at once.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('HTTP instances that are always ready: 0 costs nothing when idle, 1 takes the wait from the first visitor.')
@minValue(0)
@maxValue(20)
param alwaysReady int = 0

@description('Basic has all that the app uses and no base price; Standard more connections; Premium private endpoints.')
@allowed(['Basic', 'Standard', 'Premium'])
param serviceBusSku string = 'Basic'

@description('True: tables, queues, vault and package are reached through a virtual network alone; the queues become Premium. Evidence links and the function app stay reachable, see infra/README.md.')
param privateNetwork bool = false

@description('Addresses of the virtual network, a /24; only with privateNetwork.')
param networkAddresses string = '10.60.0.0/24'

// ---- Evidence

@description('True: Defender for Storage scans each upload. Without it no evidence is ever judged clean: leave it on wherever people upload.')
param malwareScan bool = true

@description('GB a month after which nothing more is scanned; -1 is no limit.')
@minValue(-1)
param malwareScanCapGB int = 100

@description('Days that deleted or overwritten evidence can be brought back.')
@minValue(1)
@maxValue(365)
param evidenceUndeleteDays int = 14

@description('Days after which evidence goes whatever the app did.')
@minValue(365)
@maxValue(3650)
param evidenceLastDays int = 1095

// ---- Watching, and what it costs

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int = 30

@description('GB of logs a day, as a decimal number in text; -1 is no limit.')
param logCapGb string = '1'

@description('Days that a deleted vault or secret can be brought back. It cannot be changed later.')
@minValue(7)
@maxValue(90)
param vaultUndeleteDays int = 90

@description('What a month may cost, in the currency of the subscription; 0 makes no budget.')
@minValue(0)
param budgetAmount int = 0

@description('First day of the month in which the budget starts to count, such as 2027-01-01: the present one or a later one.')
param budgetStart string = ''

@description('Who is told by mail about the budget.')
param budgetEmails string[] = []

// ---- Watching

@description('Who is told by mail when an alert fires. Nobody: the alerts show in the portal alone.')
param alertEmails string[] = []

@description('False: the alerts are there and sleep, for an installation that nobody uses yet.')
param alertsEnabled bool = true

@description('Where your people read docs/operations.md; each alert leads to its heading there.')
param runbookUrl string = 'docs/operations.md'

// ---- People

@description('Object id of who deploys and puts the secrets in; azd fills it in. Empty for nobody.')
param deployerId string = ''

@description('What the deployer is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param deployerType string = 'User'

@description('Object id of the Entra group that looks at logs and dead letters; empty for nobody.')
param operatorsId string = ''

// ---- What the app is told (docs/settings.md; the defaults are those of functions/Esp.App/Platform/Settings.cs, held equal by test)

@description('The issuer\'s name in credentials and mails.')
param issuerName string = 'ESP Micro-credentials'

@description('Public keys (z6Mk…, separated by spaces) that signed earlier credentials.')
param oldSigningKeys string = ''

@description('Public keys (x.y, or a JWK, in base64url, separated by spaces) that signed earlier JWTs.')
param oldJwtSigningKeys string = ''

@description('The sender\'s address.')
param mailFrom string

@description('Server that mail is handed to.')
param smtpHost string

@description('Its port; 587 is the one for handing in mail.')
@minValue(1)
@maxValue(65535)
param smtpPort int = 587

@description('User at that server; with it, TLS is required and the password comes from the vault. Empty for a server without sign-in.')
param smtpUser string = ''

@description('Months from the start to the finish-by date.')
@minValue(1)
param finishMonths int = 6

@description('Days from assignment until the score is due.')
@minValue(1)
param scoreDays int = 7

@description('Days after which an invitation that nobody answered goes to another scorer.')
@minValue(1)
param acceptDays int = 3

@description('What the ESP is told to expect, in business days.')
@minValue(1)
param decisionBusinessDays int = 14

@description('Open reviews a scorer may hold when the roster names no number.')
@minValue(1)
param maxOpenReviews int = 5

@description('How often one submission may be sent; 0 is no limit.')
@minValue(0)
param maxAttempts int = 0

@description('Pieces of evidence in one submission.')
@minValue(1)
param maxFiles int = 30

@description('Size limit of a document in MiB.')
@minValue(1)
param maxDocumentMegabytes int = 25

@description('Size limit of an image in MiB.')
@minValue(1)
param maxImageMegabytes int = 15

@description('Size limit of a recording in MiB.')
@minValue(1)
param maxAudioMegabytes int = 100

@description('Size limit of a video in MiB.')
@minValue(1)
param maxVideoMegabytes int = 500

@description('Days after the work is decided for good until its answers and evidence are removed; 0 keeps everything, for a legal hold.')
@minValue(0)
@maxValue(3650)
param evidenceDays int = 180

// ---- Names

var names = resourceNames(environmentName, uniqueString(resourceGroup().id, environmentName))
var tags = union(extraTags, { 'azd-env-name': environmentName })
var publicNetwork = !privateNetwork

// ---- Resources

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: names.identity
    location: location
    tags: tags
  }
}

module scanIdentity 'modules/identity.bicep' = if (malwareScan) {
  name: 'scan-identity'
  params: {
    name: names.scanIdentity
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    workspaceName: names.logs
    insightsName: names.insights
    location: location
    tags: tags
    retentionDays: logDays
    dailyCapGb: logCapGb
  }
}

module site 'modules/static-site.bicep' = {
  name: 'site'
  params: {
    name: names.site
    location: siteLocation
    tags: tags
    customDomain: customDomain
    customDomainValidation: customDomainValidation
  }
}

var siteUrl = empty(customDomain) ? 'https://${site.outputs.hostname}' : 'https://${customDomain}'

module records 'modules/records.bicep' = {
  name: 'records'
  params: {
    name: names.records
    location: location
    tags: tags
    redundancy: redundancy
    publicNetwork: publicNetwork
    locked: lockRecords
  }
}

module evidence 'modules/evidence.bicep' = {
  name: 'evidence'
  params: {
    name: names.evidence
    location: location
    tags: tags
    redundancy: redundancy
    siteOrigin: siteUrl
    undeleteDays: evidenceUndeleteDays
    lastDays: evidenceLastDays
  }
}

module packages 'modules/packages.bicep' = {
  name: 'packages'
  params: {
    name: names.packages
    location: location
    tags: tags
    publicNetwork: publicNetwork
  }
}

module bus 'modules/service-bus.bicep' = {
  name: 'bus'
  params: {
    name: names.bus
    location: location
    tags: tags
    sku: privateNetwork ? 'Premium' : serviceBusSku
    publicNetwork: publicNetwork
  }
}

module vault 'modules/key-vault.bicep' = {
  name: 'vault'
  params: {
    name: names.vault
    location: location
    tags: tags
    undeleteDays: vaultUndeleteDays
    publicNetwork: publicNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: names.network
    location: location
    tags: tags
    addressPrefix: networkAddresses
    targets: {
      records: records.outputs.id
      packages: packages.outputs.id
      bus: bus.outputs.id
      vault: vault.outputs.id
    }
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  dependsOn: [records, evidence, packages, bus, vault, monitoring]
  params: {
    names: names
    appPrincipal: identity.outputs.principalId
    scanPrincipal: scanIdentity.?outputs.principalId ?? ''
    deployer: deployerId
    deployerType: deployerType
    operators: operatorsId
  }
}

module scan 'modules/malware-scan.bicep' = if (malwareScan) {
  name: 'malware-scan'
  // Event Grid takes no destination that it may not write to.
  dependsOn: [roles, evidence, bus]
  params: {
    evidenceName: names.evidence
    topicName: names.scanTopic
    location: location
    tags: tags
    capGBPerMonth: malwareScanCapGB
    identityId: scanIdentity.?outputs.id ?? ''
    busName: names.bus
    workspaceId: monitoring.outputs.workspaceId
  }
}

module api 'modules/function-app.bicep' = {
  name: 'api'
  // Its first start reads package and secrets, for which it needs its roles.
  dependsOn: [roles]
  params: {
    name: names.api
    planName: names.plan
    location: location
    tags: tags
    identityId: identity.outputs.id
    packageOrigin: packages.outputs.origin
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    alwaysReady: alwaysReady
    subnetId: network.?outputs.functionsSubnetId ?? ''
    settings: {
      AzureWebJobsStorage__blobServiceUri: packages.outputs.origin
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.outputs.clientId
      ServiceBus__fullyQualifiedNamespace: bus.outputs.address
      ServiceBus__credential: 'managedidentity'
      ServiceBus__clientId: identity.outputs.clientId
      AZURE_CLIENT_ID: identity.outputs.clientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
      Esp__TableUri: records.outputs.origin
      Esp__BlobUri: evidence.outputs.origin
      Esp__SiteUrl: siteUrl
      Esp__LinkSecret: '@Microsoft.KeyVault(VaultName=${names.vault};SecretName=${secrets.linkSecret})'
      Esp__SigningKey: '@Microsoft.KeyVault(VaultName=${names.vault};SecretName=${secrets.signingKey})'
      Esp__OldSigningKeys: oldSigningKeys
      Esp__JwtSigningKey: '@Microsoft.KeyVault(VaultName=${names.vault};SecretName=${secrets.jwtSigningKey})'
      Esp__OldJwtSigningKeys: oldJwtSigningKeys
      Esp__IssuerName: issuerName
      Esp__MailFrom: mailFrom
      Esp__SmtpHost: smtpHost
      Esp__SmtpPort: string(smtpPort)
      Esp__SmtpUser: smtpUser
      Esp__SmtpPassword: empty(smtpUser)
        ? ''
        : '@Microsoft.KeyVault(VaultName=${names.vault};SecretName=${secrets.smtpPassword})'
      Esp__FinishMonths: string(finishMonths)
      Esp__ScoreDays: string(scoreDays)
      Esp__AcceptDays: string(acceptDays)
      Esp__DecisionBusinessDays: string(decisionBusinessDays)
      Esp__MaxOpenReviews: string(maxOpenReviews)
      Esp__MaxAttempts: string(maxAttempts)
      Esp__MaxFiles: string(maxFiles)
      Esp__MaxDocumentMegabytes: string(maxDocumentMegabytes)
      Esp__MaxImageMegabytes: string(maxImageMegabytes)
      Esp__MaxAudioMegabytes: string(maxAudioMegabytes)
      Esp__MaxVideoMegabytes: string(maxVideoMegabytes)
      Esp__EvidenceDays: string(evidenceDays)
    }
  }
}

module link 'modules/site-link.bicep' = {
  name: 'site-link'
  dependsOn: [api]
  params: {
    siteName: names.site
    siteHostname: site.outputs.hostname
    apiName: names.api
    apiLocation: location
  }
}

module budget 'modules/budget.bicep' = if (budgetAmount > 0) {
  name: 'budget'
  params: {
    name: names.budget
    amount: max(budgetAmount, 1)
    start: budgetAmount > 0 && empty(budgetStart)
      ? fail('budgetAmount needs budgetStart: the first day of this month or a later one.')
      : budgetStart
    emails: budgetEmails
  }
}

// ---- Dashboards and alerts

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: names.alerts
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    emails: alertEmails
    runbook: runbookUrl
    enabled: alertsEnabled
  }
}

module dashboard 'modules/dashboard.bicep' = {
  name: 'dashboard'
  params: {
    name: names.dashboard
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  params: {
    name: names.workbook
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

// ---- What azd and the hooks read. Addresses and names, never a secret.

@description('Name of the static web app.')
output AZURE_STATIC_WEB_APP_NAME string = names.site

@description('Name of the function app.')
output AZURE_FUNCTION_APP_NAME string = names.api

@description('Name of the vault that make-secrets.sh fills.')
output AZURE_KEY_VAULT_NAME string = names.vault

@description('Where evidence lies: takes the place of {storage-origin} in the site\'s configuration.')
output ESP_STORAGE_ORIGIN string = evidence.outputs.origin

@description('The site\'s public address.')
output ESP_SITE_URL string = siteUrl

@description('The name that Azure gave the site: what a custom domain\'s CNAME points to.')
output ESP_SITE_HOSTNAME string = site.outputs.hostname

@description('Empty when mail goes out without sign-in, and then no password is asked for.')
output ESP_MAIL_USER string = smtpUser
