using Portal.Core.Shared;

namespace Portal.Core.Offices;

/// <summary>A change of one service point, before it is made: so that it can be tried first and made afterwards, and is the same both times.</summary>
public abstract record CalendarChange
{
    private CalendarChange()
    {
    }

    /// <summary>Which days it can touch, both ends inclusive; null for none.</summary>
    public abstract (DateOnly From, DateOnly Through)? Scope { get; }

    /// <summary>True when people who lose their time hear that the office is closed.</summary>
    public virtual bool Closes => false;

    /// <summary>Makes it.</summary>
    /// <returns>Success, or why not; see <see cref="CalendarErrors"/>.</returns>
    public abstract Result Apply(ServicePoint point, CalendarSetting setting);

    private static (DateOnly From, DateOnly Through)? Days(DateOnly? from, DateOnly? through) => from is { } first && through is { } last ? (first, last) : null;

    /// <summary>Closes days.</summary>
    public sealed record CloseDays(DateOnly? From, DateOnly? Through, LocalizedText Reason) : CalendarChange
    {
        /// <inheritdoc />
        public override (DateOnly From, DateOnly Through)? Scope => Days(From, Through);

        /// <inheritdoc />
        public override bool Closes => true;

        /// <inheritdoc />
        public override Result Apply(ServicePoint point, CalendarSetting setting) => point.Close(From, Through, Reason, setting);
    }

    /// <summary>Opens closed days again. Whoever was moved stays where they are.</summary>
    public sealed record LiftClosure(DateOnly From) : CalendarChange
    {
        /// <inheritdoc />
        public override (DateOnly From, DateOnly Through)? Scope => null;

        /// <inheritdoc />
        public override Result Apply(ServicePoint point, CalendarSetting setting) => point.Lift(From, setting);
    }

    /// <summary>Opens on one date beside the usual hours.</summary>
    public sealed record AddHours(DateOnly? Day, TimeOnly? Opens, TimeOnly? Until) : CalendarChange
    {
        /// <inheritdoc />
        public override (DateOnly From, DateOnly Through)? Scope => null;

        /// <inheritdoc />
        public override Result Apply(ServicePoint point, CalendarSetting setting) => point.Open(Day, Opens, Until, setting);
    }

    /// <summary>Takes extra hours away.</summary>
    public sealed record RemoveHours(ExtraHours Extra) : CalendarChange
    {
        /// <inheritdoc />
        public override (DateOnly From, DateOnly Through)? Scope => (Extra.Day, Extra.Day);

        /// <inheritdoc />
        public override Result Apply(ServicePoint point, CalendarSetting setting) => point.TakeBack(Extra);
    }

    /// <summary>New hours and rules from a day on.</summary>
    public sealed record PlanFrom(PointPlan Plan) : CalendarChange
    {
        /// <inheritdoc />
        public override (DateOnly From, DateOnly Through)? Scope => (Plan.From, DateOnly.MaxValue);

        /// <inheritdoc />
        public override Result Apply(ServicePoint point, CalendarSetting setting) => point.Plan(Plan, setting);
    }

    /// <summary>Gives up a plan that has not begun.</summary>
    public sealed record WithdrawPlan(DateOnly From) : CalendarChange
    {
        /// <inheritdoc />
        public override (DateOnly From, DateOnly Through)? Scope => (From, DateOnly.MaxValue);

        /// <inheritdoc />
        public override Result Apply(ServicePoint point, CalendarSetting setting) => point.Withdraw(From, setting);
    }

    /// <summary>Announces when days are released. Whoever has a time on them keeps it.</summary>
    public sealed record AnnounceRelease(DateOnly? From, DateOnly? Through, DateTimeOffset? At) : CalendarChange
    {
        /// <inheritdoc />
        public override (DateOnly From, DateOnly Through)? Scope => null;

        /// <inheritdoc />
        public override Result Apply(ServicePoint point, CalendarSetting setting) => point.Announce(From, Through, At, setting);
    }

    /// <summary>Lets days be released by the horizon again.</summary>
    public sealed record WithdrawRelease(DateOnly From) : CalendarChange
    {
        /// <inheritdoc />
        public override (DateOnly From, DateOnly Through)? Scope => null;

        /// <inheritdoc />
        public override Result Apply(ServicePoint point, CalendarSetting setting) => point.Unannounce(From);
    }

    /// <summary>Names the point anew.</summary>
    public sealed record Rename(LocalizedText Name) : CalendarChange
    {
        /// <inheritdoc />
        public override (DateOnly From, DateOnly Through)? Scope => null;

        /// <inheritdoc />
        public override Result Apply(ServicePoint point, CalendarSetting setting) => point.Rename(Name);
    }

    /// <summary>Closes the point for good.</summary>
    public sealed record CloseForGood(DateOnly? From) : CalendarChange
    {
        /// <inheritdoc />
        public override (DateOnly From, DateOnly Through)? Scope => Days(From, DateOnly.MaxValue);

        /// <inheritdoc />
        public override bool Closes => true;

        /// <inheritdoc />
        public override Result Apply(ServicePoint point, CalendarSetting setting) => point.CloseForGood(From, setting);
    }
}
