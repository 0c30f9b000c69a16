using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;

namespace Portal.Web.Features.Tracking;

/// <summary>Asks for a code for a lost link. The answer never tells whether the number was found.</summary>
public sealed partial class LostLinkPage
{
    [Parameter]
    public string Register { get; set; } = "";

    [Inject]
    private RequestLinkCode RequestCode { get; set; } = null!;

    private RegisterNumber? Number { get; set; }

    /// <summary>Made with the form, so that a double click asks for one code.</summary>
    private Guid Command { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Command = PostedId("command") ?? Guid.NewGuid();
        var parsed = RegisterNumber.Parse(Register);
        if (!Refuse(parsed))
        {
            Number = parsed.Value;
        }
    }

    private async Task SendAsync()
    {
        if (Number is not { } number)
        {
            return;
        }

        var issued = await RequestCode.ExecuteAsync(new RequestLinkCode.Command(number, Command), Actor.Visitor, Aborted);
        if (!Refuse(issued))
        {
            GoTo($"/status/{number}/tautan/kode?p={issued.Value.CodeId:N}");
        }
    }
}
