namespace Portal.Web.Startup;

/// <summary>The portal cannot start, for reasons that the operator can mend. Shown as plain sentences, never as a stack trace.</summary>
/// <param name="sentences">What is wrong and what to do, one sentence or two per problem.</param>
public sealed class StartProblem(params IReadOnlyList<string> sentences) : Exception(string.Join(' ', sentences))
{
    public IReadOnlyList<string> Sentences { get; } = sentences;

    /// <summary>What is no fault, but is best decided in the same go.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
