// Every switch on.

using '../main.bicep'

param environmentName = 'full'
param siteLocation = 'westeurope'
param extraTags = {
  owner: 'credentials team'
}
param redundancy = 'Standard_GZRS'
param lockRecords = true
param customDomain = 'credentials.example.org'
param instanceMemoryMB = 4096
param maximumInstances = 100
param alwaysReady = 2
param privateNetwork = true
param malwareScanCapGB = -1
param logDays = 90
param logCapGb = '-1'
param budgetAmount = 500
param budgetStart = '2027-01-01'
param budgetEmails = ['budget@example.org']
param alertEmails = ['alerts@example.org']
param runbookUrl = 'https://example.org/operations'
param deployerId = '00000000-0000-0000-0000-00000000d001'
param deployerType = 'ServicePrincipal'
param operatorsId = '00000000-0000-0000-0000-00000000d002'
param oldSigningKeys = 'z6MkOneOldKey z6MkAnotherOldKey'
param oldJwtSigningKeys = 'oldX.oldY'
param mailFrom = 'no-reply@credentials.example.org'
param smtpHost = 'smtp.example.org'
param smtpUser = 'credentials'
