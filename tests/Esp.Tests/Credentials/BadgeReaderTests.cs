using System.Text;
using System.Text.Json;
using CsCheck;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

public sealed class BadgeReaderTests
{
    [Fact]
    public void A_badge_survives_the_trip_through_its_json() =>
        GivenBadge.Any.Sample(
            badge => Assert.Equivalent(badge, BadgeReader.Read(BadgeJson.Write(badge)).Ok(), strict: true), iter: 300, threads: 1);

    [Fact]
    public void A_signed_badge_survives_indented_too()
    {
        using var keys = GivenBadge.Keys();
        var signed = new Signer(keys).Sign(GivenBadge.Plain(), GivenBadge.Now).Ok();
        Assert.Equivalent(signed, BadgeReader.Read(BadgeJson.Write(signed, indented: true)).Ok(), strict: true);
    }

    [Fact]
    public void Nothing_null_and_nothing_empty_is_written() =>
        GivenBadge.Any.Sample(badge => Assert.DoesNotContain(Values(JsonSerializer.Deserialize<JsonElement>(BadgeJson.Write(badge))), IsNothing), iter: 200, threads: 1);

    [Fact]
    public void Random_bytes_are_refused_without_an_exception() =>
        Gen.Byte.Array[0, 400].Sample(bytes => Assert.Equal("credential.unreadable", BadgeReader.Read(bytes).Refused().Code), iter: 2000, threads: 1);

    [Fact]
    public void Damaged_json_is_read_or_refused_without_an_exception()
    {
        using var keys = GivenBadge.Keys();
        var checker = new BadgeChecker(keys);
        var json = BadgeJson.Write(new Signer(keys).Sign(GivenBadge.Plain(), GivenBadge.Now).Ok());
        Gen.Select(Gen.Int[0, json.Length - 1], Gen.Byte, Gen.Int[0, 3], Gen.Int[1, 40]).Sample(
            (at, value, way, length) =>
            {
                var damaged = Damage(json, at, value, way, length);
                var same = damaged.AsSpan().SequenceEqual(json);
                Assert.True(same || SaysTheSame(json, damaged) || checker.Signature(damaged).Result != CheckResult.Valid);
            },
            iter: 5000,
            threads: 1);
    }

    [Theory]
    [InlineData("""{"id":"a"}""", "missing")]
    [InlineData("[]", "not an object")]
    [InlineData("null", "not an object")]
    [InlineData("", "not JSON")]
    [InlineData("""{"id":"a","id":"a"}""", "twice")]
    public void What_is_no_badge_is_refused_by_name(string json, string why)
    {
        var problem = BadgeReader.Read(Encoding.UTF8.GetBytes(json)).Refused();
        Assert.StartsWith("Could not check: ", problem.Detail, StringComparison.Ordinal);
        Assert.Contains(why, problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"name\":\"Communicating Well\"", "\"name\":\"Communicating Well\",\"humanCode\":\"X1\"", "not known here: 'humanCode'")]
    [InlineData("\"type\":\"Image\"", "\"type\":\"Picture\"", "'type' of image is not 'Image'")]
    [InlineData("\"type\":\"Image\"", "\"type\":[\"Image\"]", "'type' of image is not a text")]
    [InlineData("\"id\":\"https://esp.example/images/badges/communication.png\",", "", "'id' of image is missing")]
    [InlineData("\"name\":\"Communicating Well\"", "\"name\":7", "'name' of achievement is not a text")]
    [InlineData("\"name\":\"Communicating Well\"", "\"name\":null", "'name' of achievement is not a text")]
    [InlineData("\"name\":\"Communicating Well\"", "\"name\":\"\\ud83d\"", "character that is none")]
    [InlineData("\"creditsAvailable\":15", "\"creditsAvailable\":15.5", "not a whole number")]
    [InlineData("\"creditsAvailable\":15", "\"creditsAvailable\":-1", "not a whole number")]
    [InlineData("\"creditsAvailable\":15", "\"creditsAvailable\":99999999999", "not a number of hours")]
    [InlineData("\"hashed\":true", "\"hashed\":\"true\"", "not true or false")]
    [InlineData("\"statusListIndex\":\"42\"", "\"statusListIndex\":\"042\"", "not a whole number as text")]
    [InlineData("\"tag\":[\"Leadership\"]", "\"tag\":[]", "not a list with something in it")]
    [InlineData("context-3.0.3.json", "context-3.0.2.json", "'@context' of the credential is not")]
    [InlineData("\"validFrom\":\"2026-02-03T04:05:06Z\"", "\"validFrom\":\"2026-02-03T04:05:06+00:00\"", "not a time such as")]
    [InlineData("\"statusPurpose\":\"revocation\"", "\"statusPurpose\":\"suspension\"", "not 'revocation'")]
    public void Another_shape_is_refused_by_name(string written, string changed, string why)
    {
        var json = Encoding.UTF8.GetString(BadgeJson.Write(GivenBadge.Plain()));
        Assert.Contains(written, json, StringComparison.Ordinal);

        var problem = BadgeReader.Read(Encoding.UTF8.GetBytes(json.Replace(written, changed, StringComparison.Ordinal))).Refused();
        Assert.Contains(why, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_large_and_too_deep_is_refused()
    {
        Assert.Contains("256 KiB", BadgeReader.Read(new byte[(256 * 1024) + 1]).Refused().Detail, StringComparison.Ordinal);
        var deep = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 17)) + "1" + new string('}', 17));
        Assert.Contains("too deep", BadgeReader.Read(deep).Refused().Detail, StringComparison.Ordinal);
    }

    private static byte[] Damage(byte[] json, int at, byte value, int way, int length) => way switch
    {
        0 => [.. json[..at], value, .. json[(at + 1)..]],
        1 => [.. json[..at], .. json[Math.Min(json.Length, at + length)..]],
        2 => [.. json[..at], value, .. json[at..]],
        _ => [.. json[..at], .. json[Math.Max(0, at - length)..]],
    };

    /// <summary>White space between members and a solidus written \/ change bytes and nothing that is said.</summary>
    private static bool SaysTheSame(byte[] json, byte[] damaged)
    {
        try
        {
            return JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(json), JsonSerializer.Deserialize<JsonElement>(damaged));
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsNothing(JsonElement value) =>
        value.ValueKind is JsonValueKind.Null
        || (value.ValueKind is JsonValueKind.Array && value.GetArrayLength() == 0)
        || (value.ValueKind is JsonValueKind.Object && value.GetPropertyCount() == 0)
        || (value.ValueKind is JsonValueKind.String && value.GetString()!.Length == 0);

    private static IEnumerable<JsonElement> Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Values(m.Value)).Prepend(value),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Values).Prepend(value),
        _ => [value],
    };
}
