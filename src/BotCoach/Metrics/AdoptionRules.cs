using BotCoach.Storage;

namespace BotCoach.Metrics;

/// <summary>What the database counted for each person and team.</summary>
public sealed record AdoptionUse(
    IReadOnlyList<DealUse> Deals, IReadOnlyList<HandUse> Hands, IReadOnlyList<NudgeUse> Nudges, IReadOnlyList<RecapUse> Recaps, IReadOnlyList<ReviewUse> Reviews)
{
    /// <summary>Of a team alone, however its name is written.</summary>
    public AdoptionUse Of(string team)
    {
        return this with { Deals = [.. Deals.Where(d => Is(d.Team))], Nudges = [.. Nudges.Where(n => Is(n.Team))], Recaps = [.. Recaps.Where(r => Is(r.Team))], Reviews = [.. Reviews.Where(r => Is(r.Team))] };

        bool Is(string? name) => string.Equals(name ?? "", team, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>Adds up who uses what: see <see cref="Adoption"/>. Pure.</summary>
public static class AdoptionRules
{
    /// <param name="tellsFew">Also teams of very few are told of, since who asks leads them.</param>
    public static AdoptionTable TableOf(AdoptionUse use, Ramp all, IReadOnlyDictionary<string, Ramp> ramps, bool tellsFew)
    {
        var teams = use.Deals.Select(d => d.Team ?? "").Order(StringComparer.Ordinal).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)
            .Select(t => Sum(t, use.Of(t)) with { Ramp = ramps.GetValueOrDefault(t, Ramp.None) }).ToList();
        return new AdoptionTable(Sum("", use) with { Ramp = all }, [.. teams.Where(t => tellsFew || t.People >= Adoption.FewestPeople)], [.. teams.Where(t => !tellsFew && t.People < Adoption.FewestPeople).Select(t => t.Team)]);
    }

    public static Adoption Sum(string team, AdoptionUse use)
    {
        var people = use.Deals.Select(d => d.OwnerId).ToHashSet();
        var (month, week) = (use.Hands.Count(h => people.Contains(h.PersonId)), use.Hands.Count(h => h.InWeek && people.Contains(h.PersonId)));
        var open = use.Deals.Sum(d => d.Open);
        return new Adoption(team)
        {
            People = people.Count, Open = open, Week = new Rate(week, people.Count), Month = new Rate(month, people.Count), Walked = new Rate(use.Deals.Sum(d => d.Answered), open),
            Amount = new Rate(use.Deals.Sum(d => d.Amount), open), CloseDate = new Rate(use.Deals.Sum(d => d.Close), open), NextStep = new Rate(use.Deals.Sum(d => d.Step), open), Known = new Rate(use.Deals.Sum(d => d.Known), open),
            Nudges = new NudgeAnswers(use.Nudges.Sum(n => n.Done), use.Nudges.Sum(n => n.NotUseful), use.Nudges.Sum(n => n.Snoozed), use.Nudges.Sum(n => n.Ignored), use.Nudges.Sum(n => n.Overtaken), use.Nudges.Sum(n => n.Fresh)),
            Recaps = new Rate(use.Recaps.Count(r => r.IsAccepted), use.Recaps.Count), Reviews = use.Reviews.Select(r => r.ReviewId).Distinct().Count(),
        };
    }
}
