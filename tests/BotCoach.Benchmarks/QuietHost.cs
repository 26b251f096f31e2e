using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotCoach.Benchmarks;

/// <summary>The product's own host with nothing going on by itself: no clock, no sender, no platform behind it. What is asked of it costs what it costs until it is answered.</summary>
internal static class QuietHost
{
    public static async Task<int> ServeAsync(string connection, int port, string[] settings, Action<WebApplication>? map = null)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection, "--urls", $"http://127.0.0.1:{port}", .. settings], builder =>
        {
            foreach (var own in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Assembly.GetName().Name?.StartsWith("BotCoach", StringComparison.Ordinal) == true).ToList())
                builder.Services.Remove(own);
            builder.Logging.SetMinimumLevel(LogLevel.Error);
        });
        await App.PrepareAsync(app);
        map?.Invoke(app);
        await app.RunAsync();
        return 0;
    }
}
