using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;

namespace BotCoach.Admin;

/// <summary>
/// The web console, under <see cref="ConsoleAddress.Roots"/>. It is mapped only where it can be reached safely: by an https address that was set, or from
/// this machine alone.
/// </summary>
public static class ConsoleEndpoints
{
    /// <param name="listensHereAlone">Every address that the host listens on is this machine's own.</param>
    public static IServiceCollection AddConsole(this IServiceCollection services, AdminSettings settings, bool listensHereAlone)
    {
        services.AddSingleton(settings).AddSingleton(s => new ConsoleAddress(settings.PublicUrl, listensHereAlone, s.GetRequiredService<IServer>()));
        services.AddSingleton(s => new DealPages(id => s.GetRequiredService<ConsoleAddress>().Of(Pages.DealModel.PathOf(id))));
        services.AddScoped<ConsoleVisits>().AddScoped<ConsoleActions>();
        if (settings.PublicUrl.Length == 0 && !listensHereAlone) return services;
        var secure = settings.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        services.AddSingleton<SheetCache>().AddScoped<ConsoleUnit>().AddScoped<AuditReading>().AddScoped<AuditNames>().AddScoped<DealStory>().AddScoped<DealList>().AddScoped<FilterNames>().AddScoped<DealSheetReading>();
        services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/Admin/Pages";
            pages.Conventions.ConfigureFilter(new ServiceFilterAttribute(typeof(ConsoleUnit)));
        }).ConfigureApplicationPartManager(OnlyOurs).AddCookieTempDataProvider(o => Set(o.Cookie, "botcoach-console-notice", secure));
        services.AddAntiforgery(o => Set(o.Cookie, "botcoach-console-form", secure));
        var ways = services.AddAuthentication(ConsoleCookie.Scheme).AddCookie(ConsoleCookie.Scheme, o =>
        {
            Set(o.Cookie, ConsoleCookie.Name, secure);
            (o.ExpireTimeSpan, o.SlidingExpiration) = (ConsoleLink.VisitHolds, false);
        });
        if (settings.OpenIdConnect.Authority.Length > 0) ways.AddCompanySignIn(settings.OpenIdConnect, (cookie, name) => Set(cookie, name, secure));
        return services;
    }

    public static void MapConsole(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<ConsoleAddress>();
        if (!address.IsSafe) return;
        app.UseWhen(http => ConsoleAddress.IsOurs(http.Request.Path), console =>
        {
            console.Use((http, next) => EnterAsync(http, next, address));
            console.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = Pages.SorryModel.Path + "500", CreateScopeForErrors = true,
                StatusCodeSelector = fault => DbFaults.IsLostConnection(fault) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
            });
            console.UseStatusCodePagesWithReExecute(Pages.SorryModel.Path + "{0}");
            console.UseAuthentication();
            // Its own, behind those two, since they ask for another page in place of the one that was asked for.
            console.UseRouting().UseEndpoints(own =>
            {
                own.MapRazorPages();
                ConsoleFiles.Map(own);
            });
        });
        // Said here, since the host would put it before everything, and the company's answer would come past the door.
        app.UseAuthentication();
    }

    private static Task EnterAsync(HttpContext http, RequestDelegate next, ConsoleAddress address)
    {
        // When the answer begins, since a fault clears what was said before.
        http.Response.OnStarting(() => { ConsoleHeaders.Put(http); return Task.CompletedTask; });
        // Whoever comes by the address that was set came by https, wherever that ends; cookies and forms are made for it.
        if (address.IsSecure) http.Request.Scheme = Uri.UriSchemeHttps;
        if (!address.IsHereAlone || ThisMachine.WhyNot(http, "The console") is not { } why) return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsync(why + "\n");
    }

    private static void Set(CookieBuilder cookie, string name, CookieSecurePolicy secure) =>
        (cookie.Name, cookie.Path, cookie.HttpOnly, cookie.SameSite, cookie.SecurePolicy) = (name, "/", true, SameSiteMode.Lax, secure);

    /// <summary>The pages of this assembly, whatever process it is loaded into.</summary>
    private static void OnlyOurs(ApplicationPartManager parts)
    {
        var own = typeof(ConsoleEndpoints).Assembly;
        parts.ApplicationParts.Clear();
        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(own).GetApplicationParts(own)) parts.ApplicationParts.Add(part);
    }
}
