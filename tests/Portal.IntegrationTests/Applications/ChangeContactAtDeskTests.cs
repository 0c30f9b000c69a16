using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Applications;

public sealed class ChangeContactAtDeskTests : IAsyncLifetime
{
    private static readonly Actor Registrar = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Registrar, Scope.Of(House.Pulomerak))]);

    private House _house = null!;
    private CardApplication _before = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        var booked = await _house.BookAsync(House.Person(1), (await _house.SlotsAsync())[0].Start);
        _before = await StoredAsync(await _house.ApplicationIdAsync(booked.Value.Register));
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Change_NewPhone_IsSavedAuditedAndTheOldPhoneIsTold()
    {
        (await ChangeAsync("0857 1111 2222", Channel.Sms, "KK asli diperiksa")).Succeeded.ShouldBeTrue();

        var after = await StoredAsync(_before.Id);
        _house.Get<PersonalDataVault>().PhoneOf(after)!.Value.Value.ShouldBe("+6285711112222");
        after.Channel.ShouldBe(Channel.Sms);
        await using var db = _house.Db();
        var trail = await db.AuditEvents.SingleAsync(e => e.Verb == "application.contact_changed");
        (trail.StaffId, trail.Reason, trail.Detail).ShouldBe((Registrar.StaffId, "KK asli diperiksa", "phone"));
        var told = await db.Outbox.SingleAsync(m => m.Event == MessageEvent.ContactChanged);
        _house.Get<MessageComposer>().RecipientOf(told).Value.ShouldBe("+6281200000001");
    }

    [Theory]
    [InlineData("021 555", "KK asli diperiksa", "phone_landline")]
    [InlineData("0857 1111 2222", " ", "reason_required")]
    public async Task Change_BadPhoneOrNoIdentityCheck_IsRefusedAndNothingChanges(string phone, string check, string code)
    {
        (await ChangeAsync(phone, Channel.Sms, check)).Errors.Select(e => e.Code).ShouldContain(code);

        (await StoredAsync(_before.Id)).Version.ShouldBe(_before.Version);
    }

    [Fact]
    public async Task Change_PageOfYesterday_IsToldSo()
    {
        await ChangeAsync("0857 1111 2222", Channel.Sms, "KK asli diperiksa");

        (await ChangeAsync("0857 3333 4444", Channel.Sms, "KK asli diperiksa")).Error.ShouldBe(AccessErrors.StalePage);
    }

    private Task<Result<RegisterNumber>> ChangeAsync(string phone, Channel channel, string check) =>
        _house.Get<ChangeContactAtDesk>().ExecuteAsync(new(_before.Id, _before.Version, phone, channel, check, Guid.NewGuid()), Registrar, CancellationToken.None);

    private async Task<CardApplication> StoredAsync(Guid id)
    {
        await using var db = _house.Db();
        return await db.Applications.AsNoTracking().SingleAsync(a => a.Id == id);
    }
}
