using Portal.Core.Notifications;
using Portal.UnitTests.Web;

namespace Portal.UnitTests.Notifications;

/// <summary>Whatever a message can be about, become or fail on, staff read it in words.</summary>
public sealed class MessageNamesTests
{
    [Fact]
    public void Names_OfEveryEventStateGroupReasonAndProblem_AreWritten()
    {
        var texts = SourceFiles.Texts(Path.Combine(SourceFiles.Web, "Features", "Staff", "Messages", "MessagesTexts.resx")).Select(t => t.Key).ToHashSet();
        string[] needed =
        [
            .. Keys<MessageEvent>("Event"),
            .. Keys<MessageState>("State"),
            .. Keys<MessageGroup>("Group"),
            .. Keys<UntoldReason>("Reason"),
            .. Keys<DeliveryProblem>("Problem"),
            .. Keys<DeliveryProblem>("Advice"),
            .. Telling.States.Select(s => $"Tell.{Telling.NewsOf(s)}"),
            .. Telling.Visits.Select(v => $"Tell.{v}"),
            $"Problem.{MessageStep.Unclear}",
            $"Advice.{MessageStep.Unclear}",
        ];

        needed.Except(texts).ShouldBeEmpty();
    }

    private static IEnumerable<string> Keys<T>(string what)
        where T : struct, Enum => Enum.GetNames<T>().Select(name => $"{what}.{name}");
}
