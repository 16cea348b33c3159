// Alerts: a query each, asked every quarter of an hour (about half a dollar a month for each). Each says where its runbook is.
// The queries are infra/dashboards/queries/alert-*.kql, parsed in the tests like those of the tiles.

@description('Name that all alerts begin with, such as alert-esp-prod.')
param name string

@description('Azure region of the workspace.')
param location string

@description('Tags.')
param tags object

@description('Resource id of the Log Analytics workspace that is watched.')
param workspaceId string

@description('Who is told by mail. Nobody: the alerts show in the portal alone.')
param emails string[] = []

@description('Address of docs/operations.md as your people read it.')
param runbook string = 'docs/operations.md'

@description('False: the alerts are there and sleep, for an installation that nobody uses yet.')
param enabled bool = true

type alert = {
  @description('Last part of its name.')
  id: string

  @description('What people see.')
  title: string

  @description('0 critical, 1 error, 2 warning.')
  severity: int

  @description('How far back the query looks.')
  window: string

  @description('Heading of the runbook.')
  anchor: string

  @description('The query; a row that it answers is a reason to alert.')
  query: string
}

var alerts alert[] = [
  {
    id: 'dead-letters'
    title: 'Messages could not be handled'
    severity: 1
    window: 'PT30M'
    anchor: 'dead-letters'
    query: loadTextContent('../dashboards/queries/alert-dead-letters.kql')
  }
  {
    id: 'oldest-waiting'
    title: 'Work waits for a scorer'
    severity: 2
    window: 'PT30M'
    anchor: 'work-waits-for-a-scorer'
    query: loadTextContent('../dashboards/queries/alert-oldest-waiting.kql')
  }
  {
    id: 'failing-mail'
    title: 'Mail fails'
    severity: 1
    window: 'PT30M'
    anchor: 'mail-fails'
    query: loadTextContent('../dashboards/queries/alert-failing-mail.kql')
  }
  {
    id: 'signing'
    title: 'Credentials or lists are not signed'
    severity: 1
    window: 'PT15M'
    anchor: 'signing-fails'
    query: loadTextContent('../dashboards/queries/alert-signing.kql')
  }
  {
    id: 'status-list'
    title: 'A status list lapses'
    severity: 0
    window: 'PT30M'
    anchor: 'a-status-list-lapses'
    query: loadTextContent('../dashboards/queries/alert-status-list.kql')
  }
  {
    id: 'silence'
    title: 'Nothing was measured'
    severity: 1
    window: 'PT1H'
    anchor: 'nothing-was-measured'
    query: loadTextContent('../dashboards/queries/alert-silence.kql')
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(emails)) {
  name: '${name}-people'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'esp-people'
    emailReceivers: [
      for (email, i) in emails: {
        name: 'mail-${i}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for item in alerts: {
    name: '${name}-${item.id}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: item.title
      description: 'What to do: ${runbook}#${item.anchor}'
      severity: item.severity
      enabled: enabled
      scopes: [workspaceId]
      evaluationFrequency: 'PT15M'
      windowSize: item.window
      // An empty workspace has none of the tables yet; the tests have checked the query.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: item.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: empty(emails) ? [] : [people.id]
        customProperties: {
          runbook: '${runbook}#${item.anchor}'
        }
      }
    }
  }
]
