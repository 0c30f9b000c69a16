using System.Text.Json;
using Portal.Core.Applications;
using Portal.Core.Privacy;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>The contact that a one-time code confirms, kept encrypted with the code.</summary>
/// <param name="Phone">The new phone in E.164, or null to leave the one on file.</param>
/// <param name="Channel">The new channel.</param>
internal sealed record NewContact(string? Phone, Channel Channel)
{
    private const string What = "code.contact";

    public PhoneNumber? Number => Phone is null ? null : PhoneNumber.Parse(Phone).Value;

    public byte[] Seal(PersonalDataVault vault, Guid code) => vault.Seal(JsonSerializer.Serialize(this, ValueConversions.Json), What, code);

    public static NewContact Open(PersonalDataVault vault, OneTimeCode code) =>
        JsonSerializer.Deserialize<NewContact>(vault.Open(code.Payload, What, code.Id), ValueConversions.Json)!;
}
