using System.Text.RegularExpressions;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin;

/// <summary>Names for the ids in a page of the audit, which itself holds nobody's name.</summary>
public sealed partial class AuditNames(BotCoachDb db)
{
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(IReadOnlyCollection<AuditLine> lines, CancellationToken cancel)
    {
        var deals = lines.Where(l => l.IsDeal).Select(l => l.About).Distinct().ToList();
        var people = lines.Select(l => l.PersonId).OfType<Guid>().Concat(lines.Where(l => !l.IsDeal).Select(l => l.About))
            .Concat(lines.SelectMany(l => Ids().Matches(l.What)).Select(m => Guid.Parse(m.Value))).Distinct().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        foreach (var deal in await db.Deals.Where(d => deals.Contains(d.Id)).Select(d => new { d.Id, d.Name }).ToListAsync(cancel)) names[deal.Id] = deal.Name;
        var others = lines.Select(l => l.About).Where(id => !names.ContainsKey(id)).Distinct().ToList();
        foreach (var process in await db.Processes.Where(p => others.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancel)) names[process.Id] = process.Name;
        return names;
    }

    public static string Who(AuditLine line, IReadOnlyDictionary<Guid, string> names) =>
        line.PersonId is { } id ? names.GetValueOrDefault(id, "somebody") : line.Channel == "host" ? "BotCoach" : "an import";

    public static string About(AuditLine line, IReadOnlyDictionary<Guid, string> names) => names.GetValueOrDefault(line.About, "");

    public static string What(AuditLine line, IReadOnlyDictionary<Guid, string> names) =>
        Ids().Replace(line.What, m => names.GetValueOrDefault(Guid.Parse(m.Value), "somebody"));

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}
