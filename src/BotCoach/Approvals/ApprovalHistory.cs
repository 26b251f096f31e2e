using BotCoach.Deals;
using BotCoach.People;
using NodaTime.Text;

namespace BotCoach.Approvals;

/// <summary>Writes what was decided into the deal: its history has every decision, and its concessions say what was agreed and what it bought.</summary>
public sealed class ApprovalHistory(DealLedger ledger, DealFacts facts)
{
    private const string Concessions = "concessions";
    private const int Longest = 3_000;

    public async Task WriteAsync(ApprovalFile file, ApprovalView view, Actor actor, DateTimeOffset now)
    {
        var (r, deal) = (file.Request, file.Deal);
        var entry = DealDifference.Said($"approval:{r.Kind.ToString().ToLowerInvariant()}", $"{ApprovalWords.Of(r.Asked)}. {ApprovalWords.State(view)}");
        var agreed = r.State == ApprovalState.Approved ? Agreed(deal, r, view) : null;
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.FieldsChanged, d =>
        {
            if (agreed is not null) d.Facts[Concessions] = agreed;
        }, null, [entry]);
        if (agreed is not null) await facts.SaidAsync(deal, $"fact:{Concessions}");
    }

    /// <summary>Behind what was given before; where there is no room for both, the older goes.</summary>
    private static string Agreed(Deal deal, ApprovalRequest r, ApprovalView view)
    {
        var by = r.WorkedMinutes is null ? "in advance" : $"by {view.NameOf(r.DecidedBy)}";
        var line = $"{ApprovalWords.Of(r.Asked)} for: {r.Gets} (approved {by}, {LocalDatePattern.Iso.Format(view.Today)})";
        var all = deal.Facts.TryGetValue(Concessions, out var before) && !string.IsNullOrWhiteSpace(before) ? $"{before}; {line}" : line;
        return all.Length <= Longest ? all : line;
    }
}
