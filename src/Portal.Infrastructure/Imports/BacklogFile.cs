using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;

namespace Portal.Infrastructure.Imports;

/// <summary>One row of the office's old list, read.</summary>
/// <param name="Line">The line of the file.</param>
/// <param name="Details">Who and what; null when something is wrong.</param>
/// <param name="Nik">The NIK, or null.</param>
/// <param name="State">Where the application stands.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Errors">What is wrong; empty for a good row.</param>
internal sealed record BacklogRow(int Line, BookingDetails? Details, Nik? Nik, ApplicationState State, DateTimeOffset Since, IReadOnlyList<Error> Errors)
{
    /// <summary>Whom it is about, for a list on a screen.</summary>
    public string Subject => Nik is { } nik ? nik.Masked : "";
}

/// <summary>The list that an office kept before the portal: who waits where, since when.</summary>
internal static class BacklogFile
{
    private static readonly CsvColumn[] Columns =
    [
        new("name", true, "nama", "namalengkap", "name", "fullname"),
        new("nik", true, "nik", "nonik", "nomorindukkependudukan"),
        new("birthDate", true, "tanggallahir", "tgllahir", "birthdate", "dateofbirth"),
        new("village", true, "desa", "kelurahan", "desakelurahan", "desakel", "kodedesa", "village", "villagecode"),
        new("state", true, "keadaan", "status", "posisi", "state", "statusktp", "statusektp"),
        new("since", true, "sejak", "tanggal", "tgl", "sejaktanggal", "since", "date", "tanggalstatus", "tglstatus"),
        new("service", false, "layanan", "jenislayanan", "service", "keperluan"),
        new("phone", false, "nomorhp", "nohp", "hp", "telepon", "notelepon", "phone"),
        new("channel", false, "kabar", "kabarlewat", "channel"),
    ];

    private static readonly Dictionary<string, ApplicationState> States = new(StringComparer.Ordinal)
    {
        ["dipusat"] = ApplicationState.SentToCentre,
        ["menunggupusat"] = ApplicationState.SentToCentre,
        ["terkirim"] = ApplicationState.SentToCentre,
        ["sentforenrollment"] = ApplicationState.SentToCentre,
        ["sfe"] = ApplicationState.SentToCentre,
        ["siapcetak"] = ApplicationState.PrintReady,
        ["menunggucetak"] = ApplicationState.PrintReady,
        ["printreadyrecord"] = ApplicationState.PrintReady,
        ["prr"] = ApplicationState.PrintReady,
        ["belumdiambil"] = ApplicationState.ReadyForPickup,
        ["siapdiambil"] = ApplicationState.ReadyForPickup,
        ["sudahdicetak"] = ApplicationState.ReadyForPickup,
        ["cardprinted"] = ApplicationState.ReadyForPickup,
    };

    public static Result<IReadOnlyList<BacklogRow>> Read(byte[] content, OfficeEntry office, DateTimeOffset now)
    {
        var read = CsvTable.Read(content, Columns);
        if (!read.TryGet(out var rows))
        {
            return Result<IReadOnlyList<BacklogRow>>.Refused(read.Errors);
        }

        var villages = office.Villages.SelectMany(v => new[] { (Key: CsvTable.Plain(v.Name), v.Code), (Key: CsvTable.Plain(v.Code.Value), v.Code) }).ToDictionary(v => v.Key, v => v.Code);
        var services = office.Offers.Where(o => o.Slug.BeginsApplication()).SelectMany(o => new[] { (Key: CsvTable.Plain(o.Slug.ToText()), o.Slug), (Key: CsvTable.Plain(o.Name.Indonesian), o.Slug) })
            .DistinctBy(s => s.Key).ToDictionary(s => s.Key, s => s.Slug);
        return rows.Select(row => Parse(row, office, villages, services, now)).ToList();
    }

    private static BacklogRow Parse(CsvRow row, OfficeEntry office, Dictionary<string, VillageCode> villages, Dictionary<string, ServiceSlug> services, DateTimeOffset now)
    {
        List<Error> errors = [];
        var today = office.Calendar.LocalDay(now);
        var name = PersonName.Clean(row["name"]);
        errors.AddRange(name.Errors);
        var nik = Numbers.Nik(row["nik"] ?? "", "nik", errors);
        var iso = ToldMoment.TryParseDay(row["birthDate"], out var told) ? told.ToString("O", System.Globalization.CultureInfo.InvariantCulture) : row["birthDate"];
        var birth = EligibilityRule.ParseBirthDate(iso, today);
        errors.AddRange(birth.Errors);
        if (!villages.TryGetValue(Village(row["village"]), out var village))
        {
            errors.Add(row["village"] is null ? BookingErrors.VillageRequired : BookingErrors.VillageUnknown);
        }

        if (!States.TryGetValue(CsvTable.Plain(row["state"] ?? ""), out var state))
        {
            errors.Add(BacklogErrors.StateUnknown);
        }

        if (!ToldMoment.TryParse(row["since"], office.Calendar, out var since))
        {
            errors.Add(FileErrors.DateUnreadable("since", row["since"] ?? ""));
        }
        else if (since > now)
        {
            errors.Add(ApplicationErrors.ReportedTime);
        }

        // Most lists name none: somebody who waits for a card has, as a rule, been recorded for the first time.
        var service = ServiceSlug.New;
        if (row["service"] is { } asked && !services.TryGetValue(CsvTable.Plain(asked), out service))
        {
            errors.Add(BookingErrors.ServiceUnknown);
        }

        var phone = row["phone"] is { } number ? Numbers.Take(PhoneNumber.Parse(number), errors) : null;
        var channel = Channel(row["channel"], phone, errors);
        return errors.Count > 0
            ? new BacklogRow(row.Line, null, nik, default, default, errors)
            : new BacklogRow(
                row.Line,
                new BookingDetails(office.Code, service, name.Value, nik!.Value, birth.Value, false, phone, village, Language.Indonesian, channel, SpecialNeeds.None),
                nik,
                state,
                since.ToUniversalTime(),
                []);
    }

    // A phone on the list is there to be called; SMS reaches every one.
    private static Channel Channel(string? text, PhoneNumber? phone, List<Error> errors)
    {
        if (text is null)
        {
            return phone is null ? Core.Applications.Channel.None : Core.Applications.Channel.Sms;
        }

        var (channel, known) = CsvTable.Plain(text) switch
        {
            "whatsapp" or "wa" => (Core.Applications.Channel.WhatsApp, true),
            "sms" => (Core.Applications.Channel.Sms, true),
            "tidak" or "tanpa" or "none" => (Core.Applications.Channel.None, true),
            _ => (Core.Applications.Channel.None, false),
        };
        if (!known)
        {
            errors.Add(BookingErrors.ChannelRequired);
        }
        else if (channel != Core.Applications.Channel.None && phone is null)
        {
            errors.Add(BookingErrors.ChannelNeedsPhone);
        }

        return channel;
    }

    private static string Village(string? text)
    {
        var plain = CsvTable.Plain(text ?? "");
        foreach (var kind in (string[])["desa", "kelurahan", "kel", "ds"])
        {
            if (text is not null && text.TrimStart().StartsWith(kind, StringComparison.OrdinalIgnoreCase) && text.TrimStart().Length > kind.Length && text.TrimStart()[kind.Length] is ' ' or '.')
            {
                return plain[kind.Length..];
            }
        }

        return plain;
    }
}
