using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Sample;

/// <summary>Where and when a sample deal happens.</summary>
internal sealed record SampleSetting(Person Owner, WorkCalendar Calendar, ProcessVersion Version, StageBook Book, DateTimeOffset Now)
{
    public LocalDate Today => Calendar.Today(Now);

    /// <summary>So many days ago, in the working day; a day off becomes the working day before.</summary>
    public DateTimeOffset Ago(int days, int hour = 10)
    {
        var day = Today.PlusDays(-days);
        while (!Calendar.IsWorkingDay(day)) day = day.PlusDays(-1);
        return Calendar.At(day, new LocalTime(hour, 0));
    }

    /// <summary>So many working days from today.</summary>
    public LocalDate In(int workingDays)
    {
        if (workingDays >= 0) return Calendar.AddWorkingDays(Today, workingDays);
        var day = Today;
        for (var left = -workingDays; left > 0;) if (Calendar.IsWorkingDay(day = day.PlusDays(-1))) left--;
        return day;
    }
}

/// <summary>
/// Tells a deal from its first day on, as it would have been kept: facts, people, documents, and every move through the one gate, dated back.
/// </summary>
internal sealed class SampleStory(BotCoachDb db, DealLedger ledger, DealFiles files, DealMoves moves, DealFacts facts, DealAnswers answers)
{
    public async Task TellAsync(SampleDeal told, int number, SampleSetting setting)
    {
        var actor = new Actor(setting.Owner.Id, Role.Rep, "sample", By.Sample);
        var deal = Begin(told, number, setting, actor);
        for (var i = 0; i < told.Entered.Length; i++)
        {
            if (i > 0) await AdvanceAsync(deal, told, setting, actor, setting.Ago(told.Entered[i]));
            var last = i == told.Entered.Length - 1;
            var proof = SampleProof.Of(deal.StageId, told);
            if (last && !told.Proven && told.Ended != DealStatus.Won) proof = proof.Begun();
            await ProveAsync(deal, told, proof, setting, actor, setting.Ago(last ? Math.Min(told.Entered[i] - 1, told.EndedAgo + 3) : told.Entered[i + 1], 9));
        }
        await EndAsync(deal, told, setting, actor);
    }

    private Deal Begin(SampleDeal told, int number, SampleSetting setting, Actor actor)
    {
        var at = setting.Ago(told.Entered[0]);
        var deal = new Deal
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(at), Source = "sample", ExternalId = $"NW-{1000 + number}", Name = told.Name, Account = told.Account,
            OwnerId = setting.Owner.Id, SalesTeam = setting.Owner.SalesTeam, Segment = "mid-market", LeadSource = number % 3 == 0 ? "Referral" : "Outbound",
            Currency = "USD", Amount = told.Amount, CloseOn = setting.Today.PlusDays(told.ClosesIn), ProcessId = setting.Version.ProcessId,
            ProcessVersion = setting.Version.Number, StageId = setting.Book.Stages[0].Id, StageEnteredAt = at, CreatedAt = at,
        };
        ledger.Add(deal, actor, setting.Now, DealEventKind.Created, at);
        return deal;
    }

    /// <summary>The sample passes the gate like everything else; where a template has changed under it, the gate says what is missing.</summary>
    private async Task AdvanceAsync(Deal deal, SampleDeal told, SampleSetting setting, Actor actor, DateTimeOffset at)
    {
        await StepAsync(deal, new SampleStep($"Review the findings with {told.Champion.Name}", 0, Confirmed: true), setting, actor, at, setting.Calendar.Today(at).PlusDays(4));
        var result = await moves.AdvanceAsync(deal, actor, at, happenedAt: at);
        if (result is not Moved) throw new InvalidOperationException($"The sample deal {told.Name} does not leave {deal.StageId}: {Why(result)}");
    }

    private async Task ProveAsync(Deal deal, SampleDeal told, SampleProof proof, SampleSetting setting, Actor actor, DateTimeOffset at)
    {
        if (proof.Facts.Count > 0) await facts.SetAsync(deal, proof.Facts.ToDictionary(f => $"fact:{f.Key}", f => (string?)f.Value), actor, at);
        foreach (var (contact, role) in proof.People)
            await facts.AddPersonAsync(deal, (await FileAsync(deal)).Stakeholders, contact.Name, role, contact.Title, contact.Department, actor, at);
        foreach (var artifact in proof.Artifacts)
            await facts.LinkAsync(deal, [], artifact, $"https://docs.example.com/{Slug(told.Account)}/{artifact}", actor, at);
        foreach (var (criterion, words) in proof.Notes)
            if (Find(setting.Book, criterion) is { } asked) await answers.NoteAsync(await FileAsync(deal), asked, EvidenceKind.Note, words, actor, at);
    }

    private async Task EndAsync(Deal deal, SampleDeal told, SampleSetting setting, Actor actor)
    {
        if (told.ChampionStrength is { } strength)
            await facts.SetAsync(deal, new Dictionary<string, string?> { ["champion"] = $"{strength}" }, actor, setting.Ago(told.EndedAgo + 2, 11));
        if (told.Ended != DealStatus.Open)
        {
            var at = setting.Ago(told.EndedAgo, 15);
            var result = told.Ended == DealStatus.Won
                ? await moves.WonAsync(deal, actor, told.Reason ?? "", at, at)
                : await moves.LostAsync(deal, actor, setting.Book.Rules.LossReasons.FirstOrDefault()?.Text ?? "No decision", at, at);
            if (result is not Moved) throw new InvalidOperationException($"The sample deal {told.Name} does not close: {Why(result)}");
            return;
        }
        await moves.TouchAsync(deal, actor, setting.Ago(3, 14));
        await moves.HeardAsync(deal, actor, setting.Ago(2, 16));
        if (told.Step is { } step) await StepAsync(deal, step, setting, actor, setting.Ago(Math.Max(2, 3 - step.InDays), 16), setting.In(step.InDays));
        else await ledger.ChangeAsync(deal, actor, setting.Ago(told.StepMissingFor, 16), DealEventKind.NextStepSet,
            d => (d.NextStep, d.NextStepOn, d.NextStepSide, d.NextStepOwnerId, d.NextStepConfirmed) = (null, null, null, null, false));
        // what was told is past; from here on the deal is judged as of now
        if (await db.DealDues.FindAsync(deal.WorkspaceId, deal.Id) is { } due) due.At = setting.Now;
    }

    private Task<MoveResult> StepAsync(Deal deal, SampleStep step, SampleSetting setting, Actor actor, DateTimeOffset at, LocalDate on) =>
        moves.SetNextStepAsync(deal, new NextStep(step.Text, on, setting.Owner.Id, step.Side, step.Confirmed), actor, at);

    private Task<DealFile> FileAsync(Deal deal) => files.OpenAsync(deal);

    private static Criterion? Find(StageBook book, string id) => book.Stages.SelectMany(s => s.Entry.Concat(s.Exit)).FirstOrDefault(c => c.Id == id);

    private static string Slug(string account) => string.Concat(account.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private static string Why(MoveResult result) => result switch
    {
        NotYet(var gate) => "missing " + string.Join(", ", gate.Missing.Select(m => $"{m.StageId}/{m.Id}")),
        MayNot(var why) => why,
        _ => result.ToString(),
    };
}
