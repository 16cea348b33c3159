using Esp.Domain.Credentials;
using Members = Esp.App.Credentials.JsonShape.Members;

namespace Esp.App.Credentials;

/// <summary>The JSON of a status list back into the model, as strict as <see cref="BadgeReader"/>.</summary>
public static class StatusListReader
{
    public static Result<StatusListCredential> Read(ReadOnlyMemory<byte> utf8) => JsonShape.Read(utf8, List);

    private static StatusListCredential List(Members list)
    {
        list.Are("@context", CredentialFormat.CredentialsContext);
        list.Are("type", "VerifiableCredential", "BitstringStatusListCredential");
        var id = list.Text("id");
        var (ttl, encoded) = list.Object("credentialSubject", subject => Subject(subject, id));
        return new(id, list.Text("issuer"), list.Time("validFrom"), list.Time("validUntil"), ttl, encoded ?? "")
        {
            Proof = list.OptionalOne("proof", BadgeReader.Proof),
        };
    }

    private static (TimeSpan TimeToLive, string Encoded) Subject(Members subject, string listId)
    {
        subject.Is("id", listId + "#list");
        subject.Is("type", "BitstringStatusList");
        subject.Is("statusPurpose", StatusEntry.Purpose);
        var milliseconds = subject.OptionalNumber("ttl") is { } ttl and <= int.MaxValue ? ttl : subject.Wrong<long>("ttl", "a number of milliseconds");
        return (TimeSpan.FromMilliseconds(milliseconds), subject.Text("encodedList"));
    }
}
