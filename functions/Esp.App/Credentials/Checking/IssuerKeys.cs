using System.Text.Json;
using Esp.Domain.Credentials;
using NSec.Cryptography;

namespace Esp.App.Credentials.Checking;

/// <summary>The keys with which one issuer signs credentials, by verification method (<c>&lt;issuer&gt;#…</c>). <paramref name="Jwt"/> are those for JWTs; a method whose key is of a kind or a length that is not known here is <paramref name="Unreadable"/>.</summary>
public sealed record IssuerKeys(string IssuerId, IReadOnlyDictionary<string, PublicKey> Ed25519, IReadOnlyList<PublishedJwtKey> Jwt, IReadOnlySet<string> Unreadable)
{
    private const int MostMethods = 50;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>One Ed25519 key and no other.</summary>
    public static IssuerKeys One(string issuerId, string method, PublicKey key) => new Found(issuerId) { Ed25519 = { [method] = key } }.ToKeys();

    /// <summary>
    /// From a DID document: the methods that it names for <c>assertionMethod</c>, by reference or in place. Members that say something else are passed over;
    /// the document must be of the issuer that was asked for. Null when it is not, or is no such document.
    /// </summary>
    public static IssuerKeys? From(ReadOnlyMemory<byte> didDocument, string issuerId)
    {
        try
        {
            using var document = JsonDocument.Parse(didDocument, Strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "id") != issuerId)
                return null;
            var found = new Found(issuerId);
            var methods = Items(root, "verificationMethod").Where(m => m.ValueKind == JsonValueKind.Object).ToLookup(m => Absolute(Text(m, "id"), issuerId), StringComparer.Ordinal);
            foreach (var named in Items(root, "assertionMethod"))
            {
                var method = named.ValueKind == JsonValueKind.String ? methods[Absolute(named.GetString(), issuerId)].FirstOrDefault() : named;
                if (method.ValueKind == JsonValueKind.Object)
                    found.Add(method);
            }

            return found.ToKeys();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or half a surrogate pair in a text.
            return null;
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement root, string member) =>
        root.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Take(MostMethods) : [];

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Absolute(string? id, string issuerId) => id is ['#', ..] ? issuerId + id : id ?? "";

    private sealed record Found(string IssuerId)
    {
        public Dictionary<string, PublicKey> Ed25519 { get; } = new(StringComparer.Ordinal);

        private readonly List<PublishedJwtKey> _jwt = [];
        private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

        public IssuerKeys ToKeys() => new(IssuerId, Ed25519, _jwt, _unreadable);

        public void Add(JsonElement method)
        {
            var id = Absolute(Text(method, "id"), IssuerId);
            if (Text(method, "controller") != IssuerId || !id.StartsWith(IssuerId + "#", StringComparison.Ordinal))
                return;
            if (Text(method, "publicKeyMultibase") is { } multibase && Multibase.TryPublicKey(multibase, out var bytes) && PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out var key) && key is not null)
                Ed25519[id] = key;
            else if (method.TryGetProperty("publicKeyJwk", out var jwk) && JwtKey.OfJwk(jwk) is { } web)
                _jwt.Add(new(id, web));
            else
                _unreadable.Add(id);
        }
    }
}
