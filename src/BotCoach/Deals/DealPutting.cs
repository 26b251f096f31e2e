using System.Text.Json;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>A deal that was sent, by the id it has where it comes from.</summary>
internal sealed record DealPut(string ExternalId, DealBody Body, ApiCall Call)
{
    public Actor Actor => Call.Actor;
    public DateTimeOffset Now => Call.Now;

    /// <summary>The field was sent as null: it is to be emptied.</summary>
    public bool Empties(string field) => Call.Body is { } sent && sent.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Null;
}

/// <summary>Makes or changes the deal that was sent: first what it says, then what it proves, then the move, so that evidence which comes along counts.</summary>
internal sealed class DealPutting(BotCoachDb db, ImportMatch match, StageShelf shelf, DealLedger ledger, DealFacts facts, DealFiles files, DealProving proving, ImportChanging moving, DealMoves moves, NamedPeople people)
{
    private static readonly (string Sent, Action<Deal> Empty)[] Emptied =
    [
        ("account", d => d.Account = null), ("salesTeam", d => d.SalesTeam = null), ("segment", d => d.Segment = null), ("leadSource", d => d.LeadSource = null), ("dealType", d => d.DealType = null),
        ("amount", d => d.Amount = null), ("closeDate", d => d.CloseOn = null), ("championStrength", d => d.ChampionStrength = null), ("heardAt", d => d.HeardAt = null), ("touchedAt", d => d.TouchedAt = null),
    ];

    /// <summary>The deal, or why nothing came of it.</summary>
    public async Task<(Deal? Deal, ApiAnswer? Refused)> PutAsync(DealPut put)
    {
        foreach (var field in (string[])["name", "owner"]) if (put.Empties(field)) return (null, Fault(field, "This cannot be emptied."));
        var (owner, unknown) = await OwnerAsync(put.Body.Owner);
        if (unknown is not null) return (null, Fault("owner", unknown));
        var (known, several) = await FindAsync(put);
        if (several) return (null, ApiAnswer.Refused(409, "Several deals", "Several deals here have this account and name, and none has this id. Give one of them the id in chat, or by an import."));
        if (put.Call.IfMatch is { } seen && seen != known?.Revision) return (null, ApiAnswer.Refused(412, "Changed meanwhile", "The deal is not at this revision any more. Read it again."));
        var ground = new ImportGround(await db.Workspaces.AsNoTracking().SingleAsync(), put.Actor, put.Now) { Source = ImportMatch.ByApi, Why = put.Body.Reason ?? $"{put.Call.Key.Name} says so (API)." };
        return known is null ? await MakeAsync(put, owner, ground) : await ChangeAsync(put, known, owner, ground);
    }

    private async Task<(Deal?, ApiAnswer?)> MakeAsync(DealPut put, Person? owner, ImportGround ground)
    {
        var body = put.Body;
        var missing = new Dictionary<string, string>();
        if (body.Name is null) missing["name"] = "A new deal needs a name.";
        if (owner is null) missing["owner"] = "A new deal needs an owner: an e-mail address or a name that BotCoach knows.";
        if (missing.Count > 0) return (null, ApiAnswer.Faulty(missing));
        if (await db.ImportRuns.AnyAsync(r => r.State == ImportState.Applying)) return (null, ApiAnswer.Refused(503, "An import is running", "New deals wait until it has ended, so that none is made twice. Send this again in a moment."));
        await shelf.EnsureBuiltInAsync(put.Now);
        var team = body.SalesTeam ?? owner!.SalesTeam;
        var version = await shelf.ChooseAsync(body.Segment, body.LeadSource, body.DealType, team);
        var book = await shelf.OpenAsync(version.ProcessId, version.Number);
        if (!TryPlace(put, book, book.Stages[0].Id, DealStatus.Open, out var stage, out var status, out var fault)) return (null, fault);
        if (body is { Stage: null, Status: "won" }) stage = ImportStageNames.Resting(ImportStageNames.Won, book);
        var said = DealSaid.Of(put, stage, status, version.ProcessId, version.Number) with { Name = body.Name!, Owner = owner!.Name, Team = team };
        var isFresh = status == DealStatus.Open && stage == book.Stages[0].Id;
        var made = ImportNewDeal.Of(said, owner.Id, ground, isFresh);
        ledger.Add(made, isFresh ? put.Now : null);
        await DetailAsync(put, made.Deal);
        var refused = await StepAsync(put, made.Deal) ?? await proving.ProveAsync(put, made.Deal);
        return refused is null ? (made.Deal, null) : (null, refused);
    }

    private async Task<(Deal?, ApiAnswer?)> ChangeAsync(DealPut put, Deal known, Person? owner, ImportGround ground)
    {
        var deal = db.Attach(known).Entity;
        var book = await shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion);
        if (!TryPlace(put, book, deal.StageId, deal.Status, out var stage, out var status, out var fault)) return (null, fault);
        if (!deal.IsOpen && status == deal.Status && stage != deal.StageId && deal.Status != DealStatus.Won) return (null, ApiAnswer.Refused(409, "Closed", $"The deal is {DealWords.StatusName(deal.Status)}. To go on with it, send status open with the stage."));
        if (status != deal.Status && status == DealStatus.Won && !deal.IsOpen) return (null, ApiAnswer.Refused(409, "Closed already", $"The deal is {deal.Status.ToString().ToLowerInvariant()} here already. Open it again first: status open."));
        var said = DealSaid.Of(put, stage, status, deal.ProcessId, deal.ProcessVersion) with { Name = put.Body.Name ?? deal.Name, Owner = owner?.Name ?? "" };
        var ownerId = owner?.Id ?? deal.OwnerId;
        // what was sent is what holds: it is held against the deal itself, and not against what was sent last
        var stands = new Dictionary<string, string> { ["stage"] = deal.StageId, ["status"] = deal.Status.ToString() };
        var change = ImportChange.Of((Deal)db.Entry(deal).CurrentValues.ToObject(), said, ownerId, book, stands, ground);
        await ledger.ChangeAsync(deal, put.Actor, put.Now, DealEventKind.FieldsChanged, d =>
        {
            if (change.GivesId) d.ExternalId = put.ExternalId;
            ImportChange.Write(d, change.Fields, said, ownerId, ground);
        });
        foreach (var fact in change.Fields.Where(f => f.StartsWith("fact:", StringComparison.Ordinal))) await facts.SaidAsync(deal, fact);
        await DetailAsync(put, deal);
        var wasOpen = deal.IsOpen;
        // a step counts for the gate; on a deal that opens again it can stand only then
        var refused = (wasOpen ? await StepAsync(put, deal) : null) ?? await proving.ProveAsync(put, deal) ?? await MoveAsync(put, deal, said, change, ground) ?? (wasOpen ? null : await StepAsync(put, deal));
        return refused is null ? (deal, null) : (null, refused);
    }

    /// <summary>What a file cannot say: fields that are emptied, who acts next, when exactly somebody was heard or touched.</summary>
    private async Task DetailAsync(DealPut put, Deal deal)
    {
        var (body, set) = (put.Body, new Dictionary<string, string?>());
        await ledger.ChangeAsync(deal, put.Actor, put.Now, DealEventKind.FieldsChanged, d => { foreach (var (sent, empty) in Emptied) if (put.Empties(sent)) empty(d); });
        foreach (var (fact, value) in body.Facts ?? []) if (value is null) set[$"fact:{fact}"] = null;
        foreach (var (own, value) in body.Custom ?? []) if (value is null) set[$"custom:{own}"] = null;
        if (body.ChampionStrength is { } strength) set["champion"] = $"{strength}";
        if (set.Count > 0) await facts.SetAsync(deal, set, put.Actor, put.Now);
        if (body.HeardAt is { } heard && (heard > deal.HeardAt || deal.HeardAt is null)) await ledger.ChangeAsync(deal, put.Actor, put.Now, DealEventKind.Heard, d => d.HeardAt = Past(heard, put.Now), Past(heard, put.Now));
        if (body.TouchedAt is { } touched && (touched > deal.TouchedAt || deal.TouchedAt is null)) await ledger.ChangeAsync(deal, put.Actor, put.Now, DealEventKind.Touched, d => d.TouchedAt = Past(touched, put.Now), Past(touched, put.Now));
    }

    /// <summary>The next step; a deal that is closed has none.</summary>
    private async Task<ApiAnswer?> StepAsync(DealPut put, Deal deal)
    {
        var body = put.Body;
        if ((body.NextStep is null && !put.Empties("nextStep")) || (!deal.IsOpen && deal.Status != DealStatus.Won)) return null;
        if (body.NextStep is { Text: null } && string.IsNullOrEmpty(deal.NextStep)) return Fault("nextStep.text", "Say what the step is.");
        if (body.NextStep is null && string.IsNullOrEmpty(deal.NextStep)) return null;
        return await moves.SetNextStepAsync(deal, StepOf(body.NextStep, deal), put.Actor, put.Now) is MayNot not ? ApiAnswer.Refused(409, "Not possible", not.Why) : null;
    }

    private async Task<ApiAnswer?> MoveAsync(DealPut put, Deal deal, ImportedDeal said, ImportChange change, ImportGround ground)
    {
        var file = await files.OpenAsync(deal);
        var result = await moving.MoveAsync(deal, said, change, file, ground);
        if (result is NotYet { Gate: var gate } && put.Body.Override is { } past) result = await OverrideAsync(put, deal, gate, past.Reason ?? "", said.Reason ?? ground.Why);
        return result switch
        {
            null or Moved or DoneAlready => null,
            NotYet not => new ApiAnswer(409, new GateProblem(409, "Not yet", $"{Wording.Count(not.Gate.Missing.Count, "thing")} missing for {DealWords.StageName(file, not.Gate.Target)}; nothing was changed.", GateView.Of(not.Gate)))
            {
                // what stops deals is counted, on whatever path they come
                Besides = services => services.GetRequiredService<DealLedger>().RefusedAsync(file, not.Gate, put.Now),
            },
            MayNot not => ApiAnswer.Refused(409, "Not possible", not.Why),
            _ => ApiAnswer.Refused(409, "Not possible", "The last stage is proven: what comes next is the win. Send status won, with its reason."),
        };
    }

    /// <summary>By the right of who made the key, as long as that person has it.</summary>
    private async Task<MoveResult> OverrideAsync(DealPut put, Deal deal, GateAnswer gate, string reason, string outcome)
    {
        var maker = await db.People.SingleAsync(p => p.Id == put.Call.Key.MadeBy);
        return await moves.OverrideAsync(deal, maker, put.Actor, reason, put.Now, gate.Target, null, outcome);
    }

    private async Task<(Deal? Deal, bool Several)> FindAsync(DealPut put)
    {
        if (await match.FindAsync(put.ExternalId, default) is { } known) return (known, false);
        if (put.Body.Name is null) return (null, false);
        var twin = Deal.TwinOf(put.Body.Name, put.Body.Account);
        var twins = await db.Deals.AsNoTracking().Where(d => d.Twin == twin && d.ExternalId == null).Take(2).ToListAsync();
        return (twins.Count == 1 ? twins[0] : null, twins.Count > 1);
    }

    private async Task<(Person? Owner, string? Fault)> OwnerAsync(string? said) => string.IsNullOrWhiteSpace(said) ? (null, null) : await people.FindAsync(said, worksOnDeals: true);

    /// <summary>The stage and status that were asked for, in this process; where nothing was said, as they are.</summary>
    private static bool TryPlace(DealPut put, StageBook book, string at, DealStatus was, out string stage, out DealStatus status, out ApiAnswer? fault)
    {
        (stage, status, fault) = (at, was, null);
        if (put.Body.Status is { } said) status = Enum.Parse<DealStatus>(said, ignoreCase: true);
        // open again is where it was before the win
        if (status == DealStatus.Open && put.Body.Stage is null && book.Find(at)?.Kind == StageKind.AfterWin) stage = ImportStageNames.Pipeline(book)[^1].Id;
        if (put.Body.Stage is { } name)
        {
            if ((book.Find(name)?.Id ?? ImportStageNames.Same(name, book)) is not { } found)
            {
                fault = Fault("stage", $"There is no such stage in this deal's process. There are {string.Join(", ", book.Stages.Select(s => s.Id))}.");
                return false;
            }
            stage = found;
        }
        if (book.Find(stage)?.Kind == StageKind.AfterWin && put.Body is { Stage: not null, Status: null }) status = DealStatus.Won;
        else if (book.Find(stage)?.Kind == StageKind.AfterWin && status != DealStatus.Won && put.Body.Stage is not null) fault = Fault("stage", "This stage comes after the win, and the status says otherwise.");
        return fault is null;
    }

    /// <summary>A step with the same words keeps what is not said of it; another one begins anew.</summary>
    private static NextStep StepOf(NextStepBody? body, Deal deal)
    {
        if (body is null) return new NextStep("", null, null, null, false);
        var isSame = body.Text is null || body.Text == deal.NextStep;
        return new NextStep(
            body.Text ?? deal.NextStep ?? "", body.Date is { } day ? LocalDate.FromDateOnly(day) : isSame ? deal.NextStepOn : null, isSame ? deal.NextStepOwnerId : null,
            body.Side is { } side ? side == "us" ? Side.Us : Side.Buyer : isSame ? deal.NextStepSide : null, body.Confirmed ?? (isSame && deal.NextStepConfirmed));
    }

    private static DateTimeOffset Past(DateTimeOffset at, DateTimeOffset now) => at < now ? at.ToUniversalTime() : now;

    private static ApiAnswer Fault(string place, string sentence) => ApiAnswer.Faulty(new Dictionary<string, string> { [place] = sentence });
}
