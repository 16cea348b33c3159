namespace Esp.Tests;

internal static class Outcomes
{
    public static T Ok<T>(this Result<T> result)
        where T : notnull
    {
        Assert.False(result.Failed(out var problem, out var value), problem?.Detail);
        return value!;
    }

    public static Problem Refused<T>(this Result<T> result)
        where T : notnull
    {
        Assert.True(result.Failed(out var problem, out _));
        return problem!;
    }
}
