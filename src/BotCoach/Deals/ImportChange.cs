using System.Globalization;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>What a row changes of a deal we have: some fields, and perhaps where it stands.</summary>
/// <param name="Said">What the deal's file has said of it now, to be held against what it says next time.</param>
internal sealed record ImportChange(IReadOnlyList<string> Fields, ImportMove Move, bool GivesId, bool SaysAnew, Dictionary<string, string> Said)
{
    // a file knows the day only
    private static readonly HashSet<string> Instants = ["heard-at", "touched-at", "closed-at", "stage-entered", "began"];

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
        ["began"] = (d, s, _, g) => d.CreatedAt = g.At(s.Started) ?? d.CreatedAt,
        ["outcome-reason"] = (d, s, _, _) => d.OutcomeReason = d.Status == s.Status ? s.Reason ?? d.OutcomeReason : d.OutcomeReason,
        ["closed-at"] = (d, s, _, g) => d.ClosedAt = d.Status == s.Status ? g.At(s.Closed) ?? d.ClosedAt : d.ClosedAt,
        ["stage-entered"] = (d, s, _, g) => d.StageEnteredAt = d.StageId == s.Stage ? g.At(s.Entered) ?? d.StageEnteredAt : d.StageEnteredAt,
    };

    public bool IsNothing => Fields.Count == 0 && Move == ImportMove.None && !GivesId;

    /// <summary>What this row would change. <paramref name="copy"/> is a copy of the deal: it is written on.</summary>
    /// <param name="before">What the deal's file said last.</param>
    public static ImportChange Of(Deal copy, ImportedDeal said, Guid ownerId, StageBook book, IReadOnlyDictionary<string, string> before, ImportGround ground)
    {
        var move = MoveOf(copy, said, book, before);
        var gives = copy.ExternalId is null && said.Id is not null;
        var was = DealSnapshot.Of(copy);
        Write(copy, [.. Writers.Keys, .. Own(said)], said, ownerId, ground);
        var fields = was.DifferencesTo(DealSnapshot.Of(copy))
            .Where(d => !IsSame(d.Field, d.Before, d.After, ground) && !IsSame(d.Field, before.GetValueOrDefault(d.Field), d.After, ground) && Corrects(d.Field, said, before))
            .Select(d => d.Field).ToList();
        var now = SaidBy(said, ownerId, ground);
        var anew = now.Any(s => !IsSame(s.Key, before.GetValueOrDefault(s.Key), s.Value, ground));
        return new ImportChange(fields, move, gives, anew, before.Concat(now).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.Last().Value));
    }

    /// <summary>The move passes the gate: forward, or open again and further than the deal was.</summary>
    public bool GoesForward(DealFile? file) =>
        Move == ImportMove.Forward || (Move == ImportMove.Reopen && file!.Book.IndexOf(Said["stage"]) > file.Book.IndexOf(file.Deal.StageId));

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

    private static ImportMove MoveOf(Deal deal, ImportedDeal said, StageBook book, IReadOnlyDictionary<string, string> before)
    {
        var stage = book.Find(said.Stage);
        var behindWin = said.Status == DealStatus.Won && stage?.Kind == StageKind.AfterWin;
        var sameStage = before.GetValueOrDefault("stage") == said.Stage || (said.Status != DealStatus.Open && !behindWin);
        if (sameStage && before.GetValueOrDefault("status") == said.Status.ToString()) return ImportMove.None;
        if (behindWin && deal.Status == DealStatus.Won) return book.IndexOf(said.Stage) > book.IndexOf(deal.StageId) ? ImportMove.Forward : ImportMove.None;
        if (said.Status != DealStatus.Open) return deal.Status == said.Status ? ImportMove.None : ImportMove.Close;
        if (stage is null) return ImportMove.Elsewhere;
        if (!deal.IsOpen) return ImportMove.Reopen;
        if (deal.StageId == said.Stage) return ImportMove.None;
        return book.IndexOf(said.Stage) < book.IndexOf(deal.StageId) ? ImportMove.Back : ImportMove.Forward;
    }

    /// <summary>When a deal was closed or came into its stage is known here, too: a file that says so of the same closing or stage again corrects it.</summary>
    private static bool Corrects(string field, ImportedDeal said, IReadOnlyDictionary<string, string> before) => field switch
    {
        "closed-at" => before.GetValueOrDefault("status") == said.Status.ToString(),
        "stage-entered" => before.GetValueOrDefault("stage") == said.Stage,
        _ => true,
    };

    private static Dictionary<string, string> SaidBy(ImportedDeal said, Guid ownerId, ImportGround ground)
    {
        var blank = new Deal
        {
            WorkspaceId = ground.WorkspaceId, Id = Guid.Empty, Source = "", Name = "", OwnerId = ownerId, Currency = "", ProcessId = said.Process,
            ProcessVersion = said.Version, StageId = said.Stage, StageEnteredAt = default, Status = said.Status,
        };
        Write(blank, [.. Writers.Keys, .. Own(said)], said, ownerId, ground);
        return DealSnapshot.Empty.DifferencesTo(DealSnapshot.Of(blank))
            .Where(d => d.Field is not ("process" or "triage") && d.After is { Length: > 0 } && (d.Field != "stage-entered" || said.Entered is not null) && (d.Field != "began" || said.Started is not null))
            .ToDictionary(d => d.Field, d => d.After!);
    }

    private static bool IsSame(string field, string? before, string? after, ImportGround ground) =>
        before == after || (before is not null && after is not null && Instants.Contains(field) && DayOf(before, ground) == DayOf(after, ground));

    private static LocalDate DayOf(string instant, ImportGround ground) => ground.DayOf(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    private static IEnumerable<string> Own(ImportedDeal said) =>
        (said.Facts ?? []).Keys.Select(k => $"fact:{k}").Concat((said.Custom ?? []).Keys.Select(k => $"custom:{k}"));

    private static Dictionary<string, string> With(Dictionary<string, string> values, string key, string value) => new(values) { [key] = value };

    private static LocalDate? Day(DateOnly? day) => day is { } d ? LocalDate.FromDateOnly(d) : null;
}

/// <summary>Where a row wants a deal that we have; <see cref="Elsewhere"/>: to a stage that its process does not have.</summary>
internal enum ImportMove { None, Forward, Back, Close, Reopen, Elsewhere }
