using System.Security.Claims;
using BotCoach.Channels;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace BotCoach.Admin;

/// <summary>
/// The company's own sign-in by OpenID Connect (code flow with PKCE), as the other way in. It says whose browser this is by a verified e-mail address; who
/// that is here, and what they may do, is looked up by the console.
/// </summary>
public static class CompanySignIn
{
    public const string Scheme = "company";

    /// <summary>The cookie between the company's answer and the button that opens the visit.</summary>
    public const string Answered = "company-answered";

    public const string CallbackPath = ConsoleAddress.Root + "/sign-in/company";
    private const string Email = "email";
    private static readonly TimeSpan AnswerHolds = TimeSpan.FromMinutes(5);

    // Entra ID says so of an address whose domain it has verified, where the app asks for it as an optional claim.
    private static readonly string[] Verified = ["email_verified", "xms_edov"];

    public static AuthenticationBuilder AddCompanySignIn(this AuthenticationBuilder builder, OpenIdConnectSettings settings, Action<CookieBuilder, string> set) => builder
        .AddCookie(Answered, o =>
        {
            set(o.Cookie, "botcoach-console-company");
            (o.ExpireTimeSpan, o.SlidingExpiration) = (AnswerHolds, false);
        })
        .AddOpenIdConnect(Scheme, o =>
        {
            (o.Authority, o.ClientId, o.ClientSecret, o.SignInScheme, o.CallbackPath) = (settings.Authority, settings.ClientId, settings.ClientSecret, Answered, CallbackPath);
            (o.ResponseType, o.ResponseMode, o.UsePkce, o.MapInboundClaims, o.SaveTokens, o.DisableTelemetry) = ("code", "query", true, false, false, true);
            o.RequireHttpsMetadata = SafeAddress.Of(settings.Authority) is not { IsLoopback: true };
            // What the company says beside its token is taken whole, or not at all: see what comes of it below.
            o.GetClaimsFromUserInfoEndpoint = true;
            o.ClaimActions.Clear();
            o.Scope.Clear();
            foreach (var scope in (string[])["openid", "email"]) o.Scope.Add(scope);
            set(o.CorrelationCookie, "botcoach-console-correlation");
            set(o.NonceCookie, "botcoach-console-nonce");
            o.Events = Events();
        });

    /// <summary>The address that the company vouches for; null: none.</summary>
    public static string? EmailOf(ClaimsPrincipal? principal) => principal is not null && Verified.Any(v => principal.FindFirstValue(v) is { } said && (said is "1" || bool.TryParse(said, out var yes) && yes))
        ? principal.FindFirstValue(Email) : null;

    private static OpenIdConnectEvents Events() => new()
    {
        OnRedirectToIdentityProvider = context =>
        {
            // The address that people know, and not the one by which a proxy reached us.
            context.ProtocolMessage.RedirectUri = context.HttpContext.RequestServices.GetRequiredService<ConsoleAddress>().Of(CallbackPath);
            return Task.CompletedTask;
        },
        OnUserInformationReceived = context =>
        {
            // An address is vouched for by who names it: those of a token and of what is said beside it are never mixed.
            if (context.Principal?.Identity is ClaimsIdentity identity && identity.FindFirst(Email) is null)
                foreach (var claim in (string[])[Email, .. Verified])
                {
                    foreach (var said in identity.FindAll(claim).ToList()) identity.RemoveClaim(said);
                    if (context.User.RootElement.TryGetProperty(claim, out var value)) identity.AddClaim(new Claim(claim, value.ToString()));
                }
            return Task.CompletedTask;
        },
        OnRemoteFailure = context =>
        {
            context.HttpContext.RequestServices.GetRequiredService<ILogger<ConsoleUnit>>().LogWarning("The company's sign-in failed: {Why}", context.Failure?.Message);
            context.Response.Redirect($"{Pages.SignInModel.Path}?why=company");
            context.HandleResponse();
            return Task.CompletedTask;
        },
    };
}
