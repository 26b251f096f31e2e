using System.Net;
using BotCoach.Channels;
using BotCoach.Channels.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Channels.Web;

/// <summary>The playground on a real port of the loopback, before a coach that answers what the test says: the channel on its own.</summary>
public sealed class PlayHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PlayHost(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>What connections seem to come from.</summary>
    public IPAddress? From { get; set; }

    public PlayInbox Inbox => _app.Services.GetRequiredService<PlayInbox>();

    public PlayLocalHost Local => _app.Services.GetRequiredService<PlayLocalHost>();

    public IChannel Channel => _app.Services.GetRequiredService<IChannel>();

    public static async Task<PlayHost> StartAsync(MemoryNotes? notes = null, Action<WebOptions>? options = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddWeb().Configure<WebOptions>(o => o.Poll = TimeSpan.FromMilliseconds(50));
        if (options is not null) builder.Services.Configure(options);
        builder.Services.AddSingleton<IChannelNotes>(notes ?? new MemoryNotes());
        builder.Services.AddSingleton<PlayInbox>().AddScoped<IInbox>(s => s.GetRequiredService<PlayInbox>());
        builder.Services.AddSingleton<PlayLocalHost>().AddSingleton<ILocalHost>(s => s.GetRequiredService<PlayLocalHost>())
            .AddSingleton<TimeProvider>(s => s.GetRequiredService<PlayLocalHost>());
        var host = new PlayHost(builder.Build());
        await host.OpenAsync();
        return host;
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return _app.DisposeAsync();
    }

    private async Task OpenAsync()
    {
        _app.Use((http, next) =>
        {
            if (From is not null) http.Connection.RemoteIpAddress = From;
            return next(http);
        });
        _app.UseRouting();
        _app.MapWeb();
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient { BaseAddress = Address };
        Client.DefaultRequestHeaders.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
    }
}
