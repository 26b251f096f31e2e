using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>A deal that a call may be about, and how much speaks for it.</summary>
public sealed record CallDeal(Guid DealId, int Signs);

/// <summary>Finds which of a rep's open deals a call is about: by its title, by who took part, by what is called in it. Sure, or the likeliest to ask about.</summary>
public sealed class CallDeals(BotCoachDb db, DealAccess access)
{
    private const int MostLooked = 500;
    private const int Enough = 3;
    private const int Ahead = 2;

    public async Task<IReadOnlyList<CallDeal>> LikelyAsync(Call call, Person person, Transcript transcript)
    {
        var deals = await (await access.OfAsync(person)).AsNoTracking().Where(d => d.Status == DealStatus.Open)
            .OrderBy(d => d.OwnerId == person.Id ? 0 : 1).ThenByDescending(d => d.StageEnteredAt).Take(MostLooked)
            .Select(d => new { d.Id, d.Name, d.Account, d.ExternalId, d.OwnerId }).ToListAsync();
        var ids = deals.ConvertAll(d => d.Id);
        var people = (await db.Stakeholders.AsNoTracking().Where(s => ids.Contains(s.DealId)).Select(s => new { s.DealId, s.Name }).ToListAsync()).ToLookup(s => s.DealId, s => s.Name);
        var clues = CallClues.Of(call, transcript);
        return [.. deals.Select(d => new CallDeal(d.Id, clues.SignsOf(d.Name, d.Account, d.ExternalId, people[d.Id]) * 2 + (d.OwnerId == person.Id ? 1 : 0))).Where(d => d.Signs > 1).OrderByDescending(d => d.Signs)];
    }

    /// <summary>The one that it is about without doubt, or null.</summary>
    public static Guid? Sure(IReadOnlyList<CallDeal> likely) =>
        likely is [var first, ..] && first.Signs >= Enough * 2 && (likely.Count == 1 || first.Signs - likely[1].Signs >= Ahead * 2 - 1) ? first.DealId : null;
}
