using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>A host of its own on the same database, in which somebody does something: while an import runs, and among all that it brought.</summary>
internal static class Clicker
{
    public const string Channel = "bench";
    private const int Looks = 15;

    /// <summary>A rep finds a deal, touches it and asks for help, one act every half second until the input ends; prints how long each took.</summary>
    public static async Task<int> RunAsync(string connection, string team)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        var inbox = app.Services.GetRequiredService<IInbox>();
        var caller = new Caller(Channel, team, "somebody") { Name = "Somebody" };
        await inbox.ReceiveAsync(new FormSubmitted("made", caller, "deal.made", "", 0, new Dictionary<string, string> { ["name"] = "Click target", ["account"] = "Clicked" }), default);
        string[] acts = ["Click target", "touched Click target", "help"];
        async Task ClickAsync(int n) => await inbox.ReceiveAsync(new CommandTyped($"click-{n}", caller, acts[Math.Abs(n) % acts.Length]), default);
        for (var warm = 1; warm <= 30; warm++) await ClickAsync(-warm);
        Console.WriteLine("ready");
        // the console's reader blocks, whatever its methods are called
        var ended = Task.Run(Console.In.ReadToEnd);
        var took = new List<double>();
        for (var n = 1; !ended.IsCompleted; n++)
        {
            var watch = Stopwatch.StartNew();
            await ClickAsync(n);
            took.Add(watch.Elapsed.TotalMilliseconds);
            await Task.WhenAny(ended, Task.Delay(500));
        }
        Console.WriteLine(JsonSerializer.Serialize(took));
        return 0;
    }

    /// <summary>What a person waits for among 176,000 deals: a name that one deal has, a word that thousands have, the day's overview.</summary>
    public static async Task<int> LookAsync(string connection, string team)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        var inbox = app.Services.GetRequiredService<IInbox>();
        foreach (var (who, user) in await PeopleAsync(app.Services, team))
        {
            foreach (var (what, words) in (IEnumerable<(string, string)>)[("one deal's id", "07-1C1I7A6R"), ("a word of thousands", "gtx"), ("the day", "")])
            {
                var took = new List<double>();
                for (var n = 0; n < Looks; n++)
                {
                    var watch = Stopwatch.StartNew();
                    await inbox.ReceiveAsync(new CommandTyped($"look-{user}-{what}-{n}", new Caller(Channel, team, user), words), default);
                    if (n >= 3) took.Add(watch.Elapsed.TotalMilliseconds);
                }
                took.Sort();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{who}, {what} | {took[took.Count / 2]:0} | {took[^1]:0}"));
            }
        }
        return 0;
    }

    private static async Task<IReadOnlyList<(string Who, string User)>> PeopleAsync(IServiceProvider services, string team)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter((await db.WorkspacesAsync(default))[0]);
        var admin = new Person { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(), Name = "Admin", Role = Role.Admin, CreatedAt = TimeProvider.System.GetUtcNow() };
        db.People.Add(admin);
        var rep = await db.People.SingleAsync(p => p.Name == "Anna Snelling");
        var roster = scope.ServiceProvider.GetRequiredService<Roster>();
        foreach (var (person, user) in (IEnumerable<(Person, string)>)[(admin, "admin"), (rep, "rep")])
            await roster.IntroduceAsync(person.Id, new Address(Channel, team, user), admin.CreatedAt);
        await db.SaveChangesAsync();
        return [("admin", "admin"), ("rep", "rep")];
    }
}
