using Portal.Core.Shared;

namespace Portal.Core.Printing;

/// <summary>
/// The print order of an office: by class, then by the time the card became print-ready, then by id. Everyone can see
/// their place in it.
/// </summary>
public static class PrintOrder
{
    /// <summary>Class of a card that was spoiled: it goes first, for its turn had come.</summary>
    public const short Front = 0;

    /// <summary>Class of everyone else.</summary>
    public const short Normal = 100;
}

/// <summary>A class that an office prints earlier, and says so in public: school-leavers before an exam, for example.</summary>
/// <param name="Code">Stable code, lower case: "exam".</param>
/// <param name="Rank">Its place among the classes, <see cref="PrintOrder.Front"/> + 1 to <see cref="PrintOrder.Normal"/> − 1, lower first.</param>
/// <param name="Name">What residents read.</param>
public sealed record PriorityClass(string Code, short Rank, LocalizedText Name);
