using System.Globalization;
using Portal.Core.Shared;

namespace Portal.Infrastructure.Shared;

/// <summary>Absolute links as they are printed, sent and put into QR codes. None holds personal data.</summary>
public sealed class PublicLinks(PortalOptions options)
{
    private readonly string _base = options.PublicBaseUrl.AbsoluteUri.TrimEnd('/');

    /// <summary>Where anyone sees how far an application is.</summary>
    public string Status(RegisterNumber register) => $"{_base}/status/{register}";

    /// <summary>The resident's own link.</summary>
    public string Own(string linkCode) => $"{_base}/k/{linkCode}";

    /// <summary>With which a colleague chooses a password.</summary>
    public string Invitation(string token) => $"{_base}/petugas/undangan/{token}";

    /// <summary>The public board of an office's blangko, with the days up to this one: what a printed daily sheet leads to.</summary>
    public string StockBoard(OfficeCode office, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{_base}/stok/{office}?sampai={day:yyyy-MM-dd}");

    /// <summary>The start page, for printing.</summary>
    public string Home => _base;
}
