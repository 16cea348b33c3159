namespace Esp.Host.Local;

/// <summary>Starts the local host. Tests name it for <c>WebApplicationFactory</c>.</summary>
public sealed class Program
{
    private Program()
    {
    }

    public static async Task<int> Main(string[] args)
    {
        try
        {
            await using var app = LocalHost.Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
