using System.Globalization;
using System.Text;
using Portal.Core.Audit;
using Portal.Core.Shared;

namespace Portal.UnitTests.Audit;

/// <summary>The bytes under a seal, against hashes that were worked out outside this program from docs/audit-events.md.</summary>
public sealed class AuditCanonTests
{
    private const string First = "0aee815f9843887b4bacb5895c6698d182a8fe774449d15e3199f1d2a4285660";
    private const string Second = "c2a71a28b9fcd6fc8b2c9b8c57609ecea5e010edd16bbbc1f3acd91f23d1913f";
    private const string FirstSeal = "2f453b3e3947cb58ef353fb811a8ead2cf637244275a7aed6d4fab057400b391";
    private const string SecondSeal = "70392ecd9751ab65d9eeaae4487c745ab773845db1a959a2b4a0a71b87a53d5a";

    private static readonly AuditEvent s_unmasked = Sealed.Event(
        7, new DateTimeOffset(2026, 12, 7, 8, 2, 3, TimeSpan.FromHours(7)).AddTicks(1_234_567), AuditVerbs.ApplicationUnmasked,
        Actor.Staff(Guid.Parse("0193A000-0000-7000-8000-00000000000A"), []), Sealed.Office, Guid.Parse("0193a000-0000-7000-8000-00000000000b"), "nama di KK beda: “é”\ndetail=3:nik", "nik");

    private static readonly AuditEvent s_closed = Sealed.Event(
        9, new DateTimeOffset(2026, 12, 7, 1, 2, 4, TimeSpan.Zero), AuditVerbs.StockDayClosed,
        Actor.System, Sealed.Office, detail: "2026-12-07", command: Guid.Parse("0193a000-0000-7000-8000-00000000000c"));

    [Theory]
    [InlineData("id-ID")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void Hash_OfEventsAndSeals_IsTheOneWorkedOutOutside(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Convert.ToHexStringLower(AuditCanon.HashOf(s_unmasked)).ShouldBe(First);
            Convert.ToHexStringLower(AuditCanon.HashOf(s_closed)).ShouldBe(Second);
            var one = AuditSeal.Of(Sealed.Chain, null, [s_unmasked], new(2026, 12, 7, 1, 5, 0, TimeSpan.Zero));
            var two = AuditSeal.Of(Sealed.Chain, one.Head, [s_closed], new DateTimeOffset(2026, 12, 7, 8, 10, 0, TimeSpan.FromHours(7)).AddTicks(6_543_219));
            Convert.ToHexStringLower(one.Hash).ShouldBe(FirstSeal);
            Convert.ToHexStringLower(two.Hash).ShouldBe(SecondSeal);
            two.Head.Short.ShouldBe("7039 2ecd 9751 ab65");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Bytes_OfAnEvent_AreALineForEachField() => Encoding.UTF8.GetString(AuditCanon.BytesOf(s_closed)).ShouldBe(
        """
        portal-audit-event-1
        id=1:9
        at=27:2026-12-07T01:02:04.000000Z
        verb=16:stock.day_closed
        actor=6:System
        staff=-
        office=8:36.72.03
        subject=-
        reason=-
        detail=10:2026-12-07
        command=36:0193a000-0000-7000-8000-00000000000c

        """);

    [Fact]
    public void Hash_OfEventsThatDifferInAnyField_Differs()
    {
        var at = new DateTimeOffset(2026, 12, 7, 1, 0, 0, TimeSpan.Zero);
        var id = Guid.Parse("0193a000-0000-7000-8000-00000000000a");
        AuditEvent[] all =
        [
            Sealed.Event(1, at, "a.b", Actor.System, Sealed.Office),
            Sealed.Event(2, at, "a.b", Actor.System, Sealed.Office),
            Sealed.Event(1, at.AddTicks(10), "a.b", Actor.System, Sealed.Office),
            Sealed.Event(1, at, "a.c", Actor.System, Sealed.Office),
            Sealed.Event(1, at, "a.b", Actor.Visitor, Sealed.Office),
            Sealed.Event(1, at, "a.b", Actor.Staff(id, []), Sealed.Office),
            Sealed.Event(1, at, "a.b", Actor.System, null),
            Sealed.Event(1, at, "a.b", Actor.System, Sealed.Office, id),
            Sealed.Event(1, at, "a.b", Actor.System, Sealed.Office, command: id),
            Sealed.Event(1, at, "a.b", Actor.System, Sealed.Office, reason: ""),
            Sealed.Event(1, at, "a.b", Actor.System, Sealed.Office, reason: "-"),
            Sealed.Event(1, at, "a.b", Actor.System, Sealed.Office, detail: ""),
            Sealed.Event(1, at, "a.b", Actor.System, Sealed.Office, reason: "\ndetail=-"),
        ];

        all.Select(e => Convert.ToHexString(AuditCanon.HashOf(e))).ShouldBeUnique();
    }

    [Theory]
    [InlineData("7039 2ecd 9751 ab65", 8)]
    [InlineData(" 7039-2ECD:9751.ab65 ", 8)]
    [InlineData(SecondSeal, 32)]
    public void Head_AsTyped_IsRead(string typed, int bytes) => SealHeadText.Parse(typed).Value.ShouldBe(Convert.FromHexString(SecondSeal)[..bytes]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7039 2ecd 9751 ab6")]
    [InlineData("7039 2ecd 9751 ab651")]
    [InlineData("7039 2ecd 9751 abxy")]
    [InlineData("٧039 2ecd 9751 ab65")]
    [InlineData(SecondSeal + "00")]
    public void Head_ThatIsNone_IsRefused(string? typed) => SealHeadText.Parse(typed).Error.Code.ShouldBe("seal_head_invalid");
}
