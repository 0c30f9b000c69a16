using System.Globalization;
using Portal.Core.Shared;

namespace Portal.Core.Stock;

/// <summary>Blanks that arrived with their delivery note.</summary>
public sealed record Delivery
{
    private const int LongestNote = 40;
    private const int LongestSerial = 20;

    private Delivery(int quantity, string note, string? serialFrom, string? serialThrough)
    {
        Quantity = quantity;
        Note = note;
        SerialFrom = serialFrom;
        SerialThrough = serialThrough;
    }

    /// <summary>How many, 1 to <see cref="StockRules.Most"/>.</summary>
    public int Quantity { get; }

    /// <summary>Number of the delivery note.</summary>
    public string Note { get; }

    /// <summary>First serial, or null where serials are not tracked.</summary>
    public string? SerialFrom { get; }

    /// <summary>Last serial, inclusive.</summary>
    public string? SerialThrough { get; }

    /// <summary>Reads what was typed.</summary>
    /// <param name="quantity">How many.</param>
    /// <param name="note">Number of the delivery note, 1 to 40 characters.</param>
    /// <param name="serialFrom">First serial; null or blank where none is tracked.</param>
    /// <param name="serialThrough">Last serial; null or blank where none is tracked.</param>
    /// <returns>The delivery, or every fault: <c>stock_quantity</c>, <c>stock_delivery_note</c>, <c>stock_serial_range</c>.</returns>
    public static Result<Delivery> Of(int? quantity, string? note, string? serialFrom, string? serialThrough)
    {
        List<Error> faults = [];
        var cleanNote = note?.Trim() ?? "";
        if (quantity is not (>= 1 and <= StockRules.Most))
        {
            faults.Add(StockErrors.Quantity);
        }

        if (cleanNote.Length is 0 or > LongestNote || cleanNote.Any(char.IsControl))
        {
            faults.Add(StockErrors.DeliveryNote);
        }

        var (from, through) = (Blank(serialFrom), Blank(serialThrough));
        if ((from is null) != (through is null) || (from is not null && RangeLength(from, through!) != quantity))
        {
            faults.Add(StockErrors.SerialRange);
        }

        return faults.Count > 0 ? Result<Delivery>.Refused(faults) : new Delivery(quantity!.Value, cleanNote, from, through);
    }

    /// <summary>Reads a serial as typed or scanned: up to 20 letters and digits, capitals; null for blank; otherwise <c>stock_serial</c>.</summary>
    public static Result<string?> SerialOf(string? text)
    {
        var serial = Blank(text);
        return serial is null || IsSerial(serial) ? serial : StockErrors.Serial;
    }

    /// <summary>True when a serial lies in a range: same letters before the number, same length, number between both ends inclusive.</summary>
    public static bool InRange(string serial, string from, string through) =>
        serial.Length == from.Length && from.Length == through.Length
        && string.CompareOrdinal(from, serial) <= 0 && string.CompareOrdinal(serial, through) <= 0
        && LettersOf(serial) == LettersOf(from);

    /// <summary>True when some serial lies in both ranges; both ends inclusive.</summary>
    public static bool Overlap(string from, string through, string otherFrom, string otherThrough) =>
        InRange(from, otherFrom, otherThrough) || InRange(otherFrom, from, through);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    private static bool IsSerial(string serial) => serial.Length <= LongestSerial && serial.All(char.IsAsciiLetterOrDigit);

    // Serials count up in their last digits; the letters before are the series.
    private static long? RangeLength(string from, string through)
    {
        if (!IsSerial(from) || !IsSerial(through) || from.Length != through.Length || LettersOf(from) != LettersOf(through))
        {
            return null;
        }

        var digits = LettersOf(from).Length;
        return long.TryParse(from.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(through.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && last >= first ? last - first + 1 : null;
    }

    private static string LettersOf(string serial) => serial[..(serial.Length - serial.Reverse().TakeWhile(char.IsAsciiDigit).Count())];
}
