// Says by mail when the month gets more expensive than thought. It stops nothing.

@description('Name of the budget.')
param name string

@description('What a month may cost, in the currency of the subscription.')
@minValue(1)
param amount int

@description('First day of the month in which it starts to count, such as 2027-01-01. Azure takes no month that is over, and no change later.')
param start string

@description('Who gets the mail.')
@minLength(1)
param emails string[]

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: name
  properties: {
    category: 'Cost'
    timeGrain: 'Monthly'
    amount: amount
    timePeriod: {
      startDate: start
    }
    filter: {
      dimensions: {
        name: 'ResourceGroupName'
        operator: 'In'
        values: [resourceGroup().name]
      }
    }
    notifications: {
      spent80: {
        enabled: true
        operator: 'GreaterThan'
        thresholdType: 'Actual'
        threshold: 80
        contactEmails: emails
      }
      spentAll: {
        enabled: true
        operator: 'GreaterThan'
        thresholdType: 'Actual'
        threshold: 100
        contactEmails: emails
      }
      willSpendMore: {
        enabled: true
        operator: 'GreaterThan'
        thresholdType: 'Forecasted'
        threshold: 110
        contactEmails: emails
      }
    }
  }
}
