using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Notifications;

/// <summary>Whom no message reaches, and who must act, is somebody's task until somebody has told them.</summary>
public sealed class UntoldTests : MessageFixture
{
    private static readonly Actor s_registrar = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Registrar, Scope.Of(House.Pulomerak))]);

    [Fact]
    public async Task View_ReadyCards_ListsThoseWhomNothingReachedUntilTheyAreTold()
    {
        var reached = await ReadyAsync(1, MessageState.Delivered);
        var failed = await ReadyAsync(2, MessageState.Failed);
        var silent = await ReadyAsync(3, null, channel: "None");
        var unwanted = await ReadyAsync(4, MessageState.OptedOut);
        var forgotten = await ReadyAsync(5, null);

        var list = await ViewAsync();
        list.Rows.Select(r => (r.Register, r.Reason)).ShouldBe(
            [(failed, UntoldReason.Failed), (silent, UntoldReason.NoPhone), (unwanted, UntoldReason.OptedOut), (forgotten, UntoldReason.NoMessage)], ignoreOrder: true);
        list.Rows.ShouldAllBe(r => r.News == MessageEvent.CardReady);
        list.Villages.Sum(v => v.Count).ShouldBe(list.Total);

        (await NoteAsync(silent, "ya")).ShouldBe("reason_required");
        (await NoteAsync(silent, "lewat ketua RT")).ShouldBeNull();
        (await NoteAsync(silent, "lewat ketua RT")).ShouldBe("message_nothing_to_tell");
        (await NoteAsync(reached, "lewat ketua RT")).ShouldBe("message_nothing_to_tell");

        (await ViewAsync()).Rows.Select(r => r.Register).ShouldBe([failed, unwanted, forgotten], ignoreOrder: true);
        await using var db = House.Db();
        var trail = await db.AuditEvents.SingleAsync(e => e.Verb == "message.told_in_person");
        (trail.StaffId, trail.Reason, trail.Detail).ShouldBe((s_registrar.StaffId, "lewat ketua RT", "CardReady"));

        // The next news is another task.
        await House.RunAsync("UPDATE applications SET state_since = state_since + interval '1 day' WHERE channel = 'None'");
        (await ViewAsync()).Rows.Select(r => r.Register).ShouldContain(silent);
    }

    [Fact]
    public async Task View_CardsThatOnlyProceed_ListsNobody()
    {
        await WriteAsync(2);
        await House.RunAsync("UPDATE outbox_messages SET state = 'Failed'");

        (await ViewAsync()).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Paper_OfAVillage_MasksNames()
    {
        await using var portal = await PortalFactory.StartAsync();
        var registrar = await StaffBrowser.SignedInAsync(portal, "loket-uji", StaffRole.Registrar, Scope.Of(House.Pulomerak));
        await using (var db = portal.OpenDb())
        {
            var at = portal.Time.GetUtcNow();
            await db.AddCardAsync(portal.Get<KeyRing>(), portal.Get<PersonalDataVault>(), House.Pulomerak, 1, at, at, at, at);
            await db.SaveChangesAsync();
        }

        await registrar.GetAsync("/petugas/pesan/hubungi/daftar");
        registrar.Page.QuerySelectorAll("section.leaf tbody tr").Length.ShouldBe(1);
        registrar.Text.ShouldNotContain("Warga Contoh");
        registrar.Text.ShouldContain(PersonName.Masked("Warga Contoh"));
    }

    private async Task<UntoldList> ViewAsync() => (await House.Get<ViewUntold>().ExecuteAsync(new(House.Pulomerak), s_registrar, default)).Value;

    private async Task<string?> NoteAsync(RegisterNumber register, string how)
    {
        var result = await House.Get<NoteToldInPerson>().ExecuteAsync(new(register, how, Guid.NewGuid()), s_registrar, default);
        return result.Succeeded ? null : result.Error.Code;
    }

    private async Task<RegisterNumber> ReadyAsync(int person, MessageState? state, string channel = "Sms")
    {
        await using var db = House.Db();
        var now = House.Time.UtcNow;
        var application = await db.AddCardAsync(House.Get<KeyRing>(), House.Get<PersonalDataVault>(), House.Pulomerak, person, now, now, now, now);
        if (state is not null)
        {
            db.Outbox.Add(House.Get<MessageComposer>().Compose(db, application, MessageEvent.CardReady, "uji", new MessageFacts { Register = application.Register, Office = "Pulomerak", Link = "https://ektp.example/k/0" }, now)!);
        }

        await db.SaveChangesAsync();
        await House.RunAsync($"UPDATE outbox_messages SET state = '{state}' WHERE application_id = '{application.Id}'");
        await House.RunAsync($"UPDATE applications SET channel = '{channel}' WHERE id = '{application.Id}'");
        return application.Register;
    }
}
