using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Portal.Core.Shared;
using Portal.Web.Shared;
using Portal.Web.Shared.Forms;

namespace Portal.IntegrationTests.Web;

/// <summary>Pages that exist only in tests: one does it right, one forgot everything.</summary>
public static class ShellPages
{
    private static int _handled;

    /// <summary>How many forms were handled so far.</summary>
    public static int Handled => _handled;

    public static void Handle() => Interlocked.Increment(ref _handled);
}

/// <summary>A form written as it should be: "ok" goes on, anything else is refused.</summary>
[Route("/uji/borang")]
[Route("/en/uji/borang")]
[AllowAnonymous]
public sealed class ProperFormPage : ResidentPage
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<PortalForm>(0);
        builder.AddComponentParameter(1, nameof(PortalForm.Name), "data");
        builder.AddComponentParameter(2, nameof(PortalForm.Errors), Errors);
        builder.AddComponentParameter(3, nameof(PortalForm.OnSubmit), EventCallback.Factory.Create(this, Submit));
        builder.AddComponentParameter(4, nameof(PortalForm.ChildContent), (RenderFragment)(fields =>
        {
            fields.OpenComponent<TextField>(0);
            fields.AddComponentParameter(1, nameof(TextField.Name), "nik");
            fields.AddComponentParameter(2, nameof(TextField.Label), "NIK");
            fields.CloseComponent();
        }));
        builder.CloseComponent();
    }

    private void Submit()
    {
        ShellPages.Handle();
        if (Posted("nik") == "ok")
        {
            GoTo("/status");
        }
        else
        {
            Refuse(new Error("nik_digits", ErrorKind.Invalid, "nik"));
        }
    }
}

/// <summary>A form by somebody who knows neither <see cref="PortalForm"/> nor antiforgery tokens.</summary>
[Route("/uji/borang-polos")]
[AllowAnonymous]
public sealed class CarelessFormPage : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "form");
        builder.AddAttribute(1, "method", "post");
        builder.AddAttribute(2, "onsubmit", EventCallback.Factory.Create(this, ShellPages.Handle));
        builder.AddNamedEvent("onsubmit", "careless");
        builder.CloseElement();
    }
}

/// <summary>Ends in the way its address says.</summary>
[Route("/uji/{End}")]
[Route("/en/uji/{End}")]
[AllowAnonymous]
public sealed class EndingPage : ResidentPage
{
    [Parameter]
    public string End { get; set; } = "";

    protected override void OnInitialized()
    {
        switch (End)
        {
            case "tak-dikenal":
                Refuse(new Error("register_unknown", ErrorKind.NotFound, "register"));
                break;
            case "terlalu-sering":
                Refuse(new Error("nik_tries", ErrorKind.TooMany, "nik"));
                break;
            case "rusak":
                throw new InvalidOperationException("A bug.");
            default:
                NotFound();
                break;
        }
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder) =>
        builder.AddMarkupContent(0, $"<p id=\"own\">{string.Concat(Errors.Select(Sentences.For))}</p>");
}
