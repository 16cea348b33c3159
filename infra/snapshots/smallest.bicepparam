// What must be said, and nothing more: the defaults as they are deployed.

using '../main.bicep'

param environmentName = 'small'
param mailFrom = 'no-reply@credentials.example.org'
param smtpHost = 'smtp.example.org'
