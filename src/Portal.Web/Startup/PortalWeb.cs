using System.IO.Compression;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Localization;
using Portal.Web.Features.Api;
using Portal.Web.Features.OwnLink;
using Portal.Web.Features.Staff;
using Portal.Web.Features.Tracking;
using Portal.Web.Features.Webhooks;
using Portal.Web.Layout;
using Portal.Web.Shared.Forms;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Startup;

/// <summary>The page side of the portal: rendering, language, error pages, headers. The order of the pipeline is decided here and nowhere else.</summary>
public static class PortalWeb
{
    public static void AddPortalWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddHttpContextAccessor();
        services.AddLocalization();
        services.AddSingleton(typeof(IStringLocalizer<>), typeof(RememberedTexts<>));
        services.AddProblemDetails();
        services.AddPortalStaff();
        services.AddSingleton<StatusReader>();
        services.AddSingleton<InboundAnswers>();
        services.AddScoped<ReaderLanguage>();
        services.AddScoped<ReaderFormat>();
        services.AddScoped<ErrorSentences>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "portal_form";
            // Lax, not Strict: a resident arrives from a link in a message, and a Strict cookie would be missing on that very first page.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.HttpOnly = true;
            // In Production every request counts as sent under the public address: see OwnAddress.
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // SecurityHeaders sends X-Frame-Options on every answer, not only on pages with a form.
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddResponseCompression(options =>
        {
            // Weak signal matters more here than the BREACH attack: antiforgery tokens are encrypted anew for every page, and no page mixes a fixed secret with reflected input.
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "text/calendar", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<ForwardedHeadersOptions>(options => TrustedProxies.Configure(options, builder.Configuration["Portal:TrustedProxies"]));
    }

    public static void UsePortalWeb(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<OwnAddress>();
        if (app.Environment.IsProduction())
        {
            app.UseHsts();
        }

        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ReaderLanguageMiddleware>();
        app.UseMiddleware<ApiLanguage>();
        app.UseResponseCompression();
        app.UseErrorPages();
        app.UsePortalRateLimits();
        app.UseMiddleware<DatabaseAwayAnswer>();
        app.UseMiddleware<HeadRequests>();
        // After the error pages, so that a request that is run again for its error page is routed again.
        app.UseRouting();
        app.UseMiddleware<FormLimits>();
        app.UsePortalStaff();
        app.UseAntiforgery();
        app.UseMiddleware<ExpiredForms>();
        app.UseMiddleware<KeptStatusPages>();
    }

    public static void MapPortalWeb(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapPortalStaff();
        app.MapCalendarFiles();
        // Two root documents over the same pages. Where circuits are allowed, every page carries about 1.3 KB of protected
        // state and sets a cookie, even without a single interactive component; residents get neither.
        app.MapRazorComponents<ResidentApp>().Add(endpoint => Keep(endpoint, staff: false));
        app.MapRazorComponents<StaffApp>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null) // SecurityHeaders says 'none' for every page
            .Add(endpoint => Keep(endpoint, staff: true));
    }

    private static void Keep(EndpointBuilder endpoint, bool staff)
    {
        var isPage = endpoint.Metadata.OfType<ComponentTypeMetadata>().Any();
        var isStaff = endpoint is RouteEndpointBuilder route && Paths.IsStaff("/" + route.RoutePattern.RawText?.TrimStart('/'));
        // What is not a page (the circuits' own endpoints) belongs to the staff root.
        if (isPage ? isStaff != staff : !staff)
        {
            endpoint.Metadata.Add(new SuppressMatchingMetadata());
        }
    }
}
