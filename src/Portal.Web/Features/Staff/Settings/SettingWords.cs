using Microsoft.Extensions.Localization;

namespace Portal.Web.Features.Staff.Settings;

/// <summary>Words that forms and the history share.</summary>
internal static class SettingWords
{
    /// <summary>"2 menit lalu".</summary>
    public static string Ago(IStringLocalizer<SettingsTexts> texts, TimeSpan since) => since switch
    {
        { TotalMinutes: < 1 } => texts["Ago.Now"],
        { TotalHours: < 1 } => texts["Ago.Minutes", (int)since.TotalMinutes],
        { TotalDays: < 1 } => texts["Ago.Hours", (int)since.TotalHours],
        _ => texts["Ago.Days", (int)since.TotalDays],
    };

    /// <summary>The name of a choice; itself where it has none.</summary>
    public static string Choice(IStringLocalizer<SettingsTexts> texts, string choice) => texts[$"Choice.{choice}"] is { ResourceNotFound: false } name ? name : choice;
}
