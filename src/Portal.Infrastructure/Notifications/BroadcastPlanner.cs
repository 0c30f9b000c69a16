using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;
using Portal.Infrastructure.Stock;

namespace Portal.Infrastructure.Notifications;

/// <summary>One person in the group of a broadcast.</summary>
/// <param name="Application">The application.</param>
/// <param name="Unreached">Why no message goes there; null for those who get one.</param>
/// <param name="Phone">To whom.</param>
/// <param name="Channel">By which channel.</param>
/// <param name="Language">In which language.</param>
/// <param name="Body">What it says.</param>
/// <param name="Facts">What it says, for a template.</param>
public sealed record BroadcastPerson(Guid Application, UntoldReason? Unreached, PhoneNumber Phone = default, Channel Channel = Channel.None, Language Language = Language.Indonesian, string Body = "", MessageFacts? Facts = null);

/// <summary>Whom a broadcast reaches at this moment, and how.</summary>
/// <param name="Count">How many.</param>
/// <param name="People">Who.</param>
public sealed record BroadcastPlan(BroadcastCount Count, IReadOnlyList<BroadcastPerson> People);

/// <summary>
/// Works out whom a broadcast reaches: one question to the database for the group, one for the ledger of opt-outs; phones are opened here, for only
/// so it is known who wants no messages.
/// </summary>
public sealed class BroadcastPlanner(PersonalDataVault vault, PublicLinks links, WordingBook wordings, IWhatsAppTemplates templates, TimeProvider time)
{
    /// <summary>Checks a text in both languages against the wording around it.</summary>
    /// <returns>The texts by language, English only where it was written; or every fault.</returns>
    public Result<IReadOnlyDictionary<Language, BroadcastText>> Read(PortalDbContext db, string? text, string? textEn)
    {
        var indonesian = BroadcastText.Parse(wordings.TemplateOf(db, MessageEvent.Broadcast, Language.Indonesian), Language.Indonesian, text);
        if (string.IsNullOrWhiteSpace(textEn))
        {
            return indonesian.TryGet(out var only) ? new Dictionary<Language, BroadcastText> { [Language.Indonesian] = only } : Result<IReadOnlyDictionary<Language, BroadcastText>>.Refused(indonesian.Errors);
        }

        var english = BroadcastText.Parse(wordings.TemplateOf(db, MessageEvent.Broadcast, Language.English), Language.English, textEn, BroadcastErrors.TextEnField);
        return indonesian.Succeeded && english.Succeeded
            ? new Dictionary<Language, BroadcastText> { [Language.Indonesian] = indonesian.Value, [Language.English] = english.Value }
            : Result<IReadOnlyDictionary<Language, BroadcastText>>.Refused([.. indonesian.Errors, .. english.Errors]);
    }

    /// <summary>The group as it is now, with everybody's message.</summary>
    public async Task<BroadcastPlan> PlanAsync(PortalDbContext db, OfficeEntry office, BroadcastAudience audience, IReadOnlyDictionary<Language, BroadcastText> texts, CancellationToken ct)
    {
        var group = await (await GroupAsync(db, office, audience, ct)).OrderBy(a => a.Id)
            .Select(a => new Row(a.Id, a.Register, a.Language, a.Channel, a.LinkVersion, a.Person!.Phone)).ToListAsync(ct);
        var phones = group.ToDictionary(a => a.Id, PhoneOf);
        var stopped = await StoppedAsync(db, ct);
        HashSet<Language> whatsApp = [];
        foreach (var language in texts.Keys)
        {
            // Without a template of its own it would come back and go by SMS after all.
            if (await templates.FindAsync(MessageEvent.Broadcast, language, ct) is not null)
            {
                whatsApp.Add(language);
            }
        }

        // One phone gets one message, however many applications stand behind it: the oldest speaks for them.
        HashSet<PhoneNumber> reached = [];
        var people = group.ConvertAll(row =>
        {
            if (row.Channel == Channel.None || phones[row.Id] is not { } phone)
            {
                return (BroadcastPerson?)new BroadcastPerson(row.Id, UntoldReason.NoPhone);
            }

            if (stopped.Count > 0 && stopped.Contains(Convert.ToHexString(vault.HashOfSubscriber(phone.Value))))
            {
                return new BroadcastPerson(row.Id, UntoldReason.OptedOut);
            }

            if (!reached.Add(phone))
            {
                return null;
            }

            var language = texts.ContainsKey(row.Language) ? row.Language : Language.Indonesian;
            var facts = new MessageFacts { Register = row.Register, Office = office.Office.Name, Link = links.Own(vault.LinkCode(row.Id, row.LinkVersion)) };
            var text = texts[language];
            return new BroadcastPerson(row.Id, null, phone, row.Channel == Channel.WhatsApp && whatsApp.Contains(language) ? Channel.WhatsApp : Channel.Sms, language, text.Render(facts), facts with { Text = text.RenderPart(facts) });
        }).OfType<BroadcastPerson>().ToList();
        var sms = people.Where(p => p.Channel == Channel.Sms).ToList();
        return new BroadcastPlan(
            new BroadcastCount(
                people.Count,
                sms.Count,
                sms.Sum(p => MessageComposer.PartsOf(Channel.Sms, p.Body)),
                people.Count(p => p.Channel == Channel.WhatsApp),
                people.Count(p => p.Unreached == UntoldReason.NoPhone),
                people.Count(p => p.Unreached == UntoldReason.OptedOut)),
            people);
    }

    /// <summary>When messages of a broadcast are dropped: with the day they are about, or as late as any other.</summary>
    public DateTimeOffset ExpiryOf(OfficeEntry office, BroadcastAudience audience) =>
        DeliveryRules.ExpiryOf(MessageEvent.Broadcast, time.GetUtcNow(), audience.Day is { } day ? office.Calendar.InstantOf(day.AddDays(1), TimeOnly.MinValue) : null);

    private static async Task<IQueryable<CardApplication>> GroupAsync(PortalDbContext db, OfficeEntry office, BroadcastAudience audience, CancellationToken ct)
    {
        var group = db.Applications.AsNoTracking().Where(a => a.OfficeCode == office.Code);
        group = audience.Stage switch
        {
            BroadcastStage.AllOpen => group.Where(a => a.IsOpen),
            BroadcastStage.BookedOn => group.Where(a => db.Appointments.Any(v => v.ApplicationId == a.Id && v.LocalDay == audience.Day && v.IsLive)),
            BroadcastStage.WaitingForBlangko => await WaitingForBlangkoAsync(db, group, office, ct),
            var stage => InStates(group, BroadcastAudience.StatesOf(stage)),
        };
        if (audience.Service is { } service)
        {
            group = group.Where(a => a.Service == service);
        }

        if (audience.Villages.Count > 0)
        {
            var villages = audience.Villages.Select(v => VillageCode.Parse(v).Value).ToList();
            group = group.Where(a => villages.Contains(a.VillageCode));
        }

        return group;
    }

    private static IQueryable<CardApplication> InStates(IQueryable<CardApplication> group, IReadOnlyList<ApplicationState> states) => group.Where(a => states.Contains(a.State));

    // Those behind the last blank card in the print order; all of them where somebody else prints.
    private static async Task<IQueryable<CardApplication>> WaitingForBlangkoAsync(PortalDbContext db, IQueryable<CardApplication> group, OfficeEntry office, CancellationToken ct)
    {
        var available = office.Rules.PrintsHere ? Math.Max(0, (await StockLedger.LevelAsync(db, office.Code, ct)).Available) : 0;
        var served = group.Where(a => a.State == ApplicationState.PrintReady).OrderBy(a => a.PrintClass).ThenBy(a => a.PrintReadyAt).ThenBy(a => a.Id).Select(a => a.Id).Take(available);
        return group.Where(a => a.State == ApplicationState.PrintReady && !served.Contains(a.Id));
    }

    private static async Task<HashSet<string>> StoppedAsync(PortalDbContext db, CancellationToken ct) =>
        (await db.Database.SqlQuery<byte[]>($"SELECT phone_hash AS \"Value\" FROM (SELECT DISTINCT ON (phone_hash) phone_hash, stops FROM message_opt_outs ORDER BY phone_hash, id DESC) latest WHERE stops").ToListAsync(ct))
        .Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);

    private PhoneNumber? PhoneOf(Row row)
    {
        try
        {
            return row.Channel == Channel.None || row.Phone is null ? null : vault.PhoneOf(row.Id, row.Phone);
        }
        catch (CryptographicException)
        {
            // One phone that does not open must not stop the others: that person stands on the list of their village.
            return null;
        }
    }

    private sealed record Row(Guid Id, RegisterNumber Register, Language Language, Channel Channel, int LinkVersion, byte[]? Phone);
}
