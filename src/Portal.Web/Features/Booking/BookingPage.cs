using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Offices;
using Portal.Web.Shared;

namespace Portal.Web.Features.Booking;

/// <summary>One step of the booking: knows what is chosen already, and the draft where there is one.</summary>
public abstract class BookingPage : ResidentPage
{
    /// <summary>Service, office, time, details, check.</summary>
    protected const int Steps = 5;

    [Inject]
    private OfficeDirectory Directory { get; set; } = null!;

    [Inject]
    private ViewDraft View { get; set; } = null!;

    protected BookingTrail Trail { get; private set; } = new();

    protected OfficeCatalogue Catalogue { get; private set; } = new([], []);

    /// <summary>The office chosen, or null when none is or there is no such one.</summary>
    protected OfficeEntry? Office => Trail.Office is { } code ? Catalogue.FindPublic(code) : null;

    /// <summary>The offices that take new bookings.</summary>
    protected IReadOnlyList<OfficeEntry> Bookable => [.. Catalogue.Public.Where(o => o.BookingRefusal is null)];

    /// <summary>True where the office chosen takes no new bookings; a place that is kept already may still become one.</summary>
    protected bool IsClosed => Draft is null && Office?.BookingRefusal is not null;

    /// <summary>This browser's draft, or null.</summary>
    protected DraftView? Draft { get; private set; }

    /// <summary>False while the page is only a way to another one.</summary>
    protected bool Ready { get; private set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // What was typed is on these pages; the next person at a shared phone must not find it with the back button.
        Http.Response.Headers.CacheControl = "no-cache, no-store";
        Trail = BookingTrail.Read(Http.Request.Query);
        Catalogue = await Directory.GetAsync(Aborted);
        await LoadDraftAsync();
        if (Draft?.BookedLinkCode is { } code)
        {
            GoTo($"/k/{code}/bukti");
            return;
        }

        Ready = await LoadAsync();
    }

    /// <summary>Loads what the step shows; false when it has gone to another page.</summary>
    protected virtual Task<bool> LoadAsync() => Task.FromResult(true);

    /// <summary>Takes service, office and day from the draft: it knows better than an address that was pasted or edited.</summary>
    protected void Follow(DraftView draft) =>
        Trail = new BookingTrail(draft.Service, draft.Office, DateOnly.FromDateTime(draft.Start.DateTime), draft.Id);

    /// <summary>Goes to an earlier step; for <see cref="LoadAsync"/>.</summary>
    protected Task<bool> BackTo(string path)
    {
        GoTo(Trail.At(path));
        return Task.FromResult(false);
    }

    private async Task LoadDraftAsync()
    {
        if (Trail.Draft is not { } id)
        {
            return;
        }

        var draft = await View.ExecuteAsync(new ViewDraft.Query(id, BrowserSecret.Hash(Http)), Actor.Visitor, Aborted);
        if (draft.TryGet(out var found))
        {
            Draft = found;
        }
        else
        {
            // Another browser's draft, or one that is over: the choices in the address still hold.
            Trail = Trail with { Draft = null };
        }
    }
}
