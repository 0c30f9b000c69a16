namespace Portal.Web.Features.Booking;

/// <summary>Names the texts of booking (<c>BookingTexts.resx</c>).</summary>
public sealed class BookingTexts;
