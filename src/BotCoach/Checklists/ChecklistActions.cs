using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;

namespace BotCoach.Checklists;

/// <summary>Walking a deal's checklist in chat: one criterion at a time, skip and come back, stop anywhere and go on anywhere.</summary>
public sealed class ChecklistActions(
    DealPick pick, DealCards cards, DealAccess access, DealFiles files, DealAnswers answers, DealFormIntake intake, DealOrigins origins,
    SaidWords words, FormDoor door, WalkCards walk, WalkNotices notices, Calendars calendars)
{
    public async Task<Reply> OpenAsync(Turn turn)
    {
        var (deal, instead) = await pick.OneAsync(turn, "walk.open", "Walk it");
        return deal is null ? instead : await walk.ResumeAsync(turn, deal, turn.Inbound is ButtonPressed ? DealCards.About(turn) : null);
    }

    /// <summary>A way to satisfy the criterion was pressed: its form, or the question to the one who decides.</summary>
    public async Task<Reply> DoAsync(Turn turn)
    {
        if (await AtAsync(turn) is not { } here) return Reply.Words(DealAccess.Closed);
        var (deal, file, criterion, kind, of) = here;
        if (criterion is null) return await walk.ResumeAsync(turn, deal);
        if (kind == WayKind.Approval) return await AskAsync(turn, file, criterion);
        var state = await cards.StateAsync(turn, deal.Id, $"{criterion.Id}|{kind}|{of}");
        var form = kind is WayKind.Note or WayKind.Quote
            ? ChecklistForms.Note(file, criterion, kind, state)
            : await intake.OpenAsync(turn, file, kind, of, "walk.done", state);
        return await door.OpenAsync(turn, form, new Button("Fill it in", "walk.do", turn.Value), criterion.Text);
    }

    public async Task<Reply> DoneAsync(Turn turn)
    {
        if (await AtAsync(turn) is not { } here) return Reply.Words(DealAccess.Closed);
        var (deal, file, criterion, kind, of) = here;
        if (kind is WayKind.Note or WayKind.Quote) return criterion is null ? FormErrors.Whole(ChecklistMessage.NotAskedAnyMore) : await NotedAsync(turn, file, criterion, kind);
        // a fact of the deal's stays one, whoever asks for it
        if (await intake.TakeAsync(turn, file, kind, of, "walk.done", turn.Value) is { } refused) return refused;
        return criterion is null ? await walk.ResumeAsync(turn, deal) : await walk.NextAsync(turn, deal, criterion.Id, _ => "Saved.");
    }

    /// <summary>A walk's card as it looks now: what others have answered, disputed or set aside meanwhile is on it.</summary>
    public async Task<Reply> LookAsync(Turn turn)
    {
        if (turn.Id is not { } card || await walk.AtAsync(turn.Person, card) is not var (dealId, criterion)) return Reply.None;
        return await access.OpenAsync(turn, dealId) is { } deal ? await walk.LookAsync(turn, deal, criterion) : Reply.None;
    }

    public async Task<Reply> UnknownAsync(Turn turn)
    {
        if (await AtAsync(turn) is not { Criterion: { } criterion } here) return Reply.Words(DealAccess.Closed);
        var result = await answers.UnknownAsync(here.File, criterion, turn.Actor, turn.Now, anew: true);
        var owner = await calendars.OfAsync(here.Deal.OwnerId);
        return await walk.NextAsync(turn, here.Deal, criterion.Id, view => result is DoneAlready already
            ? DealWords.Already(already, "said so", view) : ChecklistMessage.AskedLater(view, owner));
    }

    public Task<Reply> SkipAsync(Turn turn) => StepAsync(turn, (deal, criterion) => walk.NextAsync(turn, deal, criterion));

    public Task<Reply> PrevAsync(Turn turn) => StepAsync(turn, (deal, criterion) => walk.BeforeAsync(turn, deal, criterion));

    public Task<Reply> StopAsync(Turn turn) => StepAsync(turn, (deal, _) => walk.StopAsync(turn, deal));

    public Task<Reply> WhyAsync(Turn turn) => StepAsync(turn, (deal, criterion) => walk.StayAsync(turn, deal, criterion, explain: true));

    private async Task<Reply> StepAsync(Turn turn, Func<Deal, string, Task<Reply>> step)
    {
        if (turn.Id is not { } id || await access.OpenAsync(turn, id) is not { } deal) return Reply.Words(DealAccess.Closed);
        return await step(deal, DealCards.About(turn));
    }

    private async Task<Reply> AskAsync(Turn turn, DealFile file, Criterion criterion)
    {
        var asked = await notices.AskApprovalAsync(turn, file, criterion);
        return await walk.NextAsync(turn, file.Deal, criterion.Id, _ => asked is null ? "There is nobody to ask: this deal's owner has no manager here." : $"Asked {asked}.");
    }

    private async Task<Reply> NotedAsync(Turn turn, DealFile file, Criterion criterion, WayKind kind)
    {
        var text = turn.Field("note");
        if (text?.Length > 3000) return FormErrors.At("note", "Please use at most 3,000 characters.");
        if (Placeholders.IsOne(text, criterion.Text, 1))
            return FormErrors.At("note", "That does not show it yet. Write who said or did what, and when; or press “I don't know yet”.");
        if (await words.DealsWithAsync(file.Deal, text!) >= Placeholders.SameOnTooMany)
            return FormErrors.At("note", "The same words stand on four other deals. Write what is true of this one.");
        if (await StaleAsync(turn, file, criterion, kind, text!) is { } stale) return stale;
        var known = file.AnswerTo(criterion.Id);
        var disputed = known?.State == AnswerState.Disputed;
        var result = await answers.NoteAsync(file, criterion, kind == WayKind.Quote ? EvidenceKind.Quote : EvidenceKind.Note, text!, turn.Actor, turn.Now);
        if (disputed && result is Moved) await notices.AnsweredAsync(turn, file, criterion, text!);
        return await walk.NextAsync(turn, file.Deal, criterion.Id, view => result is DoneAlready already ? DealWords.Already(already, "wrote that", view)
            : disputed ? "Noted beside the dispute. The one who disputed it decides."
            : known?.IsWaived(turn.Now) == true ? "Noted. It is set aside all the same."
            : known?.Kind == EvidenceKind.Approver ? "Noted beside the manager's yes." : "Noted, on your word.");
    }

    /// <summary>Somebody else wrote another note while the form was open: both are shown.</summary>
    private async Task<Reply?> StaleAsync(Turn turn, DealFile file, Criterion criterion, WayKind kind, string mine)
    {
        var basedOn = turn.Inbound is FormSubmitted form ? form.BasedOn : file.Deal.Revision;
        var changes = await origins.SinceAsync(file.Deal, basedOn);
        if (!changes.TryGetValue($"criterion:{criterion.Id}", out var change) || file.AnswerTo(criterion.Id)?.Text is not { } theirs || theirs == mine) return null;
        var fresh = ChecklistForms.Note(file, criterion, kind, turn.Value);
        return new UpdateForm(FormMerge.Ask(fresh, new Dictionary<string, string?> { ["note"] = mine }, [new Clash("note", theirs, change)], c => $"Written meanwhile: {c.Theirs}"));
    }

    private async Task<WalkStep?> AtAsync(Turn turn)
    {
        if (turn.Id is not { } id || await access.OpenAsync(turn, id) is not { } deal) return null;
        return WalkStep.Read(await files.OpenAsync(deal), DealCards.About(turn));
    }
}
