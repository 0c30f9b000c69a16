namespace Portal.Core.Applications;

/// <summary>How channels are written in forms and the API. Stable.</summary>
public static class Channels
{
    /// <summary>"whatsapp", "sms" or "none".</summary>
    public static string ToText(this Channel channel) => channel switch
    {
        Channel.None => "none",
        Channel.WhatsApp => "whatsapp",
        Channel.Sms => "sms",
    };

    /// <summary>Reads a channel; false when there is no such one.</summary>
    public static bool TryParse(string? text, out Channel channel)
    {
        (channel, var known) = text switch
        {
            "none" => (Channel.None, true),
            "whatsapp" => (Channel.WhatsApp, true),
            "sms" => (Channel.Sms, true),
            _ => (Channel.None, false),
        };
        return known;
    }
}

/// <summary>How special needs are written in forms and the API. Stable.</summary>
public static class SpecialNeedsText
{
    /// <summary>The words of the needs that are set.</summary>
    public static IReadOnlyList<string> ToTexts(this SpecialNeeds needs)
    {
        List<string> words = [];
        foreach (var need in Enum.GetValues<SpecialNeeds>())
        {
            if (need != SpecialNeeds.None && needs.HasFlag(need))
            {
                words.Add(ToText(need));
            }
        }

        return words;
    }

    /// <summary>Reads a list of needs; false when one of them is unknown.</summary>
    public static bool TryParse(IReadOnlyList<string> texts, out SpecialNeeds needs)
    {
        needs = SpecialNeeds.None;
        foreach (var text in texts)
        {
            SpecialNeeds? need = text switch
            {
                "elderly" => SpecialNeeds.Elderly,
                "disability" => SpecialNeeds.Disability,
                "pregnant" => SpecialNeeds.Pregnant,
                _ => null,
            };
            if (need is null)
            {
                return false;
            }

            needs |= need.Value;
        }

        return true;
    }

    private static string ToText(SpecialNeeds need) => need switch
    {
        SpecialNeeds.Elderly => "elderly",
        SpecialNeeds.Disability => "disability",
        SpecialNeeds.Pregnant => "pregnant",
        _ => throw new ArgumentOutOfRangeException(nameof(need), need, "A single need is expected."),
    };
}
