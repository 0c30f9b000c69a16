using System.Globalization;
using System.Text;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;

namespace Portal.Web.Features.Booking;

/// <summary>
/// How far a booking has come, as the address carries it: service, office, day and the draft's opaque id. Nothing that
/// a person types about themselves is ever in an address.
/// </summary>
public sealed record BookingTrail(ServiceSlug? Service = null, OfficeCode? Office = null, DateOnly? Day = null, Guid? Draft = null)
{
    /// <summary>Reads what it can; the rest counts as not chosen yet.</summary>
    public static BookingTrail Read(IQueryCollection query) => new(
        ServiceSlugs.TryParse(query["layanan"], out var service) && service.BeginsApplication() ? service : null,
        OfficeCode.TryParse(query["kantor"], out var office) ? office : null,
        DateOnly.TryParseExact(query["hari"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        Guid.TryParse(query["d"], out var draft) ? draft : null);

    /// <summary>A page of the booking, with everything chosen so far.</summary>
    public string At(string path)
    {
        var url = new StringBuilder(path);
        Add(url, "layanan", Service?.ToText());
        Add(url, "kantor", Office?.Value);
        Add(url, "hari", Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add(url, "d", Draft?.ToString("N"));
        return url.ToString();
    }

    private static void Add(StringBuilder url, string name, string? value)
    {
        if (value is not null)
        {
            url.Append(url.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(name).Append('=').Append(value);
        }
    }
}
