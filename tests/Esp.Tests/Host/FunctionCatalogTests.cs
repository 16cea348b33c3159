using Esp.App;
using Esp.Host.Local.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Esp.Tests.Host;

/// <summary>What Azure would refuse at build or at start is refused here at start, with a sentence.</summary>
public sealed class FunctionCatalogTests
{
    [Fact]
    public void The_apps_functions_would_start() => Assert.NotNull(FunctionCatalog.In(typeof(AppServices).Assembly));

    [Theory]
    [InlineData(typeof(SameName), "unique without regard to case")]
    [InlineData(typeof(SameRoute), "GET /api/things/{} is claimed by")]
    [InlineData(typeof(SameQueue), "more than one function")]
    [InlineData(typeof(TypedId), "takes Guid id")]
    [InlineData(typeof(AsyncVoid), "is async void")]
    [InlineData(typeof(Poco), "must answer IResult")]
    [InlineData(typeof(QueueWithResult), "must return Task")]
    [InlineData(typeof(AdminRoute), "routes that start with admin or runtime")]
    [InlineData(typeof(FiveFields), "six fields")]
    [InlineData(typeof(NoTrigger), "0 triggers")]
    public void What_would_not_start_is_named(Type type, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidOperationException>(() => FunctionCatalog.Of(type)).Message, StringComparison.Ordinal);

    private sealed class SameName
    {
        [Function("One")]
        public Task First([ServiceBusTrigger("a")] string message) => Task.CompletedTask;

        [Function("one")]
        public Task Second([ServiceBusTrigger("b")] string message) => Task.CompletedTask;
    }

    private sealed class SameRoute
    {
        [Function("First")]
        public IResult First([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id}")] HttpRequest request) => Results.NoContent();

        [Function("Second")]
        public IResult Second([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "Things/{name}")] HttpRequest request) => Results.NoContent();
    }

    private sealed class SameQueue
    {
        [Function("First")]
        public Task First([ServiceBusTrigger("a")] string message) => Task.CompletedTask;

        [Function("Second")]
        public Task Second([ServiceBusTrigger("a")] string message) => Task.CompletedTask;
    }

    private sealed class TypedId
    {
        [Function("TypedId")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, Guid id) => Results.NoContent();
    }

    private sealed class AsyncVoid
    {
        [Function("AsyncVoid")]
        public async void Run([ServiceBusTrigger("a")] string message) => await Task.Yield();
    }

    private sealed class Poco
    {
        [Function("Poco")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => "dropped";
    }

    private sealed class QueueWithResult
    {
        [Function("QueueWithResult")]
        public Task<string> Run([ServiceBusTrigger("a")] string message) => Task.FromResult(message);
    }

    private sealed class AdminRoute
    {
        [Function("AdminRoute")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "admin/scorers")] HttpRequest request) => Results.NoContent();
    }

    private sealed class FiveFields
    {
        [Function("FiveFields")]
        public Task Run([TimerTrigger("*/5 * * * *")] TimerInfo timer) => Task.CompletedTask;
    }

    private sealed class NoTrigger
    {
        [Function("NoTrigger")]
        public Task Run(string message) => Task.CompletedTask;
    }
}
