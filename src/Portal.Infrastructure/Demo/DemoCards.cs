using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Centre;
using Portal.Infrastructure.Handovers;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Printing;
using Portal.Infrastructure.Stock;

namespace Portal.Infrastructure.Demo;

/// <summary>
/// What the office does with the people who came: dossier, recording, second check, centre, print, handover, stock and daily
/// close, by the real use cases and by five different members of staff. Whatever a use case refuses because the card has gone another way is left as it is.
/// </summary>
internal sealed class DemoCards(IServiceProvider services, OfficeEntry office, IReadOnlyDictionary<StaffRole, Actor> staff)
{
    // The blanks that the first delivery brings: enough in most offices, gone after a few days in one.
    private const int Plenty = 60;
    private const int Scarce = 9;
    private const int BatchSize = 6;

    private readonly List<(RegisterNumber Register, int Person)> _sent = [];

    private Actor Checker => staff[StaffRole.Checker];

    private Actor Operator => staff[StaffRole.Operator];

    private Actor Printer => staff[StaffRole.PrintOperator];

    private Actor Supervisor => staff[StaffRole.Supervisor];

    /// <summary>The first delivery, and a request for more.</summary>
    public async Task StockAsync(bool scarce, CancellationToken ct)
    {
        if (!office.Rules.PrintsHere)
        {
            return;
        }

        await Get<ReceiveBlangko>().ExecuteAsync(new(office.Code, scarce ? Scarce : Plenty, "SJ-001/2026", null, null, null, Guid.NewGuid()), Printer, ct);
        await Get<RequestBlangko>().ExecuteAsync(new(office.Code, 500, null, Guid.NewGuid()), Supervisor, ct);
    }

    /// <summary>The dossier of somebody who is here: one in eleven lacks something.</summary>
    public async Task DossierAsync(RegisterNumber register, int person, CancellationToken ct)
    {
        var papers = await PapersAsync(register, ct);
        if (person % 11 == 7)
        {
            await Get<ReturnDossier>().ExecuteAsync(new(Step(register), [.. papers.Skip(1)], [office.Rules.DossierReasons[0].Indonesian], null), Checker, ct);
        }
        else
        {
            await Get<AcceptDossier>().ExecuteAsync(new(Step(register), papers), Checker, ct);
        }
    }

    /// <summary>The recording begins.</summary>
    public Task BeginAsync(RegisterNumber register, CancellationToken ct) => Get<StartRecording>().ExecuteAsync(Step(register), Operator, ct);

    /// <summary>Every part is taken, and the recording closed; one in nineteen has worn fingerprints.</summary>
    public async Task RecordAsync(RegisterNumber register, int person, CancellationToken ct)
    {
        if (await OpenAsync(register, ct) is not { } recording)
        {
            return;
        }

        foreach (var part in Enum.GetValues<RecordingPart>())
        {
            var exception = part == RecordingPart.Fingerprints && person % 19 == 4 ? office.Rules.CaptureExceptions[1].Indonesian : null;
            await Get<TakePart>().ExecuteAsync(new(register, recording, part, exception, "Alat 1", Guid.NewGuid()), Operator, ct);
        }

        await Get<CompleteRecording>().ExecuteAsync(new(Step(register), recording), Operator, ct);
    }

    /// <summary>The second person's check: one in thirteen goes back.</summary>
    public async Task CheckAsync(RegisterNumber register, int person, CancellationToken ct)
    {
        if (person % 13 == 5)
        {
            await Get<ReturnRecording>().ExecuteAsync(new(Step(register), [office.Rules.RecordingReasons[1].Indonesian], null), Checker, ct);
        }
        else if ((await Get<ConfirmData>().ExecuteAsync(new(Step(register), DataRight: true, PhotoIsTheirs: true), Checker, ct)).Succeeded)
        {
            _sent.Add((register, person));
        }
    }

    /// <summary>The day's verified records go to the centre.</summary>
    public async Task SendAsync(CancellationToken ct)
    {
        var made = await Get<MakeCentreBatch>().ExecuteAsync(new(office.Code, null, Guid.NewGuid()), Operator, ct);
        if (made.TryGet(out var batch))
        {
            await using var db = await Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct);
            var version = await db.CentreBatches.Where(b => b.Id == batch.Id).Select(b => b.Version).SingleAsync(ct);
            await Get<MarkBatchSent>().ExecuteAsync(new(batch.Id, version, Guid.NewGuid()), Operator, ct);
        }
    }

    /// <summary>The centre's word about those sent before: mostly print-ready, a duplicate or a failure now and then, some silence.</summary>
    public async Task HearAsync(DateOnly day, CancellationToken ct)
    {
        foreach (var (register, person) in _sent.ToList())
        {
            var status = (person % 17) switch { 3 => "DUPLICATE_RECORD", 9 => "ENROLL_FAILURE_AT_CENTRAL", 12 => null, _ => "PRINT_READY_RECORD" };
            _sent.Remove((register, person));
            if (status is not null)
            {
                await Get<ReportFromCentre>().ExecuteAsync(new(Step(register), status, StatusSource.Centre, day, null), Operator, ct);
            }
        }
    }

    /// <summary>A batch from the front of the order; the first of each is looked at twice and found bad.</summary>
    public async Task PrintAsync(bool spoils, CancellationToken ct)
    {
        var started = await Get<StartPrintBatch>().ExecuteAsync(new(office.Code, BatchSize, Guid.NewGuid()), Printer, ct);
        if (!started.TryGet(out var batch))
        {
            return;
        }

        if (spoils && (await InAsync(ApplicationState.Printing, ct)) is [var bad, ..])
        {
            await Get<SpoilPrintJob>().ExecuteAsync(new(Step(bad), [office.Rules.SpoilReasons[0]], null), Printer, ct);
        }

        await Get<FinishPrintBatch>().ExecuteAsync(new(batch.Id), Printer, ct);
    }

    /// <summary>The printed cards are looked at; the last one of the day stays for tomorrow.</summary>
    public async Task QualityAsync(CancellationToken ct)
    {
        foreach (var register in (await InAsync(ApplicationState.Printed, ct)).SkipLast(1))
        {
            await Get<PassQuality>().ExecuteAsync(Step(register), staff[StaffRole.Registrar], ct);
        }
    }

    /// <summary>Half of those whose card is ready come for it.</summary>
    public async Task HandOverAsync(CancellationToken ct)
    {
        var ready = await InAsync(ApplicationState.ReadyForPickup, ct);
        foreach (var register in ready.Take(ready.Count / 2))
        {
            await Get<HandOverCard>().ExecuteAsync(new(Step(register), HandedTo.Holder, IdentityCheck.FamilyCard, null), staff[StaffRole.Registrar], ct);
        }
    }

    /// <summary>Two persons close the day.</summary>
    public async Task CloseAsync(DateOnly day, CancellationToken ct)
    {
        if (!office.Rules.PrintsHere)
        {
            return;
        }

        await using var db = await Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct);
        var counted = await db.StockLevels.Where(l => l.OfficeCode == office.Code).Select(l => (int?)l.OnHand).SingleOrDefaultAsync(ct) ?? 0;
        await Get<CountStockDay>().ExecuteAsync(new(office.Code, day, counted, null, Guid.NewGuid()), Printer, ct);
        if (await db.StockDays.Where(d => d.OfficeCode == office.Code && d.Day == day).Select(d => (uint?)d.Version).SingleOrDefaultAsync(ct) is { } version)
        {
            await Get<ConfirmStockDay>().ExecuteAsync(new(office.Code, day, version, null, Guid.NewGuid()), Supervisor, ct);
        }
    }

    /// <summary>What the jobs do by themselves.</summary>
    public async Task JobsAsync(CancellationToken ct)
    {
        await Get<RecomputeRanges>().ExecuteAsync(Actor.System, ct);
        await Get<TellShortage>().ExecuteAsync(Actor.System, ct);
    }

    private static StepCommand Step(RegisterNumber register) => new(register, null, Guid.NewGuid());

    private async Task<List<RegisterNumber>> InAsync(ApplicationState state, CancellationToken ct)
    {
        await using var db = await Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct);
        return await db.Applications.Where(a => a.OfficeCode == office.Code && a.State == state).OrderBy(a => a.StateSince).ThenBy(a => a.Id).Select(a => a.Register).ToListAsync(ct);
    }

    private async Task<Guid?> OpenAsync(RegisterNumber register, CancellationToken ct)
    {
        await using var db = await Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct);
        return await db.Recordings.Where(r => r.IsOpen && db.Applications.Any(a => a.Id == r.ApplicationId && a.Register == register)).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(ct);
    }

    private async Task<IReadOnlyList<string>> PapersAsync(RegisterNumber register, CancellationToken ct)
    {
        await using var db = await Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct);
        var service = await db.Applications.Where(a => a.Register == register).Select(a => a.Service).SingleAsync(ct);
        return [.. office.Offer(service).Requirements.Select(r => r.Indonesian)];
    }

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();
}
