using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Infrastructure.Shared;

namespace Portal.Web.Features.Api;

/// <summary>
/// The header <c>Idempotency-Key</c>: for 24 hours the same caller gets the same answer to the same request, however often
/// it is sent. A caller is an address; two callers who pick the same key do not meet.
/// </summary>
public static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private const int Longest = 255;

    /// <summary>Acts once per key. The act gets an id that names it for good: should the portal die between the act and the note of its answer, the next try finds the act done.</summary>
    public static async Task<ApiAnswer> RunAsync(HttpContext context, IdempotentAnswers answers, byte[] body, Func<Guid?, Task<ApiAnswer>> act)
    {
        if (context.Request.Headers[Header] is not { Count: > 0 } header)
        {
            return await act(null);
        }

        var key = header.ToString();
        if (header.Count > 1 || key.Length is 0 or > Longest || key.Any(c => c is < '!' or > '~'))
        {
            return ApiAnswer.Refusal(context, StatusCodes.Status400BadRequest, ApiErrors.KeyInvalid);
        }

        var keyHash = SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Connection.RemoteIpAddress}|{key}"));
        var claim = await answers.ClaimAsync(keyHash, body, context.RequestAborted);
        switch (claim)
        {
            case IdempotentAnswers.OtherRequest:
                return ApiAnswer.Refusal(context, StatusCodes.Status422UnprocessableEntity, ApiErrors.KeyReused);
            case IdempotentAnswers.Running:
                return ApiAnswer.Refusal(context, StatusCodes.Status409Conflict, ApiErrors.KeyInProgress) with { RetryAfter = 1 };
            case IdempotentAnswers.Answered given:
                return JsonSerializer.Deserialize<ApiAnswer>(given.Answer)!;
        }

        var mine = (IdempotentAnswers.Mine)claim;
        try
        {
            var answer = await act(mine.CommandId);
            if (answer.Status is StatusCodes.Status429TooManyRequests)
            {
                // "Come back later" must not be the answer for a whole day.
                await answers.ReleaseAsync(mine);
            }
            else
            {
                await answers.KeepAsync(mine, answer.Status, JsonSerializer.Serialize(answer));
            }

            return answer;
        }
        catch
        {
            await answers.ReleaseAsync(mine);
            throw;
        }
    }
}
