using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;

namespace Portal.Web.Features.Api;

/// <summary>Where an application stands.</summary>
public static class StatusApi
{
    public static async Task<IResult> GetAsync(string register, HttpContext context, TrackApplication trackApplication, CancellationToken ct)
    {
        var parsed = RegisterNumber.Parse(register);
        if (!parsed.TryGet(out var number))
        {
            return ApiAnswer.Refusal(context, parsed.Errors);
        }

        var tracked = await trackApplication.ExecuteAsync(new(number), Actor.ApiClient, ct);
        return tracked.TryGet(out var application)
            ? ApiAnswer.Ok(StatusOf(application))
            : ApiAnswer.Refusal(context, tracked.Errors);
    }

    private static StatusOut StatusOf(TrackedApplication application) => new(
        application.Register.Value,
        application.Office.Value,
        StatusGuide.StageOf(application.State),
        application.Since,
        SourceOf(application.Source),
        StatusGuide.UsualNext(application.State) is { } next ? StatusGuide.StageOf(next) : null,
        application.Range?.From,
        application.Range?.Through,
        application.Place,
        application.Of);

    private static string SourceOf(StatusSource source) => source switch
    {
        StatusSource.Office => "office",
        StatusSource.Centre => "centre",
        StatusSource.Phone => "phone",
    };
}
