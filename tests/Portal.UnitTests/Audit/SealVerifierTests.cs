using Portal.Core.Audit;
using Portal.Core.Shared;

namespace Portal.UnitTests.Audit;

public sealed class SealVerifierTests
{
    private static readonly DateTimeOffset s_start = new(2026, 12, 7, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Check_ChainAsMade_FindsNothing_EvenWhereAnIdCameLate()
    {
        var (seals, events) = Sealed.ChainOf([1, 2, 4], [5, 6], [3, 7]);
        var verifier = new SealVerifier(Sealed.Chain);

        seals.ShouldAllBe(seal => verifier.Check(seal, events) == null);

        (verifier.Seals, verifier.Events, verifier.Head!.Sequence).ShouldBe((3, 7, 3));
    }

    [Fact]
    public void Check_FromASealInTheMiddle_ChecksTheRest()
    {
        var (seals, events) = Sealed.ChainOf([1], [2], [3]);

        new SealVerifier(Sealed.Chain, seals[0].Head).Check(seals[1], events).ShouldBeNull();
        new SealVerifier(Sealed.Chain, seals[0].Head).Check(seals[2], events)!.Fault.ShouldBe(SealFault.SealMissing);
    }

    [Fact]
    public void Check_EventChanged_NamesTheEventAndSinceWhen()
    {
        var (seals, events) = Sealed.ChainOf([1, 2], [3, 4], [5]);
        events[4].With(nameof(AuditEvent.Detail), "40");

        Sealed.Check(seals, events).ShouldBe(new SealFinding(SealFault.EventChanged, Sealed.Chain, 2, 4, s_start.AddMinutes(1)));
    }

    [Fact]
    public void Check_EventMovedToAnotherOffice_NamesIt()
    {
        var (seals, events) = Sealed.ChainOf([1]);
        events[1].With(nameof(AuditEvent.OfficeCode), OfficeCode.Parse("64.72.04").Value);

        Sealed.Check(seals, events).ShouldBe(new SealFinding(SealFault.EventChanged, Sealed.Chain, 1, 1, null));
    }

    [Fact]
    public void Check_EventDeleted_NamesIt()
    {
        var (seals, events) = Sealed.ChainOf([1, 2], [3]);
        events.Remove(1);

        Sealed.Check(seals, events).ShouldBe(new SealFinding(SealFault.EventMissing, Sealed.Chain, 1, 1, null));
    }

    [Fact]
    public void Check_SealDeleted_NamesIt()
    {
        var (seals, events) = Sealed.ChainOf([1], [2], [3]);

        Sealed.Check([seals[0], seals[2]], events).ShouldBe(new SealFinding(SealFault.SealMissing, Sealed.Chain, 2, null, s_start.AddMinutes(1)));
    }

    [Theory]
    [InlineData(nameof(AuditSeal.At))]
    [InlineData(nameof(AuditSeal.EventIds))]
    [InlineData(nameof(AuditSeal.EventHashes))]
    [InlineData(nameof(AuditSeal.Previous))]
    [InlineData(nameof(AuditSeal.Hash))]
    [InlineData(nameof(AuditSeal.Count))]
    [InlineData(nameof(AuditSeal.FirstEventId))]
    [InlineData(nameof(AuditSeal.LastEventId))]
    public void Check_SealChanged_NamesIt(string property)
    {
        var (seals, events) = Sealed.ChainOf([1], [2, 3], [4]);
        object forged = property switch
        {
            nameof(AuditSeal.At) => s_start,
            nameof(AuditSeal.EventIds) => new long[] { 2 },
            nameof(AuditSeal.Count) => 1,
            nameof(AuditSeal.FirstEventId) or nameof(AuditSeal.LastEventId) => 9L,
            nameof(AuditSeal.EventHashes) => new byte[64],
            _ => new byte[32],
        };
        seals[1].With(property, forged);

        Sealed.Check(seals, events).ShouldBe(new SealFinding(SealFault.SealChanged, Sealed.Chain, 2, null, s_start.AddMinutes(1)));
    }

    [Fact]
    public void Check_SealMadeAnewOverAForgedEvent_IsFoundByTheNext()
    {
        var (seals, events) = Sealed.ChainOf([1], [2], [3]);
        events[2].With(nameof(AuditEvent.Detail), "20");
        var forged = AuditSeal.Of(Sealed.Chain, seals[0].Head, [events[2]], seals[1].At);

        Sealed.Check([seals[0], forged, seals[2]], events).ShouldBe(new SealFinding(SealFault.SealReplaced, Sealed.Chain, 2, null, s_start.AddMinutes(1)));
    }

    [Fact]
    public void Seal_OfNothingOrOutOfOrderOrOfAnotherOffice_IsABug()
    {
        var (_, events) = Sealed.ChainOf([1, 2]);

        Should.Throw<ArgumentException>(() => AuditSeal.Of(Sealed.Chain, null, [], s_start));
        Should.Throw<ArgumentException>(() => AuditSeal.Of(Sealed.Chain, null, [events[2], events[1]], s_start));
        Should.Throw<ArgumentException>(() => AuditSeal.Of(AuditSeal.Installation, null, [events[1]], s_start));
    }
}
