using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Recaps;

/// <summary>The words of the card before a call. What is not known is not on it.</summary>
public static class PrepMessage
{
    private const int MostPeople = 6;
    private const int MostAsked = 4;
    private const int MostActions = 3;
    private const int MostSaid = 4;

    public static Message Of(DealFile file, LastCall? last, DateTimeZone zone, DateTimeOffset now)
    {
        var (deal, today) = (file.Deal, now.DayIn(zone));
        List<Block> blocks = [new Heading($"Before the call: {deal.Called}"), new Facts([.. Where(file, today, zone, now)])];
        if (file.Stakeholders.Length > 0) blocks.AddRange(Listed("Who they are", [.. file.Stakeholders.Select(Who).Distinct()], MostPeople));
        if (last is not null) blocks.AddRange(FromCall(last, today));
        blocks.AddRange(Listed("Still open in this stage", [.. Missing(file, now)], MostAsked));
        blocks.AddRange(Listed("Worth asking", [.. (file.Stage?.Prompts ?? []).Select(p => p.Text)], MostAsked));
        blocks.AddRange(Listed("What helps here", [.. (file.Stage?.Actions ?? []).Select(a => a.Text)], MostActions));
        blocks.Add(Buttons.Of(new Button("Open the deal", "deal.show", $"{deal.Id}"), new Button("Walk the checklist", "walk.open", $"{deal.Id}"), new Button("Its recaps", "recap.of", $"{deal.Id}")));
        return new Message($"Before the call with {deal.Called}.", blocks);
    }

    /// <summary>What was promised in the last call, and what was said there.</summary>
    public static IEnumerable<Block> FromCall(LastCall last, LocalDate today) =>
    [
        .. Listed("What was promised", [.. last.Accepted.Where(l => l.Kind == LineKind.NextStep).Select(l => Promised(l, today))], MostSaid),
        .. Listed($"From {last.Call.Title}, {Wording.Day(last.Call.HeldOn, today)}", [.. Said(last.Accepted)], MostSaid),
    ];

    /// <summary>A line each under a title; nothing of nothing.</summary>
    public static IEnumerable<Block> Listed(string title, IReadOnlyList<string> items, int most)
    {
        if (items.Count == 0) yield break;
        var rest = items.Count > most ? $"\n…and {items.Count - most} more" : "";
        yield return new Paragraph($"{Text.Strong(title)}\n{string.Join("\n", items.Take(most).Select(i => $"• {i}"))}{rest}");
    }

    public static string Who(Stakeholder person) => DealWords.Join(person.Name, person.Title, person.Role == "other" ? null : FieldWords.Name(person.Role));

    private static IEnumerable<Fact> Where(DealFile file, LocalDate today, DateTimeZone zone, DateTimeOffset now)
    {
        var deal = file.Deal;
        var days = deal.StageEnteredAssumed ? "" : $", {Wording.Days(Math.Max(0, (now - deal.StageEnteredAt).TotalDays))} now{(file.HealthyDays is { } healthy ? $" (healthy: {Wording.Days(healthy)})" : "")}";
        yield return new Fact("Where we are", $"{file.Stage?.Name ?? deal.StageId}{days}");
        if (file.Stage is { } stage) yield return new Fact("What it has to prove", stage.Purpose);
        if (deal.Amount is { } amount) yield return new Fact("Amount", Wording.Money(amount, deal.Currency));
        yield return new Fact("Next step", string.IsNullOrWhiteSpace(deal.NextStep) ? "none" : DealWords.Join(deal.NextStep, deal.NextStepOn is { } on ? Wording.Day(on, today) : null));
        if (deal.HeardAt is { } heard) yield return new Fact("Last heard", Wording.Day(heard.DayIn(zone), today));
        if (deal.Facts.GetValueOrDefault("problem") is { Length: > 0 } problem) yield return new Fact("Their problem", Wording.Short(problem, 300));
        if (deal.Facts.GetValueOrDefault("objections") is { Length: > 0 } objections) yield return new Fact("Their objections", Wording.Short(objections, 300));
    }

    private static string Promised(CallLine line, LocalDate today) => RecapMessage.WordsOf(line, today) + (RecapLines.DueOf(line) < today ? " (that day has passed)" : "");

    private static IEnumerable<string> Said(IReadOnlyList<CallLine> accepted) =>
        accepted.Where(l => l.Kind is LineKind.Decision or LineKind.Objection or LineKind.Impact or LineKind.Risk or LineKind.Competitor).Concat(accepted.Where(l => l.Kind == LineKind.Summary)).Select(l => l.Text).Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Missing(DealFile file, DateTimeOffset now) =>
        StageGate.NextOf(file) is { } next ? StageGate.Ask(file, next, file.Today(now), now).Missing.Select(m => m.Text) : [];
}
