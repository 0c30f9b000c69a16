using Portal.Core.Shared;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Shared.Forms;

/// <summary>
/// What the fields of one form need to know: the refusals and what was typed. A new instance per rendering, because
/// a field whose own parameters did not change is otherwise not rendered again after the form was handled.
/// </summary>
public sealed class FormState(IReadOnlyList<Error> errors, IFormCollection? typed, ErrorSentences sentences)
{
    public IReadOnlyList<Error> Errors => errors;

    /// <summary>The sentence of the first refusal of a field, or null.</summary>
    public string? ErrorOf(string field) =>
        errors.FirstOrDefault(error => error.Field == field) is { } error ? sentences.For(error) : null;

    /// <summary>What was typed into a field of this form, or null when it was not posted.</summary>
    public string? Typed(string name) => typed is not null ? typed[name].ToString() : null;

    /// <summary>All values ticked under one name, or null when this form was not posted.</summary>
    public IReadOnlyCollection<string>? AllTyped(string name) => typed is not null ? [.. typed[name].OfType<string>()] : null;
}
