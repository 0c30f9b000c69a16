using Microsoft.AspNetCore.Components;

namespace Portal.Web.Shared.Forms;

/// <summary>What every field shares: label, hint, the sentence when it was refused, and what was typed.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>Name on the wire and id on the page; the same spelling as <see cref="Portal.Core.Shared.Error.Field"/>.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Shown until the form is posted; from then on what was typed.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Overrides the sentence that the form finds under <see cref="Name"/>.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>Says beside the label that it may stay empty.</summary>
    [Parameter]
    public bool Optional { get; set; }

    [CascadingParameter]
    private protected FormState? Form { get; set; }

    private protected string? Shown => Form?.Typed(Name) ?? Value;

    private protected string? Sentence => Error ?? Form?.ErrorOf(Name);

    private protected string? Invalid => Sentence is null ? null : "true";

    private protected string BoxClass => Sentence is null ? "field" : "field wrong";

    private protected string? DescribedBy => (Hint, Sentence) switch
    {
        (null, null) => null,
        (not null, null) => Name + "-hint",
        (null, not null) => Name + "-error",
        _ => $"{Name}-hint {Name}-error",
    };
}
