using Portal.Core.Audit;
using Portal.Infrastructure.Audit;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Audit;

/// <summary>Somebody who owns the database takes its guards away and puts hands on the trail.</summary>
public sealed class TamperedTrailTests : IAsyncLifetime
{
    private House _house = null!;
    private long[] _ids = [];

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        // Three seals of two events each, a minute apart, and one in the office next door.
        for (var seal = 1; seal <= 3; seal++)
        {
            _ids = [.. _ids, .. await _house.WriteAsync(2, House.Pulomerak)];
            await _house.SealAsync();
            _house.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await _house.WriteAsync(1, Trail.Samarinda);
        await _house.SealAsync();
        await _house.WriteAsync(1, House.Pulomerak);
        await _house.RunAsync(Trail.Unguarded);
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Trail_Untouched_IsWhole()
    {
        var (code, said) = await _house.DoctorAsync();
        code.ShouldBe(0, said);
        said.ShouldContain("The audit trail is whole: 7 events under 4 seals, 1 wait for the next one.");
        var chain = await _house.ChainAsync(House.Pulomerak, whole: false);
        (chain.Walk.Finding, chain.Walk.Seals, chain.Walk.Events, chain.Waiting, chain.Last!.Sequence).ShouldBe((null, 3, 6, 1, 3));
    }

    [Theory]
    [InlineData("UPDATE audit_events SET reason = 'lain' WHERE id = {3}", SealFault.EventChanged, 2L, 3, "event {3} under seal 2 was changed")]
    [InlineData("UPDATE audit_events SET at = at + interval '1 microsecond' WHERE id = {3}", SealFault.EventChanged, 2L, 3, "event {3} under seal 2 was changed")]
    [InlineData("UPDATE audit_events SET staff_id = gen_random_uuid() WHERE id = {2}", SealFault.EventChanged, 2L, 2, "event {2} under seal 2 was changed")]
    [InlineData("UPDATE audit_events SET office_code = '64.72.04' WHERE id = {3}", SealFault.EventChanged, 2L, 3, "event {3} under seal 2 was changed")]
    [InlineData("DELETE FROM audit_events WHERE id = {2}", SealFault.EventMissing, 2L, 2, "event {2} under seal 2 was deleted")]
    [InlineData("UPDATE audit_seals SET at = at + interval '1 second' WHERE chain = '36.72.03' AND sequence = 2", SealFault.SealChanged, 2L, null, "seal 2 was changed")]
    [InlineData("UPDATE audit_seals SET event_hashes = event_hashes || event_hashes WHERE chain = '36.72.03' AND sequence = 2", SealFault.SealChanged, 2L, null, "seal 2 was changed")]
    [InlineData("DELETE FROM audit_seals WHERE chain = '36.72.03' AND sequence = 2", SealFault.SealMissing, 2L, null, "seal 2 is missing")]
    public async Task Trail_PutHandsOn_NamesWhatAndUntilWhenItCanBeTrusted(string tampering, SealFault fault, long? seal, int? at, string sentence)
    {
        await _house.RunAsync(Fill(tampering));

        var finding = (await _house.ChainAsync(House.Pulomerak, whole: false)).Walk.Finding!;
        var (code, said) = await _house.DoctorAsync();

        finding.ShouldBe(new SealFinding(fault, "36.72.03", seal, at is { } place ? _ids[place] : null, finding.TrustedUntil));
        finding.TrustedUntil.ShouldBe((await _house.ScalarAsync<DateTime>("SELECT at FROM audit_seals WHERE chain = '36.72.03' AND sequence = 1")));
        code.ShouldBe(1);
        said.ShouldContain($"WRONG  The audit trail of 36.72.03: {Fill(sentence)}. It can be trusted until 2026-");
        (await _house.ChainAsync(Trail.Samarinda)).Walk.Finding.ShouldBe(tampering.Contains("office_code", StringComparison.Ordinal) ? new SealFinding(SealFault.EventInserted, "64.72.04", null, _ids[3], _house.Time.GetUtcNow().AddMinutes(-2)) : null);
    }

    [Fact]
    public async Task Event_SlippedInPastTheGuard_IsFound()
    {
        await _house.RunAsync("INSERT INTO audit_events (at, verb, actor_kind, office_code) SELECT at, 'stock.received', 'System', '36.72.03' FROM audit_events ORDER BY id LIMIT 1");
        var id = await _house.ScalarAsync<long>("SELECT max(id) FROM audit_events");

        (await _house.ChainAsync(House.Pulomerak, whole: false)).Walk.Finding!.ShouldSatisfyAllConditions(f => f.Fault.ShouldBe(SealFault.EventInserted), f => f.EventId.ShouldBe(id));
        (await _house.DoctorAsync()).Said.ShouldContain($"event {id} was slipped in: no seal covers it");
    }

    [Fact]
    public async Task Seal_DatedBeforeItsEventsByAClockSetBack_IsNoForgery()
    {
        await _house.RunAsync("ALTER TABLE audit_events ENABLE TRIGGER USER");
        _house.Time.Advance(TimeSpan.FromDays(20));
        await _house.WriteAsync(1, House.Pulomerak);
        _house.Time.Advance(TimeSpan.FromDays(-10));
        (await _house.SealAsync()).ShouldBePositive();
        _house.Time.Advance(TimeSpan.FromDays(10));

        (await _house.ChainAsync(House.Pulomerak, whole: false)).Walk.Finding.ShouldBeNull();
        (await _house.DoctorAsync()).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Event_DeletedWhileItWaits_IsFound()
    {
        await _house.RunAsync("DELETE FROM audit_events WHERE id = (SELECT max(id) FROM audit_events)");

        (await _house.ChainAsync(House.Pulomerak)).Walk.Finding!.Fault.ShouldBe(SealFault.EventMissing);
        (await _house.DoctorAsync()).Said.ShouldContain("which waits for a seal, was deleted");
        // The others are sealed all the same, and it stays missing.
        await _house.RunAsync("ALTER TABLE audit_events ENABLE TRIGGER USER");
        await _house.WriteAsync(1, House.Pulomerak);
        (await _house.SealAsync()).ShouldBe(1);
        (await _house.ChainAsync(House.Pulomerak)).Walk.Finding!.Fault.ShouldBe(SealFault.EventMissing);
    }

    [Fact]
    public async Task Seal_ReplacedByOneOverAForgedEvent_IsFoundByTheNext()
    {
        await _house.RunAsync($"UPDATE audit_events SET detail = '900' WHERE id = {_ids[2]}");
        await using var db = _house.Db();
        var seals = db.AuditSeals.Where(s => s.Chain == "36.72.03").OrderBy(s => s.Sequence).ToList();
        var forged = AuditSeal.Of("36.72.03", seals[0].Head, [.. db.AuditEvents.Where(e => e.Id == _ids[2] || e.Id == _ids[3]).OrderBy(e => e.Id)], seals[1].At);
        await _house.RunAsync($"UPDATE audit_seals SET event_hashes = '\\x{Convert.ToHexString(forged.EventHashes)}', hash = '\\x{Convert.ToHexString(forged.Hash)}' WHERE chain = '36.72.03' AND sequence = 2");

        (await _house.ChainAsync(House.Pulomerak, whole: false)).Walk.Finding!.ShouldBe(new SealFinding(SealFault.SealReplaced, "36.72.03", 2, null, seals[0].At));
        (await _house.DoctorAsync()).Said.ShouldContain("seal 2 was replaced by another one");
        // The head on paper is no longer part of the chain.
        (await _house.Get<FindSealHead>().ExecuteAsync(new(House.Pulomerak, seals[1].Head.Short), Trail.Supervisor, default)).Error.Code.ShouldBe("seal_head_unknown");
    }

    [Fact]
    public async Task Event_UnderTwoSeals_IsFound()
    {
        await using var db = _house.Db();
        var seals = db.AuditSeals.Where(s => s.Chain == "36.72.03").OrderBy(s => s.Sequence).ToList();
        db.AuditSeals.Add(AuditSeal.Of("36.72.03", seals[^1].Head, [.. db.AuditEvents.Where(e => e.Id == _ids[0])], _house.Time.GetUtcNow()));
        await db.SaveChangesAsync();

        (await _house.DoctorAsync()).Said.ShouldContain($"WRONG  The audit trail: event {_ids[0]} is under two seals.");
    }

    [Fact]
    public async Task Check_OfTheLastDays_LooksAtNoneBefore()
    {
        await _house.RunAsync($"UPDATE audit_events SET reason = 'lain' WHERE id = {_ids[0]}; ALTER TABLE audit_events ENABLE TRIGGER USER");
        _house.Time.Advance(TimeSpan.FromDays(ViewAuditChain.Days + 1));
        await _house.WriteAsync(1, House.Pulomerak);
        await _house.SealAsync();

        var lately = await _house.ChainAsync(House.Pulomerak, whole: false);

        (lately.Walk.Finding, lately.Walk.Seals).ShouldBe((null, 1));
        (await _house.ChainAsync(House.Pulomerak)).Walk.Finding!.EventId.ShouldBe(_ids[0]);
    }

    [Fact]
    public async Task Check_OfVeryMuchLately_LooksAtTheLatestOnly_AndTheWholeAtAll()
    {
        await _house.RunAsync($"UPDATE audit_events SET reason = 'lain' WHERE id = {_ids[0]}; ALTER TABLE audit_events ENABLE TRIGGER USER");
        await _house.RunAsync("INSERT INTO audit_events (at, verb, actor_kind, office_code) SELECT timestamptz '2026-12-07 00:00Z' + n * interval '1 ms', 'stock.received', 'System', '36.72.03' FROM generate_series(1, 31000) n");
        await _house.SealAsync();

        var lately = await _house.ChainAsync(House.Pulomerak, whole: false);

        (lately.Walk.Finding, lately.Walk.Seals, lately.Last!.Sequence).ShouldBe((null, 6, 10));
        (await _house.ChainAsync(House.Pulomerak)).Walk.Finding!.EventId.ShouldBe(_ids[0]);
    }

    private string Fill(string text) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, [.. _ids.Select(id => (object)id)]);
}
