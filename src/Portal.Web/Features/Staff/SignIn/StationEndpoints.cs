using Microsoft.AspNetCore.Antiforgery;
using Portal.Infrastructure.Staff;
using Portal.Web.Features.Staff.Access;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Staff.SignIn;

/// <summary>
/// Locks a station that was left alone and opens it again without leaving the page, so that what was typed stays. Asked by station.js; without
/// scripts the same form leads to the page that opens.
/// </summary>
public static class StationEndpoints
{
    /// <summary>What the box of the cover is called.</summary>
    public const string Secret = "rahasia";

    public static void MapStation(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/petugas/kunci", LockAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());
        endpoints.MapPost("/petugas/kunci/buka", OpenAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<IResult> LockAsync(HttpContext context, StaffDirectory staff, StationDesk station)
    {
        if (!IsOwnForm(context))
        {
            return Refused(context);
        }

        if (await StaffAuthorization.StandingOf(context, staff) is { } member)
        {
            await station.LockAsync(member.Session, context.RequestAborted);
        }

        return WantsData(context) ? Results.NoContent() : Results.Redirect(StaffSession.SwitchPath);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, StaffDirectory staff, StaffSignIn signIn, ErrorSentences sentences)
    {
        if (!IsOwnForm(context) || await StaffAuthorization.StandingOf(context, staff) is not { } member)
        {
            return Refused(context);
        }

        var opened = await signIn.OpenAsync(member, context.Request.Form[Secret].ToString(), context.RequestAborted);
        return !WantsData(context) ? Results.Redirect(opened.Succeeded ? StaffReturn.Home : StaffSession.SwitchPath)
            : opened.Succeeded ? Results.Json(new { session = member.Session })
            : Results.Json(new { why = sentences.For(opened.Error) }, statusCode: StatusCodes.Status422UnprocessableEntity);
    }

    // A page of somebody who had the browser before carries a token of theirs.
    private static bool IsOwnForm(HttpContext context) => context.Features.Get<IAntiforgeryValidationFeature>()?.IsValid == true;

    private static IResult Refused(HttpContext context) => WantsData(context) ? Results.StatusCode(StatusCodes.Status409Conflict) : Results.Redirect(StaffReturn.Home);

    private static bool WantsData(HttpContext context) => context.Request.Headers.Accept.ToString().Contains("json", StringComparison.Ordinal);
}
