using Microsoft.AspNetCore.Components;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.Web.Shared;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Booking;

/// <summary>Step 5: everything once more, then the booking itself.</summary>
public sealed partial class CheckPage
{
    [Inject]
    private BookAppointment Book { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private BookingDetails? Details { get; set; }

    private bool TimeIsGone => Errors.Any(e => e.Field == "start");

    private List<SummaryRow> Visit =>
    [
        new(T["Check.Service"], Catalogue.Services.First(s => s.Slug == Draft!.Service).Name.Read(Language, Common), Trail.At("/daftar")),
        new(T["Check.Office"], Office!.Office.FullName(), Trail.At("/daftar/kantor")),
        new(T["Check.Time"], $"{Format.Day(DateOnly.FromDateTime(Draft!.Start.DateTime))}, {Format.Range(Draft.Start, Draft.End, Office.Calendar.Zone)}", Trail.At("/daftar/hari"), "start"),
    ];

    private List<SummaryRow> Person
    {
        get
        {
            var (details, change) = (Details!, Trail.At("/daftar/data"));
            List<SummaryRow> rows =
            [
                new(T["Details.Name"], details.Name, change + "#name"),
                new(T["Details.Nik"], Grouped(details.Nik), change + "#nik", "nik"),
                new(T["Details.BirthDate"], Format.Date(details.BirthDate), change + "#birthDate"),
                new(T["Details.Village"], Office!.NameOf(details.Village), change + "#village"),
                new(T["Details.Channel"], ChannelName(details.Channel), change + "#channel"),
                new(T["Details.Phone"], Draft!.Answers?.Phone is { Length: > 0 } phone ? phone : T["Check.NoPhone"], change + "#phone", "phone"),
                new(T["Details.Needs"], NeedsName(details.Needs), change + "#needs"),
            ];
            if (details.EverMarried)
            {
                rows.Insert(3, new(T["Details.Married"], T["Details.Married.Yes"], change + "#everMarried"));
            }

            return rows;
        }
    }

    /// <inheritdoc />
    protected override async Task<bool> LoadAsync()
    {
        if (Draft is not { } draft)
        {
            Refuse(BookingErrors.DraftNotFound);
            return true;
        }

        Follow(draft);
        var office = Office!;
        var now = Time.GetUtcNow();
        var check = draft.Answers is null
            ? BookingErrors.AnswersMissing
            : BookingDetails.Check(draft.Answers, office.Code, office.VillageCodes, draft.Service, Language, DateOnly.FromDateTime(draft.Start.DateTime), office.Calendar.LocalDay(now));
        if (!check.TryGet(out var details))
        {
            return await BackTo("/daftar/data");
        }

        Details = details;
        return draft.IsHeld || HttpMethods.IsPost(Http.Request.Method) || await BackTo("/daftar/waktu");
    }

    private async Task BookAsync()
    {
        var booked = await Book.ExecuteAsync(BookAppointment.Command.FromDraft(Draft!.Id, BrowserSecret.Hash(Http)), Actor.Visitor, Aborted);
        if (!Refuse(booked))
        {
            GoTo($"/k/{booked.Value.LinkCode}/bukti");
        }
    }

    private static string Grouped(Nik nik) => string.Join(' ', nik.Value.Chunk(4).Select(group => new string(group)));

    private string ChannelName(Channel channel) => channel switch
    {
        Channel.WhatsApp => T["Channel.WhatsApp"],
        Channel.Sms => T["Channel.Sms"],
        Channel.None => T["Channel.None"],
    };

    private string NeedsName(SpecialNeeds needs)
    {
        List<string> names = [];
        if (needs.HasFlag(SpecialNeeds.Elderly))
        {
            names.Add(T["Need.Elderly"]);
        }

        if (needs.HasFlag(SpecialNeeds.Disability))
        {
            names.Add(T["Need.Disability"]);
        }

        if (needs.HasFlag(SpecialNeeds.Pregnant))
        {
            names.Add(T["Need.Pregnant"]);
        }

        return names.Count == 0 ? T["Check.NoNeeds"] : string.Join(", ", names);
    }
}
