using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Privacy;

public sealed class RotateKeysTests : IAsyncLifetime
{
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Rotate_OpenApplications_DataReadsAlikeUnderNewKeys()
    {
        var slots = await _house.SlotsAsync();
        var register = (await _house.BookAsync(House.Person(3), slots[0].Start)).Value.Register;
        var before = await StoredAsync(register);

        (await _house.Get<RotateKeys>().ExecuteAsync(Actor.System, CancellationToken.None)).Value.ShouldBe(1);

        var after = await StoredAsync(register);
        var vault = _house.Get<PersonalDataVault>();
        vault.NikOf(after).Value.ShouldBe(House.Person(3).Nik);
        vault.BirthDateOf(after).ShouldBe(new DateOnly(1990, 5, 4));
        vault.PhoneOf(after)!.Value.Value.ShouldBe("+6281200000003");
        PersonalDataVault.KeyIdOf(after.Person!.Nik).ShouldNotBe(PersonalDataVault.KeyIdOf(before.Person!.Nik));
        after.Person.NikHash.ShouldNotBe(before.Person.NikHash);
        after.Register.ShouldBe(before.Register);
        after.LinkHash.ShouldBe(before.LinkHash);
    }

    [Fact]
    public async Task Rotate_SameNikBeforeAndAfter_StaysOnePerson()
    {
        var slots = await _house.SlotsAsync();
        await _house.BookAsync(House.Person(3), slots[0].Start);

        await _house.Get<RotateKeys>().ExecuteAsync(Actor.System, CancellationToken.None);

        (await _house.BookAsync(House.Person(3), slots[1].Start)).Error.ShouldBe(BookingErrors.AlreadyBooked);
    }

    [Fact]
    public async Task Rotate_OnAnotherNode_ThisNodeHashesWithTheNewKeyAtOnce()
    {
        var slots = await _house.SlotsAsync();
        await _house.BookAsync(House.Person(3), slots[0].Start);
        await using var other = _house.OtherNode();

        await other.GetRequiredService<RotateKeys>().ExecuteAsync(Actor.System, CancellationToken.None);

        (await _house.BookAsync(House.Person(3), slots[1].Start)).Error.ShouldBe(BookingErrors.AlreadyBooked);
    }

    [Fact]
    public async Task Rotate_WhileFiftyBookOneNikOnTwoNodes_OneBooking()
    {
        var slots = await _house.SlotsAsync();
        await using var other = _house.OtherNode();
        var booking = other.GetRequiredService<BookAppointment>();

        await House.FiftyAtOnceAsync(async i => i switch
        {
            10 or 30 => (await _house.Get<RotateKeys>().ExecuteAsync(Actor.System, CancellationToken.None)).Succeeded,
            _ when i % 2 == 0 => (await _house.BookAsync(House.Person(3, $"0813{i:D8}"), slots[i].Start)).Succeeded,
            _ => (await booking.ExecuteAsync(
                BookAppointment.Command.Direct(ServiceSlug.New, House.Pulomerak, slots[i].Start, House.Person(3, $"0813{i:D8}"), Language.Indonesian, Intake.Api), Actor.ApiClient, CancellationToken.None)).Succeeded,
        });

        (await _house.ScalarAsync<long>("SELECT count(*) FROM applications")).ShouldBe(1);
    }

    [Fact]
    public async Task Open_ValueCopiedToAnotherRow_IsRefused()
    {
        var slots = await _house.SlotsAsync();
        var mine = await StoredAsync((await _house.BookAsync(House.Person(3), slots[0].Start)).Value.Register);

        Should.Throw<System.Security.Cryptography.CryptographicException>(() => _house.Get<PersonalDataVault>().Open(mine.Person!.Nik, "application.nik", Guid.NewGuid()));
    }

    [Fact]
    public async Task Open_WithAnotherMasterKey_SaysSo()
    {
        _ = _house.Get<KeyRing>().Register;
        var ring = new KeyRing(_house.Get<IDbContextFactory<Infrastructure.Persistence.PortalDbContext>>(), new MasterKey([.. Enumerable.Repeat((byte)9, 32)]), _house.Time);

        Should.Throw<InvalidOperationException>(() => ring.Reload()).Message.ShouldContain("Portal__MasterKey");
        await Task.CompletedTask;
    }

    private async Task<CardApplication> StoredAsync(RegisterNumber register)
    {
        await using var db = _house.Db();
        return await db.Applications.AsNoTracking().SingleAsync(a => a.Register == register);
    }
}
