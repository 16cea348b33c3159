// The workbook: the same five views as tabs, with room to look closer. Made from infra/dashboards by build.mjs, as the dashboard is.

@description('Name of the workbook. Azure wants a GUID, which is made from it.')
param name string

@description('Azure region.')
param location string

@description('Tags.')
param tags object

@description('Resource id of the Log Analytics workspace that it asks.')
param workspaceId string

@description('What people see as its title.')
param title string = 'ESP micro-credentials'

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, name)
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: title
    category: 'workbook'
    sourceId: workspaceId
    serializedData: replace(loadTextContent('../dashboards/workbook.json'), '{workspace-id}', workspaceId)
  }
}

@description('Resource id of the workbook.')
output workbookId string = workbook.id
