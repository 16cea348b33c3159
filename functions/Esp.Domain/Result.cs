using System.Diagnostics.CodeAnalysis;

namespace Esp.Domain;

/// <summary>A value, or the <see cref="Problem"/> that stood in its way. Use <see cref="Failed(out Problem, out T)"/> first, then the value.</summary>
public sealed class Result<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly Problem? _problem;

    private Result(T? value, Problem? problem) => (_value, _problem) = (value, problem);

    public static implicit operator Result<T>(T value) => new(value, problem: null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);

    /// <summary>True when there is a problem, and then no value.</summary>
    public bool Failed([NotNullWhen(true)] out Problem? problem, [NotNullWhen(false)] out T? value)
    {
        (problem, value) = (_problem, _value);
        return problem is not null;
    }

    /// <summary>The same answer about something else: maps the value, keeps the problem.</summary>
    public Result<TOut> Map<TOut>(Func<T, TOut> map)
        where TOut : notnull =>
        Failed(out var problem, out var value) ? problem : map(value);
}
