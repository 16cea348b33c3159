using System.Net.Mail;

namespace Esp.Domain;

/// <summary>
/// Who the ESP is: for the name on the credential, for mail, and so that routing keeps scorers away who know them.
/// </summary>
public sealed record Profile(string Name, string Email, string CareerFamily, string Employer, string State, string Affiliate, bool NameOnCredential)
{
    public const int MaxText = 200;

    /// <summary>Somebody new: known by the address they signed in with alone. Their name stands on a credential only once they say so.</summary>
    public static Profile New(string email) => new("", email, "", "", "", "", NameOnCredential: false);

    /// <summary>The fields still empty that routing and the credential need, by name as in the request.</summary>
    public IReadOnlyList<string> Missing =>
        [.. new[] { ("name", Name), ("email", Email), ("careerFamily", CareerFamily), ("employer", Employer), ("state", State) }
            .Where(f => f.Item2.Length == 0).Select(f => f.Item1)];

    public bool IsComplete => Missing.Count == 0;

    /// <summary>Trims and checks every field; refusal <c>profile.invalid</c> with a message per field.</summary>
    public Result<Profile> Check()
    {
        var clean = this with
        {
            Name = Tidy(Name),
            Email = Email.Trim(),
            CareerFamily = CareerFamily.Trim(),
            Employer = Tidy(Employer),
            State = State.Trim().ToUpperInvariant(),
            Affiliate = Tidy(Affiliate),
        };
        List<(string, string)> errors = [];
        if (clean.Name.Length == 0)
            errors.Add(("name", "Enter your name as it should stand on your credential."));
        if (!MailAddress.TryCreate(clean.Email, out var address) || address.Address != clean.Email || !address.Host.Contains('.', StringComparison.Ordinal) && address.Host != "localhost")
            errors.Add(("email", "Enter an e-mail address like name@example.org."));
        if (!Choices.CareerFamilies.Contains(clean.CareerFamily, StringComparer.Ordinal))
            errors.Add(("careerFamily", "Choose the career family that is nearest to your work."));
        if (clean.Employer.Length == 0)
            errors.Add(("employer", "Enter your school district or employer."));
        if (Choices.States.All(s => s.Code != clean.State))
            errors.Add(("state", "Choose your state."));
        foreach (var (field, value) in new[] { ("name", clean.Name), ("email", clean.Email), ("employer", clean.Employer), ("affiliate", clean.Affiliate) })
        {
            if (value.Length > MaxText)
                errors.Add((field, $"Use at most {MaxText} characters."));
        }

        return errors.Count > 0 ? Problem.OfFields("profile.invalid", [.. errors]) : clean;
    }

    /// <summary>One line of plain characters: control characters and runs of white space become one space.</summary>
    private static string Tidy(string text) =>
        string.Join(' ', new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
