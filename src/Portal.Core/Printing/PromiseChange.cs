namespace Portal.Core.Printing;

/// <summary>Why a card will be ready later than was said. Of several reasons the one that costs the card most.</summary>
public enum PromiseDelay
{
    /// <summary>Blanks that were to be expected by now have not come, or an announced delivery was put off.</summary>
    SupplyLate,

    /// <summary>A delivery was smaller than expected, blanks were spoiled or written off, or less is announced.</summary>
    FewerBlanks,

    /// <summary>Cards were put in front of this one (a published priority class or a logged jump).</summary>
    OthersFirst,

    /// <summary>The office prints fewer cards a day, or takes longer to check them.</summary>
    SlowerPrinting,

    /// <summary>The centre, the line to it, or the second person's check takes longer.</summary>
    CentreSlower,

    /// <summary>Days on which the office would have worked have become days on which it is closed.</summary>
    OfficeClosed,
}

/// <summary>
/// Compares what an office knew when a range was told with what it knows now. Each reason is tried by undoing it: had only this stayed
/// as it was, how much earlier would the card be? Built once for an office and the facts of one telling, then asked for each card.
/// </summary>
public sealed class PromiseChange
{
    private readonly PromiseFacts _before;
    private readonly PromiseFacts _now;
    private readonly int _printed;
    private readonly int _delivered;
    private readonly int _missing;
    private readonly Lazy<PromiseModel> _calendarKept;
    private readonly Lazy<PromiseModel> _printingKept;
    private readonly Lazy<PromiseModel> _centreKept;
    private readonly Lazy<PromiseModel> _supplyKept;
    private readonly Lazy<PromiseModel> _blanksKept;

    /// <summary>Takes the facts of both moments.</summary>
    /// <param name="before">What was known when the range was told.</param>
    /// <param name="now">What is known now, not earlier than <paramref name="before"/>.</param>
    public PromiseChange(PromiseFacts before, PromiseFacts now)
    {
        _before = before;
        _now = now;
        _printed = now.PrintDays.Where(day => day.Day >= before.Today).Sum(day => day.Printed);
        _delivered = now.Deliveries.Where(d => d.Day > before.Today && d.Day <= now.Today).Sum(d => d.Quantity);
        _missing = Math.Max(PromiseModel.ExpectedBlanks(before, now.Today.DayNumber - before.Today.DayNumber) - _delivered, 0);
        Now = PromiseModel.Build(now);
        _calendarKept = new(() => PromiseModel.Build(now with { Calendar = before.Calendar }));
        _printingKept = new(() => PromiseModel.Build(now with { PrintsPerDay = before.PrintsPerDay, PrintDays = before.PrintDays, PrintedToReady = before.PrintedToReady }));
        _centreKept = new(() => PromiseModel.Build(now with { RecordingToPrintReady = before.RecordingToPrintReady }));
        _supplyKept = new(() => PromiseModel.Build(SupplyInTime()));
        _blanksKept = new(() => PromiseModel.Build(AllBlanks()));
    }

    /// <summary>The model of what is known now.</summary>
    public PromiseModel Now { get; }

    /// <summary>The reason; null when the card is not later than told (the end of the range counts) or nothing can be said of it now.</summary>
    /// <param name="told">The range as it was told.</param>
    /// <param name="then">Where the card stood then.</param>
    /// <param name="now">Where it stands now.</param>
    public PromiseDelay? WhyLater(PromisedRange told, CardInLine then, CardInLine now)
    {
        if (Now.RangeFor(now) is not { } range || range.Through <= told.Through)
        {
            return null;
        }

        var most = 0;
        PromiseDelay? reason = null;
        foreach (var delay in Enum.GetValues<PromiseDelay>())
        {
            var gained = Undone(delay, then, now) is { } undone ? range.Through.DayNumber - undone.Through.DayNumber : 0;
            if (gained > most)
            {
                (most, reason) = (gained, delay);
            }
        }

        return reason ?? (told.Basis == PromiseBasis.Supply || range.Basis == PromiseBasis.Supply ? PromiseDelay.SupplyLate
            : now is CardBeforePrintReady ? PromiseDelay.CentreSlower
            : PromiseDelay.SlowerPrinting);
    }

    // The range that the card would have now, had this not happened.
    private PromisedRange? Undone(PromiseDelay delay, CardInLine then, CardInLine now) => delay switch
    {
        PromiseDelay.SupplyLate => _supplyKept.Value.RangeFor(now),
        PromiseDelay.FewerBlanks => _blanksKept.Value.RangeFor(now),
        PromiseDelay.OthersFirst => then is CardPrintReady was && now is CardPrintReady place ? Now.RangeFor(place with { Place = Math.Clamp(was.Place - _printed, 1, place.Place) }) : null,
        PromiseDelay.SlowerPrinting => _printingKept.Value.RangeFor(now),
        PromiseDelay.CentreSlower => now is CardBeforePrintReady before ? _centreKept.Value.RangeFor(BackInTime(then, before)) : null,
        PromiseDelay.OfficeClosed => _calendarKept.Value.RangeFor(now),
    };

    // A card that should have been back by now is itself the evidence that the centre is slow.
    private CardInLine BackInTime(CardInLine then, CardBeforePrintReady now)
    {
        var age = PromiseDays.Between(_before.Calendar, then.Recorded, _before.Today);
        var passed = PromiseDays.Between(_now.Calendar, _before.Today, _now.Today);
        return passed > StageSpeed.OfCentre(_before.RecordingToPrintReady).Remaining(age, 0.5)
            ? new CardPrintReady(now.Recorded, _now.PrintReadyWaiting + 1)
            : now;
    }

    // The days as they were announced, and what the deliveries until then led one to expect by today.
    private PromiseFacts SupplyInTime()
    {
        var kept = IsPutOff ? _now with { Announced = _before.Announced } : _now;
        return _delivered > 0 || _missing == 0 ? kept
            : kept with { BlanksOnHand = _now.BlanksOnHand + _missing, Deliveries = [.. _now.Deliveries, new(_now.Today, _missing)] };
    }

    // What was in the drawer and is neither there nor on a card, what a delivery fell short by, and what was announced.
    private PromiseFacts AllBlanks()
    {
        var gone = Math.Max(_before.BlanksOnHand + _delivered - _printed - _now.BlanksOnHand, 0);
        var isLess = _delivered == 0 && !IsPutOff && _now.Announced.Sum(a => (long)a.Most) < _before.Announced.Sum(a => (long)a.Most);
        return _now with
        {
            BlanksOnHand = _now.BlanksOnHand + gone + (_delivered > 0 ? _missing : 0),
            Announced = isLess ? _before.Announced : _now.Announced,
        };
    }

    private bool IsPutOff =>
        _delivered == 0 && _before.Announced.Count > 0
        && (_now.Announced.Count == 0 || _now.Announced.Max(a => a.Latest) > _before.Announced.Max(a => a.Latest));
}
