using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>What every new deal of an import has in common.</summary>
internal sealed class ImportGround(Workspace workspace, Actor actor, DateTimeOffset now)
{
    private readonly DateTimeZone _zone = workspace.DateZone;
    private readonly Dictionary<DateOnly, DateTimeOffset> _noons = [];

    public Guid WorkspaceId => workspace.Id;
    public string Currency => workspace.Currency;
    public Actor Actor => actor;
    public DateTimeOffset Now => now;

    /// <summary>The reason of a move, or an end, for which the source has none.</summary>
    public string Why { get; init; } = "Its source says so (import).";

    /// <summary>Versions that some teams try out, with their books: their new deals begin in them.</summary>
    public IReadOnlyList<(ProcessVersion Version, StageBook Book)> Pilots { get; init; } = [];

    /// <summary>The version and the stage for a deal of this team, of which a file knows what everybody has.</summary>
    public (int Version, string Stage) PlaceOf(ImportedDeal said)
    {
        foreach (var (pilot, book) in Pilots)
            if (pilot.ProcessId == said.Process && pilot.IsFor(said.Team) && pilot.StageMap.GetValueOrDefault(said.Stage, said.Stage) is var stage && book.Find(stage) is not null) return (pilot.Number, stage);
        return (said.Version, said.Stage);
    }

    /// <summary>What the source is called in our own rows.</summary>
    public string Source { get; init; } = ImportMatch.Source;

    /// <summary>A file's day as an instant: its noon in the company's zone, so that it stays that day in most calendars; never later than now.</summary>
    public DateTimeOffset At(DateOnly day)
    {
        if (!_noons.TryGetValue(day, out var noon))
            _noons[day] = noon = (LocalDate.FromDateOnly(day) + new LocalTime(12, 0)).InZoneLeniently(_zone).ToDateTimeOffset().ToUniversalTime();
        return noon < now ? noon : now;
    }

    public DateTimeOffset? At(DateOnly? day) => day is { } d ? At(d) : null;

    /// <summary>The day on which an instant lies, in the company's zone.</summary>
    public LocalDate DayOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(_zone).Date;
}

/// <summary>
/// The rows that a new deal of an import becomes. An open deal rests, without a clock, until its owner has said what to do with it;
/// a closed one has its beginning and its end in its history, on the days its source says.
/// </summary>
internal sealed record ImportNewDeal(Deal Deal, IReadOnlyList<DealEntry> Entries, IReadOnlyList<SaidText> Said)
{
    /// <param name="isFresh">It stands where every deal begins, so there is nothing to sort first.</param>
    public static ImportNewDeal Of(ImportedDeal said, Guid ownerId, ImportGround ground, bool isFresh = false)
    {
        var deal = Begin(said, ownerId, ground, isFresh);
        var opening = DealSnapshot.Of(deal);
        var began = ground.At(said.Started) ?? ground.At(said.Closed) ?? ground.Now;
        var entries = new List<DealEntry>
        {
            DealEntry.Of(deal, ground.Actor, ground.Now, DealEventKind.Imported, began, null, null, DealSnapshot.Empty.DifferencesTo(opening)),
        };
        if (said.Status != DealStatus.Open) entries.Add(End(deal, said, opening, ground));
        return new ImportNewDeal(deal, entries, [.. SaidWords.Of(deal)]);
    }

    private static Deal Begin(ImportedDeal said, Guid ownerId, ImportGround ground, bool isFresh)
    {
        var (began, (version, stage)) = (ground.At(said.Started), ground.PlaceOf(said));
        var deal = new Deal
        {
            WorkspaceId = ground.WorkspaceId, Id = Guid.CreateVersion7(ground.Now), ExternalId = said.Id, Source = ground.Source,
            Name = said.Name, Account = said.Account, OwnerId = ownerId, SalesTeam = said.Team, Segment = said.Segment, LeadSource = said.LeadSource,
            DealType = said.DealType, Amount = said.Amount, Currency = said.Currency ?? ground.Currency, CloseOn = Day(said.CloseOn),
            ProcessId = said.Process, ProcessVersion = version, StageId = stage,
            StageEnteredAt = ground.At(said.Entered) ?? began ?? ground.At(said.Closed) ?? ground.Now, StageEnteredAssumed = said.Entered is null, ImportedWithoutEvidence = !isFresh,
            NextStep = said.NextStep, NextStepOn = Day(said.NextStepOn), HeardAt = ground.At(said.Heard), TouchedAt = ground.At(said.Touched),
            Triage = said.Status == DealStatus.Open && !isFresh ? Triage.Waiting : Triage.None, Facts = said.Facts ?? [], Custom = said.Custom ?? [],
            EventSeq = 1, CreatedAt = began ?? ground.Now,
        };
        deal.RefreshSearch();
        return deal;
    }

    private static DealEntry End(Deal deal, ImportedDeal said, DealSnapshot opening, ImportGround ground)
    {
        deal.Status = said.Status;
        deal.OutcomeReason = said.Reason;
        deal.ClosedAt = ground.At(said.Closed);
        deal.EventSeq = 2;
        deal.Revision = 2;
        var differences = opening.DifferencesTo(DealSnapshot.Of(deal));
        return DealEntry.Of(deal, ground.Actor, ground.Now, KindOf(said.Status), deal.ClosedAt ?? ground.Now, null, null, differences);
    }

    public static DealEventKind KindOf(DealStatus status) => status switch
    {
        DealStatus.Won => DealEventKind.Won,
        DealStatus.Lost => DealEventKind.Lost,
        DealStatus.Disqualified => DealEventKind.Disqualified,
        _ => DealEventKind.Reopened,
    };

    private static LocalDate? Day(DateOnly? day) => day is { } d ? LocalDate.FromDateOnly(d) : null;
}
