// Ties the function app to the site: /api goes there, and the function app answers no call that comes another way.

@description('Name of the static web app.')
param siteName string

@description('The name that Azure gave the static web app.')
param siteHostname string

@description('Name of the function app.')
param apiName string

@description('Region of the function app.')
param apiLocation string

resource site 'Microsoft.Web/staticSites@2024-04-01' existing = {
  name: siteName
}

resource api 'Microsoft.Web/sites@2024-04-01' existing = {
  name: apiName
}

resource link 'Microsoft.Web/staticSites/linkedBackends@2024-04-01' = {
  parent: site
  name: 'api'
  properties: {
    backendResourceId: api.id
    region: apiLocation
  }
}

// Linking sets this by itself; written down, a later change of the function app cannot undo it unseen.
resource onlyFromTheSite 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: api
  name: 'authsettingsV2'
  dependsOn: [link]
  properties: {
    platform: {
      enabled: true
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'Return401'
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: {
      azureStaticWebApps: {
        enabled: true
        registration: {
          clientId: siteHostname
        }
      }
    }
  }
}
