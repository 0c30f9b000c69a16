using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Paper;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Staff;
using Portal.Web.Features.Staff.Access;
using Portal.Web.Features.Staff.Audit;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Features.Staff.Imports;
using Portal.Web.Features.Staff.Paper;
using Portal.Web.Features.Staff.SignIn;
using Portal.Web.Startup;
using Radzen;

namespace Portal.Web.Features.Staff;

/// <summary>Accounts, sign-in and the rule that everything is closed unless a list opens it.</summary>
public static class PortalStaff
{
    /// <summary>Where sign-in happens.</summary>
    public const string SignInPath = "/petugas/masuk";

    private const string ReturnUrl = "returnUrl";

    public static IServiceCollection AddPortalStaff(this IServiceCollection services)
    {
        // Identity keeps a context per request; everything else opens its own from the factory.
        services.TryAddScoped(provider => provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
        services.AddIdentityCore<StaffMember>(ConfigureIdentity)
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddSignInManager<StaffSignInManager>()
            .AddDefaultTokenProviders()
            .AddTokenProvider<StaffAuthenticator>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddScoped<IUserStore<StaffMember>, StaffStore>();
        services.AddScoped(provider => (StaffSignInManager)provider.GetRequiredService<SignInManager<StaffMember>>());
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, ConfigureCookie);
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, options => Harden(options, "petugas_langkah2"));
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = TimeSpan.FromMinutes(1);
            // Identity makes the principal anew from the account, which does not know the session.
            options.OnRefreshingPrincipal = refreshed =>
            {
                if (refreshed is { CurrentPrincipal: { } present, NewPrincipal.Identity: ClaimsIdentity fresh } && present.FindFirst(StaffDirectory.SessionClaim) is { } session)
                {
                    fresh.AddClaim(session.Clone());
                }

                return Task.CompletedTask;
            };
        });

        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new RouteAccessRequirement()).Build());
        services.AddSingleton<IAuthorizationHandler, StaffAuthorization>();
        services.AddSingleton<UnknownNames>();
        services.AddSingleton<SignInQueue>();
        services.AddScoped<StaffSignIn>();
        services.AddScoped<StaffAccount>();
        services.AddRadzenComponents();
        // A cut of some minutes ends where it began: the page comes back as it was, typing included.
        services.Configure<CircuitOptions>(options => options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(10));
        services.Replace(ServiceDescriptor.Singleton<IPaperPrinter, PaperPrinter>());
        services.AddScoped<CurrentStaff>();
        services.AddScoped<DatabaseOutage>();
        services.AddSingleton<StaffRoutes>();
        services.AddSingleton<EnvironmentFacts>();
        services.AddScoped<AuthenticationStateProvider, StaffRevalidation>();
        services.AddCascadingAuthenticationState();
        return services;
    }

    /// <summary>After routing, before antiforgery: a form's token belongs to whoever is signed in.</summary>
    public static void UsePortalStaff(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseMiddleware<StaffSession>();
        app.UseAuthorization();
    }

    public static void MapPortalStaff(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStaffAudit();
        endpoints.MapStaffImports();
        endpoints.MapGet(StaffReturn.Home, async (HttpContext context, StaffDirectory staff, StaffRoutes routes, OfficeDirectory offices) =>
            Results.Redirect(routes.FirstFor((await StaffAuthorization.StandingOf(context, staff))?.Actor ?? Actor.Visitor, await offices.GetAsync(context.RequestAborted))));
        endpoints.MapStation();
        endpoints.MapPost("/petugas/keluar", async (HttpContext context, SignInManager<StaffMember> sessions, StationDesk station) =>
        {
            // An old form still means "let me out", and being signed out by a stranger's page harms nobody much; but the
            // house's rule is a token on every form.
            if (context.Features.Get<IAntiforgeryValidationFeature>()?.IsValid == true)
            {
                if (StaffDirectory.SessionOf(context.User) is { } session)
                {
                    await station.LeaveAsync(session, context.RequestAborted);
                }

                await sessions.SignOutAsync();
            }

            return Results.Redirect(SignInPath);
        }).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static void ConfigureIdentity(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.Lockout.MaxFailedAccessAttempts = StaffAccountRules.MaxTries;
        options.Lockout.DefaultLockoutTimeSpan = StaffAccountRules.ClosedFor;
        options.Password.RequiredLength = StaffAccountRules.ShortestPassword;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        Harden(options, "petugas");
        // The session in the database says when it is over; the cookie only has to live as long as that.
        options.ExpireTimeSpan = TimeSpan.FromDays(30);
        options.SlidingExpiration = true;
        options.LoginPath = SignInPath;
        options.ReturnUrlParameter = ReturnUrl;
        options.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized);
        // The status is enough: the error pages say it in words.
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static void Harden(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int machineStatus)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && Paths.IsStaff(request.Path))
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else if (Paths.IsStaff(request.Path))
        {
            // What was posted is lost anyway; coming back by GET to an address that only posts would be an error page.
            context.Response.Redirect(SignInPath);
        }
        else
        {
            context.Response.StatusCode = machineStatus;
        }

        return Task.CompletedTask;
    }
}
