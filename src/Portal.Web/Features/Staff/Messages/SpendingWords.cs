using Microsoft.Extensions.Localization;
using Portal.Core.Notifications;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Staff.Messages;

/// <summary>Amounts of a limit in words.</summary>
internal static class SpendingWords
{
    /// <summary>"Rp 120.000", or "340 bagian".</summary>
    public static string Amount(this IStringLocalizer<SpendingTexts> texts, ReaderFormat format, SpendingUnit unit, decimal amount) =>
        unit == SpendingUnit.Rupiah ? format.Money((long)amount) : texts["Amount.Parts", format.Number((long)amount)];
}
