using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;

namespace Portal.Web.Features.Booking;

/// <summary>Step 3, second half: a time of the chosen day, kept for ten minutes from here on.</summary>
public sealed partial class TimePage
{
    private IReadOnlyList<FreeSlot> Slots { get; set; } = [];

    [Inject]
    private FindFreeSlots FindSlots { get; set; } = null!;

    [Inject]
    private HoldPlace Hold { get; set; } = null!;

    private string OtherDays => (Trail with { Day = null }).At("/daftar/hari");

    private bool AnyFree => Slots.Any(s => s.Free > 0);

    /// <inheritdoc />
    protected override async Task<bool> LoadAsync()
    {
        if (Trail.Service is null || Office is null || IsClosed || Trail.Day is null)
        {
            return await BackTo(Trail.Service is null ? "/daftar" : Office is null || IsClosed ? "/daftar/kantor" : "/daftar/hari");
        }

        await FindAsync();
        return true;
    }

    private async Task HoldAsync()
    {
        var start = SlotChoices.Read(Posted("start"));
        if (Refuse(start))
        {
            return;
        }

        var command = new HoldPlace.Command(Draft?.Id, BrowserSecret.HashOrNew(Http), Trail.Service!.Value, Office!.Code, start.Value, Language);
        var held = await Hold.ExecuteAsync(command, Actor.Visitor, Aborted);
        if (Refuse(held))
        {
            // Somebody was quicker: show what is left now.
            await FindAsync();
            return;
        }

        GoTo((Trail with { Draft = held.Value }).At(Draft?.Answers is null ? "/daftar/data" : "/daftar/periksa"));
    }

    private async Task FindAsync()
    {
        var day = Trail.Day!.Value;
        Slots = (await FindSlots.ExecuteAsync(new(Office!.Code, day, day), Actor.Visitor, Aborted)).Value;
    }
}
