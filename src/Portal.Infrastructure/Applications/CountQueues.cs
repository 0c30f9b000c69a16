using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

/// <summary>How many applications of an office wait in each state.</summary>
/// <param name="States">One entry for each state of a queue.</param>
public sealed record QueueCounts(IReadOnlyList<StateCount> States)
{
    /// <summary>Counting stops here: one more means "more than this", and no page waits for an exact number that nobody needs.</summary>
    public const int Most = 1000;

    /// <summary>What there is to do in a stage now, up to <see cref="Most"/> + 1: where the applicant is needed, only those who are here.</summary>
    public int ToDo(WorkStage stage) => WorkStages.NeedsPerson(stage) ? Here(stage) : All(stage);

    /// <summary>Applicants of a stage who are here.</summary>
    public int Here(WorkStage stage) => Sum(stage, s => s.Here);

    /// <summary>Applicants of a stage who are not here.</summary>
    public int Away(WorkStage stage) => Sum(stage, s => s.Count - s.Here);

    /// <summary>Everything in a stage.</summary>
    public int All(WorkStage stage) => Sum(stage, s => s.Count);

    private int Sum(WorkStage stage, Func<StateCount, int> count) => Math.Min(Most + 1, States.Where(s => WorkStages.Of(s.State) == stage).Sum(count));
}

/// <summary>How many applications of an office wait in one state.</summary>
/// <param name="State">The state.</param>
/// <param name="Count">All of them, counted up to <see cref="QueueCounts.Most"/> + 1.</param>
/// <param name="Here">Those whose applicant is here.</param>
public sealed record StateCount(ApplicationState State, int Count, int Here);

/// <summary>Counts the work queues of an office, for the navigation.</summary>
public sealed class CountQueues(IDbContextFactory<PortalDbContext> databases) : IUseCase
{
    private static readonly string[] States = [.. WorkStages.All.SelectMany(WorkStages.StatesOf).Select(state => state.ToString())];

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewQueues;

    /// <summary>Of which office.</summary>
    public sealed record Query(OfficeCode Office);

    /// <summary>Returns the counts, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<QueueCounts>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        var office = query.Office.ToString();
        var here = nameof(AppointmentState.CheckedIn);
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            SELECT s.state,
                (SELECT count(*)::int FROM (SELECT 1 FROM applications a WHERE a.office_code = {office} AND a.state = s.state LIMIT {QueueCounts.Most + 1}) AS first) AS count,
                coalesce(h.count, 0) AS here
            FROM unnest({States}) AS s(state)
            LEFT JOIN (
                SELECT a.state, count(*)::int FROM appointments v JOIN applications a ON a.id = v.application_id
                WHERE v.office_code = {office} AND v.is_live AND v.state = {here} GROUP BY a.state) AS h ON h.state = s.state
            """).ToListAsync(ct);
        return new QueueCounts([.. rows.Select(r => new StateCount(Enum.Parse<ApplicationState>(r.State), r.Count, r.Here))]);
    }

    private sealed record Row(string State, int Count, int Here);
}
