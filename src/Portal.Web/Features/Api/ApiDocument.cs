using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Portal.Infrastructure.Shared;

namespace Portal.Web.Features.Api;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>: the endpoints as they are, with examples and every error code.</summary>
public static class ApiDocument
{
    public static void AddApiV1(this IServiceCollection services)
    {
        services.Configure<ProblemDetailsOptions>(options => options.CustomizeProblemDetails = ApiProblems.Complete);
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, context, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "Kecamatan e-KTP Portal",
                    Version = "1",
                    Description = "Book a recording place in a kecamatan office and follow a card application. Every service is free of charge (Rp 0). "
                        + "Refusals are problem details (RFC 9457) with a stable code; faults of fields stand in errors, per field, and the code is then invalid_fields. "
                        + "The language of detail follows Accept-Language (id, en).",
                };
                document.Servers = [new OpenApiServer { Url = context.ApplicationServices.GetRequiredService<PortalOptions>().PublicBaseUrl.AbsoluteUri.TrimEnd('/') }];
                return Task.CompletedTask;
            });
            options.AddOperationTransformer(DescribeAsync);
        });
    }

    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapOpenApi("/openapi/{documentName}.json");

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var name = context.Description.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().Single().EndpointName;
        context.Document!.AddComponent("ProblemOut", await context.GetOrCreateSchemaAsync(typeof(ProblemOut), null, ct));
        var problem = new OpenApiSchemaReference("ProblemOut", context.Document);
        operation.Responses ??= [];
        foreach (var (status, codes) in context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiCodes>().Single().OrderBy(c => c.Key))
        {
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = "code, or the codes of fields: " + string.Join(", ", codes),
                Content = new Dictionary<string, OpenApiMediaType> { [ApiAnswer.ProblemType] = new() { Schema = problem, Example = ApiExamples.Problem(status, codes[0]) } },
            };
        }

        if (ApiExamples.AnswerOf(name) is { } answer)
        {
            foreach (var media in operation.Responses.Where(r => r.Key is "200" or "201").SelectMany(r => r.Value.Content!.Values))
            {
                media.Example = answer;
            }
        }

        if (operation.RequestBody?.Content is { } bodies)
        {
            bodies["application/json"].Example = ApiExamples.Booking;
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = "Idempotency-Key",
                In = ParameterLocation.Header,
                Description = "Sent again with the same body, the request is answered as before, for 24 hours.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255 },
                Example = JsonValue.Create("5f0c7d1e-9f0a-4f5e-8f6f-0d6a3c2b1a90"),
            });
        }
    }
}
