using Portal.Core.Shared;

namespace Portal.Core.Printing;

/// <summary>Why a card is later, in a few words: they stand in messages and on the status page.</summary>
public static class DelayTexts
{
    /// <summary>Lower case, no full stop, at most 40 plain characters.</summary>
    public static string For(PromiseDelay delay, Language language) => (delay, language == Language.English) switch
    {
        (PromiseDelay.SupplyLate, false) => "kiriman blangko belum datang",
        (PromiseDelay.SupplyLate, true) => "the blank cards have not come",
        (PromiseDelay.FewerBlanks, false) => "blangko yang datang lebih sedikit",
        (PromiseDelay.FewerBlanks, true) => "fewer blank cards came",
        (PromiseDelay.OthersFirst, false) => "ada yang didahulukan (prioritas)",
        (PromiseDelay.OthersFirst, true) => "priority cards went first",
        (PromiseDelay.SlowerPrinting, false) => "pencetakan lebih lambat",
        (PromiseDelay.SlowerPrinting, true) => "printing is slower",
        (PromiseDelay.CentreSlower, false) => "jawaban dari pusat lebih lama",
        (PromiseDelay.CentreSlower, true) => "the data centre takes longer",
        (PromiseDelay.OfficeClosed, false) => "kantor tutup beberapa hari",
        (PromiseDelay.OfficeClosed, true) => "the office is closed for some days",
    };
}
