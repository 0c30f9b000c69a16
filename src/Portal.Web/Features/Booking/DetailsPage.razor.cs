using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.Web.Shared.Forms;

namespace Portal.Web.Features.Booking;

/// <summary>Step 4: who is coming.</summary>
public sealed partial class DetailsPage
{
    [Inject]
    private SaveAnswers Save { get; set; } = null!;

    private BookingAnswers Typed => Draft?.Answers ?? new BookingAnswers();

    private List<Choice> Married => [new("yes", T["Details.Married.Yes"]), new("no", T["Details.Married.No"])];

    private List<Choice> Channels =>
    [
        new("whatsapp", T["Channel.WhatsApp"]),
        new("sms", T["Channel.Sms"]),
        new("none", T["Channel.None"], T["Channel.NoneHint"]),
    ];

    private List<Choice> Needs =>
    [
        new("elderly", T["Need.Elderly"]),
        new("disability", T["Need.Disability"]),
        new("pregnant", T["Need.Pregnant"]),
    ];

    private List<Choice> Villages => [.. Office!.Villages.OrderBy(v => v.Name, StringComparer.OrdinalIgnoreCase).Select(v => new Choice(v.Code.Value, v.Name))];

    private DateOnly? BirthDate =>
        DateOnly.TryParseExact($"{Typed.BirthDay?.Trim()}/{Typed.BirthMonth?.Trim()}/{Typed.BirthYear?.Trim()}", "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <inheritdoc />
    protected override Task<bool> LoadAsync()
    {
        if (Draft is null)
        {
            Refuse(BookingErrors.DraftNotFound);
        }
        else
        {
            Follow(Draft);
        }

        return base.LoadAsync();
    }

    private async Task SaveAsync()
    {
        var answers = new BookingAnswers
        {
            Name = Posted("name"),
            Nik = Posted("nik"),
            BirthDay = Posted("birthDateDay"),
            BirthMonth = Posted("birthDateMonth"),
            BirthYear = Posted("birthDateYear"),
            EverMarried = Posted("everMarried"),
            Phone = Posted("phone"),
            Village = Posted("village"),
            Channel = Posted("channel"),
            Needs = AllPosted("needs"),
            Consent = Posted("consent") == "true",
        };
        var saved = await Save.ExecuteAsync(new(Draft!.Id, BrowserSecret.Hash(Http), answers, Language), Actor.Visitor, Aborted);
        if (!Refuse(saved))
        {
            GoTo(Trail.At(saved.Value.IsHeld ? "/daftar/periksa" : "/daftar/waktu"));
        }
    }
}
