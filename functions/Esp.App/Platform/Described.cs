namespace Esp.App.Platform;

/// <summary>What the API description says of an HTTP function; <c>GET /api/openapi.json</c> is made from these, so none can be forgotten (a test holds it).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DescribedAttribute(string summary) : Attribute
{
    /// <summary>One sentence: what the call does.</summary>
    public string Summary { get; } = summary;

    /// <summary>The record in the body, if any.</summary>
    public Type? Takes { get; init; }

    /// <summary>The record in the answer, if any.</summary>
    public Type? Gives { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Who may call: nobody in particular, an ESP who is signed in, a scorer with a session, an admin.</summary>
    public Caller By { get; init; } = Caller.Anyone;

    /// <summary>Codes of the problems that the call itself may answer, beside the common ones.</summary>
    public string[] Problems { get; init; } = [];
}

/// <summary>Who calls a function.</summary>
public enum Caller
{
    Anyone,
    SignedIn,
    Scorer,
    Admin,
}
