namespace Portal.Web.Features.Staff.Settings;

/// <summary>Marks the texts of these pages, and of every form of settings.</summary>
public sealed class SettingsTexts;
