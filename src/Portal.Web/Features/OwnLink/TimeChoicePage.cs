using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.Web.Features.Booking;

namespace Portal.Web.Features.OwnLink;

/// <summary>A page behind a resident's own link on which a day and then a time is chosen.</summary>
public abstract class TimeChoicePage : OwnLinkPage
{
    [Inject]
    private FindFreeDays FindDays { get; set; } = null!;

    [Inject]
    private FindFreeSlots FindSlots { get; set; } = null!;

    /// <summary>The days to choose from, or null once a day is chosen.</summary>
    protected FreeDays? Free { get; private set; }

    protected IReadOnlyList<FreeSlot> Slots { get; private set; } = [];

    protected DateOnly? Day { get; private set; }

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (DateOnly.TryParseExact(Http.Request.Query["hari"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            Day = day;
            Slots = (await FindSlots.ExecuteAsync(new(Office.Code, day, day), Actor.Visitor, Aborted)).Value;
        }
        else
        {
            Free = (await FindDays.ExecuteAsync(new(Office.Code), Actor.Visitor, Aborted)).Value;
        }
    }

    /// <summary>Reads the chosen time and acts; refused, it shows what is left now.</summary>
    protected async Task ChooseAsync(Func<DateTimeOffset, Task<Result<DateTimeOffset>>> act, string doneAt)
    {
        var start = SlotChoices.Read(Posted("start"));
        if (Refuse(start))
        {
            return;
        }

        if (Refuse(await act(start.Value)))
        {
            await LoadAsync();
            return;
        }

        GoTo(doneAt);
    }
}
