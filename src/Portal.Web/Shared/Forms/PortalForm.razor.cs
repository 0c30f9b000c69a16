using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Shared.Forms;

/// <summary>A plain POST form of a statically rendered page.</summary>
public sealed partial class PortalForm
{
    private static readonly Error Expired = new("form_expired", ErrorKind.Invalid);
    private FormState _state = null!;

    /// <summary>Unique on the page.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>Handles the posted form; redirects on success. Never called without a valid antiforgery token.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnSubmit { get; set; }

    /// <summary>Why the form was refused.</summary>
    [Parameter]
    public IReadOnlyList<Error> Errors { get; set; } = [];

    [Parameter]
    public string? Class { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private ErrorSentences Sentences { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        var posted = Http?.Request.HasFormContentType == true && Http.Request.Form["_handler"] == Name ? Http.Request.Form : null;
        var expired = posted is not null && Http!.Features.Get<ExpiredForm>() is not null;
        _state = new FormState(expired ? [Expired, .. Errors] : Errors, posted, Sentences);
    }

    private Task SubmitAsync() => OnSubmit.InvokeAsync();
}
