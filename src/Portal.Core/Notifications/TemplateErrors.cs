using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>Why a wording, or what it is mapped to, is refused.</summary>
public static class TemplateErrors
{
    /// <summary>The input that holds the wording.</summary>
    public const string TextField = "text";

    /// <summary>Nothing was written.</summary>
    public static Error Empty { get; } = Invalid("template_empty");

    /// <summary>A brace without its partner, or one inside another.</summary>
    public static Error Braces { get; } = Invalid("template_braces");

    /// <summary>The fee is not said.</summary>
    public static Error FeeMissing { get; } = Invalid("template_fee_missing");

    /// <summary>A one-time code with digits of its own or an address beside the code.</summary>
    public static Error CodeOnly { get; } = Invalid("template_code_only");

    /// <summary>No template id of the provider.</summary>
    public static Error ContentSid { get; } = new("template_content_sid", ErrorKind.Invalid, "contentSid");

    /// <summary>No placeholder has this name; argument 0 is the name.</summary>
    public static Error Unknown(string name) => Invalid("template_placeholder_unknown", name);

    /// <summary>This event has no such fact; argument 0 is the name.</summary>
    public static Error NotHere(MessagePlaceholder placeholder) => Invalid("template_placeholder_not_here", MessagePlaceholders.NameOf(placeholder));

    /// <summary>The message says nothing without it; argument 0 is the name.</summary>
    public static Error Missing(MessagePlaceholder placeholder) => Invalid("template_placeholder_missing", MessagePlaceholders.NameOf(placeholder));

    /// <summary>A one-time code does not say how long it is valid; argument 0 is what it has to say.</summary>
    public static Error LifeMissing(string life) => Invalid("template_life_missing", life);

    /// <summary>Characters that an SMS cannot carry plainly; argument 0 lists them.</summary>
    public static Error Characters(string characters) => Invalid("template_characters", characters);

    /// <summary>More segments than argument 0 with the longest facts; argument 1 is how many characters too many, at least.</summary>
    public static Error TooLong(int segments, int tooMany) => Invalid("template_too_long", segments, tooMany);

    private static Error Invalid(string code, params object[] arguments) => new(code, ErrorKind.Invalid, TextField, arguments);
}
