using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Offices;
using Portal.Core.Settings;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Calendar;

namespace Portal.Infrastructure.Offices;

/// <summary>Opens an office to residents, or closes it to new bookings. What is booked stays either way. It counts as a change of the calendar, so that it holds on every node at once.</summary>
public sealed class ChangeStanding(OfficeEditor editor, OfficeDirectory directory) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageOffices;

    /// <summary>From which standing, as the page showed it, to which.</summary>
    public sealed record Command(OfficeCode Office, OfficeStanding Seen, OfficeStanding To, Guid CommandId);

    /// <summary>Returns success; or forbidden, not_found, stale_page, office_not_ready while nobody could book.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        editor.ChangeAsync(command.Office, AuditVerbs.OfficeStandingChanged, command.CommandId, async (work, token) =>
        {
            var before = work.Office.Rules.Standing;
            if (before == command.To)
            {
                return (string?)null;
            }

            if (before != command.Seen)
            {
                return AccessErrors.StalePage;
            }

            // Once residents know of an office, it does not vanish again: their numbers and links lead to it.
            if (command.To == OfficeStanding.Preparing)
            {
                return SettingErrors.ChoiceUnknown("standing");
            }

            if (command.To == OfficeStanding.Open)
            {
                // What another node changed a moment ago counts too.
                directory.Invalidate();
                var entry = (await directory.GetAsync(token))[command.Office];
                if ((await OfficeReadinessReader.ReadAsync(work.Db, [entry], work.Now, token))[command.Office].Blocks)
                {
                    return OfficeErrors.NotReady;
                }
            }

            // Nodes that remember the office as it was take no place by that memory.
            var points = await work.Db.ServicePoints.Where(p => p.OfficeCode == command.Office).Select(p => p.Id).ToListAsync(token);
            await CalendarDesk.LockAsync(work.Db, points, token);
            foreach (var point in await work.Db.ServicePoints.Where(p => p.OfficeCode == command.Office).ToListAsync(token))
            {
                point.Revise();
            }

            await CalendarDesk.TellNodesAsync(work.Db, token);
            work.Office.Stand(command.To);
            work.Note(OfficeSubjects.Office, "standing", before.ToString(), command.To.ToString());
            return command.To.ToString();
        }, actor, ct);
}
