using System.Text.RegularExpressions;
using Portal.Core.Notifications;
using Portal.UnitTests.Web;

namespace Portal.UnitTests.Notifications;

/// <summary>
/// A wording may ask for every fact that its event has; whoever writes the message has to bring them all, also those that the wording of today does without.
/// What a caller brings stands in its source: the helper that it uses, and what it adds.
/// </summary>
public sealed partial class MessageCallersTests
{
    private static readonly Dictionary<string, MessagePlaceholder> s_facts = new(StringComparer.Ordinal)
    {
        [nameof(MessageFacts.Register)] = MessagePlaceholder.Register,
        [nameof(MessageFacts.Office)] = MessagePlaceholder.Office,
        [nameof(MessageFacts.Start)] = MessagePlaceholder.When,
        [nameof(MessageFacts.Link)] = MessagePlaceholder.Link,
        [nameof(MessageFacts.Code)] = MessagePlaceholder.Code,
        [nameof(MessageFacts.From)] = MessagePlaceholder.Range,
        [nameof(MessageFacts.Why)] = MessagePlaceholder.Reason,
        [nameof(MessageFacts.Text)] = MessagePlaceholder.Text,
    };

    [Fact]
    public void Callers_OfEveryEvent_BringEveryFactThatItsWordingMayAskFor()
    {
        var folder = Path.Combine(SourceFiles.Root, "src", "Portal.Infrastructure");
        var sources = SourceFiles.Find(folder, "*.cs").ToDictionary(SourceFiles.Name, File.ReadAllText);
        var helpers = new[] { "StepMessages", "AppointmentMessages" }.ToDictionary(name => name, name => Own(sources.Single(s => s.Key.EndsWith($"/{name}.cs", StringComparison.Ordinal)).Value));
        // Named beside an optional argument: only a call that gives it brings the fact.
        helpers["StepMessages"].ExceptWith([MessagePlaceholder.Code, MessagePlaceholder.Reason]);
        helpers["StepMessages"].ShouldBe([MessagePlaceholder.Register, MessagePlaceholder.Office, MessagePlaceholder.Link, MessagePlaceholder.Range], ignoreOrder: true);
        HashSet<MessageEvent> written = [];
        List<string> faults = [];
        foreach (var (name, text) in sources)
        {
            var brings = Own(text);
            foreach (var (helper, facts) in helpers.Where(h => text.Contains(h.Key + " ", StringComparison.Ordinal)))
            {
                brings.UnionWith(facts);
            }

            if (brings.Count == 0 || name.EndsWith("Messages.cs", StringComparison.Ordinal))
            {
                continue;
            }

            brings.UnionWith(Regex.IsMatch(text, @"\bcode: ") ? [MessagePlaceholder.Code] : []);
            brings.UnionWith(Regex.IsMatch(text, @"\bwhy: ") ? [MessagePlaceholder.Reason] : []);
            foreach (var messageEvent in Events().Matches(text).Select(m => Enum.Parse<MessageEvent>(m.Groups[1].Value)).Distinct())
            {
                written.Add(messageEvent);
                faults.AddRange(MessagePlaceholders.AllowedIn(messageEvent).Except(brings).Select(missing => $"{name}: {messageEvent} without {missing}"));
            }
        }

        faults.ShouldBeEmpty();
        Enum.GetValues<MessageEvent>().Except(written).ShouldBeEmpty("somebody writes every message");
    }

    private static HashSet<MessagePlaceholder> Own(string text) =>
        [.. Facts().Matches(text).SelectMany(m => Names().Matches(m.Groups[1].Value)).Select(n => n.Groups[1].Value).Where(s_facts.ContainsKey).Select(n => s_facts[n])];

    [GeneratedRegex(@"(?:new MessageFacts\s*|\bfacts with )\{([^}]*)\}", RegexOptions.Singleline)]
    private static partial Regex Facts();

    [GeneratedRegex(@"\b([A-Z][A-Za-z]+)\s*=")]
    private static partial Regex Names();

    [GeneratedRegex(@"MessageEvent\.([A-Z][A-Za-z]+)")]
    private static partial Regex Events();
}
