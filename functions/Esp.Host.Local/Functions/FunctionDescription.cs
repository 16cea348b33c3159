using System.Reflection;

namespace Esp.Host.Local.Functions;

/// <summary>One function: its name, the method that runs, and the one trigger that starts it.</summary>
public sealed record FunctionDescription(string Name, MethodInfo Method, Attribute Trigger)
{
    public Type Type => Method.DeclaringType!;

    public HttpTriggerAttribute? Http => Trigger as HttpTriggerAttribute;

    /// <summary>Route template of an HTTP function below <c>/api/</c>.</summary>
    public string Route => (Http?.Route ?? Name).Trim('/');

    /// <summary>The queue that a queue function listens on.</summary>
    public string? Queue => (Trigger as ServiceBusTriggerAttribute)?.QueueName;

    public TimerTriggerAttribute? Timer => Trigger as TimerTriggerAttribute;

    public override string ToString() => $"{Type.FullName}.{Method.Name} ({Name})";
}
