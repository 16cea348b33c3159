// The portal's dashboard: five views, one below the other. Its tiles come from infra/dashboards (views.json and queries/), made by build.mjs.

@description('Name of the dashboard.')
param name string

@description('Azure region. It says where the dashboard itself is kept, and nothing else.')
param location string

@description('Tags.')
param tags object

@description('Resource id of the Log Analytics workspace that the tiles ask.')
param workspaceId string

@description('What people see as its title.')
param title string = 'ESP micro-credentials'

resource dashboard 'Microsoft.Portal/dashboards@2022-12-01-preview' = {
  name: name
  location: location
  tags: union(tags, { 'hidden-title': title })
  properties: json(replace(loadTextContent('../dashboards/dashboard.json'), '{workspace-id}', workspaceId))
}

@description('Resource id of the dashboard.')
output dashboardId string = dashboard.id
