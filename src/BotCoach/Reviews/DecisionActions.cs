using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>What was said of a deal in its review, and what was decided: promises with an owner and a day, at most three at a time.</summary>
public sealed class DecisionActions(
    BotCoachDb db, ReviewDesk desk, ReviewCards cards, DealCards shown, PeopleNames names, Calendars calendars, Commitments commitments, FormDoor door, Audit audit)
{
    public Task<Reply> NotesAsync(Turn turn) => AtAsync(turn, async at =>
        await door.OpenAsync(turn, ReviewForms.Notes(at.Row, at.Deal.Called, await StateAsync(turn, at)), new Button("Five questions", "review.notes", turn.Value), $"Notes on {at.Deal.Called}"));

    public Task<Reply> NotedAsync(Turn turn) => AtAsync(turn, async at =>
    {
        if (ReviewRules.Questions.FirstOrDefault(q => turn.Field(q.Id)?.Length > ReviewRules.LongestNote) is { } tooLong)
            return FormErrors.At(tooLong.Id, $"Please use at most {ReviewRules.LongestNote:#,0} characters.");
        foreach (var question in ReviewRules.Questions) question.Set(at.Row, turn.Field(question.Id));
        return await AfterAsync(turn, at, "Noted.");
    });

    public Task<Reply> DecideAsync(Turn turn) => AtAsync(turn, async at =>
    {
        var form = ReviewForms.Decide(at.Deal.Called, await names.AroundAsync(at.Deal, turn.Person), at.Deal.OwnerId, await StateAsync(turn, at));
        return await door.OpenAsync(turn, form, new Button("What was decided", "review.decide", turn.Value), $"What was decided on {at.Deal.Called}");
    });

    public Task<Reply> DecidedAsync(Turn turn) => AtAsync(turn, async at =>
    {
        var (promises, faults) = await ReadAsync(turn, at.Deal);
        if (faults.Count > 0) return new FormErrors(faults);
        foreach (var (owner, words, due) in promises) await commitments.MakeAsync(at.Deal, owner, words, due, turn.Person.Id, at.Review.Id, turn.Now);
        await desk.TellAsync(at.Review, turn.Now, isSettling: true);
        return await AfterAsync(turn, at, $"Noted: {Wording.Count(promises.Count, "promise")}, {(promises.Count == 1 ? "with a reminder" : "each with a reminder")} on its day.");
    });

    private sealed record Place(Review Review, ReviewDeal Row, Deal Deal);

    private async Task<(IReadOnlyList<(Person Owner, string Words, LocalDate Due)> Promises, Dictionary<string, string> Faults)> ReadAsync(Turn turn, Deal deal)
    {
        var around = (await names.AroundAsync(deal, turn.Person)).Select(o => o.Value).ToHashSet();
        List<(Person, string, LocalDate)> promises = [];
        var faults = new Dictionary<string, string>();
        for (var i = 1; i <= ReviewForms.MostPromises; i++)
        {
            var (what, who, by) = (turn.Field(ReviewForms.What(i)), turn.Field(ReviewForms.Who(i)) ?? $"{deal.OwnerId}", turn.Field(ReviewForms.By(i)));
            if (what is null && by is null && i > 1) continue;
            if (Refusal(what) is { } why) faults[ReviewForms.What(i)] = why;
            var owner = around.Contains(who) && Guid.TryParse(who, out var id) ? await db.People.FirstOrDefaultAsync(p => p.Id == id) : null;
            if (owner is null) faults[ReviewForms.Who(i)] = "Choose one of these people.";
            var (due, fault) = CommitmentRules.DayOf(by, WhenReader.Of(await calendars.OfAsync(owner ?? turn.Person), turn.Reader.Locale, turn.Now));
            if (fault is not null) faults[ReviewForms.By(i)] = fault;
            if (owner is not null && due is { } day && faults.Count == 0) promises.Add((owner, what!, day));
        }
        return (promises, faults);
    }

    private static string? Refusal(string? what) => what is null || Placeholders.IsOne(what) ? "Write in a sentence what was promised."
        : what.Length > Commitment.LongestWords ? $"Please use at most {Commitment.LongestWords} characters." : null;

    private async Task<Reply> AfterAsync(Turn turn, Place at, Text note)
    {
        at.Row.TalkedAt ??= turn.Now;
        at.Review.Go(at.Row.Place, turn.Now);
        return await cards.ShowAsync(turn, at.Review, note);
    }

    private Task<string> StateAsync(Turn turn, Place at) => shown.StateAsync(turn, at.Review.Id, $"{at.Deal.Id}");

    /// <summary>The deal of the manager's own review that the press or the form is about. What is decided after its end is not taken.</summary>
    private async Task<Reply> AtAsync(Turn turn, Func<Place, Task<Reply>> act)
    {
        if (turn.Id is not { } id || await desk.FindAsync(turn.Person, id) is not { } review)
        {
            if (turn.Id is { } other) audit.Refused(turn, "a review", other);
            return Reply.Words(ReviewMessage.NotYours);
        }
        if (review.IsOver) return await cards.ShowAsync(turn, review);
        var row = Guid.TryParse(DealCards.About(turn), out var asked) ? await db.ReviewDeals.FirstOrDefaultAsync(d => d.ReviewId == id && d.DealId == asked) : null;
        return row is not null && await cards.DealOfAsync(turn, row) is { } deal ? await act(new Place(review, row, deal)) : Reply.Words(DealAccess.Closed);
    }
}
