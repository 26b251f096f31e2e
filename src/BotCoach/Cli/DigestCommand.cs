using BotCoach.Chat;
using BotCoach.Digests;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Cli;

/// <summary><c>digest</c>: what a manager's digest of a day says, for a terminal or as JSON. It reads, and changes nothing.</summary>
internal static class DigestCommand
{
    private const int MostNamed = 10;

    public static Task<int> RunAsync(CommandLine line) => HostedCommand.RunAsync<DigestOptions>(line, DigestOptions.Help, DigestOptions.Of, RunAsync);

    /// <summary>The same with services and writers given, as tests use it.</summary>
    internal static async Task<int> RunAsync(IServiceProvider services, DigestOptions options, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (company, wrong) = await Companies.FindAsync(services, options.Workspace, cancel);
        if (company is null) return await RefuseAsync(errors, wrong!);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(company.Id);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        var leaders = await db.People.AsNoTracking().Where(p => p.MergedInto == null && db.People.Any(r => r.ManagerId == p.Id)).OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync(cancel);
        var named = Named(leaders, options.Manager!);
        if (named.Count != 1) return await RefuseAsync(errors, Which(leaders, named, options.Manager!));
        var (manager, now) = (named[0], services.GetRequiredService<TimeProvider>().GetUtcNow());
        var calendar = await scope.ServiceProvider.GetRequiredService<Calendars>().OfAsync(manager.Id);
        // teams that are told nothing by themselves are asked for here
        var people = await db.People.AsNoTracking().Where(p => p.ManagerId == manager.Id && p.MergedInto == null).OrderBy(p => p.Name).Select(p => p.Id).ToListAsync(cancel);
        var then = options.AsOf is { } day && calendar.Midnight(day.PlusDays(1)) is var end && end < now ? end : now.AddMilliseconds(1);
        var past = await scope.ServiceProvider.GetRequiredService<DigestPastReading>().OfAsync(manager.Id, people, then, now);
        var asOf = options.AsOf ?? now.DayIn(calendar.Zone);
        await output.WriteLineAsync(options.Json ? DigestPrint.Json(past, manager, asOf, calendar.Zone) : DigestPrint.Text(past, manager, asOf, calendar.Zone));
        return 0;
    }

    private static async Task<int> RefuseAsync(TextWriter errors, string sentence)
    {
        await errors.WriteLineAsync(sentence);
        return 2;
    }

    /// <summary>By the whole name or address; else by a part of the name.</summary>
    private static List<Person> Named(IReadOnlyList<Person> leaders, string name)
    {
        var whole = leaders.Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || (p.Email?.Equals(name, StringComparison.OrdinalIgnoreCase) ?? false)).ToList();
        return whole.Count > 0 ? whole : [.. leaders.Where(p => p.Name.Contains(name, StringComparison.OrdinalIgnoreCase))];
    }

    private static string Which(IReadOnlyList<Person> leaders, List<Person> named, string name)
    {
        if (leaders.Count == 0) return "Nobody here leads anybody yet: an import or an admin says who leads whom.";
        if (named.Count > 1) return $"Several managers are called “{name}”: {Some(named)}. Say the whole name, or the e-mail address.";
        return $"No manager is called “{name}”. There {(leaders.Count == 1 ? "is" : "are")} {Some(leaders)}.";
    }

    private static string Some(IReadOnlyList<Person> people) => people.Count <= MostNamed ? Wording.List([.. people.Select(p => p.Name)])
        : $"{string.Join(", ", people.Take(MostNamed).Select(p => p.Name))} and {people.Count - MostNamed} more";
}
