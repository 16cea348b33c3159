using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Esp.App.Platform;

/// <summary>The one way JSON is written and read: camelCase, enums and ids as text, null left out, constructor parameters without a default required.</summary>
public static class EspJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new IdConverter<CandidateId>(CandidateId.TryParse),
            new IdConverter<SubmissionId>(SubmissionId.TryParse),
            new IdConverter<EvidenceId>(EvidenceId.TryParse),
            new IdConverter<ReviewId>(ReviewId.TryParse),
            new IdConverter<CredentialId>(CredentialId.TryParse),
            new IdConverter<ScorerId>(ScorerId.TryParse),
        },
    };

    private delegate bool TryParse<T>(string? text, out T id);

    private sealed class IdConverter<T>(TryParse<T> parse) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && parse(reader.GetString(), out var id) ? id : throw new JsonException($"A {typeof(T).Name} was expected.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
