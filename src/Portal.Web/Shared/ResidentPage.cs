using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Shared;

/// <summary>A statically rendered page for residents or the hall: reads the posted form, shows refusals, answers with the fitting status.</summary>
public abstract class ResidentPage : ComponentBase
{
    private readonly List<Error> _errors = [];

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    [Inject]
    protected ReaderLanguage Reader { get; set; } = null!;

    [Inject]
    protected ReaderFormat Format { get; set; } = null!;

    [Inject]
    protected ErrorSentences Sentences { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Why the posted form, or the page itself, was refused.</summary>
    protected IReadOnlyList<Error> Errors => _errors;

    protected Language Language => Reader.Language;

    protected CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The address of a page in the reader's language.</summary>
    protected string Url(string path) => Reader.Url(path);

    /// <summary>The sentence for a field, or null.</summary>
    protected string? FieldError(string field) =>
        _errors.Find(error => error.Field == field) is { } error ? Sentences.For(error) : null;

    /// <summary>Notes why an act was refused and sets the status. True when it was refused.</summary>
    protected bool Refuse(Result result) => Refuse(result.Errors);

    /// <inheritdoc cref="Refuse(Result)"/>
    protected bool Refuse<T>(Result<T> result) => Refuse(result.Errors);

    /// <inheritdoc cref="Refuse(Result)"/>
    protected bool Refuse(params IReadOnlyList<Error> errors)
    {
        if (errors.Count == 0)
        {
            return false;
        }

        _errors.AddRange(errors);
        var status = StatusOf(errors[0].Kind);
        if (status == StatusCodes.Status404NotFound && !Http.Response.HasStarted)
        {
            Http.AnswerNotFound();
        }
        else
        {
            Http.Response.StatusCode = status;
        }

        return true;
    }

    /// <summary>Goes on to a page, in the reader's language. Ends the handler: call it last.</summary>
    protected void GoTo(string path) => Navigation.NavigateTo(Url(path));

    /// <summary>Answers with the page "not found"; the rest of this page is not shown.</summary>
    protected void NotFound() => Navigation.NotFound();

    /// <summary>What was typed, as typed; empty when the field was not posted.</summary>
    protected string Posted(string name) =>
        Http.Request.HasFormContentType ? Http.Request.Form[name].ToString() : string.Empty;

    /// <summary>The id in a hidden field, or null when none was posted.</summary>
    protected Guid? PostedId(string name) => Guid.TryParse(Posted(name), out var id) ? id : null;

    /// <summary>Every value ticked under a name.</summary>
    protected IReadOnlyList<string> AllPosted(string name) =>
        Http.Request.HasFormContentType ? [.. Http.Request.Form[name].OfType<string>()] : [];

    /// <summary>
    /// The three boxes of a <see cref="Forms.DateFields"/> as <c>2005-03-17</c>; empty when all three are, and whatever was
    /// typed, joined by hyphens, when it is no number, for the rule in Core to refuse.
    /// </summary>
    protected string PostedDate(string name)
    {
        var (day, month, year) = (Posted(name + "Day").Trim(), Posted(name + "Month").Trim(), Posted(name + "Year").Trim());
        if (day.Length + month.Length + year.Length == 0)
        {
            return string.Empty;
        }

        return int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d)
            && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y)
            ? string.Create(CultureInfo.InvariantCulture, $"{y:0000}-{m:00}-{d:00}")
            : $"{year}-{month}-{day}";
    }

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Gone => StatusCodes.Status410Gone,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
    };
}
