using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Portal.Web.Shared.Reading;

/// <summary>
/// Text resources, each looked up once per language. The framework's own localizer writes a new key for every look-up;
/// a status page has thirty of them, and it is the page that everybody reloads.
/// </summary>
public sealed class RememberedTexts<T>(IStringLocalizerFactory factory) : IStringLocalizer<T>
{
    private readonly IStringLocalizer _texts = factory.Create(typeof(T));
    private readonly ConcurrentDictionary<(CultureInfo Culture, string Name), LocalizedString> _known = new();

    /// <inheritdoc />
    public LocalizedString this[string name] =>
        _known.TryGetValue((CultureInfo.CurrentUICulture, name), out var text) ? text : Remember(name);

    /// <inheritdoc />
    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = this[name];
            return new LocalizedString(name, string.Format(CultureInfo.CurrentCulture, text.Value, arguments), text.ResourceNotFound, text.SearchedLocation);
        }
    }

    /// <inheritdoc />
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => _texts.GetAllStrings(includeParentCultures);

    private LocalizedString Remember(string name)
    {
        var text = _texts[name];
        // Names that are missing may come from outside; remembering them would let a stranger fill the memory.
        if (!text.ResourceNotFound)
        {
            _known[(CultureInfo.CurrentUICulture, name)] = text;
        }

        return text;
    }
}
