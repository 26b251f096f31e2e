using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace BotCoach.Recaps;

/// <summary>A draft, line by line: accept, edit, reject, show where; which deal it is about and on which day it was, and to hold it back.</summary>
public sealed class RecapActions(BotCoachDb db, RecapDesk desk, RecapReview review, DealAccess access, RecapAgain again, Audit audit)
{
    /// <summary>Who accepts everything sooner than this after the draft came has hardly read it: they are asked once.</summary>
    private static readonly TimeSpan TooSoon = TimeSpan.FromSeconds(2);

    private const string Sure = "sure-";
    private const string TimeIsOver = "This line’s time is over; nothing was made of it.";
    private const string Over = "This line is decided already.";

    public Task<Reply> AcceptAsync(Turn turn) => OnLineAsync(turn, at => review.AcceptAsync(turn, at.Of, at.Deal, at.Line));

    public Task<Reply> RejectAsync(Turn turn) => OnLineAsync(turn, at =>
    {
        review.Reject(at.Of, at.Line, turn.Now);
        return Task.FromResult<string?>(null);
    });

    public Task<Reply> WhereAsync(Turn turn) => OnLineAsync(turn, at =>
    {
        var call = at.Of.Call;
        call.ShownWhere = call.ShownWhere == at.Line.No ? null : at.Line.No;
        call.Revision++;
        return Task.FromResult<string?>(null);
    });

    public async Task<Reply> EditAsync(Turn turn)
    {
        var (at, instead) = await LineAsync(turn);
        return at is null ? instead : new OpenForm(RecapForms.Edit(at.Line, RecapMessage.ValueOf(at.Of.Call, at.Line), at.Of.Call.Revision));
    }

    public async Task<Reply> EditedAsync(Turn turn)
    {
        var (at, instead) = await LineAsync(turn);
        if (at is null) return instead is Say said ? FormErrors.Whole(said.Message.Words) : instead;
        if (turn.Field(RecapForms.Says) is not { } text) return FormErrors.At(RecapForms.Says, "Write what it is to say, or close this and reject the line.");
        if (text.Length > 2000) return FormErrors.At(RecapForms.Says, "That is more than 2,000 characters. Please say it shorter.");
        var line = at.Line;
        var (words, detail, reworded) = (line.Text, line.Detail, line.IsReworded);
        if (Reword(line, turn, text) is { } fault) return fault;
        if (await review.AcceptAsync(turn, at.Of, at.Deal, line) is { } refused)
        {
            (line.Text, line.Detail, line.IsReworded) = (words, detail, reworded);
            return FormErrors.At(RecapForms.Says, refused);
        }
        await desk.ShowAsync(at.Of.Call, turn.Now);
        return Reply.None;
    }

    public async Task<Reply> AllAsync(Turn turn)
    {
        if (await desk.FindAsync(turn) is not { } call) return Reply.Words(RecapDesk.Closed);
        if (!call.IsDraft) return Reply.Words("Nothing of this recap is open any more.");
        var isSure = turn.Argument.StartsWith(Sure, StringComparison.Ordinal);
        if (turn.Argument[(isSure ? Sure.Length : 0)..] != call.Revision.ToString(CultureInfo.InvariantCulture)) return Reply.Words("The draft has changed since. Look at it again first.");
        if (!isSure && !await again.IsStartedAsync(call) && turn.Now - await desk.ShownAtAsync(call) < TooSoon)
        {
            await desk.AskAsync(turn, call);
            return Reply.None;
        }
        var of = await desk.OpenAsync(call);
        if (await DealAsync(turn, call) is not { } deal) return Reply.Words(DealAccess.Closed);
        var left = new List<string>();
        foreach (var line in of.Open) if (await review.AcceptAsync(turn, of, deal, line) is { } why) left.Add(why);
        await desk.ShowAsync(call, turn.Now);
        return left.Count == 0 ? Reply.None : Reply.Words($"{Wording.Count(left.Count, "line stays", "lines stay")} open: {left[0]}");
    }

    public async Task<Reply> MoreAsync(Turn turn)
    {
        if (await desk.FindAsync(turn) is not { } call) return Reply.Words(RecapDesk.Closed);
        if (int.TryParse(turn.Argument, CultureInfo.InvariantCulture, out var last)) (call.FirstShown, call.ShownWhere) = (last + 1, null);
        call.Revision++;
        await desk.ShowAsync(call, turn.Now);
        return Reply.None;
    }

    /// <summary>The deal that was chosen of those that were offered, or found.</summary>
    public async Task<Reply> AboutAsync(Turn turn) =>
        Guid.TryParse(turn.Argument, out var deal) ? await SetDealAsync(turn, deal, Reply.Words) : Reply.Words(DealAccess.Closed);

    public Task<Reply> OtherAsync(Turn turn) => FormAsync(turn, RecapForms.Which);

    public async Task<Reply> AboutSetAsync(Turn turn) => Guid.TryParse(turn.Field(RecapForms.Deal), out var deal)
        ? await SetDealAsync(turn, deal, why => FormErrors.At(RecapForms.Deal, why.Words)) : FormErrors.At(RecapForms.Deal, "Choose one of the list.");

    public Task<Reply> DayAsync(Turn turn) => FormAsync(turn, RecapForms.Day);

    public async Task<Reply> DaySetAsync(Turn turn)
    {
        if (await desk.FindAsync(turn) is not { } call) return FormErrors.Whole(RecapDesk.Closed);
        if (LocalDatePattern.Iso.Parse(turn.Field("day") ?? "") is not { Success: true, Value: var day } || day > turn.Today || day < turn.Today.PlusYears(-10)) return FormErrors.At("day", $"Write the day of the call as {turn.Today:yyyy-MM-dd}, today or earlier.");
        if (await again.WhyNotAsync(call) is { } why) return FormErrors.Whole(why);
        call.HeldOn = day;
        await again.MakeAsync(call, turn.Now);
        return Reply.None;
    }

    public async Task<Reply> HoldAsync(Turn turn)
    {
        if (await desk.FindAsync(turn) is not { } call) return Reply.Words(RecapDesk.Closed);
        if (await again.WhyNotAsync(call) is { } why) return Reply.Words(why);
        await again.MakeAsync(call, turn.Now, CallState.HeldBack);
        audit.Did(turn.Actor, "recap: held back", call.Id, turn.Now);
        return Reply.None;
    }

    public async Task<Reply> ReleaseAsync(Turn turn)
    {
        if (await desk.FindAsync(turn) is not { } call) return Reply.Words(RecapDesk.Closed);
        if (call.State != CallState.HeldBack) return Reply.Words("This call is not held back any more.");
        await again.MakeAsync(call, turn.Now);
        audit.Did(turn.Actor, "recap: drafted although it was held back", call.Id, turn.Now);
        return Reply.None;
    }

    /// <summary>Nothing of it is wanted: draft and transcript are deleted. What was accepted of it before stays on the deal.</summary>
    public async Task<Reply> DropAsync(Turn turn)
    {
        if (await desk.FindAsync(turn) is not { } call) return Reply.Words(RecapDesk.Closed);
        if (await again.IsStartedAsync(call)) return Reply.Words("Some of its lines are on the deal already. Reject the others, and they go nowhere.");
        await again.MakeAsync(call, turn.Now, CallState.Dropped);
        (call.Attendees, call.Speakers, call.OurSpeakers) = ("", [], null);
        db.CallTranscripts.RemoveRange(await db.CallTranscripts.Where(t => t.CallId == call.Id).ToListAsync());
        return Reply.None;
    }

    /// <summary>No form is opened for what cannot be done any more.</summary>
    private async Task<Reply> FormAsync(Turn turn, Func<Call, Form> form) => await desk.FindAsync(turn) is not { } call ? Reply.Words(RecapDesk.Closed)
        : await desk.HasTranscriptAsync(call) ? new OpenForm(form(call)) : Reply.Words(RecapAgain.NotKept);

    private async Task<Reply> SetDealAsync(Turn turn, Guid dealId, Func<Text, Reply> refuse)
    {
        if (await desk.FindAsync(turn) is not { } call) return refuse(RecapDesk.Closed);
        if (await access.OpenAsync(turn, dealId) is not { } deal) return refuse(DealAccess.Closed);
        if (await again.WhyNotAsync(call) is { } why) return refuse(why);
        call.DealId = deal.Id;
        await again.MakeAsync(call, turn.Now);
        return Reply.None;
    }

    private async Task<Reply> OnLineAsync(Turn turn, Func<PressedLine, Task<string?>> work)
    {
        var (at, instead) = await LineAsync(turn);
        if (at is null) return instead;
        var refused = await work(at);
        await desk.ShowAsync(at.Of.Call, turn.Now);
        return refused is null ? Reply.None : Reply.Words(refused);
    }

    /// <summary>The open line that was pressed, of one's own draft and of a deal that one may still change; else what is answered instead.</summary>
    private async Task<(PressedLine? At, Reply Instead)> LineAsync(Turn turn)
    {
        if (await desk.FindAsync(turn) is not { } call) return (null, Reply.Words(RecapDesk.Closed));
        var of = await desk.OpenAsync(call);
        if (of.Lines.FirstOrDefault(l => RecapMessage.PlaceOf(call, l) == turn.Argument) is not { } line) return (null, Reply.Words(of.HasTranscript ? "The draft was made anew since. Look at it again." : TimeIsOver));
        if (!line.IsOpen || !call.IsDraft) return (null, Reply.Words(line.State == LineState.Expired ? TimeIsOver : Over));
        if (await DealAsync(turn, call) is not { } deal) return (null, Reply.Words(DealAccess.Closed));
        return (new PressedLine(of with { Deal = deal }, deal, line), Reply.None);
    }

    private async Task<Deal?> DealAsync(Turn turn, Call call) => call.DealId is { } id ? await access.OpenAsync(turn, id) : null;

    private static Reply? Reword(CallLine line, Turn turn, string text)
    {
        var due = turn.Field(RecapForms.Due);
        if (line.Kind == LineKind.NextStep && due is not null && due != line.Of(LineDetail.Due) && FieldInput.Read("next-step-on", due, turn.Today).Fault is { } wrong) return FormErrors.At(RecapForms.Due, wrong);
        if (line.Kind != LineKind.Stakeholder && Placeholders.IsOne(text)) return FormErrors.At(RecapForms.Says, "That reads like a placeholder. Write what was said, or close this and reject the line.");
        line.IsReworded = line.IsReworded || line.Text != text || line.Kind == LineKind.Stakeholder;
        line.Text = text;
        var detail = new Dictionary<string, string>(line.Detail);
        void Set(string name, string? value)
        {
            if (value is null) detail.Remove(name);
            else detail[name] = value;
        }
        if (line.Kind == LineKind.NextStep)
        {
            if (due != line.Of(LineDetail.Due)) Set(LineDetail.DueWords, null);
            Set(LineDetail.Due, due);
            if (turn.Field(RecapForms.Side) is { } side && Enum.TryParse<CallSide>(side, out _) && side != line.Of(LineDetail.Side))
            {
                Set(LineDetail.Side, side);
                Set(LineDetail.Owner, null);
                Set(LineDetail.Person, null);
            }
            Set(LineDetail.Condition, turn.Field(RecapForms.Condition));
        }
        if (line.Kind == LineKind.Stakeholder)
        {
            Set(LineDetail.Title, turn.Field(RecapForms.Title));
            if (turn.Field(RecapForms.Role) is { } role && Stages.KnownFields.StakeholderRoles.Contains(role)) Set(LineDetail.Role, role);
        }
        line.Detail = detail;
        return null;
    }

    private sealed record PressedLine(OpenCall Of, Deal Deal, CallLine Line);
}
