using System.Reflection;
using System.Text.RegularExpressions;
using Portal.Core.Shared;
using Portal.Infrastructure;
using Quartz;

namespace Portal.UnitTests.Architecture;

/// <summary><c>Web → Infrastructure → Core</c>, never back; no clock but the injected one; every act behind a permission.</summary>
public sealed partial class LayerTests
{
    private static readonly Assembly Core = typeof(Result).Assembly;
    private static readonly Assembly Infrastructure = typeof(IUseCase).Assembly;

    // SQL has a clock too, and it is not the one that tests turn.
    [GeneratedRegex(@"\b(now\(\)|current_timestamp|clock_timestamp\(\)|statement_timestamp\(\)|current_date|localtimestamp)")]
    private static partial Regex SqlClock { get; }

    [Fact]
    public void Core_Compiled_RefersToTheBaseLibraryOnly() =>
        CompiledCode.ReferencesOf(Core).ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));

    // The compiler drops a reference that nothing uses yet, so the project file is asked as well.
    [Fact]
    public void Core_ProjectFile_ReferencesNothing()
    {
        SourceTree.ItemsOf("Portal.Core", "PackageReference").ShouldBeEmpty();
        SourceTree.ItemsOf("Portal.Core", "ProjectReference").ShouldBeEmpty();
        SourceTree.ItemsOf("Portal.Core", "FrameworkReference").ShouldBeEmpty();
        SourceTree.ItemsOf("Portal.Core", "Reference").ShouldBeEmpty();
        File.ReadAllText(Path.Combine(SourceTree.Root, "src/Portal.Core/Portal.Core.csproj")).ShouldContain("Sdk=\"Microsoft.NET.Sdk\"");
    }

    [Fact]
    public void Infrastructure_Anywhere_DoesNotKnowTheWeb()
    {
        CompiledCode.ReferencesOf(Infrastructure).ShouldNotContain("Portal.Web");
        SourceTree.ItemsOf("Portal.Infrastructure", "ProjectReference").ShouldBe(["../Portal.Core/Portal.Core.csproj"]);
        SourceTree.ItemsOf("Portal.Infrastructure", "PackageReference").ShouldNotContain(name => name.StartsWith("Radzen", StringComparison.Ordinal));
    }

    [Fact]
    public void CoreAndInfrastructure_Compiled_ReadNoStaticClock()
    {
        string[] clocks = ["DateTime.get_Now", "DateTime.get_UtcNow", "DateTime.get_Today", "DateTimeOffset.get_Now", "DateTimeOffset.get_UtcNow"];

        CompiledCode.MembersUsedBy(Core).Intersect([.. clocks, "TimeProvider.get_System"]).ShouldBeEmpty();
        CompiledCode.MembersUsedBy(Infrastructure).Intersect(clocks).ShouldBeEmpty();
    }

    // The real clock is named once, where it is registered; whoever needs the time has it injected.
    [Fact]
    public void Infrastructure_SystemClock_IsNamedWhereItIsRegisteredOnly() =>
        SourceTree.CodeOf("Portal.Infrastructure").Where(path => File.ReadAllText(path).Contains("TimeProvider.System", StringComparison.Ordinal))
            .Select(path => Path.GetFileName(path)).ShouldBe(["PortalInfrastructure.cs"]);

    // The doctor alone asks the server for its time: to say that it differs from the machine's.
    [Fact]
    public void Infrastructure_Sql_ReadsNoClockOfTheServer() =>
        SourceTree.CodeOf("Portal.Infrastructure").Where(path => SqlClock.IsMatch(File.ReadAllText(path)))
            .Select(path => Path.GetRelativePath(SourceTree.Root, path)).ShouldBe(["src/Portal.Infrastructure/Persistence/DatabaseChecks.cs"]);

    [Fact]
    public void Infrastructure_ClassWithExecuteAsync_IsAUseCase() =>
        Infrastructure.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && HasExecuteAsync(type) && !type.IsAssignableTo(typeof(IJob)))
            .Where(type => !type.IsAssignableTo(typeof(IUseCase)))
            .Select(type => type.FullName).ShouldBeEmpty();

    [Fact]
    public void Infrastructure_UseCase_IsSealedAndAsksForTheActor()
    {
        var useCases = Infrastructure.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IUseCase))).ToList();

        useCases.ShouldNotBeEmpty();
        useCases.Where(type => !type.IsSealed || !EveryWayInTakesTheActor(type)).Select(type => type.FullName).ShouldBeEmpty();
    }

    private static bool EveryWayInTakesTheActor(Type type) =>
        HasExecuteAsync(type) && WaysIn(type).All(way => way.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)));

    private static bool HasExecuteAsync(Type type) => WaysIn(type).Any();

    private static IEnumerable<MethodInfo> WaysIn(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.Name == "ExecuteAsync");
}
