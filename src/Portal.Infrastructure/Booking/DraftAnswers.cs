using System.Text.Json;
using Portal.Core.Booking;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Booking;

/// <summary>Typed answers as they are kept with a draft: encrypted, whatever was typed.</summary>
internal static class DraftAnswers
{
    private const string What = "draft.answers";

    public static byte[] SealAnswers(this PersonalDataVault vault, Guid draft, BookingAnswers answers) =>
        vault.Seal(JsonSerializer.Serialize(answers, ValueConversions.Json), What, draft);

    public static BookingAnswers? AnswersOf(this PersonalDataVault vault, BookingDraft draft) =>
        draft.Answers is { } sealedAnswers ? JsonSerializer.Deserialize<BookingAnswers>(vault.Open(sealedAnswers, What, draft.Id), ValueConversions.Json) : null;
}
