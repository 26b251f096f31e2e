using System.Text.RegularExpressions;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reminders;

/// <summary>The deal that words speak of, where they name exactly one of the person's own open ones. It is offered, never tied by itself.</summary>
public sealed class NamedDeals(BotCoachDb db)
{
    private const int Most = 2000;
    private const int ShortestName = 3;

    public async Task<(Guid Id, string Name)?> OnlyAsync(Person person, string words)
    {
        var own = await db.Deals.AsNoTracking().Where(d => d.OwnerId == person.Id && d.Status == DealStatus.Open)
            .OrderBy(d => d.Id).Take(Most).Select(d => new { d.Id, d.Name, d.Account }).ToListAsync();
        var named = own.Where(d => Names(words, d.Name) || Names(words, d.Account)).ToList();
        return named.Count == 1 ? (named[0].Id, Deal.CalledBy(named[0].Name, named[0].Account)) : null;
    }

    private static bool Names(string words, string? name) =>
        name?.Trim() is { Length: >= ShortestName } whole && Regex.IsMatch(words, $@"(?<!\w){Regex.Escape(whole)}(?!\w)", RegexOptions.IgnoreCase);
}
