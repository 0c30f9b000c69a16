using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;

namespace Portal.Web.Features.Staff.Messages;

/// <summary>What messages cost an office, how much a day may bring, and what has been spent.</summary>
public sealed partial class SpendingPage
{
    private SpendingView? _view;
    private OfficeCode? _shown;
    private string? _sms;
    private string? _whatsApp;
    private string? _cap;
    private SpendingUnit _unit;
    private string? _raiseTo;
    private string? _reason;
    private IReadOnlyList<Error> _errors = [];
    private string? _said;
    private string _tone = "";
    private Guid _command = Guid.NewGuid();

    [Inject]
    private ViewMessageBudget View { get; set; } = null!;

    [Inject]
    private SetMessageBudget Set { get; set; } = null!;

    [Inject]
    private RaiseMessageCap Raise { get; set; } = null!;

    private bool MayLimit => Actor.May(Permission.LimitSpending, Office!.Code);

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Office is null || !(await View.ExecuteAsync(new(Office.Code), Actor, Gone)).TryGet(out var view))
        {
            return;
        }

        _view = view;
        if (_shown != Office.Code)
        {
            // Typed values stay while the page is the same office's.
            (_shown, _unit) = (Office.Code, view.Budget?.Unit ?? SpendingUnit.Parts);
            (_sms, _whatsApp, _cap) = (Typed(view.Budget?.SmsPrice), Typed(view.Budget?.WhatsAppPrice), Typed(view.Budget?.Cap));
        }
    }

    private static string? Typed(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    // What is no number is told to be out of range, as any other that cannot be.
    private static long? Read(string? text)
    {
        var clean = (text ?? "").Trim().Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return clean.Length == 0 ? null : long.TryParse(clean, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }

    private static int? ReadPrice(string? text) => Read(text) is { } number ? (int)Math.Clamp(number, -1, int.MaxValue) : null;

    private string Price(int? price) => price is { } rupiah ? Format.Money(rupiah) : S["Price.None"];

    private string? SentenceFor(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Sentences.For(error) : null;

    private async Task SaveAsync()
    {
        var done = await WhileBusyAsync(async () => await Set.ExecuteAsync(new(Office!.Code, ReadPrice(_sms), ReadPrice(_whatsApp), _unit, Read(_cap), _view?.Budget?.Version ?? 0, _command), await ActAsAsync(), Gone));
        await TellAsync(done, S["Said.Saved"]);
    }

    private async Task RaiseAsync()
    {
        var done = await WhileBusyAsync(async () => await Raise.ExecuteAsync(new(Office!.Code, Read(_raiseTo), _reason, _view?.Budget?.Version ?? 0, _command), await ActAsAsync(), Gone));
        if (done.Succeeded)
        {
            (_raiseTo, _reason) = (null, null);
        }

        await TellAsync(done, S["Said.Raised"]);
    }

    private async Task TellAsync(Result done, string said)
    {
        _errors = done.Errors;
        (_said, _tone) = done.Succeeded ? (said, "ok") : _errors.All(e => e.Field is null) ? (SentenceOf(_errors), "no") : (S["Said.Faults"], "no");
        if (done.Succeeded || done.Error.Kind == ErrorKind.Conflict)
        {
            _command = Guid.NewGuid();
            await LoadAsync();
        }
    }
}
