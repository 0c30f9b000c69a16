using System.Diagnostics.CodeAnalysis;

namespace Portal.Core.Shared;

/// <summary>The two spellings of a region code: groups with dots, or the bare digits.</summary>
internal static class RegionText
{
    /// <summary>True when the text has exactly these groups of digits, either all dotted or none; <paramref name="code"/> has the dots.</summary>
    internal static bool TryWithDots(string text, ReadOnlySpan<int> groups, [NotNullWhen(true)] out string? code)
    {
        code = null;
        var parts = new List<string>(groups.Length);
        var dotted = text.Contains('.');
        var at = 0;
        foreach (var length in groups)
        {
            if (dotted && parts.Count > 0 && (at >= text.Length || text[at++] != '.'))
            {
                return false;
            }

            if (at + length > text.Length || !TypedDigits.AreDigits(text.AsSpan(at, length)))
            {
                return false;
            }

            parts.Add(text.Substring(at, length));
            at += length;
        }

        if (at != text.Length)
        {
            return false;
        }

        code = string.Join('.', parts);
        return true;
    }
}
