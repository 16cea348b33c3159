// Every name in one place: what the app calls its queues, tables and containers (held equal to functions/Esp.App/Platform by test),
// and what the resources are called. Names come from the resource group and the environment alone, never from the time of day,
// so that a preview shows the same names as the deployment.

@export()
@description('How many times a message is delivered before it is a dead letter; the local host does the same (Queues/Delivery.cs).')
var maxDeliveries = 5

@export()
@description('A queue: its name, how long a message may wait, and why that long. Longer than 14 days is not to be had on the Basic tier.')
type queue = {
  name: string
  @description('ISO 8601 duration. When it ends, the message is a dead letter and not lost.')
  timeToLive: string
  @description('Why that long.')
  because: string
}

@export()
@description('The queues of functions/Esp.App/Platform/Messages.cs.')
var queues = [
  {
    name: 'transitions'
    timeToLive: 'P14D'
    because: 'A change of state must not lose its consequences: as long as the tier allows.'
  }
  {
    name: 'route'
    timeToLive: 'P14D'
    because: 'A submission that waits for a scorer is in the table Waiting too, but only after this message was handled.'
  }
  {
    name: 'free'
    timeToLive: 'P14D'
    because: 'A scorer whose review ended would stay full without it.'
  }
  {
    name: 'email'
    timeToLive: 'P7D'
    because: 'The app gives up after three days and says so; a mail that is a week late confuses more than it helps.'
  }
  {
    name: 'evidence'
    timeToLive: 'P7D'
    because: 'A check that has not come to an end in a week never will: somebody must look.'
  }
  {
    name: 'issue'
    timeToLive: 'P14D'
    because: 'Somebody has earned a credential.'
  }
  {
    name: 'revoke'
    timeToLive: 'P14D'
    because: 'A credential that was taken back must stop being valid everywhere.'
  }
  {
    name: 'due'
    timeToLive: 'P14D'
    because: 'Reminders and expiries decide again at delivery whether they still apply, so late is better than lost.'
  }
  {
    name: 'tally'
    timeToLive: 'P14D'
    because: 'What is not counted is missing from the figures until the same submission changes again.'
  }
  {
    name: 'erase'
    timeToLive: 'P14D'
    because: 'Somebody who asked to be erased must be: as long as the tier allows.'
  }
]

@export()
@description('The tables of functions/Esp.App/Platform/Tables.cs.')
var tables = [
  'Portfolios'
  'Credentials'
  'StatusLists'
  'Scorers'
  'Waiting'
  'Links'
  'Deadlines'
  'Notices'
  'Finder'
  'AdminLog'
  'Figures'
]

@export()
@description('The containers of functions/Esp.App/Platform/Blobs.cs.')
var evidenceContainer = 'evidence'

@export()
@description('Where the function app keeps its own package.')
var packageContainer = 'packages'

@export()
@description('The secrets in the vault, by the setting that refers to each. infra/hooks/make-secrets.sh makes the ones that are missing.')
var secrets = {
  linkSecret: 'link-secret'
  signingKey: 'signing-key'
  jwtSigningKey: 'jwt-signing-key'
  smtpPassword: 'smtp-password'
}

@export()
@description('Names of the resources. Storage accounts and vaults share one worldwide name space: those carry the token.')
func resourceNames(environment string, token string) object => {
  identity: 'id-esp-${environment}'
  scanIdentity: 'id-esp-${environment}-scan'
  logs: 'log-esp-${environment}'
  insights: 'appi-esp-${environment}'
  records: 'stesprec${token}'
  evidence: 'stespevi${token}'
  packages: 'stesppkg${token}'
  bus: 'sb-esp-${token}'
  vault: 'kv-esp-${token}'
  plan: 'plan-esp-${environment}'
  api: 'func-esp-${token}'
  site: 'stapp-esp-${environment}'
  scanTopic: 'evgt-esp-${environment}-scan'
  budget: 'budget-esp-${environment}'
  alerts: 'alert-esp-${environment}'
  dashboard: 'dash-esp-${environment}'
  workbook: 'workbook-esp-${environment}'
  network: 'vnet-esp-${environment}'
}
