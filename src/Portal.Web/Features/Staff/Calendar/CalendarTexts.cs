namespace Portal.Web.Features.Staff.Calendar;

/// <summary>Marks the texts of these pages.</summary>
public sealed class CalendarTexts;
