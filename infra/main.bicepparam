// What azd deploys. Values come from the azd environment (azd env set NAME value) or from the workflow's variables;
// what is not set keeps the default of main.bicep. docs/deploy.md says which ones you need.

using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param siteLocation = readEnvironmentVariable('ESP_SITE_LOCATION', 'eastus2')
param redundancy = readEnvironmentVariable('ESP_REDUNDANCY', 'Standard_ZRS')
param lockRecords = bool(readEnvironmentVariable('ESP_LOCK_RECORDS', 'false'))

param customDomain = readEnvironmentVariable('ESP_CUSTOM_DOMAIN', '')
param customDomainValidation = readEnvironmentVariable('ESP_CUSTOM_DOMAIN_VALIDATION', 'cname-delegation')

// By a list, because the allowed sizes are a type of their own: another number stops here.
param instanceMemoryMB = {
  '512': 512
  '2048': 2048
  '4096': 4096
}[readEnvironmentVariable('ESP_INSTANCE_MEMORY_MB', '2048')]
param maximumInstances = int(readEnvironmentVariable('ESP_MAXIMUM_INSTANCES', '40'))
param alwaysReady = int(readEnvironmentVariable('ESP_ALWAYS_READY', '0'))
param serviceBusSku = readEnvironmentVariable('ESP_SERVICE_BUS_SKU', 'Basic')
param privateNetwork = bool(readEnvironmentVariable('ESP_PRIVATE_NETWORK', 'false'))
param networkAddresses = readEnvironmentVariable('ESP_NETWORK_ADDRESSES', '10.60.0.0/24')

param malwareScan = bool(readEnvironmentVariable('ESP_MALWARE_SCAN', 'true'))
param malwareScanCapGB = int(readEnvironmentVariable('ESP_MALWARE_SCAN_CAP_GB', '100'))
param evidenceUndeleteDays = int(readEnvironmentVariable('ESP_EVIDENCE_UNDELETE_DAYS', '14'))
param evidenceLastDays = int(readEnvironmentVariable('ESP_EVIDENCE_LAST_DAYS', '1095'))

param logDays = int(readEnvironmentVariable('ESP_LOG_DAYS', '30'))
param logCapGb = readEnvironmentVariable('ESP_LOG_CAP_GB', '1')
param vaultUndeleteDays = int(readEnvironmentVariable('ESP_VAULT_UNDELETE_DAYS', '90'))
param budgetAmount = int(readEnvironmentVariable('ESP_BUDGET_AMOUNT', '0'))
param budgetStart = readEnvironmentVariable('ESP_BUDGET_START', '')
param budgetEmails = filter(split(readEnvironmentVariable('ESP_BUDGET_EMAILS', ''), ','), email => !empty(email))
param alertEmails = filter(split(readEnvironmentVariable('ESP_ALERT_EMAILS', ''), ','), email => !empty(email))
param alertsEnabled = bool(readEnvironmentVariable('ESP_ALERTS', 'true'))
param runbookUrl = readEnvironmentVariable('ESP_RUNBOOK_URL', 'docs/operations.md')

param deployerId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param deployerType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
param operatorsId = readEnvironmentVariable('ESP_OPERATORS_ID', '')

param issuerName = readEnvironmentVariable('ESP_ISSUER_NAME', 'ESP Micro-credentials')
param oldSigningKeys = readEnvironmentVariable('ESP_OLD_SIGNING_KEYS', '')
param oldJwtSigningKeys = readEnvironmentVariable('ESP_OLD_JWT_SIGNING_KEYS', '')
param mailFrom = readEnvironmentVariable('ESP_MAIL_FROM')
param smtpHost = readEnvironmentVariable('ESP_SMTP_HOST')
param smtpPort = int(readEnvironmentVariable('ESP_SMTP_PORT', '587'))
param smtpUser = readEnvironmentVariable('ESP_SMTP_USER', '')

param finishMonths = int(readEnvironmentVariable('ESP_FINISH_MONTHS', '6'))
param scoreDays = int(readEnvironmentVariable('ESP_SCORE_DAYS', '7'))
param acceptDays = int(readEnvironmentVariable('ESP_ACCEPT_DAYS', '3'))
param decisionBusinessDays = int(readEnvironmentVariable('ESP_DECISION_BUSINESS_DAYS', '14'))
param maxOpenReviews = int(readEnvironmentVariable('ESP_MAX_OPEN_REVIEWS', '5'))
param maxAttempts = int(readEnvironmentVariable('ESP_MAX_ATTEMPTS', '0'))
param maxFiles = int(readEnvironmentVariable('ESP_MAX_FILES', '30'))
param maxDocumentMegabytes = int(readEnvironmentVariable('ESP_MAX_DOCUMENT_MEGABYTES', '25'))
param maxImageMegabytes = int(readEnvironmentVariable('ESP_MAX_IMAGE_MEGABYTES', '15'))
param maxAudioMegabytes = int(readEnvironmentVariable('ESP_MAX_AUDIO_MEGABYTES', '100'))
param maxVideoMegabytes = int(readEnvironmentVariable('ESP_MAX_VIDEO_MEGABYTES', '500'))
param evidenceDays = int(readEnvironmentVariable('ESP_EVIDENCE_DAYS', '180'))
