using BotCoach.People;

namespace BotCoach.Leads;

/// <summary>Somebody who may get leads: no reader, here, and told things by now.</summary>
/// <param name="Taken">The number of the last lead that came in turn.</param>
public sealed record LeadTaker(Guid Id, string Name, string? Team, WorkCalendar Calendar, long Taken)
{
    /// <summary>A rep: of a team and of everybody only those come in turn. Who leads gets a lead where a rule names them, or the account is theirs.</summary>
    public bool Sells { get; init; } = true;
}

/// <summary>To whom a lead goes, and by which rule.</summary>
/// <param name="InTurn">It counts as that person's turn.</param>
public sealed record LeadRoute(LeadTaker To, string Rule, bool InTurn);

/// <summary>What comes next of a lead that was offered.</summary>
public enum LeadStep { Wait, Remind, Late, Away }

/// <summary>To whom a lead goes, and when it goes on. Pure.</summary>
public static class LeadRules
{
    private static readonly HashSet<string> Public = new(StringComparer.OrdinalIgnoreCase)
    {
        "gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "ymail", "icloud", "me", "mac", "aol", "gmx", "web", "proton", "protonmail", "zoho", "mail", "yandex", "qq", "163", "fastmail", "posteo", "t-online",
    };

    private static readonly HashSet<string> SecondLevel = ["co", "com", "org", "net", "gov", "ac", "edu"];

    /// <summary>
    /// The first rule that fits and has somebody who has not had the lead yet. The owner of the account, or who is named, gets it also outside working hours, but not
    /// on a day off; in turn comes who works now, else who starts first.
    /// </summary>
    /// <param name="owners">Who has a deal of an account, by its name in lower case, the likeliest first.</param>
    public static LeadRoute? Route(Lead lead, IReadOnlyList<LeadRule> rules, IReadOnlyCollection<LeadTaker> takers, ILookup<string, Guid> owners, DateTimeOffset now)
    {
        var had = lead.Had;
        var free = takers.Where(t => !had.Contains(t.Id)).ToList();
        foreach (var rule in rules)
        {
            if (LeadLines.WhichOf(rule.Which) is not { } which) continue;
            if (which.IsAccount)
            {
                foreach (var owner in AccountsOf(lead).SelectMany(a => owners[a])) if (One(free, owner, now) is { } its) return new LeadRoute(its, "has this account", false);
                continue;
            }
            if (!which.Fits(lead)) continue;
            if (rule.PersonId is { } named && One(free, named, now) is { } person) return new LeadRoute(person, rule.Which, false);
            if (rule.PersonId is null && NextInTurn(free.Where(t => t.Sells && (rule.Team is not { } team || team.Equals(t.Team, StringComparison.OrdinalIgnoreCase))), now) is { } next) return new LeadRoute(next, rule.Which, true);
        }
        return null;
    }

    /// <summary>By which names the lead's company may be known, in lower case: its own, and what its mail address ends in.</summary>
    public static IReadOnlyList<string> AccountsOf(Lead lead)
    {
        List<string> names = lead.Company is { } company ? [company.ToLowerInvariant()] : [];
        if (DomainOf(lead.Email) is { } domain) names.AddRange([domain, LabelOf(domain)]);
        return [.. names.Distinct()];
    }

    /// <summary>What the company is called, where only the mail address says so; null of an address that anybody can have.</summary>
    public static string? CompanyOf(string? email) => DomainOf(email) is { } domain && LabelOf(domain) is var label ? char.ToUpperInvariant(label[0]) + label[1..] : null;

    /// <summary>What is to be done with an offered lead at this instant.</summary>
    public static LeadStep Next(Lead lead, LeadTaker? taker, TimeSpan time, DateTimeOffset now)
    {
        if (taker is null || IsOff(taker.Calendar, lead.OfferedAt > now ? lead.OfferedAt.Value : now)) return LeadStep.Away;
        if (now >= lead.DueAt) return LeadStep.Late;
        return lead.RemindedAt is null && now >= HalfOf(lead, taker.Calendar, time) ? LeadStep.Remind : LeadStep.Wait;
    }

    /// <summary>When to look at it next: at the half, at the end, or where a day off begins before that.</summary>
    public static DateTimeOffset LookAt(Lead lead, WorkCalendar calendar, TimeSpan time, DateTimeOffset now)
    {
        var (half, due) = (HalfOf(lead, calendar, time), lead.DueAt!.Value);
        var next = lead.RemindedAt is null && half > now && half < due ? half : due;
        for (var day = calendar.Today(now).PlusDays(1); day <= calendar.Today(next); day = day.PlusDays(1)) if (calendar.IsAway(day)) return calendar.Midnight(day);
        return next;
    }

    public static DateTimeOffset HalfOf(Lead lead, WorkCalendar calendar, TimeSpan time) => calendar.AddWorkingTime(lead.OfferedAt!.Value, time / 2);

    /// <summary>The day that it is for them is one of their own days off.</summary>
    public static bool IsOff(WorkCalendar calendar, DateTimeOffset now) => calendar.IsAway(calendar.Today(now));

    private static LeadTaker? One(List<LeadTaker> free, Guid id, DateTimeOffset now) => free.Find(t => t.Id == id) is { } taker && !IsOff(taker.Calendar, now) ? taker : null;

    private static LeadTaker? NextInTurn(IEnumerable<LeadTaker> some, DateTimeOffset now) =>
        // who is off on the first working day from now on would have it lie until they are back
        some.Where(t => !IsOff(t.Calendar, t.Calendar.AsJudged.NextMoment(now))).OrderBy(t => t.Calendar.NextMoment(now)).ThenBy(t => t.Taken).ThenBy(t => t.Id).FirstOrDefault();

    private static string? DomainOf(string? email)
    {
        if (email?.LastIndexOf('@') is not (>= 0 and var at) || email[(at + 1)..].Trim().ToLowerInvariant() is not { Length: > 0 } domain || !domain.Contains('.')) return null;
        return Public.Contains(LabelOf(domain)) ? null : domain;
    }

    /// <summary>"acme" of "mail.acme.co.uk".</summary>
    private static string LabelOf(string domain)
    {
        var parts = domain.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length switch
        {
            0 => domain,
            1 => parts[0],
            > 2 when SecondLevel.Contains(parts[^2]) => parts[^3],
            _ => parts[^2],
        };
    }
}
