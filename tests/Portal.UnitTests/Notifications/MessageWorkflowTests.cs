using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Notifications;

namespace Portal.UnitTests.Notifications;

public sealed class MessageWorkflowTests
{
    private static readonly MessageState[] Words = [MessageState.Accepted, MessageState.Sent, MessageState.Delivered, MessageState.Read, MessageState.Failed];

    [Fact]
    public void Hear_AnyWordsInAnyOrderAnyNumberOfTimes_EndTheSame() => Prop.ForAll(
        Gen.Elements(Words).ListOf().ToArbitrary(),
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        (words, seed) =>
        {
            var shuffled = words.Concat(words).ToArray();
            new Random(seed).Shuffle(shuffled);
            return words.Aggregate(MessageState.Sending, MessageWorkflow.Hear) == shuffled.Aggregate(MessageState.Sending, MessageWorkflow.Hear);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(MessageState.MaybeSent, MessageState.Accepted, MessageState.Accepted)]
    [InlineData(MessageState.Sent, MessageState.Accepted, MessageState.Sent)]
    [InlineData(MessageState.Sent, MessageState.Read, MessageState.Read)]
    [InlineData(MessageState.Read, MessageState.Delivered, MessageState.Read)]
    [InlineData(MessageState.Failed, MessageState.Sent, MessageState.Failed)]
    [InlineData(MessageState.Sent, MessageState.Failed, MessageState.Failed)]
    [InlineData(MessageState.Expired, MessageState.Delivered, MessageState.Expired)]
    [InlineData(MessageState.OptedOut, MessageState.Delivered, MessageState.OptedOut)]
    public void Hear_OneWord_LeadsForwardOnly(MessageState now, MessageState said, MessageState then) => MessageWorkflow.Hear(now, said).ShouldBe(then);

    [Fact]
    public void Hear_AWordThatNoProviderSays_IsABug() =>
        Should.Throw<ArgumentOutOfRangeException>(() => MessageWorkflow.Hear(MessageState.Sending, MessageState.Pending));
}
