using System.Diagnostics;
using System.Text.Json;
using BotCoach.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>A host of its own on the same database, in which somebody presses something every 50 ms until the input ends; it prints how long each took.</summary>
internal static class Clicker
{
    public const string Channel = "bench";

    public static async Task<int> RunAsync(string connection, string team)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        var inbox = app.Services.GetRequiredService<IInbox>();
        var caller = new Caller(Channel, team, "somebody") { Name = "Somebody" };
        async Task ClickAsync(int n) => await inbox.ReceiveAsync(new CommandTyped($"click-{n}", caller, "help"), default);
        for (var warm = 0; warm < 20; warm++) await ClickAsync(-warm);
        Console.WriteLine("ready");
        // the console's reader blocks, whatever its methods are called
        var ended = Task.Run(Console.In.ReadToEnd);
        var took = new List<double>();
        for (var n = 1; !ended.IsCompleted; n++)
        {
            var watch = Stopwatch.StartNew();
            await ClickAsync(n);
            took.Add(watch.Elapsed.TotalMilliseconds);
            await Task.WhenAny(ended, Task.Delay(50));
        }
        Console.WriteLine(JsonSerializer.Serialize(took));
        return 0;
    }
}
