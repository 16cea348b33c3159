using Esp.App.Platform;

namespace Esp.App.Growth;

/// <summary>A profile as the form shows it; <see cref="Version"/> is empty for somebody new, <see cref="Missing"/> names what routing still needs.</summary>
public sealed record ProfileView(string Name, string Email, string CareerFamily, string Employer, string State, string Affiliate, bool NameOnCredential, bool Complete, IReadOnlyList<string> Missing, string Version)
{
    public static ProfileView Of(Profile p, string version) =>
        new(p.Name, p.Email, p.CareerFamily, p.Employer, p.State, p.Affiliate, p.NameOnCredential, p.IsComplete, p.Missing, version);
}

/// <summary>The form as sent.</summary>
public sealed record ProfileForm(string Name, string Email, string CareerFamily, string Employer, string State, string Affiliate, bool NameOnCredential, string Version);

/// <summary>The lists that the form offers.</summary>
public sealed record ProfileChoices(IReadOnlyList<string> CareerFamilies, IReadOnlyList<UsState> States);

/// <summary>Shows the profile; somebody new gets an empty one with the e-mail address of the sign-in.</summary>
public sealed class GetProfileFunction(ProfileStore store)
{
    [Function("GetProfile")]
    [Described("Your details", Gives = typeof(ProfileView), By = Caller.SignedIn)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "profile")] HttpRequest request, CancellationToken ct)
    {
        if (SignedIn.From(request).Failed(out var problem, out var person))
            return problem.ToHttp();
        return Http.Json(await store.Find(person.Candidate, ct) is var (profile, version)
            ? ProfileView.Of(profile, version.ToString())
            : ProfileView.Of(Profile.New(person.Email), ""));
    }
}

/// <summary>Saves the profile.</summary>
public sealed class SaveProfileFunction(ProfileStore store)
{
    [Function("SaveProfile")]
    [Described("Save your details", Takes = typeof(ProfileForm), Gives = typeof(ProfileView), By = Caller.SignedIn, Problems = ["profile.invalid", "profile.changed-meanwhile"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "profile")] HttpRequest request, CancellationToken ct)
    {
        if (SignedIn.From(request).Failed(out var problem, out var person) || (await request.Body<ProfileForm>(ct)).Failed(out problem, out var form))
            return problem.ToHttp();
        var asked = new Profile(form.Name, form.Email, form.CareerFamily, form.Employer, form.State, form.Affiliate, form.NameOnCredential);
        if (asked.Check().Failed(out problem, out var profile))
            return problem.ToHttp();
        return (await store.Save(person.Candidate, profile, form.Version, ct)).ToHttp(version => Http.Json(ProfileView.Of(profile, version.ToString())));
    }
}

/// <summary>The career families and states to choose from.</summary>
public sealed class GetProfileChoicesFunction
{
    [Function("GetProfileChoices")]
    [Described("The career families and states to choose from", Gives = typeof(ProfileChoices))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "profile/choices")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=86400";
        return Http.Json(new ProfileChoices(Choices.CareerFamilies, Choices.States));
    }
}
