using Portal.Core.Applications;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;

namespace Portal.Web.Features.Staff.Desk;

/// <summary>A heading of the navigation.</summary>
public enum NavGroup
{
    Desk,
    Queues,
    Blangko,
    Other,
    Administration,
}

/// <summary>What the navigation counts, in one office; null where the reader may not know.</summary>
/// <param name="Expected">Visitors still expected today.</param>
/// <param name="Pending">Messages not sent yet.</param>
/// <param name="Queues">What waits at each stage.</param>
/// <param name="Reviews">Lone acts that nobody has reviewed.</param>
/// <param name="Alerts">Things that stand still.</param>
public sealed record NavCounts(int? Expected = null, int? Pending = null, QueueCounts? Queues = null, int? Reviews = null, int? Alerts = null);

/// <summary>One link of the navigation.</summary>
/// <param name="Group">Under which heading.</param>
/// <param name="Path">Where it leads; shown once that page exists.</param>
/// <param name="Text">Text key of its name.</param>
/// <param name="Permission">Shown to those who hold this.</param>
/// <param name="Count">What is counted beside it, or null.</param>
/// <param name="CountText">Text key of what the count means, for those who cannot see it stand beside the name.</param>
/// <param name="Instead">A page of its own that replaces <paramref name="Path"/> once it exists; null for none.</param>
public sealed record StaffLink(NavGroup Group, string Path, string Text, Permission Permission, Func<NavCounts, int?>? Count = null, string CountText = "Nav.Waiting", string? Instead = null);

/// <summary>The navigation of the staff pages: one line a link.</summary>
public static class StaffLinks
{
    /// <summary>The steps to the first resident.</summary>
    public const string Start = "/petugas/mulai";

    private const string Queue = "/petugas/antrian?tahap=";

    public static IReadOnlyList<StaffLink> All { get; } =
    [
        new(NavGroup.Desk, "/petugas/hari-ini", "Nav.Today", Permission.ViewToday, c => c.Expected, "Nav.TodayCount"),
        new(NavGroup.Desk, "/petugas/cari", "Nav.Search", Permission.FindApplications),
        new(NavGroup.Desk, "/petugas/daftar-langsung", "Nav.WalkIn", Permission.RegisterWalkIn),
        new(NavGroup.Desk, Queue + "penyerahan", "Nav.Pickup", Permission.ViewQueues, ToDo(WorkStage.Pickup)),
        new(NavGroup.Desk, "/petugas/belum-diambil", "Nav.Uncollected", Permission.ViewUncollected),

        new(NavGroup.Queues, Queue + "penelitian", "Nav.Dossier", Permission.ViewQueues, ToDo(WorkStage.Dossier)),
        new(NavGroup.Queues, Queue + "perekaman", "Nav.Recording", Permission.ViewQueues, ToDo(WorkStage.Recording)),
        new(NavGroup.Queues, Queue + "pemeriksaan", "Nav.SecondCheck", Permission.ViewQueues, ToDo(WorkStage.SecondCheck)),
        new(NavGroup.Queues, Queue + "kirim", "Nav.ToCentre", Permission.ViewQueues, ToDo(WorkStage.ToCentre), Instead: "/petugas/pusat"),
        new(NavGroup.Queues, Queue + "pusat", "Nav.Centre", Permission.ViewQueues, ToDo(WorkStage.Centre)),
        new(NavGroup.Queues, Queue + "masalah", "Nav.Problem", Permission.ViewQueues, ToDo(WorkStage.Problem)),
        new(NavGroup.Queues, Queue + "cetak", "Nav.Printing", Permission.ViewQueues, ToDo(WorkStage.Printing), Instead: "/petugas/pencetakan"),
        new(NavGroup.Queues, Queue + "mutu", "Nav.Quality", Permission.ViewQueues, ToDo(WorkStage.Quality), Instead: "/petugas/mutu"),

        new(NavGroup.Blangko, "/petugas/stok", "Nav.Stock", Permission.ViewStock),
        new(NavGroup.Blangko, "/petugas/stok/permintaan", "Nav.StockRequests", Permission.ViewStock),
        new(NavGroup.Blangko, "/petugas/stok/tutup", "Nav.StockClose", Permission.CloseStockDay),
        new(NavGroup.Blangko, "/petugas/kiriman", "Nav.Bundles", Permission.ReceiveBundles),

        new(NavGroup.Other, "/petugas/pesan", "Nav.Messages", Permission.ViewMessages, c => c.Pending, "Nav.MessagesCount"),
        new(NavGroup.Other, "/petugas/pesan/siaran", "Nav.Broadcasts", Permission.WriteBroadcast),
        new(NavGroup.Other, "/petugas/tinjauan", "Nav.Reviews", Permission.ReviewLoneActs, c => c.Reviews),
        new(NavGroup.Other, "/petugas/impor", "Nav.Import", Permission.ImportBacklog),
        new(NavGroup.Other, "/petugas/kertas", "Nav.Paper", Permission.PreparePaper),

        new(NavGroup.Administration, Start, "Nav.Start", Permission.ManageOffices),
        new(NavGroup.Administration, "/petugas/kantor", "Nav.Offices", Permission.ViewOffices),
        new(NavGroup.Administration, "/petugas/kalender", "Nav.Calendar", Permission.ViewCalendar),
        new(NavGroup.Administration, "/petugas/pengguna", "Nav.Staff", Permission.ViewStaff),
        new(NavGroup.Administration, "/petugas/jejak", "Nav.Audit", Permission.ViewAudit),
        new(NavGroup.Administration, "/petugas/pengaturan", "Nav.Settings", Permission.ViewSettings),
        new(NavGroup.Administration, "/petugas/pesan/templat", "Nav.Templates", Permission.ViewTemplates),
        new(NavGroup.Administration, "/petugas/pekerjaan", "Nav.Jobs", Permission.ViewJobs, c => c.Alerts, "Nav.AlertsCount"),
    ];

    // An empty queue needs no number.
    private static Func<NavCounts, int?> ToDo(WorkStage stage) => counts => counts.Queues?.ToDo(stage) is { } waiting and > 0 ? waiting : null;
}
