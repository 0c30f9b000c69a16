using Portal.Core.Notifications;
using Portal.Core.Shared;

namespace Portal.UnitTests.Notifications;

public sealed class BroadcastTests
{
    private static readonly DateTimeOffset s_now = new(2026, 12, 7, 3, 0, 0, TimeSpan.Zero);
    private static readonly OfficeCode s_office = OfficeCode.Parse("36.72.03").Value;
    private static readonly Actor s_writer = Actor.Staff(Guid.NewGuid(), []);
    private static readonly Actor s_second = Actor.Staff(Guid.NewGuid(), []);
    private static readonly BroadcastCount s_count = new(People: 10, Sms: 6, SmsParts: 7, WhatsApp: 2, NoPhone: 1, OptedOut: 1);

    private static MessageTemplate Frame => MessageTexts.TemplateOf(MessageEvent.Broadcast, Language.Indonesian);

    [Theory]
    [InlineData("Blangko tiba Senin. Belum perlu datang.")]
    [InlineData("Kantor pindah ke Jl. Merdeka 12. Telepon 0254-571234 atau 0812 3456 7890.")]
    [InlineData("KTP {register} menunggu di {kantor} sampai 31-12-2026: {tautan}")]
    [InlineData("Semua gratis, Rp 0.")]
    [InlineData("Rp 0. 3 hari lagi 2 kantor buka, 50 kartu siap, 1.000 blangko tiba.")]
    public void Parse_PlainNews_IsTakenAndSaysOfficeNumberAndFee(string text)
    {
        var read = BroadcastText.Parse(Frame, Language.Indonesian, text).Value.Render(MessageFacts.Sample);

        read.ShouldContain("Rp 0");
        read.ShouldContain(MessageFacts.Sample.Register.Grouped);
        read.ShouldContain(MessageFacts.Sample.Office);
        read.ShouldNotContain("{");
    }

    [Theory]
    [InlineData("", "template_empty")]
    [InlineData("Untuk NIK 3672031705900001 saja.", "broadcast_looks_like_nik")]
    [InlineData("Untuk 3672 0317 0590 0001.", "broadcast_looks_like_nik")]
    [InlineData("KK 36.72.03.170590.0001", "broadcast_looks_like_nik")]
    [InlineData("Bayar Rp 20.000 di loket.", "broadcast_has_amount")]
    [InlineData("Bayar Rp. 020.000 di loket.", "broadcast_has_amount")]
    [InlineData("Bayar Rp:20.000 di loket.", "broadcast_has_amount")]
    [InlineData("Siapkan 1,5 juta.", "broadcast_has_amount")]
    [InlineData("Siapkan 2jt.", "broadcast_has_amount")]
    [InlineData("Siapkan 50k untuk petugas.", "broadcast_has_amount")]
    [InlineData("Siapkan 50.000,- untuk petugas.", "broadcast_has_amount")]
    [InlineData("Bayar rp.5000.", "broadcast_has_amount")]
    [InlineData("Cukup 20 ribu.", "broadcast_has_amount")]
    [InlineData("Halo {nama}.", "template_placeholder_unknown")]
    [InlineData("Jadwal {waktu}.", "template_placeholder_not_here")]
    [InlineData("Isi {isi}.", "template_placeholder_not_here")]
    [InlineData("Kurung { saja.", "template_braces")]
    [InlineData("Siap 🙂", "template_characters")]
    public void Parse_WhatMayNotLeave_IsRefused(string text, string code) =>
        BroadcastText.Parse(Frame, Language.Indonesian, text).Errors.Select(e => e.Code).ShouldBe([code]);

    [Fact]
    public void Parse_SomebodysRegisterNumber_IsRefusedHoweverItIsWritten()
    {
        foreach (var number in (string[])[MessageFacts.Sample.Register.Value, MessageFacts.Sample.Register.Grouped])
        {
            BroadcastText.Parse(Frame, Language.Indonesian, $"Bagi {number} saja.", "textEn").Errors.ShouldBe([BroadcastErrors.HasRegister.For("textEn")]);
        }
    }

    [Fact]
    public void Parse_LongerThanTwoSmsWithTheFrame_IsRefusedAndFitsWithoutWhatIsTooMuch()
    {
        var text = new string('x', 300);
        var fault = BroadcastText.Parse(Frame, Language.Indonesian, text).Errors.ShouldHaveSingleItem();

        fault.Code.ShouldBe("template_too_long");
        BroadcastText.Parse(Frame, Language.Indonesian, text[(int)fault.Arguments[1]..]).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Approve_SamePersonAndGroupAndTime_AreHeld()
    {
        Write().Approve(s_count, s_count, alone: false, s_writer, s_now).Error.ShouldBe(BroadcastErrors.SamePerson);
        Write().Approve(s_count, s_count with { Sms = 7 }, alone: false, s_second, s_now).Error.ShouldBe(BroadcastErrors.GroupChanged(10, 10));
        Write().Approve(s_count, s_count, alone: false, s_second, s_now + BroadcastRules.DecidedWithin).Error.ShouldBe(BroadcastErrors.TooOld);
        var empty = new BroadcastCount(3, 0, 0, 0, 3, 0);
        Write().Approve(empty, empty, alone: false, s_second, s_now).Error.ShouldBe(BroadcastErrors.Nobody);

        Write().Approve(s_count, s_count, alone: true, s_writer, s_now).Succeeded.ShouldBeTrue();
        var broadcast = Write();
        broadcast.Approve(s_count, s_count, alone: false, s_second, s_now).Succeeded.ShouldBeTrue();
        (broadcast.State, broadcast.ApprovedBy, broadcast.Count).ShouldBe((BroadcastState.Approved, s_second.StaffId, s_count));
        broadcast.Approve(s_count, s_count, alone: false, s_second, s_now).Error.ShouldBe(BroadcastErrors.Decided);
        broadcast.Cancel("salah isi", s_writer, s_now).Succeeded.ShouldBeTrue();
        broadcast.Cancel("salah isi", s_writer, s_now).Error.ShouldBe(BroadcastErrors.Decided);
    }

    [Fact]
    public void Check_DayAndVillages_OnlyWhatCanBe()
    {
        var today = new DateOnly(2026, 12, 7);
        VillageCode[] known = [VillageCode.Parse("36.72.03.1001").Value];
        BroadcastAudience On(DateOnly? day, params string[] villages) => new(BroadcastStage.BookedOn, day, null, villages);

        On(null).Check(known, today).Error.ShouldBe(BroadcastErrors.Day);
        On(today.AddDays(-1)).Check(known, today).Error.ShouldBe(BroadcastErrors.Day);
        On(today, "36.72.03.1002").Check(known, today).Error.ShouldBe(BroadcastErrors.Village);
        On(today, "36.72.03.1001", "36.72.03.1001").Check(known, today).Value.Villages.ShouldBe(["36.72.03.1001"]);
        (On(today) with { Stage = BroadcastStage.AllOpen }).Check(known, today).Value.Day.ShouldBeNull();
    }

    private static Broadcast Write() => Broadcast.Propose(Guid.NewGuid(), s_office, new(BroadcastStage.AllOpen, null, null, []), "Kantor tutup besok.", null, s_writer, s_now);
}
