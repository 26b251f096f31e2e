using System.Text.RegularExpressions;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin;

/// <summary>Names for the ids in pages of the audit, which itself holds nobody's name. Each is looked up once, however many pages ask.</summary>
public sealed partial class AuditNames(BotCoachDb db)
{
    private readonly Dictionary<Guid, string> _names = [];
    private readonly HashSet<Guid> _deals = [];
    private readonly HashSet<Guid> _others = [];

    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(IReadOnlyCollection<AuditLine> lines, CancellationToken cancel)
    {
        List<Guid> deals = [.. lines.Where(l => l.IsDeal).Select(l => l.About).Where(_deals.Add)];
        List<Guid> people = [.. lines.Select(l => l.PersonId).OfType<Guid>().Concat(lines.Where(l => !l.IsDeal).Select(l => l.About))
            .Concat(lines.SelectMany(l => Ids().Matches(l.What)).Select(m => Guid.Parse(m.Value))).Where(_others.Add)];
        if (people.Count > 0) await KeepAsync(db.People.Where(p => people.Contains(p.Id)).Select(p => new Named(p.Id, p.Name)), cancel);
        if (deals.Count > 0) await KeepAsync(db.Deals.Where(d => deals.Contains(d.Id)).Select(d => new Named(d.Id, d.Name)), cancel);
        List<Guid> processes = [.. people.Where(id => !_names.ContainsKey(id))];
        if (processes.Count > 0) await KeepAsync(db.Processes.Where(p => processes.Contains(p.Id)).Select(p => new Named(p.Id, p.Name)), cancel);
        return _names;
    }

    private async Task KeepAsync(IQueryable<Named> found, CancellationToken cancel)
    {
        foreach (var named in await found.ToListAsync(cancel)) _names[named.Id] = named.Name;
    }

    public static string Who(AuditLine line, IReadOnlyDictionary<Guid, string> names) =>
        line.PersonId is { } id ? names.GetValueOrDefault(id, "somebody") : ApiKey.NameIn(line.Channel) ?? line.Channel switch { "host" => "BotCoach", Actor.AtCommandLine => "the command line", _ => "an import" };

    public static string About(AuditLine line, IReadOnlyDictionary<Guid, string> names) => names.GetValueOrDefault(line.About, "");

    public static string What(AuditLine line, IReadOnlyDictionary<Guid, string> names) =>
        Ids().Replace(line.What, m => names.GetValueOrDefault(Guid.Parse(m.Value), "somebody"));

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    private sealed record Named(Guid Id, string Name);
}
