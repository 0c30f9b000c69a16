using Portal.Core.Staff;

namespace Portal.UnitTests.Staff;

public sealed class WorkSessionTests
{
    private static readonly DateTimeOffset s_now = new(2026, 12, 7, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, SessionState.Live)]
    [InlineData(4, SessionState.Live)]
    [InlineData(5, SessionState.Locked)]
    [InlineData(479, SessionState.Locked)]
    [InlineData(480, SessionState.Over)]
    public void StateAt_SilentForMinutes_IsAsTheRulesSay(int minutes, SessionState state) => New().StateAt(s_now.AddMinutes(minutes), SessionRules.Usual).ShouldBe(state);

    [Fact]
    public void SessionsOver_EnvironmentFinerThanMinutes_IsKeptUntilSomebodySaysOtherwise()
    {
        var environment = new SessionRules(TimeSpan.FromSeconds(30), TimeSpan.FromHours(0.5), TimeSpan.FromHours(12));
        var (minutes, unused, longest) = Portal.Core.Settings.InstallationSettings.Of(environment);
        var settings = new Portal.Core.Settings.InstallationSettings(120, 100, minutes, unused, longest);

        minutes.ShouldBe(1, "half a minute must not read as never");
        settings.SessionsOver(environment).ShouldBe(environment);
        (settings with { LockAfterMinutes = 0 }).SessionsOver(environment).ShouldBe(environment with { LockAfter = TimeSpan.Zero });
    }

    [Fact]
    public void StateAt_LockedAndOpened_ComesBack()
    {
        var session = New();
        session.Lock(s_now);
        session.StateAt(s_now, SessionRules.Usual).ShouldBe(SessionState.Locked);
        session.Open(s_now);
        session.StateAt(s_now, SessionRules.Usual).ShouldBe(SessionState.Live);
        session.Close(SessionEnd.EndedByAdmin, s_now);
        session.Close(SessionEnd.SignedOut, s_now.AddHours(1));
        session.StateAt(s_now, SessionRules.Usual).ShouldBe(SessionState.Over);
        (session.EndedFor, session.EndedAt).ShouldBe((SessionEnd.EndedByAdmin, s_now));
    }

    [Fact]
    public void StateAt_WithoutIdleLock_LocksOnlyByHand() =>
        New().StateAt(s_now.AddHours(7), SessionRules.Usual with { LockAfter = TimeSpan.Zero }).ShouldBe(SessionState.Live);

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36", "Chrome", "Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0", "Edge", "Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36", "Chrome", "Android")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox", "Linux")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1", "Safari", "iPhone")]
    [InlineData("<script>alert(1)</script>", "", "")]
    [InlineData(null, "", "")]
    public void Browser_ByWhatItSays_IsOneOfAFewWords(string? says, string browser, string system) => BrowserWords.Of(says).ShouldBe(new BrowserWords(browser, system));

    private static WorkSession New() => new(Guid.NewGuid(), Guid.NewGuid(), null, default, s_now);
}
