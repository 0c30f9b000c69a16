using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;

namespace Portal.E2E.Pages;

/// <summary>Brings people to the recording station and past it, so that a test begins where it wants to.</summary>
internal static class StationSteps
{
    /// <summary>A colleague without an account.</summary>
    private static readonly Actor s_colleague = Actor.Staff(
        Guid.NewGuid(), [.. Enum.GetValues<StaffRole>().Select(role => new RoleAssignment(role, Scope.Of(OfficeCode.Parse("36.72.03").Value)))]);

    /// <summary>Somebody who is here, with an accepted dossier, and with these parts recorded; without any the recording is not begun.</summary>
    public static async Task<string> BringToStationAsync(this DeskWorld world, string name, params RecordingPart[] taken)
    {
        var text = await world.BookAsync(name);
        var register = RegisterNumber.Parse(text).Value;
        await world.Portal.Get<CheckIn>().ExecuteAsync(CheckIn.Command.ByRegister(register, Guid.NewGuid()), s_colleague, default);
        await using (var db = world.Portal.OpenDb())
        {
            var application = await db.Applications.SingleAsync(a => a.Register == register);
            application.AcceptDossier(s_colleague, world.Portal.Time.GetUtcNow());
            await db.SaveChangesAsync();
        }

        if (taken.Length > 0)
        {
            await world.Portal.Get<StartRecording>().ExecuteAsync(new(register, null, Guid.NewGuid()), s_colleague, default);
            var recording = (await world.Portal.Get<ViewRecording>().ExecuteAsync(new(register), s_colleague, default)).Value.Recording!.Id;
            foreach (var part in taken)
            {
                await world.Portal.Get<TakePart>().ExecuteAsync(new(register, recording, part, null, null, Guid.NewGuid()), s_colleague, default);
            }
        }

        return text;
    }

    /// <summary>Somebody recorded.</summary>
    public static async Task<string> BringToCheckAsync(this DeskWorld world, string name)
    {
        var text = await world.BringToStationAsync(name, Enum.GetValues<RecordingPart>());
        var register = RegisterNumber.Parse(text).Value;
        var recording = (await world.Portal.Get<ViewRecording>().ExecuteAsync(new(register), s_colleague, default)).Value.Recording!.Id;
        var done = await world.Portal.Get<CompleteRecording>().ExecuteAsync(new(new(register, null, Guid.NewGuid()), recording), s_colleague, default);
        return done.Value.Register.Value;
    }

    /// <summary>Lets the screens ask again.</summary>
    public static void LetScreensRefresh(this DeskWorld world) => world.Portal.Time.Advance(TimeSpan.FromSeconds(3));

    /// <summary>The card of one part.</summary>
    public static Microsoft.Playwright.ILocator Part(this Microsoft.Playwright.IPage page, RecordingPart part) => page.Locator($"[data-part='{part}']");
}
