// Placeholder until the host is written.
var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(args);
await builder.Build().RunAsync();
