using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;

namespace BotCoach.Sample;

/// <summary>
/// Tells one deal from its first day on, as it would have been kept: facts, people, documents, and every move through the one gate, dated back.
/// The gate is asked of what was told so far, without reading any of it back: the sample is made while somebody waits for the first page.
/// </summary>
internal sealed class SampleStory(BotCoachDb db, DealLedger ledger, SampleDeal told, SampleSetting setting)
{
    private readonly Actor _actor = new(setting.Owner.Id, Role.Rep, "sample", By.Sample);
    private readonly List<Answer> _answers = [];
    private readonly List<Stakeholder> _people = [];
    private readonly List<Artifact> _artifacts = [];
    private Deal _deal = null!;

    public async Task TellAsync(int number)
    {
        Begin(number);
        for (var i = 0; i < told.Entered.Length; i++)
        {
            if (i > 0) await AdvanceAsync(setting.Ago(told.Entered[i]));
            var last = i == told.Entered.Length - 1;
            var proof = SampleProof.Of(_deal.StageId, told);
            if (last && !told.Proven && told.Ended != DealStatus.Won) proof = proof.Begun();
            await ProveAsync(proof, setting.Ago(last ? Math.Min(told.Entered[i] - 1, told.EndedAgo + 3) : told.Entered[i + 1], 9));
        }
        if (told.ChampionStrength is { } strength)
            await ChangeAsync(DealEventKind.FieldsChanged, setting.Ago(told.EndedAgo + 2, 11), d => d.ChampionStrength = strength);
        if (told.Ended == DealStatus.Open) await GoOnAsync();
        else await CloseAsync(setting.Ago(told.EndedAgo, 15));
    }

    private void Begin(int number)
    {
        var at = setting.Ago(told.Entered[0]);
        _deal = new Deal
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(at), Source = "sample", ExternalId = $"NW-{1000 + number}", Name = told.Name, Account = told.Account,
            OwnerId = setting.Owner.Id, SalesTeam = setting.Owner.SalesTeam, Segment = "mid-market", LeadSource = number % 3 == 0 ? "Referral" : "Outbound",
            Currency = "USD", Amount = told.Amount, CloseOn = setting.Today.PlusDays(told.ClosesIn), ProcessId = setting.Version.ProcessId,
            ProcessVersion = setting.Version.Number, StageId = setting.Book.Stages[0].Id, StageEnteredAt = at, CreatedAt = at,
        };
        ledger.Add(_deal, _actor, setting.Now, DealEventKind.Created, at);
    }

    private async Task AdvanceAsync(DateTimeOffset at)
    {
        await StepAsync(new SampleStep($"Review the findings with {told.Champion.Name}", 0, Confirmed: true), at, setting.Calendar.Today(at).PlusDays(4));
        var next = StageGate.NextOf(File) ?? throw new InvalidOperationException($"The sample deal {told.Name} has no stage after {_deal.StageId}.");
        MustPass(next, at);
        await ChangeAsync(DealEventKind.Advanced, at, d => d.StageId = next);
    }

    private async Task ProveAsync(SampleProof proof, DateTimeOffset at)
    {
        if (proof.Facts.Count > 0) await ChangeAsync(DealEventKind.FieldsChanged, at, d => { foreach (var (fact, words) in proof.Facts) d.Facts[fact] = words; });
        foreach (var (fact, words) in proof.Facts) if (FieldRules.Prose.Contains(fact)) Say($"fact:{fact}", words);
        foreach (var (contact, role) in proof.People) await MeetAsync(contact, role, at);
        foreach (var artifact in proof.Artifacts) await LinkAsync(artifact, at);
        foreach (var (criterion, words) in proof.Notes) await NoteAsync(criterion, words, at);
    }

    private Task MeetAsync(Contact contact, string role, DateTimeOffset at)
    {
        var person = new Stakeholder
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(at), DealId = _deal.Id, Name = contact.Name, Title = contact.Title, Department = contact.Department,
            Role = role, EngagedAt = at,
        };
        db.Stakeholders.Add(person);
        _people.Add(person);
        return ChangeAsync(DealEventKind.StakeholderChanged, at, _ => { }, ($"stakeholder:{role}", contact.Name));
    }

    private Task LinkAsync(string spec, DateTimeOffset at)
    {
        var slug = string.Concat(told.Account.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var artifact = new Artifact
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(at), DealId = _deal.Id, SpecId = spec, Link = $"https://docs.example.com/{slug}/{spec}", AddedAt = at,
        };
        db.Artifacts.Add(artifact);
        _artifacts.Add(artifact);
        return ChangeAsync(DealEventKind.ArtifactAdded, at, _ => { }, ($"artifact:{spec}", artifact.Link));
    }

    private Task NoteAsync(string criterion, string words, DateTimeOffset at)
    {
        var answer = new Answer
        {
            WorkspaceId = db.WorkspaceId, DealId = _deal.Id, CriterionId = criterion, State = AnswerState.Claimed, Kind = EvidenceKind.Note, Text = words,
            GivenBy = _actor.PersonId, GivenAt = at, Channel = _actor.Channel, Version = _deal.ProcessVersion,
        };
        db.Answers.Add(answer);
        _answers.Add(answer);
        Say(criterion, words);
        return ChangeAsync(DealEventKind.Answered, at, _ => { }, ($"criterion:{criterion}", words));
    }

    private async Task GoOnAsync()
    {
        await ChangeAsync(DealEventKind.Touched, setting.Ago(3, 14), d => d.TouchedAt = setting.Ago(3, 14));
        await ChangeAsync(DealEventKind.Heard, setting.Ago(2, 16), d => d.HeardAt = setting.Ago(2, 16));
        if (told.Step is { } step) await StepAsync(step, setting.Ago(Math.Max(2, 3 - step.InDays), 16), setting.In(step.InDays));
        else await ChangeAsync(DealEventKind.NextStepSet, setting.Ago(told.StepMissingFor, 16),
            d => (d.NextStep, d.NextStepOn, d.NextStepSide, d.NextStepOwnerId, d.NextStepConfirmed) = (null, null, null, null, false));
    }

    private Task CloseAsync(DateTimeOffset at)
    {
        if (told.Ended == DealStatus.Won) MustPass(StageGate.Won, at);
        var reason = told.Reason ?? setting.Book.Rules.LossReasons.FirstOrDefault()?.Text ?? "No decision";
        return ChangeAsync(told.Ended == DealStatus.Won ? DealEventKind.Won : DealEventKind.Lost, at,
            d => (d.Status, d.OutcomeReason, d.ClosedAt) = (told.Ended, reason, at));
    }

    private Task StepAsync(SampleStep step, DateTimeOffset at, NodaTime.LocalDate on) => ChangeAsync(DealEventKind.NextStepSet, at, d =>
        (d.NextStep, d.NextStepOn, d.NextStepSide, d.NextStepOwnerId, d.NextStepConfirmed) = (step.Text, on, step.Side, setting.Owner.Id, step.Confirmed));

    private void Say(string field, string words) =>
        db.SaidTexts.Add(new SaidText { WorkspaceId = db.WorkspaceId, Key = SaidText.KeyOf(words), DealId = _deal.Id, Field = field });

    private Task ChangeAsync(DealEventKind kind, DateTimeOffset at, Action<Deal> change, params (string Field, string? Words)[] said) =>
        ledger.ChangeAsync(_deal, _actor, setting.Now, kind, change, at, [.. said.Select(s => DealDifference.Said(s.Field, s.Words))]);

    private DealFile File => new(_deal, setting.Book, [.. _answers], [.. _people], [.. _artifacts], []) { Zone = setting.Calendar.Zone };

    /// <summary>The sample passes the gate like everything else; where a template has changed under it, this names what is missing.</summary>
    private void MustPass(string target, DateTimeOffset at)
    {
        var gate = StageGate.Ask(File, target, setting.Calendar.Today(at), at);
        if (gate.Yes) return;
        var missing = string.Join(", ", gate.Missing.Select(m => $"{m.StageId}/{m.Id}"));
        throw new InvalidOperationException($"The sample deal {told.Name} does not reach {target}: {gate.Refusal ?? "missing " + missing}");
    }
}
