using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Portal.Core.Notifications;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Notifications;

/// <summary>
/// Moves due messages to the provider: one hand takes them, several talk to the provider, one notes the answers. No
/// transaction is open while somebody talks.
/// </summary>
public sealed class MessagePump(MessageClaims claims, MessageMarks marks, MessageComposer composer, IMessageSender sender, ProviderGate gate, PortalOptions options, TimeProvider time, ILogger<MessagePump> log)
{
    private const int MarkedAtOnce = 100;
    private static readonly TimeSpan BeforeMarkingAgain = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _running;
    private int _inHand;
    private int _handled;

    /// <summary>Says that something may be due.</summary>
    public void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>Waits until something may be due.</summary>
    public async Task WaitAsync(CancellationToken ct) => await _wakes.Reader.ReadAsync(ct);

    /// <summary>Works until nothing is due. Where this node is at it already, that is told to look again, and nothing is waited for.</summary>
    /// <returns>How many messages were dealt with.</returns>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        // Nothing that would have to be disposed of: a node that stops disposes while this is still ending.
        if (Interlocked.Exchange(ref _running, 1) == 1)
        {
            Wake();
            return 0;
        }

        try
        {
            return await RunAsync(ct);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    private async Task<int> RunAsync(CancellationToken ct)
    {
        (_inHand, _handled) = (0, 0);
        var work = Channel.CreateUnbounded<MessageClaims.Claim>();
        var answers = Channel.CreateUnbounded<MessageMarks.Mark>();
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var marking = MarkAsync(answers.Reader, broken);
        var workers = Enumerable.Range(0, options.Notifications.Parallel).Select(_ => Task.Run(() => WorkAsync(work.Reader, answers.Writer, broken.Token), CancellationToken.None)).ToArray();
        try
        {
            await TakeAsync(work.Writer, broken.Token);
        }
        catch (OperationCanceledException) when (broken.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // The marking has failed and says below why.
        }
        finally
        {
            work.Writer.Complete();
            await Task.WhenAll(workers);
            answers.Writer.Complete();
            await marking;
        }

        return _handled;
    }

    private async Task TakeAsync(ChannelWriter<MessageClaims.Claim> work, CancellationToken ct)
    {
        var parallel = options.Notifications.Parallel;
        while (true)
        {
            var inHand = Volatile.Read(ref _inHand);
            // Half a stock is enough to take more, so that one trip to the database brings many.
            var room = inHand > parallel ? 0 : gate.Room(inHand, 2 * parallel);
            var taken = room > 0 ? await claims.TakeAsync(room, ct) : [];
            Interlocked.Add(ref _inHand, taken.Count);
            foreach (var claim in taken)
            {
                work.TryWrite(claim);
            }

            if (taken.Count == 0)
            {
                if (inHand == 0)
                {
                    return;
                }

                await _wakes.Reader.ReadAsync(ct);
            }
        }
    }

    private async Task WorkAsync(ChannelReader<MessageClaims.Claim> work, ChannelWriter<MessageMarks.Mark> answers, CancellationToken ct)
    {
        await foreach (var claim in work.ReadAllAsync(CancellationToken.None))
        {
            answers.TryWrite(new(claim.Message.Id, claim.Message.Attempt, await HandleSafelyAsync(claim, ct)));
        }
    }

    // One message that cannot even be opened must not stop the others.
    private async Task<SendOutcome> HandleSafelyAsync(MessageClaims.Claim claim, CancellationToken ct)
    {
        try
        {
            return await HandleAsync(claim, ct);
        }
        catch (Exception e)
        {
            log.LogError(e, "Message {Message} could not be handed over.", claim.Message.Id);
            return new SendOutcome(SendResult.Refused);
        }
    }

    private async Task<SendOutcome> HandleAsync(MessageClaims.Claim claim, CancellationToken ct)
    {
        var message = claim.Message;
        if (claim.Stopped)
        {
            return new SendOutcome(SendResult.Withdrawn);
        }

        if (claim.Unwanted)
        {
            return new SendOutcome(SendResult.OptedOut);
        }

        var now = time.GetUtcNow();
        if (sender.Leaves && message.State == MessageState.Sending && message.ExpiresAt <= now)
        {
            return new SendOutcome(SendResult.Expired);
        }

        try
        {
            await gate.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return new SendOutcome(SendResult.NotProcessed);
        }

        if (gate.IsClosed || ct.IsCancellationRequested || time.GetUtcNow() > message.LeaseUntil - MessageClaims.Margin)
        {
            return new SendOutcome(SendResult.NotProcessed);
        }

        // Whoever has begun to talk finishes: a message cut off would have to be looked up.
        var open = composer.Open(message);
        var outcome = message.State == MessageState.MaybeSent ? await sender.LookUpAsync(open, CancellationToken.None) : await sender.SendAsync(open, CancellationToken.None);
        gate.Note(outcome);
        return outcome;
    }

    private async Task MarkAsync(ChannelReader<MessageMarks.Mark> answers, CancellationTokenSource broken)
    {
        try
        {
            while (await answers.WaitToReadAsync(CancellationToken.None))
            {
                List<MessageMarks.Mark> batch = [];
                while (batch.Count < MarkedAtOnce && answers.TryRead(out var mark))
                {
                    batch.Add(mark);
                }

                await MarkPatientlyAsync(batch, broken.Token);
                _handled += batch.Count(m => m.Outcome.Result != SendResult.NotProcessed);
                Interlocked.Add(ref _inHand, -batch.Count);
                Wake();
            }
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
    }

    // What cannot be noted although the provider has it would have to be looked up.
    private async Task MarkPatientlyAsync(List<MessageMarks.Mark> batch, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await marks.ApplyAsync(batch, CancellationToken.None);
                return;
            }
            catch (Exception away) when (DatabaseAway.IsTheReason(away) && !ct.IsCancellationRequested)
            {
                await Task.Delay(BeforeMarkingAgain, time, ct);
            }
        }
    }
}
