using Esp.App.Credentials;

namespace Esp.Host.Local;

/// <summary>What <c>--new-keys</c> prints: one fresh key of each kind as a setting, and its public half, which goes to the old keys when its turn is over (docs/credentials.md).</summary>
internal static class FreshKeys
{
    public static string Text()
    {
        var (seed, key) = (SigningKeys.NewSeed(), JwtKeys.NewKey());
        // The issuer's name has no part in a key.
        if (SigningKeys.From("did:web:localhost", seed).Failed(out var problem, out var signing) || JwtKeys.From("did:web:localhost", key).Failed(out problem, out var jwt))
            throw new InvalidOperationException(problem.Detail);
        using (signing)
        using (jwt)
        {
            return $"""
                Keep these two secret: whoever has them can issue credentials in your name.
                Esp__SigningKey={seed}
                Esp__JwtSigningKey={key}

                Their public halves, for Esp__OldSigningKeys and Esp__OldJwtSigningKeys on the day they are replaced:
                {signing.CurrentPublicKey}
                {jwt.PublicKeys[0].X}.{jwt.PublicKeys[0].Y}
                """;
        }
    }
}
