using System.Reflection;
using Portal.Core.Audit;

namespace Portal.Web.Features.Staff.Audit;

/// <summary>The verbs of the trail in groups: what stands before the dot.</summary>
public static class AuditAreas
{
    /// <summary>Every verb, by group, in the order in which they are written down.</summary>
    public static ILookup<string, string> All { get; } = typeof(AuditVerbs).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (string)field.GetRawConstantValue()!)
        .ToLookup(AreaOf, StringComparer.Ordinal);

    /// <summary>The verbs of a group, or the one verb; empty where there is no such thing.</summary>
    public static IReadOnlyList<string> VerbsOf(string? chosen) =>
        chosen is null ? [] : All.Contains(chosen) ? [.. All[chosen]] : All.SelectMany(group => group).Where(verb => verb == chosen).ToList();

    private static string AreaOf(string verb) => verb[..verb.IndexOf('.', StringComparison.Ordinal)];
}
