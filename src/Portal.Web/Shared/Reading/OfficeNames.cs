using Portal.Core.Offices;

namespace Portal.Web.Shared.Reading;

/// <summary>An office's name as it is written, the same in every language.</summary>
public static class OfficeNames
{
    /// <summary>"Kecamatan Pulomerak, Kota Cilegon".</summary>
    public static string FullName(this Office office) => $"Kecamatan {office.Name}, {office.Regency}";
}
