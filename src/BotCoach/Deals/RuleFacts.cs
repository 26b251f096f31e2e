using BotCoach.Stages;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Deals;

/// <summary>
/// What a deal says to a <see cref="DealRule"/>. Placeholders say nothing. Nobody recorded means that it is unknown how many there are, and no department
/// of whom likewise; documents are linked here alone, so none are none.
/// </summary>
internal sealed class RuleFacts(DealFile file, LocalDate today) : IRuleFacts
{
    public RuleState Of(RuleSubject subject) => subject.Of switch
    {
        RuleTerm.Stakeholders => People(subject.Name),
        RuleTerm.Departments => Departments(),
        RuleTerm.Artifacts => new RuleState(true, Links(subject.Name)),
        RuleTerm.Custom => Custom(file.Deal, subject.Name) is { } value ? new RuleState(true, null, value) : default,
        RuleTerm.Asked => Asked(subject.Asks),
        _ => Field(subject),
    };

    /// <summary>A value of the company's own field; null where it says nothing.</summary>
    public static string? Custom(Deal deal, string name) =>
        deal.Custom.TryGetValue(NameOf(deal, name), out var value) && !Placeholders.IsOne(value) ? value.Trim() : null;

    /// <summary>The name under which the deal has the company's own field, which is the same in any case.</summary>
    public static string NameOf(Deal deal, string name)
    {
        if (deal.Custom.ContainsKey(name)) return name;
        foreach (var known in deal.Custom.Keys) if (known.Equals(name, StringComparison.OrdinalIgnoreCase)) return known;
        return name;
    }

    private RuleState Field(RuleSubject subject)
    {
        if (!FieldRules.Holds(file, subject.Asks, today)) return default;
        var deal = file.Deal;
        return subject.Asks.Of switch
        {
            AskedField.Amount => new RuleState(true, deal.Amount),
            AskedField.CloseDate => new RuleState(true, DaysTo(deal.CloseOn)),
            AskedField.NextStep => new RuleState(true, DaysTo(deal.NextStepOn)),
            AskedField.Champion => new RuleState(true, deal.ChampionStrength),
            AskedField.Segment => new RuleState(true, null, deal.Segment!.Trim()),
            AskedField.LeadSource => new RuleState(true, null, deal.LeadSource!.Trim()),
            AskedField.Fact => Fact(subject, deal.Facts[subject.Name]),
            _ => new RuleState(true),
        };
    }

    private RuleState Fact(RuleSubject subject, string said) => subject.Kind switch
    {
        RuleKind.Money => new RuleState(true, FieldRules.NumberIn(said)),
        RuleKind.Day => new RuleState(true, LocalDatePattern.Iso.Parse(said.Trim()).TryGetValue(default, out var day) ? DaysTo(day) : null),
        RuleKind.Choice => new RuleState(true, null, said.Trim()),
        _ => new RuleState(true),
    };

    private RuleState Asked(FieldAsk ask)
    {
        if (FieldRules.Holds(file, ask, today)) return new RuleState(true, 1);
        return FieldRules.Holds(file, ask.Known, today) ? new RuleState(true, 0) : default;
    }

    private decimal? DaysTo(LocalDate? day) => day is { } at ? Period.DaysBetween(today, at) : null;

    private RuleState People(string role)
    {
        var (number, isAnybody, people) = (0, false, file.Stakeholders);
        for (var i = 0; i < people.Length; i++)
        {
            if (Placeholders.IsNoName(people[i].Name)) continue;
            isAnybody = true;
            if (IsIn(people[i]) && !IsBefore(i)) number++;
        }
        return isAnybody ? new RuleState(true, number) : default;

        bool IsIn(Stakeholder person) => role.Length == 0 || person.Role == role;

        bool IsBefore(int at)
        {
            for (var i = 0; i < at; i++) if (IsIn(people[i]) && Same(people[i].Name, people[at].Name)) return true;
            return false;
        }
    }

    private RuleState Departments()
    {
        var (number, people) = (0, file.Stakeholders);
        for (var i = 0; i < people.Length; i++) if (IsSaid(people[i]) && !IsBefore(i)) number++;
        return number > 0 ? new RuleState(true, number) : default;

        bool IsBefore(int at)
        {
            for (var i = 0; i < at; i++) if (IsSaid(people[i]) && Same(people[i].Department!, people[at].Department!)) return true;
            return false;
        }

        static bool IsSaid(Stakeholder person) => !Placeholders.IsNoName(person.Name) && !Placeholders.IsNoName(person.Department);
    }

    private int Links(string spec)
    {
        var (number, links) = (0, file.Artifacts);
        for (var i = 0; i < links.Length; i++) if (IsOne(links[i]) && !IsBefore(i)) number++;
        return number;

        bool IsOne(Artifact link) => link.SpecId == spec && !string.IsNullOrWhiteSpace(link.Link);

        bool IsBefore(int at)
        {
            for (var i = 0; i < at; i++) if (IsOne(links[i]) && links[i].Link == links[at].Link) return true;
            return false;
        }
    }

    private static bool Same(string one, string other) => one.AsSpan().Trim().Equals(other.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);
}
