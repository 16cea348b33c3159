// The site: pages, sign-in, and the one way to the API.

@description('Name of the static web app.')
param name string

@description('Azure region; few offer static web apps. Pages are served worldwide from any of them.')
@allowed(['centralus', 'eastus2', 'westus2', 'westeurope', 'eastasia'])
param location string

@description('Tags.')
param tags object

@description('A domain of your own, such as credentials.example.org; empty for none. Its DNS record must be there first (docs/deploy.md).')
param customDomain string

@description('How Azure sees that the domain is yours: by CNAME (a name below your domain) or by TXT record (the domain itself).')
@allowed(['cname-delegation', 'dns-txt-token'])
param customDomainValidation string

resource site 'Microsoft.Web/staticSites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'site' })
  sku: {
    // Standard: the free plan cannot be linked to a function app and has no agreement on availability.
    name: 'Standard'
    tier: 'Standard'
  }
  properties: {
    allowConfigFileUpdates: true
    stagingEnvironmentPolicy: 'Disabled'
    enterpriseGradeCdnStatus: 'Disabled'
  }
}

resource domain 'Microsoft.Web/staticSites/customDomains@2024-04-01' = if (!empty(customDomain)) {
  parent: site
  name: empty(customDomain) ? 'none' : customDomain
  properties: {
    validationMethod: customDomainValidation
  }
}

@description('Name.')
output name string = site.name

@description('The name that Azure gave it.')
output hostname string = site.properties.defaultHostname
