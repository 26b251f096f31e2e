using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Recaps;
using BotCoach.Stages;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Recaps;

/// <summary>A draft before its rep, line by line, and what becomes of the deal.</summary>
public sealed class RecapReviewTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_becomes_a_draft_about_the_right_deal_and_changes_nothing_by_itself(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        var before = await of.DealAsync();
        await of.SharesAsync("Acme discovery.vtt");
        of.Rita.Sees("Recap: Acme");
        of.Rita.Sees("a draft, for you alone");
        of.Rita.Sees("Rita: Send the business case by Thursday, Thu 5 Mar");
        of.Rita.Sees("becomes the next step");
        var deal = await of.DealAsync();
        Assert.Equal(before.Revision, deal.Revision);
        Assert.Equal(of.Acme, (await of.CallAsync()).DealId);
        Assert.Empty(of.House.Mona.Chat);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_accepted_line_is_on_the_deal_with_its_evidence_and_a_rejected_one_is_not(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        await of.Rita.PressesAsync("Accept", inRow: "Send the business case");
        var deal = await of.DealAsync();
        Assert.Equal(("Send the business case by Thursday", new NodaTime.LocalDate(2026, 3, 5), Side.Us), (deal.NextStep, deal.NextStepOn, deal.NextStepSide));
        Assert.Equal(of.Host.Clock.Now, deal.HeardAt);
        await of.Rita.PressesAsync("Accept", inRow: "Introduce you to him");
        Assert.Equal("Send the business case by Thursday", (await of.DealAsync()).NextStep);
        var reminder = await of.Host.ReadAsync(db => db.Reminders.AsNoTracking().SingleAsync(r => r.Text.StartsWith("Acme: ")));
        Assert.Equal((of.Acme, new NodaTime.LocalDate(2026, 3, 10)), (reminder.DealId, reminder.DueOn));
        Assert.Contains("Dana Reyes wanted to introduce you to him", reminder.Text);

        await of.Rita.PressesAsync("Accept", inRow: "Agreement on what");
        var answer = await of.Host.ReadAsync(db => db.Answers.AsNoTracking().SingleAsync());
        Assert.Equal((AnswerState.Evidenced, EvidenceKind.Quote, (await of.CallAsync()).Id), (answer.State, answer.Kind, answer.CallId));
        await of.Rita.TypesAsync("Acme");
        of.Rita.Sees("Success for us would be to go live within 10 days");
        of.Rita.Sees("from a call");

        await of.Rita.PressesAsync("Reject", inRow: "too expensive");
        Assert.False((await of.DealAsync()).Facts.ContainsKey("objections"));
        Assert.Equal(1, (await of.LinesAsync()).Count(l => l.State == LineState.Rejected));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Show_me_where_shows_the_words_in_place_and_hides_them_again(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        await of.Rita.PressesAsync("Show me where", inRow: "Send the business case");
        var quote = of.Rita.LastMessage!.Message.Blocks.OfType<Quote>().Single();
        Assert.Equal(("I will send you the business case by Thursday.", "Rita"), (quote.Text.Words, quote.From));
        await of.Rita.PressesAsync("Hide");
        Assert.DoesNotContain(of.Rita.LastMessage!.Message.Blocks, b => b is Quote);
        Assert.Single(of.Rita.Chat, m => m.Words.StartsWith("Recap: Acme", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_edited_line_is_taken_in_the_reps_own_words(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        await of.Rita.PressesAsync("Edit", inRow: "Send the business case");
        await of.Rita.FillsAsync(("due", "Friday"));
        of.Rita.Sees("Write a day as 2026-03-02");
        await of.Rita.FillsAsync(("text", "tbd"));
        of.Rita.Sees("reads like a placeholder");
        await of.Rita.FillsAsync(("text", "Send the business case with Omar's numbers"), ("due", "2026-03-06"), ("side", "Both"));
        var deal = await of.DealAsync();
        Assert.Equal(("Send the business case with Omar's numbers", new NodaTime.LocalDate(2026, 3, 6), true), (deal.NextStep, deal.NextStepOn, deal.NextStepConfirmed));
        Assert.True((await of.LinesAsync()).Single(l => l.IsReworded).State == LineState.Accepted);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Everything_at_once_within_two_seconds_is_asked_once(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.Rita.SharesAsync(("Acme discovery.vtt", RecapHouse.File));
        of.Host.Clock.Advance(TimeSpan.FromSeconds(30));
        await of.Host.RunDueAsync();
        var all = (await of.LinesAsync()).Count;
        of.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await of.Rita.PressesAsync($"Accept all {all}");
        of.Rita.Sees($"That was quick. Accept all {all} lines unread?");
        Assert.All(await of.LinesAsync(), l => Assert.True(l.IsOpen));
        await of.Rita.PressesAsync("Yes, all of them");
        Assert.All(await of.LinesAsync(), l => Assert.Equal(LineState.Accepted, l.State));
        of.Rita.Sees($"{all} lines accepted.");
        of.Rita.CannotPress("Accept");
        Assert.Equal(["Dana Reyes", "Omar Haddad"], await of.Host.ReadAsync(db => db.Stakeholders.Where(s => s.DealId == of.Acme).Select(s => s.Name).OrderBy(n => n).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Everything_at_once_after_reading_is_taken(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        of.ReadsOn();
        await of.Rita.PressesAsync($"Accept all {(await of.LinesAsync()).Count}");
        Assert.All(await of.LinesAsync(), l => Assert.Equal(LineState.Accepted, l.State));
        var facts = (await of.DealAsync()).Facts;
        Assert.Contains("31 days", facts["problem"]);
        Assert.Contains("too expensive", facts["objections"]);
        await of.Rita.PressesAsync("Draft a mail to copy");
        of.Rita.Sees("I send nothing to a buyer");
        of.Rita.Sees("Send the business case by Thursday");
        of.Rita.Sees("Best regards");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_that_nobody_looks_at_is_over_after_five_working_days_and_its_buttons_go(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        await of.Rita.PressesAsync("Accept", inRow: "Send the business case");
        var card = of.Rita.LastMessage!;
        var accept = card.Message.AllButtons.First(b => b.Label == "Accept");
        await of.Host.JumpToAsync(new DateTimeOffset(2026, 3, 9, 16, 0, 0, TimeSpan.Zero));
        Assert.Contains(of.Rita.Chat.Single(m => m.Reference == card.Reference).Labels, l => l == "Accept");
        await of.Host.JumpToAsync(new DateTimeOffset(2026, 3, 10, 7, 0, 0, TimeSpan.Zero));
        var over = of.Rita.Chat.Single(m => m.Reference == card.Reference);
        Assert.DoesNotContain(over.Labels, l => l == "Accept");
        Assert.Contains("left open for 5 working days, and nothing was made of them", over.Words);
        Assert.Equal(CallState.Expired, (await of.CallAsync()).State);
        await of.Rita.PressesAsync(card, accept);
        of.Rita.Sees("time is over");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_is_its_reps_alone_and_what_was_accepted_is_the_deals(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        var card = of.Rita.LastMessage!;
        await of.House.Mona.PressesAsync(card, card.Message.AllButtons.First(b => b.Label == "Accept"));
        of.House.Mona.Sees("That recap is not there any more, or it is not yours.");
        Assert.All(await of.LinesAsync(), l => Assert.True(l.IsOpen));
        await of.House.Mona.TypesAsync("recaps Onboarding rollout");
        of.House.Mona.Sees("Nothing of a call has been accepted");
        of.House.Mona.DoesNotSee("Send the business case");
        await of.Rita.PressesAsync("Accept", inRow: "Send the business case");
        await of.House.Mona.TypesAsync("recaps Onboarding rollout");
        of.House.Mona.Sees("Send the business case by Thursday");
        await of.House.Otto.TypesAsync("recaps Onboarding rollout");
        of.House.Otto.DoesNotSee("Send the business case");
        Assert.Equal(1, await of.Host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.What == "refused: a recap")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_line_pressed_twice_is_done_once_and_a_deal_that_was_handed_over_is_not_changed(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        var card = of.Rita.LastMessage!;
        var accept = card.Message.AllButtons.First(b => b.Label == "Accept");
        await of.Rita.PressesAsync(card, accept);
        var revision = (await of.DealAsync()).Revision;
        await of.Rita.PressesAsync(card, accept);
        of.Rita.Sees("decided already");
        Assert.Equal(revision, (await of.DealAsync()).Revision);
        await of.Host.DoAsync(async s =>
        {
            var db = (BotCoach.Storage.BotCoachDb)s.GetService(typeof(BotCoach.Storage.BotCoachDb))!;
            (await db.Deals.FirstAsync(d => d.Id == of.Acme)).OwnerId = of.House.Otto.PersonId;
        });
        await of.Rita.PressesAsync("Accept", inRow: "Introduce you to him");
        of.Rita.Sees("not one of yours");
        Assert.Equal(1, (await of.LinesAsync()).Count(l => l.State == LineState.Accepted));
    }
}
