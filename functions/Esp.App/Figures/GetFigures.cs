using Esp.App.Platform;

namespace Esp.App.Figures;

/// <summary>The figures as they were last measured, at most five minutes ago. One storage call; measured now when they never were.</summary>
public sealed class GetFiguresFunction(FiguresStore store, Measure measure)
{
    [Function("GetFigures")]
    [Described("The figures for admins, as last measured", Gives = typeof(FiguresView), By = Caller.Admin)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "manage/figures")] HttpRequest request, CancellationToken ct) =>
        SignedIn.Admin(request).Failed(out var problem, out _) ? problem.ToHttp() : Http.Json(await store.Find(ct) ?? await measure.Handle(ct));
}

/// <summary>Measures now, for an admin who has just put something right and wants to see it.</summary>
public sealed class MeasureNowFunction(Measure measure)
{
    [Function("MeasureNow")]
    [Described("Measure the figures now", Takes = typeof(Nothing), Gives = typeof(FiguresView), By = Caller.Admin)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/figures")] HttpRequest request, CancellationToken ct) =>
        SignedIn.Admin(request).Failed(out var problem, out _) || (await request.Body<Nothing>(ct)).Failed(out problem, out _)
            ? problem.ToHttp()
            : Http.Json(await measure.Handle(ct));
}
