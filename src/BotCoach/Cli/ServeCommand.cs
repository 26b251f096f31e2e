using BotCoach.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BotCoach.Cli;

/// <summary><c>serve</c>: prepares the database, starts the host, says where it is, and stays.</summary>
public static class ServeCommand
{
    public static async Task<int> RunAsync(string[] settings)
    {
        await using var app = App.Build(settings);
        await App.PrepareAsync(app);
        await app.StartAsync();
        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses)
            Console.WriteLine(app.Services.GetRequiredService<ILocalHost>().IsOpen ? $"BotCoach is ready: open {address}" : $"BotCoach is ready on {address}");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
