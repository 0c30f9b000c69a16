using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Notifications;

/// <summary>How an installation words its messages, and what that does to those that are written.</summary>
public sealed class TemplatesTests : IAsyncLifetime
{
    private const string Words = "KTP {kantor}: jadwal {waktu}, nomor {register}. {tautan} Rp 0";
    private const string Sid = "HX0123456789abcdef0123456789abcdef";

    private static readonly Actor s_admin = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, Scope.Installation)]);

    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Change_NewWording_CountsAtOnceHere_ElsewhereWithinAMinute_UntilTheBuiltInIsBack()
    {
        await using var other = _house.OtherNode();
        (await WordsAsync(other)).ShouldBe(MessageTexts.TemplateOf(MessageEvent.BookingConfirmed, Language.Indonesian).Text);
        (await BookedAsync(1)).ShouldStartWith("KTP-el Pulomerak: jadwal Anda ");

        (await ChangeAsync($" {Words}\r\n", 0)).Succeeded.ShouldBeTrue();

        (await BookedAsync(2)).ShouldStartWith("KTP Pulomerak: jadwal ");
        (await WordsAsync(other)).ShouldNotBe(Words);
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        (await WordsAsync(other)).ShouldBe(Words);

        (await ChangeAsync(null, 1)).Succeeded.ShouldBeTrue();
        (await BookedAsync(3)).ShouldStartWith("KTP-el Pulomerak: jadwal Anda ");
        var board = (await _house.Get<ViewTemplates>().ExecuteAsync(new(MessageEvent.BookingConfirmed), s_admin, default)).Value;
        board.Versions.Select(v => (v.Number, v.Text)).ShouldBe([(2, null), (1, Words)]);
        board.Lines.Count.ShouldBe(Enum.GetValues<MessageEvent>().Length * 2);
        var line = board.Lines.Single(l => l is { Event: MessageEvent.BookingConfirmed, Language: Language.Indonesian });
        (line.IsBuiltIn, line.Version, line.ChangedAt).ShouldBe((true, 2, _house.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Change_TwiceTheSameOrFromAnOldPage_IsOneActOrTold()
    {
        var command = new ChangeTemplate.Command(MessageEvent.BookingConfirmed, Language.Indonesian, Words, 0, Guid.NewGuid());

        var all = await House.FiftyAtOnceAsync(_ => _house.Get<ChangeTemplate>().ExecuteAsync(command, s_admin, default));
        all.ShouldAllBe(r => r.Succeeded);
        (await ChangeAsync(Words, 0)).Error.ShouldBe(AccessErrors.StalePage);

        (await _house.ScalarAsync<long>("SELECT count(*) FROM message_texts")).ShouldBe(1);
        await using var db = _house.Db();
        (await db.AuditEvents.SingleAsync(e => e.Verb == AuditVerbs.MessageWordingChanged)).Detail.ShouldBe("BookingConfirmed Indonesian 1");
        (await Should.ThrowAsync<PostgresException>(() => _house.RunAsync("UPDATE message_texts SET text = 'x'"))).MessageText.ShouldContain("append-only");
    }

    [Fact]
    public async Task Change_UnsoundWording_IsToldWhole_AndNothingIsKept()
    {
        var refused = await ChangeAsync("Jadwal {waktu} untuk {nama}", 0);

        refused.Errors.Select(e => (e.Code, e.Field)).ShouldBe([("template_placeholder_unknown", "text"), ("template_placeholder_missing", "text"), ("template_fee_missing", "text")]);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM message_texts")).ShouldBe(0);
    }

    [Fact]
    public async Task Change_ByAnybodyButAnAdministratorOfAll_IsForbidden()
    {
        foreach (var assignment in (RoleAssignment[])[new(StaffRole.Supervisor, Scope.Installation), new(StaffRole.Admin, Scope.Of(House.Pulomerak))])
        {
            var actor = Actor.Staff(Guid.NewGuid(), [assignment]);
            (await _house.Get<ChangeTemplate>().ExecuteAsync(new(MessageEvent.LinkSent, Language.English, "{", 0, Guid.NewGuid()), actor, default)).Error.ShouldBe(AccessErrors.Forbidden);
            (await _house.Get<MapWhatsAppTemplate>().ExecuteAsync(new(MessageEvent.LinkSent, Language.English, "x", null, Guid.NewGuid()), actor, default)).Error.ShouldBe(AccessErrors.Forbidden);
        }
    }

    [Fact]
    public async Task Stored_WordingThatIsNoLongerSound_GivesWayToTheBuiltIn()
    {
        await _house.RunAsync("INSERT INTO message_texts (event, language, version, text, changed_at) VALUES ('BookingConfirmed', 'Indonesian', 1, 'Halo {dahulu}', '2026-12-01Z')");

        (await BookedAsync(1)).ShouldStartWith("KTP-el Pulomerak: jadwal Anda ");
    }

    [Fact]
    public async Task Map_SetChangedAndTakenAway_CountsAtOnce_OldPagesAreTold()
    {
        var other = Sid[..^1] + "0";
        (await FindAsync()).ShouldBeNull();
        var first = new MapWhatsAppTemplate.Command(MessageEvent.CardReady, Language.Indonesian, $" {Sid} ", null, Guid.NewGuid());
        (await House.FiftyAtOnceAsync(_ => _house.Get<MapWhatsAppTemplate>().ExecuteAsync(first, s_admin, default))).ShouldAllBe(r => r.Succeeded);
        (await FindAsync()).ShouldBe(Sid);
        (await MapAsync(other, null)).Error.ShouldBe(AccessErrors.StalePage);
        (await MapAsync(other, Sid)).Succeeded.ShouldBeTrue();
        (await FindAsync()).ShouldBe(other);
        (await MapAsync("", other)).Succeeded.ShouldBeTrue();
        (await FindAsync()).ShouldBeNull();

        await using var db = _house.Db();
        (await db.AuditEvents.Where(e => e.Verb == AuditVerbs.MessageTemplateMapped).OrderBy(e => e.Id).Select(e => e.Detail).ToListAsync())
            .ShouldBe([$"CardReady Indonesian {Sid}", $"CardReady Indonesian {other}", "CardReady Indonesian -"]);
    }

    [Theory]
    [InlineData("HX0123456789abcdef0123456789abcde")]
    [InlineData("HX0123456789abcdef0123456789abcdef0")]
    [InlineData("SM0123456789abcdef0123456789abcdef")]
    [InlineData("HX0123456789abcdef0123456789abcdeg")]
    public async Task Map_AnythingElse_IsNoTemplate(string typed) => (await MapAsync(typed, null)).Error.ShouldBe(TemplateErrors.ContentSid);

    private Task<Result> ChangeAsync(string? text, int version) =>
        _house.Get<ChangeTemplate>().ExecuteAsync(new(MessageEvent.BookingConfirmed, Language.Indonesian, text, version, Guid.NewGuid()), s_admin, default);

    private Task<Result> MapAsync(string typed, string? seen) =>
        _house.Get<MapWhatsAppTemplate>().ExecuteAsync(new(MessageEvent.CardReady, Language.Indonesian, typed, seen, Guid.NewGuid()), s_admin, default);

    private async Task<string?> FindAsync() => await _house.Get<IWhatsAppTemplates>().FindAsync(MessageEvent.CardReady, Language.Indonesian, default);

    /// <summary>The message that a booking writes.</summary>
    private async Task<string> BookedAsync(int person)
    {
        var booked = await _house.BookAsync(House.Person(person), (await _house.SlotsAsync()).Last(s => s.Free > 0).Start);
        var application = await _house.ApplicationIdAsync(booked.Value.Register);
        await using var db = _house.Db();
        return _house.Get<MessageComposer>().BodyOf(await db.Outbox.SingleAsync(m => m.ApplicationId == application));
    }

    private async Task<string> WordsAsync(ServiceProvider node)
    {
        await using var db = _house.Db();
        return node.GetRequiredService<WordingBook>().TemplateOf(db, MessageEvent.BookingConfirmed, Language.Indonesian).Text;
    }
}
