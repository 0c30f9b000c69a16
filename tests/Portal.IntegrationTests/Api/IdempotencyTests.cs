using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Shared;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Api;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private readonly PortalFactory _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Post_SameKeySameBody_SameAnswerAndOneBooking()
    {
        var body = await _portal.BookingAsync(1);

        var first = await _portal.PostAsync(body, "one");
        var second = await _portal.PostAsync(body, "one");

        first.Status.ShouldBe(HttpStatusCode.Created, first.Text);
        second.ShouldBe(first with { Json = second.Json });
        await using var db = _portal.OpenDb();
        (await db.Applications.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Post_SameKeySameBodyRefused_SameRefusal()
    {
        var body = await _portal.BookingAsync(1);
        body["consent"] = false;

        var first = await _portal.PostAsync(body, "one");
        var second = await _portal.PostAsync(body, "one");

        second.ShouldBe(first with { Json = second.Json });
        second.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalid_fields");
    }

    [Fact]
    public async Task Post_SameKeyOtherBody_KeyReused()
    {
        await _portal.PostAsync(await _portal.BookingAsync(1), "one");

        (await _portal.PostAsync(await _portal.BookingAsync(2), "one")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Fact]
    public async Task Post_FiftyAtOnceWithOneKey_OneBooksTheOthersAreToldOrGetItsAnswer()
    {
        var body = (await _portal.BookingAsync(1)).ToJsonString();

        var answers = await House.FiftyAtOnceAsync(_ => _portal.PostAsync(System.Text.Json.Nodes.JsonNode.Parse(body)!, "one"));

        answers.Select(a => a.Status).Distinct().ShouldBeSubsetOf([HttpStatusCode.Created, HttpStatusCode.Conflict]);
        answers.Where(a => a.Status == HttpStatusCode.Created).Select(a => a.Text).Distinct().Count().ShouldBe(1);
        answers.Where(a => a.Status == HttpStatusCode.Conflict).ShouldAllBe(a => a.Code == "idempotency_in_progress" && a.RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public async Task Post_FirstStillRunning_InProgress()
    {
        var body = await _portal.BookingAsync(1);
        await _portal.PostAsync(body, "one");
        await ForgetAnswerAsync();

        (await _portal.PostAsync(body, "one")).ShouldBeProblem(HttpStatusCode.Conflict, "idempotency_in_progress");
    }

    [Fact]
    public async Task Post_PortalDiedBeforeItAnswered_TheSameBookingIsAnsweredAMinuteLater()
    {
        var body = await _portal.BookingAsync(1);
        var first = await _portal.PostAsync(body, "one");
        await ForgetAnswerAsync();
        _portal.Time.Advance(TimeSpan.FromMinutes(1));

        var second = await _portal.PostAsync(body, "one");

        second.ShouldBe(first with { Json = second.Json });
    }

    [Fact]
    public async Task Post_SameKeyADayLater_IsANewRequest()
    {
        await _portal.PostAsync(await _portal.BookingAsync(1), "one");
        _portal.Time.Advance(TimeSpan.FromHours(24));

        (await _portal.PostAsync(await _portal.BookingAsync(2), "one")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("kunci-é")]
    public async Task Post_KeyThatIsNone_IsRefused(string key) =>
        (await _portal.PostAsync(await _portal.BookingAsync(1), key)).ShouldBeProblem(HttpStatusCode.BadRequest, "idempotency_key_invalid");

    [Fact]
    public async Task Post_KeyLengths_255And256()
    {
        (await _portal.PostAsync(await _portal.BookingAsync(1), new string('k', 255))).Status.ShouldBe(HttpStatusCode.Created);
        (await _portal.PostAsync(await _portal.BookingAsync(2), new string('k', 256))).ShouldBeProblem(HttpStatusCode.BadRequest, "idempotency_key_invalid");
    }

    [Fact]
    public async Task KeptAnswer_InTheDatabase_ShowsNothing()
    {
        var made = await _portal.PostAsync(await _portal.BookingAsync(1), "one");

        await using var db = _portal.OpenDb();
        var record = await db.IdempotencyRecords.SingleAsync();
        var stored = System.Text.Encoding.Latin1.GetString(record.Response!);
        stored.ShouldNotContain(made.Json["register"]!.GetValue<string>());
        stored.ShouldNotContain("/k/");
    }

    [Fact]
    public async Task Purge_ADayLater_ForgetsTheAnswer()
    {
        await _portal.PostAsync(await _portal.BookingAsync(1), "one");
        (await _portal.Get<IdempotentAnswers>().PurgeAsync(default)).ShouldBe(0);
        _portal.Time.Advance(TimeSpan.FromHours(24));

        (await _portal.Get<IdempotentAnswers>().PurgeAsync(default)).ShouldBe(1);
    }

    /// <summary>What a crash between the booking and the note of its answer leaves.</summary>
    private async Task ForgetAnswerAsync()
    {
        await using var db = _portal.OpenDb();
        await db.IdempotencyRecords.ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, (int?)null).SetProperty(r => r.Response, (byte[]?)null));
    }
}
