using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges;
using NodaTime;

namespace BotCoach.Digests;

/// <summary>Some lines of a digest of one kind.</summary>
public sealed record DigestList(string Title, IReadOnlyList<string> Lines);

/// <summary>What a digest tells, kind by kind and in words, each in the order of the deals' names: short ones in chat, all of them on the page. Pure.</summary>
public static class DigestLists
{
    public static IReadOnlyList<DigestList> Of(DigestSheet sheet, LocalDate today)
    {
        var diff = sheet.Diff;
        return
        [
            new("Moved forward", Lines(diff.Moves.Where(m => m.Way == DigestWay.Forward && !HasEnded(diff, m.Deal)), m => m.Deal, sheet, m => $"{sheet.Called(m.Deal)} to {Stage(sheet, m)}{On(m.Evidence)}")),
            new("Moved back", Lines(diff.Moves.Where(m => m.Way == DigestWay.Back && !HasEnded(diff, m.Deal)), m => m.Deal, sheet, m => $"{sheet.Called(m.Deal)} to {Stage(sheet, m)}{Because(sheet.Reasons.GetValueOrDefault(m.Deal))}")),
            new("New", Came(sheet, DigestCameHow.New)),
            new("Won", Ended(sheet, DealStatus.Won)),
            new("Lost", Ended(sheet, DealStatus.Lost)),
            new("Not a fit", Ended(sheet, DealStatus.Disqualified)),
            new("Open again", Came(sheet, DigestCameHow.Reopened)),
            new("Close dates that moved", Lines(diff.Closes.Where(c => c.IsLater && !HasEnded(diff, c.Deal)), c => c.Deal, sheet, c => Slip(c, sheet, today))),
            new("Came from somebody else", Came(sheet, DigestCameHow.HandedIn)),
            new("Went to somebody else", Lines(diff.Left, l => l.Deal, sheet, l => $"{sheet.Called(l.Deal)}, now with {sheet.Person(l.To)}")),
            new("Changed hands", Lines(diff.Owners, o => o.Deal, sheet, o => $"{sheet.Called(o.Deal)}, from {sheet.Person(o.From)} to {sheet.Person(o.To)}")),
            new("Amounts that changed", Lines(diff.Changes.Where(c => c.Field == DigestField.Amount && !HasEnded(diff, c.Deal)), c => c.Deal, sheet, c => $"{sheet.Called(c.Deal)}{Worth(sheet, c.Deal)}")),
            new("New signals", Lines(diff.Crossed.Where(c => c.Began.Count > 0), c => c.Deal, sheet, c => $"{sheet.Called(c.Deal)}, {Wording.List([.. c.Began.Select(s => RuleMessage.NameOf(s.Rule))])}")),
            new("Promises kept", Promises(sheet, today, PromiseState.Kept)),
            new("Promises that are due", Promises(sheet, today, PromiseState.Due)),
            new("Promises still to be kept", Promises(sheet, today, PromiseState.Missed)),
            new("Without a dated next step", Lines(sheet.Now.Deals.Where(d => d.LacksStep), d => d.Id, sheet, d => sheet.Called(d.Id))),
        ];
    }

    private static bool HasEnded(DigestDiff diff, Guid deal) => diff.Ended.Any(e => e.Deal == deal);

    private static IReadOnlyList<string> Came(DigestSheet sheet, DigestCameHow how) => Lines(sheet.Diff.Came.Where(c => c.How == how), c => c.Deal.Id, sheet, c => $"{sheet.Called(c.Deal.Id)}{Worth(sheet, c.Deal.Id)}");

    private static IReadOnlyList<string> Ended(DigestSheet sheet, DealStatus how) =>
        Lines(sheet.Diff.Ended.Where(e => e.Status == how), e => e.Deal, sheet, e => $"{sheet.Called(e.Deal)}{Worth(sheet, e.Deal)}{Because(sheet.Names.GetValueOrDefault(e.Deal)?.Why)}");

    private static IReadOnlyList<string> Promises(DigestSheet sheet, LocalDate today, PromiseState state) => Lines(
        sheet.Promises.Where(p => p.State == state), p => p.Deal, sheet, p => $"{sheet.Called(p.Deal)}: {Wording.ShortAtWord(p.Words, 120)} ({sheet.Person(p.Owner)}, {Wording.Day(p.Due, today)})");

    private static IReadOnlyList<string> Lines<T>(IEnumerable<T> some, Func<T, Guid> dealOf, DigestSheet sheet, Func<T, string> words) =>
        [.. some.OrderBy(s => sheet.Called(dealOf(s)), StringComparer.OrdinalIgnoreCase).ThenBy(dealOf).Select(words)];

    private static string Stage(DigestSheet sheet, DigestMove move) => sheet.Names.TryGetValue(move.Deal, out var name) ? name.StageName(move.To) : move.To;

    private static string Worth(DigestSheet sheet, Guid deal) => sheet.Names.GetValueOrDefault(deal) is { Amount: { } amount } name ? $", {Wording.Money(amount, name.Currency)}" : "";

    private static string Because(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $" (“{Wording.ShortAtWord(reason.Trim(), 120)}”)";

    /// <summary>" (3 of 5 proven, 1 on the rep's word, 1 let pass)".</summary>
    private static string On(MoveEvidence? evidence)
    {
        if (evidence is null || evidence.All == 0) return "";
        string?[] parts =
        [
            $"{evidence.Evidenced} of {evidence.All} proven", evidence.Claimed > 0 ? $"{evidence.Claimed} on the rep's word" : null, evidence.Waived > 0 ? $"{evidence.Waived} waived" : null,
            evidence.Overridden > 0 ? $"{evidence.Overridden} let pass" : null,
        ];
        return $" ({string.Join(", ", parts.OfType<string>())})";
    }

    private static string Slip(DigestClose close, DigestSheet sheet, LocalDate today) =>
        $"{sheet.Called(close.Deal)}, {Wording.Day(close.From!.Value, today)} to {Wording.Day(close.To!.Value, today)}{(close.Slips > 1 ? $", the {Ordinal(close.Slips)} time" : "")}";

    private static string Ordinal(int number) => (number % 100 is 11 or 12 or 13 ? 0 : number % 10) switch { 1 => $"{number}st", 2 => $"{number}nd", 3 => $"{number}rd", _ => $"{number}th" };
}
