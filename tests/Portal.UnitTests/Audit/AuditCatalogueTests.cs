using System.Reflection;
using System.Text.RegularExpressions;
using Portal.Core.Audit;
using Portal.UnitTests.Architecture;

namespace Portal.UnitTests.Audit;

public sealed partial class AuditCatalogueTests
{
    [Fact]
    public void Verbs_InCodeAndInTheCatalogue_AreTheSame()
    {
        var inCode = typeof(AuditVerbs).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);
        var catalogue = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "audit-events.md"));

        Row().Matches(catalogue).Select(m => m.Groups[1].Value).Order().ShouldBe(inCode.Order());
    }

    [GeneratedRegex(@"^\| `([a-z_.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
