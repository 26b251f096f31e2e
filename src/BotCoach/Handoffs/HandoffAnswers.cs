using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Handoffs;

/// <summary>What the receiver does with a deal that lies before them: accept it, return it with what is missing, and say in one tap how good what came along was.</summary>
public sealed class HandoffAnswers(BotCoachDb db, DealCards cards, HandoffDesk desk, Audit audit)
{
    public async Task<Reply> AcceptAsync(Turn turn)
    {
        var (view, instead) = await OpenAsync(turn);
        if (view is null) return Reply.Words(instead);
        return await desk.AcceptAsync(view, turn.Person, turn.Actor) is MayNot(var why) ? Reply.Words(why) : Reply.None;
    }

    public async Task<Reply> ReturnAsync(Turn turn)
    {
        var (view, instead) = await OpenAsync(turn);
        return view is null ? Reply.Words(instead) : new OpenForm(HandoffForms.Return(view));
    }

    public async Task<Reply> ReturnedAsync(Turn turn)
    {
        var (view, instead) = await OpenAsync(turn);
        if (view is null) return FormErrors.Whole(instead);
        var missing = (turn.Field("missing") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var words = turn.Field("words");
        if (missing.Except(view.Handoff.MustPassOn).Any()) return FormErrors.At("missing", "Choose of the list.");
        if (words?.Length > HandoffRules.LongestWords) return FormErrors.At("words", $"Please use at most {HandoffRules.LongestWords:#,0} characters.");
        if (missing.Length == 0 && Placeholders.IsOne(words)) return FormErrors.At("words", "Say what you need, so that it can be filled in.");
        await desk.ReturnAsync(view, turn.Actor, string.Join(',', missing), words);
        return Reply.None;
    }

    /// <summary>The card on which it is decided, from a reminder.</summary>
    public async Task<Reply> SeeAsync(Turn turn)
    {
        var (view, instead) = await OpenAsync(turn);
        if (view is null) return Reply.Words(instead);
        await cards.PutAsync(turn, HandoffMessage.ReceiverKey(view.Handoff), await desk.CardAsync(view));
        return Reply.None;
    }

    public async Task<Reply> RateAsync(Turn turn)
    {
        if (turn.Id is not { } id || await db.Handoffs.FirstOrDefaultAsync(h => h.Id == id) is not { } it || !await IsOfAsync(it, turn.Person)) return Refused(turn);
        if (it.State != HandoffState.Accepted || !Enum.TryParse<HandoffQuality>(turn.Argument, out var quality) || !Enum.IsDefined(quality)) return Reply.Words(HandoffMessage.NotYours);
        if (it.Quality is not null) return Reply.Words("You said so already. Thank you.");
        it.Rate(quality);
        await desk.ShowBothAsync(await desk.ViewAsync(it, await db.Deals.SingleAsync(d => d.Id == it.DealId), turn.Now));
        return Reply.None;
    }

    /// <summary>It was sent to this person, also as who they were before they were joined.</summary>
    private async Task<bool> IsOfAsync(Handoff it, Person person) => it.ToId == person.Id || await db.People.AnyAsync(p => p.Id == it.ToId && p.MergedInto == person.Id);

    private Reply Refused(Turn turn)
    {
        if (turn.Id is { } id) audit.Refused(turn, "a handoff", id);
        return Reply.Words(HandoffMessage.NotYours);
    }

    /// <summary>The handoff that lies before this person; null with what was answered instead.</summary>
    private async Task<(HandoffView? View, string Instead)> OpenAsync(Turn turn)
    {
        if (turn.Id is not { } id || await db.Handoffs.FirstOrDefaultAsync(h => h.Id == id) is not { } it) return (null, HandoffMessage.NotYours);
        if (turn.Person.Role == Role.Reader || !await IsOfAsync(it, turn.Person))
        {
            audit.Refused(turn, "a handoff", id);
            return (null, HandoffMessage.NotYours);
        }
        var deal = await db.Deals.SingleAsync(d => d.Id == it.DealId);
        if (await desk.EndIfOvertakenAsync(it, deal, turn.Now)) return (null, it.State == HandoffState.Accepted ? "It is yours already." : $"This handoff is over. {it.Why}".TrimEnd());
        var view = await desk.ViewAsync(it, deal, turn.Now);
        return it.State == HandoffState.Sent ? (view, "") : (null, $"It is with {view.From}, who is filling in what was missing.");
    }
}
