using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>Who took the card.</summary>
public enum HandedTo
{
    /// <summary>The holder.</summary>
    Holder,

    /// <summary>Somebody the holder sent, with the one-time code that went to the holder.</summary>
    DelegateWithCode,

    /// <summary>Somebody the holder sent, without a code: the holder has no phone, and the desk checked the papers.</summary>
    DelegateByPapers,
}

/// <summary>By what the desk recognised the person.</summary>
public enum IdentityCheck
{
    /// <summary>The old card.</summary>
    OldCard,

    /// <summary>The family card (KK).</summary>
    FamilyCard,

    /// <summary>The register receipt together with the face on the new card.</summary>
    ReceiptAndFace,

    /// <summary>Another paper, named in the note.</summary>
    OtherPaper,
}

/// <summary>A card that was handed over: when, by whom, to whom, and how the desk knew the person. Rp 0.</summary>
public sealed class Handover
{
    private Handover()
    {
    }

    /// <summary>Notes a handover.</summary>
    public Handover(Guid id, CardApplication application, HandedTo to, IdentityCheck check, string? note, DateOnly localDay, Actor actor, DateTimeOffset now)
    {
        Id = id;
        ApplicationId = application.Id;
        OfficeCode = application.OfficeCode;
        To = to;
        Check = check;
        Note = note;
        LocalDay = localDay;
        StaffId = actor.StaffId;
        At = now;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The application; the database allows one handover that stands.</summary>
    public Guid ApplicationId { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>Who took it.</summary>
    public HandedTo To { get; private set; }

    /// <summary>How the person was recognised.</summary>
    public IdentityCheck Check { get; private set; }

    /// <summary>What was written beside it, without personal data; null when nothing was.</summary>
    public string? Note { get; private set; }

    /// <summary>The office's own calendar day.</summary>
    public DateOnly LocalDay { get; private set; }

    /// <summary>Who handed it over.</summary>
    public Guid? StaffId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>True when it was taken back as a mistake.</summary>
    public bool TakenBack { get; private set; }

    /// <summary>It was a mistake.</summary>
    public void TakeBack() => TakenBack = true;
}
