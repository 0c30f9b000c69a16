using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Web.Shared.Forms;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Booking;

/// <summary>Step 1: which service.</summary>
public sealed partial class ServicePage
{
    private List<Choice> Options { get; set; } = [];

    /// <inheritdoc />
    protected override Task<bool> LoadAsync()
    {
        // Without an office that takes bookings the next step would lead back here.
        Options = Bookable.Count == 0 ? [] : [.. Catalogue.Services.Select(s => new Choice(s.Slug.ToText(), s.Name.Read(Language, Common), s.Summary.Read(Language, Common)))];
        return base.LoadAsync();
    }

    private void Choose()
    {
        var typed = Posted("service");
        if (!ServiceSlugs.TryParse(typed, out var service))
        {
            Refuse(typed.Length == 0 ? BookingErrors.ServiceRequired : BookingErrors.ServiceUnknown);
            return;
        }

        if (!service.BeginsApplication())
        {
            GoTo("/daftar/pengambilan");
            return;
        }

        // A poster or the office's own page may have chosen the office already.
        GoTo((Trail with { Service = service }).At(Office is null ? "/daftar/kantor" : "/daftar/hari"));
    }
}
