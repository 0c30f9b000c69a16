using Portal.Core.Applications;
using Portal.Core.Shared;

namespace Portal.Core.Booking;

/// <summary>What the resident comes for.</summary>
public enum AppointmentPurpose
{
    /// <summary>Recording, or recording again.</summary>
    Recording,

    /// <summary>Collecting the card.</summary>
    Pickup,
}

/// <summary>Where an appointment stands.</summary>
public enum AppointmentState
{
    /// <summary>Booked; the person is expected.</summary>
    Booked,

    /// <summary>The person is here.</summary>
    CheckedIn,

    /// <summary>What the person came for is done: the next visit can be booked.</summary>
    Served,

    /// <summary>The person did not come; the application stays open.</summary>
    NoShow,

    /// <summary>Given up by the resident or the desk, or ended with its day although the person was here.</summary>
    Cancelled,
}

/// <summary>One visit of one applicant, at a slot or (walk-in) without one.</summary>
public sealed class Appointment
{
    private Appointment()
    {
    }

    private Appointment(Guid id, CardApplication application, Guid servicePointId, DateTimeOffset start, DateTimeOffset end, DateOnly localDay, bool walkIn)
    {
        Id = id;
        ApplicationId = application.Id;
        OfficeCode = application.OfficeCode;
        ServicePointId = servicePointId;
        NikHash = application.Person!.NikHash;
        Purpose = application.State == ApplicationState.ReadyForPickup ? AppointmentPurpose.Pickup : AppointmentPurpose.Recording;
        WalkIn = walkIn;
        StartAt = start.ToUniversalTime();
        EndAt = end.ToUniversalTime();
        LocalDay = localDay;
        State = AppointmentState.Booked;
        IsLive = true;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The application it belongs to.</summary>
    public Guid ApplicationId { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>Where in the office.</summary>
    public Guid ServicePointId { get; private set; }

    /// <summary>Keyed hash of the NIK: the database allows one live appointment per NIK. Null after erasure.</summary>
    public byte[]? NikHash { get; private set; }

    /// <summary>What the resident comes for.</summary>
    public AppointmentPurpose Purpose { get; private set; }

    /// <summary>True for somebody who came without an appointment; takes no slot.</summary>
    public bool WalkIn { get; private set; }

    /// <summary>Start, UTC, inclusive.</summary>
    public DateTimeOffset StartAt { get; private set; }

    /// <summary>End, UTC, exclusive.</summary>
    public DateTimeOffset EndAt { get; private set; }

    /// <summary>The office's own calendar day.</summary>
    public DateOnly LocalDay { get; private set; }

    /// <summary>Where it stands.</summary>
    public AppointmentState State { get; private set; }

    /// <summary>True while the person is expected or here and not yet served.</summary>
    public bool IsLive { get; private set; }

    /// <summary>When the person arrived, UTC; null before.</summary>
    public DateTimeOffset? CheckedInAt { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>An appointment at a slot.</summary>
    public static Appointment At(Guid id, CardApplication application, Guid servicePointId, Slot slot, DateOnly localDay) =>
        new(id, application, servicePointId, slot.Start, slot.End, localDay, walkIn: false);

    /// <summary>Somebody who came without an appointment: here already.</summary>
    public static Appointment ForWalkIn(Guid id, CardApplication application, Guid servicePointId, DateOnly localDay, DateTimeOffset now)
    {
        var appointment = new Appointment(id, application, servicePointId, now, now, localDay, walkIn: true);
        appointment.State = AppointmentState.CheckedIn;
        appointment.CheckedInAt = now;
        return appointment;
    }

    /// <summary>Moves it to another slot of a service point. Refused when the person is already here or it has ended.</summary>
    public Result Move(Guid servicePointId, Slot slot, DateOnly localDay)
    {
        if (State != AppointmentState.Booked)
        {
            return BookingErrors.NoAppointment;
        }

        ServicePointId = servicePointId;
        StartAt = slot.Start.ToUniversalTime();
        EndAt = slot.End.ToUniversalTime();
        LocalDay = localDay;
        return Result.Ok;
    }

    /// <summary>Its slot begins as before and ends otherwise: the office serves people in longer or shorter turns now.</summary>
    public void Refit(Slot slot) => EndAt = slot.End.ToUniversalTime();

    /// <summary>The person is here. Only on the day itself; a second time changes nothing.</summary>
    public Result CheckIn(DateOnly today, DateTimeOffset now)
    {
        if (State == AppointmentState.CheckedIn)
        {
            return Result.Ok;
        }

        if (State == AppointmentState.Cancelled)
        {
            return BookingErrors.NoAppointment;
        }

        if (State == AppointmentState.Served)
        {
            return BookingErrors.AlreadyServed;
        }

        if (LocalDay != today)
        {
            return BookingErrors.NotToday;
        }

        State = AppointmentState.CheckedIn;
        CheckedInAt = now;
        IsLive = true;
        return Result.Ok;
    }

    /// <summary>Takes a mistaken check-in back.</summary>
    public Result UndoCheckIn()
    {
        if (State != AppointmentState.CheckedIn || WalkIn)
        {
            return BookingErrors.NoAppointment;
        }

        State = AppointmentState.Booked;
        CheckedInAt = null;
        return Result.Ok;
    }

    /// <summary>
    /// What the person came for is done. Somebody whose arrival nobody noted was here all the same, so an appointment that has begun
    /// will do; one that lies ahead is another visit.
    /// </summary>
    public Result Serve(DateTimeOffset now)
    {
        if (State != AppointmentState.CheckedIn && !(State == AppointmentState.Booked && StartAt <= now))
        {
            return BookingErrors.NoAppointment;
        }

        State = AppointmentState.Served;
        IsLive = false;
        return Result.Ok;
    }

    /// <summary>The person did not come: the appointment is freed, the application stays. Only once the slot has begun.</summary>
    public Result MarkNoShow(DateTimeOffset now)
    {
        if (State != AppointmentState.Booked || StartAt > now)
        {
            return BookingErrors.NoAppointment;
        }

        State = AppointmentState.NoShow;
        IsLive = false;
        return Result.Ok;
    }

    /// <summary>Takes a mistaken no-show back.</summary>
    public Result UndoNoShow()
    {
        if (State != AppointmentState.NoShow)
        {
            return BookingErrors.NoAppointment;
        }

        State = AppointmentState.Booked;
        IsLive = true;
        return Result.Ok;
    }

    /// <summary>The visit was ended by a step that has been taken back: the person is still here. Only on the day itself.</summary>
    public Result Resume(DateOnly today)
    {
        if (State != AppointmentState.Served || CheckedInAt is null || LocalDay != today)
        {
            return BookingErrors.NoAppointment;
        }

        State = AppointmentState.CheckedIn;
        IsLive = true;
        return Result.Ok;
    }

    /// <summary>
    /// Its day is over. Nobody waits in the hall at night: whoever came and was not served may choose another time, and whoever
    /// did not come is noted as absent.
    /// </summary>
    /// <param name="cameAnyway">True when something else shows that the person was here although nobody noted the arrival.</param>
    /// <param name="today">The office's own day now; the appointment's lies before it.</param>
    public Result CloseDay(bool cameAnyway, DateOnly today)
    {
        if (!IsLive || LocalDay >= today)
        {
            return BookingErrors.NoAppointment;
        }

        State = State == AppointmentState.CheckedIn || cameAnyway ? AppointmentState.Cancelled : AppointmentState.NoShow;
        IsLive = false;
        return Result.Ok;
    }

    /// <summary>Gives it up. Refused when it is over.</summary>
    public Result Cancel()
    {
        if (!IsLive)
        {
            return BookingErrors.NoAppointment;
        }

        State = AppointmentState.Cancelled;
        IsLive = false;
        return Result.Ok;
    }

    /// <summary>Puts in the NIK's hash under a new key.</summary>
    public void Rehash(byte[] nikHash) => NikHash = nikHash;
}
