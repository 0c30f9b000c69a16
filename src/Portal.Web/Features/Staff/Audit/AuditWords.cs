using Microsoft.Extensions.Localization;
using Portal.Core.Shared;
using Portal.Infrastructure.Audit;

namespace Portal.Web.Features.Staff.Audit;

/// <summary>A line of the trail in words; what has none is shown as it is written down.</summary>
public static class AuditWords
{
    /// <summary>Who did it. Residents have no name here.</summary>
    public static string WhoOf(IStringLocalizer<AuditTexts> texts, AuditLine line) => line.ActorKind switch
    {
        ActorKind.Staff => line.By ?? texts["Who.Gone"],
        ActorKind.System => texts["Who.System"],
        ActorKind.Visitor or ActorKind.Resident or ActorKind.ApiClient => texts["Who.Resident"],
    };

    /// <summary>What was done.</summary>
    public static string VerbOf(IStringLocalizer<AuditTexts> texts, string verb) => texts[$"Verb.{verb}"] is { ResourceNotFound: false } text ? text.Value : verb;

    /// <summary>Its detail.</summary>
    public static string? DetailOf(IStringLocalizer<AuditTexts> texts, string? detail) =>
        detail is null ? null : texts[$"Detail.{detail}"] is { ResourceNotFound: false } text ? text.Value : detail;
}
