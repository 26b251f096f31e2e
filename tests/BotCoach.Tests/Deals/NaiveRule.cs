using System.Globalization;
using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Tests.Deals;

/// <summary>What a rule says of a deal, worked out as slowly and plainly as it can be; null is unknown. And deals to ask of.</summary>
internal static class NaiveRule
{
    private static readonly string[] Fluff = ["tbd", "n/a"];
    private static LocalDate Today => TestBook.Today;

    public static bool? Of(DealRule rule, DealFile file) => rule switch
    {
        DealRule.Not not => !Of(not.Rule, file),
        DealRule.Both both => Of(both.First, file) & Of(both.Second, file),
        DealRule.Either either => Of(either.First, file) | Of(either.Second, file),
        DealRule.Known known => IsKnown(known.Subject, file),
        DealRule.Meets meets => IsKnown(meets.Subject, file) ? Flag(meets.Subject.Name, file.Deal) : null,
        DealRule.OneOf choice => Word(choice.Subject, file) is { } word ? choice.Words.Any(w => w.ToUpperInvariant() == word.ToUpperInvariant()) : null,
        DealRule.Within within => Number(within.Subject, file) is { } days ? days >= 0 && days <= within.Days : null,
        DealRule.Compared compared => Number(compared.Subject, file) is { } number
            ? compared.Order switch { RuleOrder.Above => number > compared.With, RuleOrder.AtLeast => number >= compared.With, RuleOrder.Equal => number == compared.With, RuleOrder.AtMost => number <= compared.With, _ => number < compared.With }
            : null,
        _ => throw new InvalidOperationException($"{rule}"),
    };

    public static DealFile Deal(Random random)
    {
        var deal = TestBook.Deal();
        if (Maybe()) deal.Amount = random.Next(5);
        if (Maybe()) deal.CloseOn = Today.PlusDays(random.Next(-4, 5));
        if (Maybe()) deal.NextStepOn = Today.PlusDays(random.Next(-4, 5));
        if (Maybe()) (deal.NextStep, deal.NextStepConfirmed) = (random.Next(4) == 0 ? "tbd" : "Sign", Maybe());
        if (Maybe()) deal.ChampionStrength = random.Next(1, 6);
        if (Maybe()) deal.Account = Some();
        if (Maybe()) deal.Segment = Some();
        if (Maybe()) deal.LeadSource = Some();
        if (Maybe()) deal.Custom["Contract type"] = Some();
        if (Maybe()) deal.Custom["A \"B\" (C)"] = Some();
        foreach (var fact in KnownFields.Facts)
            if (Maybe()) deal.Facts[fact] = fact switch { "price" or "budget" => $"about {random.Next(5)}", "start-date" => $"2026-03-0{random.Next(1, 8)}", _ => Some() };
        Stakeholder Somebody() => TestBook.Person(random.Next(4) switch { 0 => "economic-buyer", 1 => "champion", _ => "user" }, new[] { "Ann", "ann ", "Bo", "tbd", "Cy" }[random.Next(5)], Maybe() ? Some() : null);
        return TestBook.File(deal) with
        {
            Stakeholders = [.. Enumerable.Range(0, random.Next(5)).Select(_ => Somebody())],
            Artifacts = [.. Enumerable.Range(0, random.Next(4)).Select(i => new Artifact
            {
                WorkspaceId = Guid.Empty, Id = Guid.NewGuid(), DealId = deal.Id, SpecId = new[] { "business-case", "2-pager" }[random.Next(2)], Link = $"https://files.example.com/{random.Next(2)}",
            })],
        };

        bool Maybe() => random.Next(2) == 0;
        string Some() => new[] { "strong", " Possible ", "not", "40 hours", "tbd", "n/a" }[random.Next(6)];
    }

    private static bool IsKnown(RuleSubject subject, DealFile file) => subject switch
    {
        { Of: RuleTerm.Custom } => Word(subject, file) is not null,
        { Of: RuleTerm.Asked } => IsKnown(new RuleSubject(RuleTerm.Field, subject.Name.Split('/')[0]), file),
        { Name: "amount" } => file.Deal.Amount is not null,
        { Name: "close-date" } => file.Deal.CloseOn is not null,
        { Name: "next-step" } => Says(file.Deal.NextStep),
        { Name: "champion" or "economic-buyer" } => Named(file).Any(s => s.Role == subject.Name),
        { Name: "account" } => Says(file.Deal.Account),
        { Name: "segment" } => Says(file.Deal.Segment),
        { Name: "lead-source" } => Says(file.Deal.LeadSource),
        _ => Says(file.Deal.Facts.GetValueOrDefault(subject.Name)),
    };

    private static decimal? Number(RuleSubject subject, DealFile file) => subject switch
    {
        { Of: RuleTerm.Stakeholders } => Named(file).Any() ? Named(file).Where(s => subject.Name is "" || s.Role == subject.Name).DistinctBy(s => Plain(s.Name)).Count() : null,
        { Of: RuleTerm.Departments } => Named(file).Count(s => Says(s.Department)) is 0 ? null : Named(file).Where(s => Says(s.Department)).DistinctBy(s => Plain(s.Department!)).Count(),
        { Of: RuleTerm.Artifacts } => file.Artifacts.Where(a => a.SpecId == subject.Name).DistinctBy(a => a.Link).Count(),
        { Name: "amount" } => file.Deal.Amount,
        { Name: "close-date" } => Days(file.Deal.CloseOn),
        { Name: "next-step" } => Says(file.Deal.NextStep) ? Days(file.Deal.NextStepOn) : null,
        { Name: "champion" } => IsKnown(subject, file) ? file.Deal.ChampionStrength : null,
        { Name: "start-date" } => file.Deal.Facts.TryGetValue("start-date", out var day) ? int.Parse(day[^1..], CultureInfo.InvariantCulture) - Today.Day : null,
        _ => file.Deal.Facts.TryGetValue(subject.Name, out var said) ? int.Parse(said[^1..], CultureInfo.InvariantCulture) : null,
    };

    private static string? Word(RuleSubject subject, DealFile file)
    {
        var said = subject switch
        {
            { Of: RuleTerm.Custom } => file.Deal.Custom.GetValueOrDefault(subject.Name == "Contract type" ? subject.Name : "A \"B\" (C)"),
            { Name: "segment" } => file.Deal.Segment,
            { Name: "lead-source" } => file.Deal.LeadSource,
            _ => file.Deal.Facts.GetValueOrDefault(subject.Name),
        };
        return Says(said) ? said!.Trim() : null;
    }

    private static bool Flag(string asked, Deal deal) => asked switch
    {
        "next-step/dated" => deal.NextStepOn is not null,
        "next-step/confirmed" => deal.NextStepOn is not null && deal.NextStepConfirmed,
        "impact/quantified" => deal.Facts["impact"].Contains("40", StringComparison.Ordinal),
        _ => deal.Facts["fit"] != "not",
    };

    private static IEnumerable<Stakeholder> Named(DealFile file) => file.Stakeholders.Where(s => Says(s.Name));

    private static bool Says(string? words) => words is not null && !Fluff.Contains(words);

    private static decimal? Days(LocalDate? day) => day is { } at ? Period.Between(Today, at, PeriodUnits.Days).Days : null;

    private static string Plain(string words) => words.Trim().ToUpperInvariant();
}
