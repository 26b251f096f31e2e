using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>What a row changes of a deal we have: some fields, and perhaps where it stands.</summary>
internal sealed record ImportChange(IReadOnlyList<string> Fields, ImportMove Move, bool GivesId)
{
    private static readonly Dictionary<string, Action<Deal, ImportedDeal, Guid, ImportGround>> Writers = new()
    {
        ["name"] = (d, s, _, _) => d.Name = s.Named ? s.Name : d.Name,
        ["account"] = (d, s, _, _) => d.Account = s.Account ?? d.Account,
        ["owner"] = (d, _, owner, _) => d.OwnerId = owner,
        ["sales-team"] = (d, s, _, _) => d.SalesTeam = s.Team ?? d.SalesTeam,
        ["segment"] = (d, s, _, _) => d.Segment = s.Segment ?? d.Segment,
        ["lead-source"] = (d, s, _, _) => d.LeadSource = s.LeadSource ?? d.LeadSource,
        ["deal-type"] = (d, s, _, _) => d.DealType = s.DealType ?? d.DealType,
        ["amount"] = (d, s, _, _) => d.Amount = s.Amount ?? d.Amount,
        ["currency"] = (d, s, _, _) => d.Currency = s.Currency ?? d.Currency,
        ["close-on"] = (d, s, _, _) => d.CloseOn = Day(s.CloseOn) ?? d.CloseOn,
        ["next-step"] = (d, s, _, _) => d.NextStep = s.NextStep ?? d.NextStep,
        ["next-step-on"] = (d, s, _, _) => d.NextStepOn = Day(s.NextStepOn) ?? d.NextStepOn,
        ["heard-at"] = (d, s, _, g) => d.HeardAt = g.At(s.Heard) ?? d.HeardAt,
        ["touched-at"] = (d, s, _, g) => d.TouchedAt = g.At(s.Touched) ?? d.TouchedAt,
        ["outcome-reason"] = (d, s, _, _) => d.OutcomeReason = d.Status == s.Status ? s.Reason ?? d.OutcomeReason : d.OutcomeReason,
    };

    public bool IsNothing => Fields.Count == 0 && Move == ImportMove.None && !GivesId;

    /// <summary>What this row would change. <paramref name="copy"/> is a copy of the deal: it is written on.</summary>
    public static ImportChange Of(Deal copy, ImportedDeal said, Guid ownerId, StageBook book, IReadOnlyDictionary<string, string?> before, ImportGround ground)
    {
        var move = MoveOf(copy, said, book, before);
        var gives = copy.ExternalId is null && said.Id is not null;
        var was = DealSnapshot.Of(copy);
        Write(copy, [.. Writers.Keys, .. Own(said)], said, ownerId, ground);
        var differences = was.DifferencesTo(DealSnapshot.Of(copy));
        return new ImportChange([.. differences.Where(d => !before.TryGetValue(d.Field, out var last) || last != d.After).Select(d => d.Field)], move, gives);
    }

    /// <summary>Writes the named fields of the row onto the deal; what the row leaves empty stays.</summary>
    public static void Write(Deal deal, IEnumerable<string> fields, ImportedDeal said, Guid ownerId, ImportGround ground)
    {
        foreach (var field in fields)
        {
            if (Writers.TryGetValue(field, out var write)) write(deal, said, ownerId, ground);
            else if (field.StartsWith("fact:", StringComparison.Ordinal)) deal.Facts = With(deal.Facts, field[5..], said.Facts![field[5..]]);
            else if (field.StartsWith("custom:", StringComparison.Ordinal)) deal.Custom = With(deal.Custom, field[7..], said.Custom![field[7..]]);
        }
    }

    private static ImportMove MoveOf(Deal deal, ImportedDeal said, StageBook book, IReadOnlyDictionary<string, string?> before)
    {
        var saidBefore = before.GetValueOrDefault("status") == said.Status.ToString() && (said.Status != DealStatus.Open || before.GetValueOrDefault("stage") == said.Stage);
        if (saidBefore) return ImportMove.None;
        if (said.Status != DealStatus.Open) return deal.Status == said.Status ? ImportMove.None : ImportMove.Close;
        if (!deal.IsOpen) return ImportMove.Reopen;
        if (deal.StageId == said.Stage) return ImportMove.None;
        return book.IndexOf(said.Stage) < book.IndexOf(deal.StageId) ? ImportMove.Back : ImportMove.Forward;
    }

    private static IEnumerable<string> Own(ImportedDeal said) =>
        (said.Facts ?? []).Keys.Select(k => $"fact:{k}").Concat((said.Custom ?? []).Keys.Select(k => $"custom:{k}"));

    private static Dictionary<string, string> With(Dictionary<string, string> values, string key, string value) => new(values) { [key] = value };

    private static LocalDate? Day(DateOnly? day) => day is { } d ? LocalDate.FromDateOnly(d) : null;
}

/// <summary>Where a row wants a deal that we have.</summary>
internal enum ImportMove { None, Forward, Back, Close, Reopen }
